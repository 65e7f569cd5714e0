"""What the closing and the follow-ups in an office file must keep (rows D5, D7)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.directory import Residence
from bot.domain.office_settings import Closing, FollowUps
from bot.office.finding import Finding
from bot.office.toml_lines import Loc

YEAR = 366


def closing(loc: Loc, written: Closing) -> Iterator[Finding]:
    """What is wrong with when silence closes."""
    if not 2 <= written.after_hours <= 24 * YEAR:
        yield Finding(
            (*loc, "after_hours"),
            "is not between two hours and a year",
            "write a number of hours, such as 72, or 336 for 14 days",
        )
    elif not 1 <= written.nudge_after_hours < written.after_hours:
        yield Finding(
            (*loc, "nudge_after_hours"),
            "does not come before the closing",
            f"write a number of hours below {written.after_hours}, such as {written.after_hours * 2 // 3}",
        )


def follow_ups(loc: Loc, written: FollowUps) -> Iterator[Finding]:
    """What is wrong with when the office asks again."""
    remedy = "write a number of days, such as 30"
    if not 1 <= written.month_days <= YEAR:
        yield Finding((*loc, "month_days"), "is not between one day and a year", remedy)
    for position, days in enumerate(written.key_days):
        if not 1 <= days <= YEAR:
            yield Finding((*loc, "key_days", position), "is not between one day and a year", remedy)


def key_units(loc: Loc, residence: Residence) -> Iterator[Finding]:
    """Key residents live where there is somewhere to live."""
    for position, unit in enumerate(residence.key_units):
        if residence.units and unit not in residence.units:
            yield Finding(
                (*loc, "key_units", position),
                f"{unit!r} is none of the residence's units",
                "write it as in units",
            )
