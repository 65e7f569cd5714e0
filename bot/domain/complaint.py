"""A complaint's code (row E1), and the day by which its author asks for something (row E4)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.domain.ticket import Severity


def serial_of(year: int, number: int) -> str:
    """The serial of an office's complaint ``number`` of a year: ``20260007``."""
    return f"{year}{number:04}"


def code_of(office: str, severity: Severity, problem: str, serial: str) -> str:
    """What the office's books call a complaint: ``PARIS-B-LIFT-20260007``. Only its serial never changes."""
    return f"{office}-{severity}-{problem}-{serial}"


REFERENCE = re.compile(r"\b[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}\b")
"""A ticket's reference among other words, as it was given out."""


def serial_in(word: str) -> str | None:
    """The serial in a code of now or of earlier, or in a bare serial; None for anything else."""
    found = re.fullmatch(r"(?:[A-Z0-9]+-[ABC]-[A-Z0-9]+-)?(\d{8,12})", word.strip().upper())
    return found[1] if found else None


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb février fevrier févr fevr",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug août aout",
            "september sep sept septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec décembre decembre déc",
        ),
        1,
    )
    for name in names.split()
}
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_HAN = re.compile(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?(?:\s*[-/.]\s*|\s+tháng\s+)(\d{1,2})"
    r"(?:(?:\s*[-/.]\s*|\s+năm\s+)(\d{4}))?(?!\d)"
)
_NAMED = re.compile(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d_]{3,9})\.?(?:\s+(\d{4}))?")


def day_in(words: str, today: date) -> date | None:
    """The day that words name, as people write it in our languages: ``2026-03-05``, ``5/3``, ``5 mars``,
    ``ngày 5 tháng 3``, ``3月5日``. A day without a year is the next one. None where they name no day that is still to
    come."""
    text = words.casefold()
    for year, month, day in _parts(text):
        found = _day(year or today.year, month, day)
        if found is not None and found < today and year is None:
            found = _day(today.year + 1, month, day)
        if found is not None and today <= found <= today + timedelta(days=366):
            return found
    return None


def _parts(text: str) -> list[tuple[int | None, int, int]]:
    found: list[tuple[int | None, int, int]] = []
    found += [(int(one[1]), int(one[2]), int(one[3])) for one in _YEAR_FIRST.finditer(text)]
    found += [(None, int(one[1]), int(one[2])) for one in _HAN.finditer(text)]
    found += [
        (int(one[3]) if one[3] else None, int(one[2]), int(one[1])) for one in _DAY_FIRST.finditer(text)
    ]
    for one in _NAMED.finditer(text):
        if one[2] in _MONTHS:
            found.append((int(one[3]) if one[3] else None, _MONTHS[one[2]], int(one[1])))
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
