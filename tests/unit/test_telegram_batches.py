"""The parts of an album that come together are handled in the order they were sent in."""

from __future__ import annotations

from typing import Any

from bot.channels.telegram.lanes import events_of


def part(update: int, message: int, album: str | None = None, chat: int = 7) -> dict[str, Any]:
    """An update with a message."""
    said: dict[str, Any] = {"message_id": message, "chat": {"id": chat}}
    return {"update_id": update, "message": said | ({"media_group_id": album} if album else {})}


def names(*batch: Any) -> list[str]:
    """The updates' numbers, in the order their events are kept in."""
    return [event.id for event in events_of(list(batch))]


def test_parts_change_places_among_themselves_only() -> None:
    batch = [
        part(1, 13, "a"),
        part(2, 20),
        part(3, 11, "a"),
        part(4, 31, "b"),
        part(5, 12, "a"),
        part(6, 30, "b"),
    ]
    assert names(*batch) == ["3", "2", "5", "6", "1", "4"]


def test_what_is_no_album_keeps_its_place() -> None:
    assert names(part(2, 9), part(3, 8), {"update_id": 4}, "x", part(5, 7, "a"))[:3] == ["2", "3", "4"]


def test_albums_of_two_chats_are_two() -> None:
    assert names(part(1, 13, "a"), part(2, 1, "a", chat=8), part(3, 12, "a")) == ["3", "2", "1"]


def test_parts_that_cannot_be_read_change_nothing() -> None:
    broken = {"update_id": 3, "message": {"message_id": "x", "media_group_id": ["a"], "chat": {"id": 7}}}
    assert names(part(1, 13, "a"), broken, part(2, 12, "a")) == ["2", "3", "1"]
