"""When the reviews of an office are due (row D9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from bot.domain.business_time import DAY, Calendar
from bot.domain.office_settings import WEEKDAYS, Reviews
from bot.domain.sheet import SheetKind

OFF = "off"
FARTHEST = 60
"""Days within which an office opens again, or has no reviews."""


def next_review(kind: SheetKind, reviews: Reviews, calendar: Calendar, after: datetime) -> datetime | None:
    """The first review of this kind later than ``after``, in UTC; None where there is to be none."""
    written = reviews.daily if kind is SheetKind.DAILY else reviews.weekly
    if written == OFF:
        return None
    today = after.astimezone(calendar.zone).date()
    days = (today + number * DAY for number in range(-8, FARTHEST))
    if kind is SheetKind.WEEKLY:
        days = (day for start in days if (day := _open_from(start, reviews, calendar)) is not None)
    moments = (_at(day, written, calendar) for day in days)
    return next((at for at in moments if at is not None and at > after), None)


def _open_from(start: date, reviews: Reviews, calendar: Calendar) -> date | None:
    """The day of the weekly review, or the next one on which the office opens; None for another day of the week."""
    if WEEKDAYS[start.weekday()] != reviews.weekly_day:
        return None
    days = (start + number * DAY for number in range(FARTHEST))
    return next((day for day in days if calendar.hours_of(day)), None)


def _at(day: date, written: str, calendar: Calendar) -> datetime | None:
    """None where the office is closed."""
    hours = calendar.hours_of(day)
    if not hours:
        return None
    at = hours[0].opens if written == "opening" else time.fromisoformat(written)
    return datetime.combine(day, at, calendar.zone).astimezone(UTC)
