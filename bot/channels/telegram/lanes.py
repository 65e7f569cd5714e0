"""From a raw update to a row of the inbox. Total: whatever JSON comes, there is a row for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from bot.ports.channel import RawEvent

NAME = "telegram"
"""The channel's name, in every address and event."""


def event_of(raw: Any) -> RawEvent:
    """The inbox row of an update; one without an ``update_id`` is named by its content."""
    payload = json.dumps(untold(raw))
    number = update_id(raw)
    name = str(number) if number is not None else f"sha256-{hashlib.sha256(payload.encode()).hexdigest()}"
    return RawEvent(NAME, name, lane_of(raw), payload)


def untold(raw: Any) -> Any:
    """An update as it is kept: of one from a chat of several people only where it comes from, who did it and whether
    the bot is in it. What people say to each other there is not ours to keep, not for a moment."""
    if not isinstance(raw, Mapping):
        return raw
    return {kind: _bare(event) if _from_several(event) else event for kind, event in raw.items()}


def _from_several(event: Any) -> bool:
    return any(
        isinstance(kind := _get(_get(holder, "chat"), "type"), str) and kind != "private"
        for holder in (event, _get(event, "message"))
    )


def _bare(event: Mapping[str, Any]) -> dict[str, Any]:
    held = _get(event, "message")
    within = {"message": _bare(held)} if isinstance(held, Mapping) else {}
    kept = {
        name: _only(event[name], ("id", "type", "is_bot", "language_code")) for name in _WHO if name in event
    }
    signs = {name: True for name in _SIGNS if name in event}
    members = {name: _only(event[name], ("status", "is_member")) for name in _MEMBERS if name in event}
    return kept | signs | within | members


_WHO = ("chat", "from")
_MEMBERS = ("old_chat_member", "new_chat_member")
_SIGNS = ("left_chat_member", "migrate_to_chat_id")


def _only(value: Any, names: tuple[str, ...]) -> Any:
    return {name: value[name] for name in names if name in value} if isinstance(value, Mapping) else None


def events_of(batch: list[Any]) -> list[RawEvent]:
    """The inbox rows of a batch. Parts of one album, whose updates may come in any order, change places so that they
    are kept in the order they were sent in."""
    places: dict[tuple[str, str], list[int]] = {}
    for place, raw in enumerate(batch):
        album = _get(_get(raw, "message"), "media_group_id")
        if isinstance(album, str) and _message_id(raw) is not None:
            places.setdefault((lane_of(raw), album), []).append(place)
    ordered = list(batch)
    for held in places.values():
        parts = sorted((batch[place] for place in held), key=lambda raw: _message_id(raw) or 0)
        for place, raw in zip(held, parts, strict=True):
            ordered[place] = raw
    return [event_of(raw) for raw in ordered]


def update_id(raw: Any) -> int | None:
    """The update's number, None where it has none."""
    return _number(_get(raw, "update_id"))


def choice_of(raw: Any) -> str | None:
    """The id by which a button press is answered, None for any other update."""
    number = _get(_get(raw, "callback_query"), "id")
    return number if isinstance(number, str) else None


def lane_of(raw: Any) -> str:
    """Where an update came from: ``telegram:CHAT`` or ``telegram:CHAT:TOPIC``, ``telegram:?`` when it does
    not say.

    A button press comes from the chat of its message, or from its sender where the message is withheld.
    """
    for event in raw.values() if isinstance(raw, Mapping) else ():
        message = _get(event, "message") if isinstance(_get(event, "message"), Mapping) else event
        chat = _number(_get(_get(message, "chat"), "id"))
        if chat is not None:
            topic = _number(_get(message, "message_thread_id"))
            return f"{NAME}:{chat}" if topic is None else f"{NAME}:{chat}:{topic}"
        sender = _number(_get(_get(event, "from"), "id"))
        if sender is not None:
            return f"{NAME}:{sender}"
    return f"{NAME}:?"


def _message_id(raw: Any) -> int | None:
    return _number(_get(_get(raw, "message"), "message_id"))


def _get(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else None


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
