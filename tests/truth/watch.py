"""What the sandbox emitted, caught at its journal and judged by the platforms' own models.

``watch`` goes round every journal made while it is open; ``problems`` says what is untrue in what it caught.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sandbox.journal import Entry, Journal, Kind, Side

if TYPE_CHECKING:
    from truth.schemas import Checker

Json = dict[str, Any]
_EMITTED = ("answer", "update", "event")
_INTERNAL = {"delivery", "dropped", "raw"}
"""Lines about how events travel, and events that a test pushed as they are."""
_COMMAND_FIELDS = (
    "token team_id team_domain channel_id channel_name user_id user_name command text api_app_id"
    " is_enterprise_install response_url trigger_id"
)
_ENVELOPE = ("token", "team_id", "api_app_id", "event", "type", "event_id", "event_time", "authorizations")
_PLAIN_MESSAGE = {
    "type": "message",
    "subtype": "bot_message",
    "bot_id": "B1",
    "text": "",
    "ts": "1.1",
    "event_ts": "1.1",
    "channel": "C1",
    "channel_type": "channel",
}
_PARENT = {
    **{name: value for name, value in _PLAIN_MESSAGE.items() if name != "subtype"},
    "user": "U1",
    "thread_ts": "1.1",
    "reply_count": 1,
    "reply_users": ["U1"],
    "reply_users_count": 1,
    "latest_reply": "1.2",
}
_INTERACTIVE = {"block_actions", "view_submission", "view_closed", "shortcut", "message_action"}


@dataclass(frozen=True, slots=True)
class Emitted:
    """One line of a journal, frozen as it was when it was written."""

    side: str
    kind: str
    name: str
    text: str

    @property
    def data(self) -> Json:
        """What was sent."""
        value: Json = json.loads(self.text)
        return value


@contextmanager
def watch() -> Iterator[list[Emitted]]:
    """Collect what any sandbox of this process emits."""
    caught: list[Emitted] = []
    add = Journal.add

    def watched(self: Journal, side: Side, kind: Kind, name: str, data: Json) -> Entry:
        if kind in _EMITTED:
            caught.append(Emitted(side, kind, name, json.dumps(data)))
        return add(self, side, kind, name, data)

    Journal.add = watched  # type: ignore[method-assign]
    try:
        yield caught
    finally:
        Journal.add = add  # type: ignore[method-assign]


def library_problems(caught: list[Emitted]) -> list[str]:
    """What aiogram and python-telegram-bot do not understand, and what Slack's libraries would miss."""
    found: list[str] = []
    for line in caught:
        if line.side == "telegram":
            found += _telegram_problems(line)
        elif line.side == "slack" and line.kind == "event":
            found += _slack_problems(line)
    return found


def _telegram_problems(line: Emitted) -> list[str]:
    from truth.libraries import answer_problems, update_problems  # noqa: PLC0415 - heavy, for few tests

    data = line.data
    if line.kind == "update" and line.name not in _INTERNAL:
        return update_problems(data)
    if line.kind == "answer" and "ok" in data and line.name not in ("getUpdates", "webhook"):
        data.pop("status")
        return answer_problems(line.name, data)
    return []


def _slack_problems(line: Emitted) -> list[str]:
    data = line.data
    if line.name == "slash_commands":
        return [
            f"slash command: {name} is not a text"
            for name in _COMMAND_FIELDS.split()
            if type(data.get(name)) is not str
        ]
    if line.name not in _INTERNAL | _INTERACTIVE | {"app_rate_limited"}:
        return [f"{line.name}: the envelope has no {name}" for name in _ENVELOPE if name not in data]
    return []


def schema_values(caught: list[Emitted]) -> Iterator[tuple[str, Any]]:
    """The (schema's name, value) pairs to check against the npm packages' types."""
    for line in caught:
        data = line.data
        if line.side == "telegram":
            yield from _telegram_values(line, data)
        elif line.kind == "answer" and "ok" in data and data.get("error") != "unknown_method":
            data.pop("http_status", None)
            yield f"slack:{line.name}", data
        elif line.kind == "event" and line.name in _INTERACTIVE:
            if "view" in data:
                yield "slack:views.open", {"ok": True, "view": data["view"]}
        elif line.name == "app_rate_limited":
            yield "event:app_rate_limited", data
        elif line.kind == "event" and line.name not in _INTERNAL and "event" in data:
            yield from _event_values(data["event"])


def _event_values(event: Json) -> Iterator[tuple[str, Any]]:
    """The event, and the messages in it each for itself: @slack/types takes them for events, which lack
    nothing, whereas Slack leaves out what the event round them says."""
    subtype = f"/{event['subtype']}" if "subtype" in event else ""
    if event["type"] == "message":
        around = {name: event[name] for name in ("channel", "channel_type", "event_ts") if name in event}
        for name in ("message", "previous_message", "root"):
            inner = event.get(name)
            if isinstance(inner, dict):
                if inner.get("subtype") != "tombstone":
                    yield from _event_values({**inner, **around})
                event = {**event, name: _PARENT if name == "root" else _PLAIN_MESSAGE}
        if "blocks" in event:
            yield "event:blocks", event["blocks"]
        if "files" in event:
            event = {**event, "files": [one for one in event["files"] if one["mode"] != "tombstone"]}
    yield f"event:{event['type']}{subtype}", event


def _telegram_values(line: Emitted, data: Json) -> Iterator[tuple[str, Any]]:
    if line.kind == "update" and line.name not in _INTERNAL:
        yield "telegram:update", data
    elif line.kind == "answer" and data.get("ok") is True and line.name not in ("getUpdates", "webhook"):
        yield f"telegram:{line.name}", data["result"]
    elif line.kind == "answer" and "parameters" in data:
        yield "telegram:parameters", data["parameters"]


_NUMBER = re.compile(r': "?[0-9.]+"?[,}]')
_ZEROS = str.maketrans("123456789", "0" * 9)

_true: set[Emitted] = set()
"""The kinds of lines that this process has judged already and found true."""


def problems(caught: list[Emitted], checker: Checker) -> list[str]:
    """Everything that is untrue in what was caught, each problem once. Most tests hear the same of the same people and
    places, only at other times: what is a line that was found true but for the digits of numbers (and has as many of
    them) is not judged again."""
    fresh = {kind: line for line in caught if (kind := _kind(line)) not in _true}
    found = [*library_problems([*fresh.values()]), *checker.problems(schema_values([*fresh.values()]))]
    if not found:
        _true.update(fresh)
    return list(dict.fromkeys(found))


def _kind(line: Emitted) -> Emitted:
    return replace(line, text=_NUMBER.sub(lambda number: number[0].translate(_ZEROS), line.text))
