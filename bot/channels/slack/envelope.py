"""What Slack sends, as stored events: how they are told apart, and which lane they came from.

Source: docs.slack.dev/apis/events-api and docs.slack.dev/reference/interaction-payloads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.channels.slack.mrkdwn import mentioned
from bot.channels.slack.words import Json
from bot.ports.channel import RawEvent

Kind = Literal["event", "command", "action", "view", "roster", "rooms"]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are in Slack (auth.test): the home team, our bot, and the workspace's address."""

    team: str
    bot_user: str
    bot_id: str
    url: str


def kind_of(body: Mapping[str, Any]) -> Kind:
    """What an envelope holds."""
    if body.get("type") == "event_callback":
        return "event"
    if "command" in body:
        return "command"
    return "view" if body.get("type") in ("view_submission", "view_closed") else "action"


def raw_event(body: Json, identity: Identity, names: Mapping[str, str]) -> RawEvent:
    """An envelope as it goes into the inbox, with what is needed to read it later without asking anybody: who
    we are and what the mentioned members are called. Pure ASCII: half an emoji must not break a commit."""
    kind = kind_of(body)
    text = json.dumps(body)
    payload = {
        "type": kind,
        "home": identity.team,
        "bot": identity.bot_user,
        "bot_id": identity.bot_id,
        "names": {
            user: names[user] for user in sorted({*mentioned(text), author_of(body)}) if names.get(user)
        },
        "body": body,
    }
    return RawEvent("slack", event_id(kind, body), lane_of(payload), json.dumps(payload))


def author_of(body: Mapping[str, Any]) -> str:
    """The id of the person whose message an envelope brings, "" for a bot's and for anything else."""
    event = _mapping(body.get("event"))
    said = _mapping(event.get("message")) or event
    spoken = event.get("type") == "message" and not (said.get("bot_id") or said.get("app_id"))
    return _text(said.get("user")) if spoken else ""


def is_echo(body: Mapping[str, Any], identity: Identity) -> bool:
    """Whether Slack only tells us of a post or a reaction that we have just made: half of all events, and none that
    anybody acts on. What becomes of our posts later (edits, deletions) is none."""
    event = _mapping(body.get("event"))
    if event.get("type") in ("reaction_added", "reaction_removed"):
        return event.get("user") == identity.bot_user
    ours = event.get("user") == identity.bot_user or event.get("bot_id") == identity.bot_id
    return event.get("type") == "message" and event.get("subtype") in (None, "bot_message") and ours


def roster_event(users: list[Json], identity: Identity, started: int) -> RawEvent:
    """What Slack says of the office's staff. ``started`` (epoch milliseconds of this process's start) keeps a
    roster that changed back from being taken for an old one."""
    body = {"users": users}
    digest = _digest(body)
    payload = {"type": "roster", "home": identity.team, "bot": identity.bot_user, "body": body}
    return RawEvent("slack", f"roster:{started}:{digest}", "slack:roster", json.dumps(payload))


def rooms_event(channels: list[Json], identity: Identity, started: int) -> RawEvent:
    """What Slack says of the office's channels at a start."""
    body = {"rooms": channels}
    payload = {"type": "rooms", "home": identity.team, "bot": identity.bot_user, "body": body}
    return RawEvent("slack", f"rooms:{started}:{_digest(body)}", "slack:rooms", json.dumps(payload))


def event_id(kind: Kind, body: Mapping[str, Any]) -> str:
    """One id for all copies of an envelope, another for anything else a person does.

    A modal sent in again after an error has the same id and hash but other values, hence the values.
    """
    if kind == "event" and isinstance(body.get("event_id"), str):
        return str(body["event_id"])
    if kind in ("command", "action") and isinstance(body.get("trigger_id"), str):
        return f"{kind}:{body['trigger_id']}"
    view = body.get("view")
    if kind == "view" and isinstance(view, dict):
        return f"view:{view.get('id')}:{_digest([view.get('hash'), view.get('state'), body.get('type')])}"
    return f"{kind}:{_digest(body)}"


def lane_of(payload: Any) -> str:
    """Where a stored event came from: a channel's thread, a person, the roster. Total: never raises."""
    if not isinstance(payload, Mapping):
        return "slack:other"
    body = _mapping(payload.get("body"))
    event = _mapping(body.get("event"))
    kind = payload.get("type")
    if kind == "roster" or event.get("type") == "user_change":
        return "slack:roster"
    if kind == "rooms":
        return "slack:rooms"
    if kind == "event":
        return _event_lane(event)
    if kind == "action" and _mapping(body.get("message")):
        container = _mapping(body.get("container"))
        message = _mapping(body.get("message"))
        channel = _text(container.get("channel_id")) or _text(_mapping(body.get("channel")).get("id"))
        root = (
            _text(message.get("thread_ts")) or _text(message.get("ts")) or _text(container.get("message_ts"))
        )
        if channel and root:
            return f"slack:{channel}:{root}"
    user = _text(_mapping(body.get("user")).get("id")) or _text(body.get("user_id"))
    return f"slack:user:{user}" if user else "slack:other"


def _event_lane(event: Mapping[str, Any]) -> str:
    inner = _mapping(event.get("message")) or _mapping(event.get("previous_message")) or event
    item = _mapping(event.get("item"))
    channel = _text(event.get("channel")) or _text(item.get("channel"))
    root = _text(inner.get("thread_ts")) or _text(inner.get("ts")) or _text(item.get("ts"))
    if channel and root:
        return f"slack:{channel}:{root}"
    return f"slack:{channel}" if channel else "slack:other"


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:24]
