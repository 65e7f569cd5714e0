"""What the visits of an office file must keep (row D6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from bot.domain.office_settings import Visits
from bot.office.finding import Finding
from bot.office.toml_lines import Loc

LONGEST_GRACE, EARLIEST = 240, 24 * 60


def visits(loc: Loc, written: Visits) -> Iterator[Finding]:
    """What is wrong with how an office keeps its visits."""
    if not 0 <= written.grace_minutes <= LONGEST_GRACE:
        yield Finding(
            (*loc, "grace_minutes"),
            "is not between nothing and four hours",
            "write a number of minutes, such as 15",
        )
    if not 0 <= written.remind_minutes_before <= EARLIEST:
        yield Finding(
            (*loc, "remind_minutes_before"),
            "is not between nothing and a day",
            "write a number of minutes, such as 60; 0 sends no reminder",
        )
    if written.remind_day_before and not _is_time(written.remind_day_before):
        yield Finding(
            (*loc, "remind_day_before"),
            f"{written.remind_day_before!r} is not a time of day",
            'write it as "18:00"; "" sends no reminder',
        )
    begins, _, ends = written.night.partition("-")
    if written.night and (not _is_time(begins) or not _is_time(ends) or begins == ends):
        yield Finding(
            (*loc, "night"), f"{written.night!r} is no night", 'write it as "21:00-07:00"; "" for none'
        )


def _is_time(text: str) -> bool:
    try:
        return len(text) == 5 and time.fromisoformat(text) is not None
    except ValueError:
        return False
