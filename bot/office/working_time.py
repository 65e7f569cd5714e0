"""What the working time in an office file must keep (row D4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from bot.domain.business_time import Hours
from bot.domain.office_settings import WorkingTime
from bot.office.finding import Finding
from bot.office.toml_lines import Loc
from bot.working_time import hours, subdivisions

MIDNIGHT = time()


def working_time(loc: Loc, written: WorkingTime, country: str) -> Iterator[Finding]:
    """What is wrong with an office's or a residence's working time."""
    if not any(written.opening_hours.values()):
        yield Finding(
            (*loc, "opening_hours"),
            "never opens: no answer would ever be due",
            'write the hours of at least one day: mon = ["08:30-12:00"]',
        )
    for day, stretches in written.opening_hours.items():
        yield from _day((*loc, "opening_hours", day), stretches)
    for position, name in enumerate(written.working_days):
        if written.working_days.index(name) != position:
            yield Finding(
                (*loc, "working_days", position), f"{name!r} is there twice", "remove one of the two"
            )
    known = subdivisions(country)
    if written.subdivision is not None and written.subdivision not in known:
        yield Finding(
            (*loc, "subdivision"),
            f"{written.subdivision!r} has no holidays of its own in {country}",
            f"use one of {', '.join(known)}" if known else "remove it",
        )
    for key in ("closed_days", "worked_days"):
        for position, text in enumerate(getattr(written, key)):
            yield from _date((*loc, key, position), text)


def _day(loc: Loc, stretches: tuple[str, ...]) -> Iterator[Finding]:
    before: Hours | None = None
    for position, text in enumerate(stretches):
        try:
            stretch = hours(text)
        except ValueError:
            yield Finding(
                (*loc, position),
                f"{text!r} are no opening hours",
                'write them as "08:30-12:00", the earlier time first',
            )
            return
        if before is not None and (stretch.opens < before.closes or before.closes == MIDNIGHT):
            yield Finding(
                (*loc, position), f"{text!r} begins before the stretch before it ends", "put them in order"
            )
        before = stretch


def _date(loc: Loc, text: str) -> Iterator[Finding]:
    try:
        date.fromisoformat(text)
    except ValueError:
        yield Finding(loc, f"{text!r} is not a date", 'write it as "2026-12-24"')
