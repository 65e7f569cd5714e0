"""A visit as a calendar file (RFC 5545, RFC 5546), for the resident's own calendar.

Times are written in UTC, which every calendar shows in its owner's time zone: no rule of a zone can be wrong in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.appointment import Slot

MEDIA_TYPE = "text/calendar"
LINE = 75
"""Octets of a line at most, without its end (RFC 5545, 3.1)."""
NOBODY = "invalid:nomail"
"""An organiser must have an address; this one says that there is none to write to."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``uid`` stays the same when it changes, ``sequence`` grows. ``cancelled`` takes it out again."""

    uid: str
    sequence: int
    slot: Slot
    summary: str
    location: str
    description: str
    organizer: str
    language: str
    cancelled: bool = False


def written(entry: Entry, now: datetime) -> str:
    """The file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Palier//Palier//EN",
        f"METHOD:{'CANCEL' if entry.cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(entry.slot.starts_at)}",
        f"DTEND:{_moment(entry.slot.ends_at)}",
        f"SUMMARY;LANGUAGE={entry.language}:{_text(entry.summary)}",
        f"LOCATION;LANGUAGE={entry.language}:{_text(entry.location)}",
        f"DESCRIPTION;LANGUAGE={entry.language}:{_text(entry.description)}",
        f'ORGANIZER;CN="{_quoted(entry.organizer)}":{NOBODY}',
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """A value of type TEXT (3.3.11); control characters have no place in it."""
    clean = "".join(c for c in value.replace("\r\n", "\n") if c == "\n" or c.isprintable() or ord(c) > 0x9F)
    for character, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        clean = clean.replace(character, escaped)
    return clean


def _quoted(value: str) -> str:
    """A parameter's value between quotes (3.2), in which these can't stand."""
    return "".join(" " if c == '"' or not c.isprintable() else c for c in value)


def _folded(line: str) -> Iterator[str]:
    """A long line in pieces, each but the first behind a space, none through a character (3.1)."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LINE:
            yield piece
            piece, size = " ", 1
        piece += character
        size += width
    yield piece
