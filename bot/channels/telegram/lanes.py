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
    payload = json.dumps(raw)
    number = update_id(raw)
    name = str(number) if number is not None else f"sha256-{hashlib.sha256(payload.encode()).hexdigest()}"
    return RawEvent(NAME, name, lane_of(raw), payload)


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
