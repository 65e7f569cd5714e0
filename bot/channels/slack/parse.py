"""Stored events to neutral meanings. Pure: everything needed is in the payload and the office file.

Source: docs.slack.dev/reference/events/message and docs.slack.dev/reference/interaction-payloads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.channels.slack import modals, mrkdwn, reactions, rich_text
from bot.channels.slack.file_refs import file_ref
from bot.channels.slack.modals import action_name
from bot.channels.slack.words import Json, Say
from bot.domain.addresses import MessageRef
from bot.domain.errors import Unreadable
from bot.domain.text import clean
from bot.ports.inbound import (
    DeskCommand,
    DeskDeletion,
    DeskEdit,
    DeskHome,
    DeskMember,
    DeskMessage,
    DeskPostGone,
    DeskPress,
    DeskReaction,
    DeskRoom,
    DeskRooms,
    DeskRoster,
    DeskUser,
    Ignored,
    Inbound,
)
from bot.ports.modal import Windows

_SPOKEN = (None, "file_share", "thread_broadcast", "bot_message", "me_message")
"""Subtypes of a message event that are somebody saying something new."""
SLACKBOT = "USLACKBOT"
_SHUT = ("channel_archive", "group_archive", "channel_deleted", "group_deleted", "channel_left", "group_left")
_OPEN = ("channel_unarchive", "group_unarchive")
_ROOMS: Mapping[str, Mapping[str, bool]] = {
    **{name: {"closed": True} for name in _SHUT},
    **{name: {"closed": False} for name in _OPEN},
    "channel_shared": {"shared": True},
    "channel_unshared": {"shared": False},
}
"""What events about a channel say of it (docs.slack.dev/reference/events)."""


def parse(payload: Mapping[str, Any], windows: Windows, say: Say) -> Inbound:
    """What a stored event means. Raises Unreadable."""
    try:
        kind, body = payload["type"], payload["body"]
        if kind == "event":
            return _event(payload, body["event"], body)
        if kind == "command":
            typed = command(payload, body)
            if windows.commanded(typed) is None:
                return typed
            return replace(typed, window=modals.window_opened(_need(body, "trigger_id")))
        if kind == "view":
            return _view(payload, body, windows, say)
        if kind == "action":
            return _action(payload, body, windows)
        if kind == "rooms":
            return DeskRooms(tuple(_room(channel) for channel in body["rooms"]))
        if kind == "roster":
            return DeskRoster(tuple(_member(user, payload["home"]) for user in body["users"]))
    except (
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        ValueError,
        OSError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise Unreadable(f"a Slack payload of an unknown shape: {type(error).__name__} {error}") from error
    raise Unreadable(f"a Slack payload of an unknown kind: {kind!r}")


def _event(payload: Mapping[str, Any], event: Json, body: Json) -> Inbound:
    if event["type"] == "user_change":
        return DeskRoster((_member(event["user"], payload["home"]),))
    if event["type"] in ("reaction_added", "reaction_removed"):
        return _reaction(payload, event)
    if event["type"] == "app_home_opened" and event.get("tab") == "home":
        return DeskHome(DeskUser(_need(event, "user"), body.get("team_id") in (None, payload["home"])))
    if event["type"] != "message":
        return _about_a_room(payload, event) or Ignored(f"event {event['type']}")
    subtype = event.get("subtype")
    if subtype == "message_changed":
        return _edit(payload, event, body)
    if subtype == "message_deleted":
        if _is_ours(payload, event.get("previous_message") or {}, body):
            return DeskPostGone(MessageRef("slack", _need(event, "channel"), _need(event, "deleted_ts")))
        return DeskDeletion(MessageRef("slack", _need(event, "channel"), _need(event, "deleted_ts")))
    return _message(payload, event, body, _need(event, "channel"))


def _edit(payload: Mapping[str, Any], event: Json, body: Json) -> Inbound:
    """An edit is one where a person's text or its formatting changed and ``edited`` is there and not older than
    before. A link preview leaves ``edited`` as it was, a deleted parent becomes a tombstone and its replies come again
    unchanged (42wim/matterbridge issue 1959)."""
    now, before = event["message"], event.get("previous_message") or {}
    if now.get("subtype") == "tombstone" and _is_ours(payload, before, body):
        return DeskPostGone(MessageRef("slack", _need(event, "channel"), _need(now, "ts")))
    if _is_ours(payload, now, body):
        return Ignored("our own")
    at = _moment((now.get("edited") or {}).get("ts"))
    earlier = _moment((before.get("edited") or {}).get("ts"))
    same = bool(before) and (now.get("text") or "") == (before.get("text") or "")
    same = same and _said(payload, now) == _said(payload, before)
    if at is None or same or (earlier is not None and at < earlier):
        return Ignored("a change that is no edit of a person")
    message = _message(payload, now, body, _need(event, "channel"))
    return DeskEdit(message, at) if isinstance(message, DeskMessage) else message


def _about_a_room(payload: Mapping[str, Any], event: Json) -> DeskRooms | None:
    """What an event says of a channel: closed to us, open again, shared; None for one that says nothing of that."""
    said = _ROOMS.get(event["type"])
    ours = event.get("user") == payload["bot"]
    if event["type"] in ("member_joined_channel", "member_left_channel") and ours:
        said = {"closed": event["type"] == "member_left_channel"}
    if said is None:
        return None
    if event["type"] == "channel_unshared" and event.get("is_ext_shared"):
        said = {"shared": True}  # one organisation has left, another has not
    return DeskRooms((DeskRoom(_need(event, "channel"), **said),))


def _room(channel: Json) -> DeskRoom:
    """A channel of conversations.info, or ``{"id": …, "closed": true}`` for one that is not visible to us."""
    closed = bool(channel.get("closed") or channel.get("is_archived") or not channel.get("is_member", True))
    return DeskRoom(_need(channel, "id"), closed, bool(channel.get("is_ext_shared")))


def _reaction(payload: Mapping[str, Any], event: Json) -> Inbound:
    item = event["item"]
    if item.get("type") != "message":
        return Ignored("a reaction to something else than a message")
    if event.get("user") == payload["bot"]:
        return Ignored("our own")
    return DeskReaction(
        DeskUser(_need(event, "user")),
        MessageRef("slack", _need(item, "channel"), _need(item, "ts")),
        reactions.emoji_of(_need(event, "reaction")),
        event["type"] == "reaction_added",
        datetime.fromtimestamp(float(_need(event, "event_ts")), UTC),
    )


def _moment(ts: object) -> datetime | None:
    return None if ts is None else datetime.fromtimestamp(float(str(ts)), UTC)


def _message(payload: Mapping[str, Any], event: Json, body: Json, room: str) -> DeskMessage | Ignored:
    subtype = event.get("subtype")
    if subtype not in _SPOKEN or event.get("hidden"):
        return Ignored(f"message subtype {subtype}")
    if _is_ours(payload, event, body):
        return Ignored("our own")
    raw = event.get("text") or ""
    if not isinstance(raw, str):
        raise TypeError("text is no string")
    ts = _need(event, "ts")
    files = tuple(file_ref(one) for one in event.get("files") or () if one.get("mode") != "tombstone")
    said = _said(payload, event)
    if not raw.strip() and said is None and not files:
        return Ignored("a message with neither text nor file")
    root = event.get("thread_ts")
    plain = mrkdwn.plain(raw, payload.get("names") or {})
    return DeskMessage(
        user=_author(payload, event, bool(body.get("is_ext_shared_channel"))),
        ref=MessageRef("slack", room, ts),
        thread=_need(event, "thread_ts") if root and root != ts else None,
        text=said.text if said else plain,
        files=files,
        addressed=mrkdwn.opens_by_addressing(raw) or (said is not None and said.addressed),
        broadcast=mrkdwn.has_broadcast(raw) or (said is not None and said.broadcast),
        spans=said.spans if said else (),
        typed=plain if said else "",
        shared=bool(body.get("is_ext_shared_channel")),
        direct=event.get("channel_type") == "im",
    )


def _said(payload: Mapping[str, Any], message: Json) -> rich_text.Said | None:
    """What a message's blocks say, where they do."""
    return rich_text.read(message.get("blocks"), message.get("text") or "", payload.get("names") or {})


def _is_ours(payload: Mapping[str, Any], event: Json, body: Json) -> bool:
    app = body.get("api_app_id")
    return (
        event.get("user") == payload["bot"]
        or (bool(event.get("bot_id")) and event.get("bot_id") == payload.get("bot_id"))
        or (bool(app) and event.get("app_id") == app)
    )


def _author(payload: Mapping[str, Any], event: Json, shared: bool) -> DeskUser:
    """In a channel shared with another organisation, an author whose team is not told is none of ours."""
    home = payload["home"]
    teams = (event.get("user_team"), event.get("source_team"), event.get("team"))
    human = not (event.get("bot_id") or event.get("app_id") or event.get("subtype") == "bot_message")
    user = event.get("user") or event.get("bot_id") or ""
    if not isinstance(user, str) or not user:
        raise ValueError("a message without its author")
    known = any(teams) or not shared
    name = clean((payload.get("names") or {}).get(user, ""))
    at_home = known and all(team in (None, home) for team in teams)
    return DeskUser(user, at_home, human and user != SLACKBOT, name)


def command(payload: Mapping[str, Any], body: Json) -> DeskCommand:
    """What was typed."""
    user = DeskUser(_need(body, "user_id"), body.get("team_id") in (None, payload["home"]))
    text = mrkdwn.plain(body.get("text") or "", payload.get("names") or {})
    return DeskCommand(user, _need(body, "channel_id"), tuple(text.split()), _need(body, "response_url"))


def _presser(payload: Mapping[str, Any], body: Json) -> DeskUser:
    user = body["user"]
    team = user.get("team_id") or (body.get("team") or {}).get("id")
    return DeskUser(_need(user, "id"), team in (None, payload["home"]))


def _view(payload: Mapping[str, Any], body: Json, windows: Windows, say: Say) -> Inbound:
    if body["type"] != "view_submission":
        return Ignored(str(body["type"]))
    if problems(payload, body, windows, say):
        return Ignored("a modal that was sent back to be mended")
    return modals.form_in(_presser(payload, body), body["view"])


def problems(payload: Mapping[str, Any], body: Json, windows: Windows, say: Say) -> Mapping[str, str]:
    """What the sender must mend before his modal closes: words by block id. Empty when all is well."""
    view = body["view"]
    return modals.blanks(view, say) or windows.problems(modals.form_in(_presser(payload, body), view))


def _action(payload: Mapping[str, Any], body: Json, windows: Windows) -> Inbound:
    if body.get("type") not in ("block_actions", "message_action"):
        return Ignored(f"interaction {body.get('type')}")
    pressed = press(payload, body)
    if windows.opens(pressed) is None:
        return pressed
    return replace(pressed, window=modals.window_opened(_need(body, "trigger_id")))


def press(payload: Mapping[str, Any], body: Json) -> DeskPress:
    """What was pressed: on a card, in a message's own menu, in a window, or in somebody's home tab."""
    if body["type"] == "message_action":
        return _shortcut(payload, body)
    if (body.get("container") or {}).get("type") == "view" and body["view"].get("type") != "home":
        return _pressed_in_view(payload, body)
    return _pressed(payload, body)


def _shortcut(payload: Mapping[str, Any], body: Json) -> DeskPress:
    room, message = _need(body["channel"], "id"), body["message"]
    ts = _need(body, "message_ts")
    return DeskPress(
        user=_presser(payload, body),
        room=room,
        message=MessageRef("slack", room, ts),
        action=_need(body, "callback_id"),
        value="",
        reply_to=_need(body, "response_url"),
        thread=str(message.get("thread_ts") or ts),
    )


def _pressed_in_view(payload: Mapping[str, Any], body: Json) -> DeskPress:
    view, action = body["view"], body["actions"][0]
    kept = modals.kept_in(view)
    return DeskPress(
        user=_presser(payload, body),
        room="",
        message=None,
        action=_named(action) if action.get("type") == "button" else _need(view, "callback_id"),
        value=kept["subject"],
        choice=_choice(action) or str(action.get("value") or ""),
        seen=kept["seen"],
        window=_need(view, "id"),
        values=modals.filled_in(view)[0],
    )


def _pressed(payload: Mapping[str, Any], body: Json) -> DeskPress:
    action = body["actions"][0]
    container = body.get("container") or {}
    room = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    ts = (body.get("message") or {}).get("ts") or container.get("message_ts")
    reply_to = body.get("response_url")
    value = action.get("value")
    return DeskPress(
        user=_presser(payload, body),
        room=str(room),
        message=MessageRef("slack", str(room), str(ts)) if room and ts else None,
        action=_named(action),
        value=value if isinstance(value, str) else _carried(_need(action, "block_id"))[0],
        choice=_choice(action),
        checked=_checked(body, action),
        shown=_shown(body, action),
        reply_to=reply_to if isinstance(reply_to, str) else None,
        seen=_carried(_need(action, "block_id"))[1],
    )


def _named(action: Json) -> str:
    name = action_name(action)
    if not name:
        raise ValueError("an action without its name")
    return name


def _carried(block_id: str) -> tuple[str, str]:
    """The value of elements without one of their own, and how the ticket stood, from their block's id:
    ``ticks:0.1a2b3c4d:VALUE``, ``menu:0.1a2b3c4d|SEEN:VALUE``, ``actions:SEEN``."""
    kind, _, rest = block_id.partition(":")
    if kind == "actions":
        return "", rest
    head, _, value = rest.partition(":")
    return (value, head.partition("|")[2]) if kind in ("ticks", "menu") else ("", "")


def _choice(action: Json) -> str | None:
    option = action.get("selected_option")
    if isinstance(option, dict):
        return _need(option, "value")
    for name in ("selected_user", "selected_conversation", "selected_channel", "selected_date"):
        if isinstance(action.get(name), str):
            return str(action[name])
    return None


def _shown(body: Json, action: Json) -> tuple[str, ...]:
    """The boxes of this action that the message showed as ticked."""
    if action.get("type") != "checkboxes":
        return ()
    blocks = (body.get("message") or {}).get("blocks") or ()
    elements = [element for block in blocks for element in block.get("elements") or ()]
    boxes = [one for one in elements if one.get("type") == "checkboxes"]
    ours = [one for one in boxes if action_name(one) == action_name(action)]
    return tuple(_need(option, "value") for one in ours for option in one.get("initial_options") or ())


def _checked(body: Json, action: Json) -> tuple[str, ...]:
    """The ticks of all groups of this action on the message: a list of more than ten has several."""
    if action.get("type") != "checkboxes":
        return ()
    state = (body.get("state") or {}).get("values") or {}
    acted = (action.get("block_id"), action.get("action_id"))
    chosen: dict[tuple[Any, Any], list[Json]] = {}
    for block in (body.get("message") or {}).get("blocks") or ():
        for element in block.get("elements") or ():
            if element.get("type") == "checkboxes" and action_name(element) == action_name(action):
                key = (block.get("block_id"), element.get("action_id"))
                kept = (state.get(key[0]) or {}).get(key[1])
                initial = element.get("initial_options") or []
                chosen[key] = (kept.get("selected_options") or []) if kept is not None else initial
    chosen[acted] = action["selected_options"]
    return tuple(_need(option, "value") for options in chosen.values() for option in options)


def name_of(user: Json) -> str:
    """What a member is called in his profile."""
    profile = user.get("profile") or {}
    return clean(str(user.get("real_name") or profile.get("real_name") or user.get("name") or user["id"]))


def _member(user: Json, home: str) -> DeskMember:
    return DeskMember(
        id=_need(user, "id"),
        name=name_of(user),
        home=user.get("team_id") in (None, home) and not user.get("is_stranger"),
        human=not user.get("is_bot") and user["id"] != SLACKBOT,
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        active=not user.get("deleted"),
    )


def _need(value: Json, key: str) -> str:
    found = value[key]
    if not isinstance(found, str) or not found:
        raise ValueError(f"{key} is no text")
    return found
