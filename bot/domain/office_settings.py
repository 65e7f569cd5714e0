"""What an office may set of how it works: hours, closing, follow-ups, visits, reviews, joint complaints (D4-D9, E3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from bot.domain.business_time import Counting
from bot.domain.entry import Entry

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_USUAL = ("08:30-12:00", "14:00-17:00")


@dataclass(frozen=True, slots=True)
class WorkingTime(Entry):
    """When an office works (row D4). ``opening_hours`` are ``"HH:MM-HH:MM"`` by weekday, none where it is closed.
    ``working_days`` count as such; without them, every day with opening hours. ``counting`` is how working hours count
    (``business_time.Counting``). ``subdivision`` of the country has holidays of its own (ISO 3166-2, without the
    country). ``closed_days`` and ``worked_days`` are further dates (``"2026-12-24"``)."""

    opening_hours: Mapping[Weekday, tuple[str, ...]] = field(
        default_factory=lambda: dict.fromkeys(WEEKDAYS[:5], _USUAL)
    )
    working_days: tuple[Weekday, ...] = ()
    counting: Counting = Counting.WORKING_DAYS
    subdivision: str | None = None
    closed_days: tuple[str, ...] = ()
    worked_days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing(Entry):
    """When a resident's silence closes what he was asked about (row D5), in hours by the clock: he is reminded after
    ``nudge_after_hours``, and ``after_hours`` in all it is closed."""

    after_hours: int = 72
    nudge_after_hours: int = 48

    @property
    def after(self) -> timedelta:
        """How long his silence lasts in all."""
        return timedelta(hours=self.after_hours)

    @property
    def nudge(self) -> timedelta:
        """How long until he is reminded."""
        return timedelta(hours=self.nudge_after_hours)


@dataclass(frozen=True, slots=True)
class FollowUps(Entry):
    """After how many days the office asks again (row D7): ``month_days`` for A and B complaints and for what staff
    marked important, ``key_days`` for key residents."""

    month_days: int = 30
    key_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Visits(Entry):
    """How an office keeps the visits that it agrees with residents (row D6). ``grace_minutes`` after the time agreed
    nobody has come in time: after its beginning, or after its end where somebody only has to come ``within`` it.
    Reminders: at the time ``remind_day_before`` on the eve and ``remind_minutes_before`` it; "" and 0 send none. None
    is sent in the ``night`` (``"HH:MM-HH:MM"``, "" where there is none)."""

    grace_minutes: int = 15
    arrives: Literal["at_start", "within"] = "at_start"
    remind_day_before: str = "18:00"
    remind_minutes_before: int = 60
    night: str = "21:00-07:00"


@dataclass(frozen=True, slots=True)
class Reviews(Entry):
    """When management goes through what needs a second look, and in which channel, without one the management's (row
    D9). ``daily`` is ``"HH:MM"`` or ``"opening"``, on every day the office opens; ``weekly`` the time on
    ``weekly_day``, or on the next day it opens. Either is ``"off"`` where there is to be none."""

    daily: str = "opening"
    weekly_day: Weekday = "mon"
    weekly: str = "09:00"
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Joint(Entry):
    """How many ``people`` within so many ``hours`` make a joint complaint (row E3)."""

    people: int = 3
    hours: int = 72
