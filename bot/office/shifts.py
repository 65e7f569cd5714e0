"""What the office file must keep about shifts, reviews and joint complaints (rows D8, D9, E3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from bot.domain.directory import Office, Shift
from bot.office.checks import Draft, check_channel, check_known
from bot.office.finding import Finding
from bot.office.toml_lines import Loc


def shift_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that breaks a rule, in no particular order."""
    for position, office in draft.offices.items():
        yield from _office(("offices", position), office, draft)
    for position, shift in draft.shifts.items():
        yield from _shift(("shifts", position), shift, draft)
        before = [one for at, one in draft.shifts.items() if at < position]
        same = (shift.department, shift.name)
        if any((one.department, one.name) == same for one in before):
            yield Finding(
                ("shifts", position, "name"),
                f"{shift.department!r} already has a shift {shift.name!r}",
                "give each shift of a department a name of its own",
            )


def staff_channel(loc: Loc, channel: str | None, draft: Draft) -> Iterator[Finding]:
    """What is wrong with a channel in which requests are shown to staff."""
    if channel is None:
        return
    yield from check_channel(loc, channel)
    if channel in {firm.channel for firm in draft.contractors.values()}:
        yield Finding(
            loc,
            f"{channel!r} is a contractor's channel: the firm would read of residents",
            "name a channel that only staff can read",
        )


def _office(loc: Loc, office: Office, draft: Draft) -> Iterator[Finding]:
    if not 5 <= office.handover_reminder_minutes <= 24 * 60:
        yield Finding(
            (*loc, "handover_reminder_minutes"),
            "is not between five minutes and a day",
            "write a number of minutes, such as 60",
        )
    yield from staff_channel((*loc, "branch_channel"), office.branch_channel, draft)
    if not 2 <= office.joint.people <= 100:
        yield Finding((*loc, "joint", "people"), "is not between 2 and 100", "write a number, such as 3")
    if not 1 <= office.joint.hours <= 24 * 366:
        yield Finding(
            (*loc, "joint", "hours"), "is not between one hour and a year", "write hours, such as 72"
        )
    reviews, own = office.reviews, (*loc, "reviews")
    yield from staff_channel((*own, "channel"), reviews.channel, draft)
    if reviews.daily not in ("opening", "off"):
        yield from _time((*own, "daily"), reviews.daily, 'write a time as "08:30", or "opening" or "off"')
    if reviews.weekly != "off":
        yield from _time((*own, "weekly"), reviews.weekly, 'write a time as "09:00", or "off"')


def _shift(loc: Loc, shift: Shift, draft: Draft) -> Iterator[Finding]:
    yield from check_known((*loc, "department"), "departments", shift.department, draft)
    if not shift.name.strip():
        yield Finding((*loc, "name"), "is empty", 'write what staff call it: name = "Early shift"')
    if not shift.days:
        yield Finding((*loc, "days"), "names no day: it never ends", 'write days = ["mon", "tue", …]')
    yield from _time((*loc, "ends_at"), shift.ends_at, 'write it as "14:00"')
    for position, key in enumerate(shift.members):
        yield from check_known((*loc, "members", position), "staff", key, draft)


def _time(loc: Loc, text: str, remedy: str) -> Iterator[Finding]:
    try:
        good = time.fromisoformat(text).isoformat("minutes") == text
    except ValueError:
        good = False
    if not good:
        yield Finding(loc, f"{text!r} is no time of day", remedy)
