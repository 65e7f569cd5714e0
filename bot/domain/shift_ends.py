"""When a department's shifts end (row D8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from bot.domain.business_time import DAY, Calendar
from bot.domain.directory import Shift
from bot.domain.ids import StaffKey
from bot.domain.office_settings import WEEKDAYS

End = tuple[datetime, Shift]
"""When a shift ends, in UTC."""
FARTHEST = 60
"""Days on which no shift ends, after which there is taken to be none."""


def next_end(shifts: Sequence[Shift], calendar: Calendar, after: datetime) -> End | None:
    """The first end later than ``after``."""
    if not shifts:
        return None
    today = after.astimezone(calendar.zone).date()
    for days in range(-1, FARTHEST):
        ends = [end for end in _ends_on(shifts, calendar, today + days * DAY) if end[0] > after]
        if ends:
            return min(ends, key=_at)
    return None


def last_end(shifts: Sequence[Shift], calendar: Calendar, until: datetime) -> End | None:
    """The last end no later than ``until``."""
    today = until.astimezone(calendar.zone).date()
    for days in range(1, -FARTHEST, -1):
        ends = [end for end in _ends_on(shifts, calendar, today + days * DAY) if end[0] <= until]
        if ends:
            return max(ends, key=_at)
    return None


def is_off(shifts: Sequence[Shift], member: StaffKey, calendar: Calendar, at: datetime) -> bool:
    """Whether he is of another shift than the one that goes on (or comes next), where the office names their people."""
    end = next_end(shifts, calendar, at)
    if end is None or not end[1].members or member in end[1].members:
        return False
    return any(member in shift.members for shift in shifts)


def _at(end: End) -> datetime:
    return end[0]


def _ends_on(shifts: Iterable[Shift], calendar: Calendar, day: date) -> list[End]:
    """The shifts that end on a day. None on a holiday or closing day unless the shift works through; a day off that is
    worked (China, Vietnam) is like the week's first working day."""
    closed = day in calendar.holidays and day not in calendar.make_up_days
    weekday = day.weekday()
    if day in calendar.make_up_days:
        weekday = min(calendar.working_days, default=0)
    return [
        (_moment(day, shift, calendar), shift)
        for shift in shifts
        if {WEEKDAYS[weekday], WEEKDAYS[day.weekday()]} & set(shift.days)
        and (shift.on_holidays or not closed)
    ]


def _moment(day: date, shift: Shift, calendar: Calendar) -> datetime:
    return datetime.combine(day, time.fromisoformat(shift.ends_at), calendar.zone).astimezone(UTC)
