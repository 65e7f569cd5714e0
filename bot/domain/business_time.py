"""Time as an office counts it: opening hours with breaks, working days, holidays, time zones (row D4).

Two ways of counting: hours within opening hours, or 24 hours of each working day. Either way a day is a set of
stretches of real time, so that nothing is lost or counted twice when clocks change; all moments are aware datetimes.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

DAY = timedelta(days=1)
END_OF_DAY = time(18)
"""When a day is over on which an office does not work."""
FARTHEST = 1_000
"""Days without working time after which a calendar is taken to have none."""
RECKONED = 512
"""Days, by each way of counting, that a calendar has at hand. Requests of the last three months and what is due of them
ask for some 200, a year's work for 900; each is half a kilobyte, and reckoned anew in 70 microseconds."""


class Counting(StrEnum):
    """What counts as working time: opening hours, or every hour of a working day (row D4)."""

    OPENING_HOURS = "opening_hours"
    WORKING_DAYS = "working_days"


class NeverOpen(ValueError):
    """The calendar has no working time for ``FARTHEST`` days on end."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Open from ``opens`` until ``closes``, by the wall clock; ``closes`` at midnight means the end of the day."""

    opens: time
    closes: time


WHOLE_DAY = Hours(time(), time())


Stretch = tuple[datetime, datetime]
"""Working time from one moment to another, in UTC."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When an office works. ``week`` is the opening hours by weekday (Monday is 0), in order and apart from each other.
    ``working_days`` are the weekdays that count as such. ``holidays`` are closed; ``make_up_days`` are worked although
    they fall on a day off (China, Vietnam), with the hours of the week's first working day."""

    zone: tzinfo
    week: Mapping[int, tuple[Hours, ...]]
    working_days: frozenset[int]
    holidays: Container[date] = field(default=frozenset())
    make_up_days: Container[date] = field(default=frozenset())
    _reckoned: dict[tuple[date, Counting], tuple[Stretch, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Days whose hours are known in real time: the same few are asked for again and again. At most ``RECKONED``."""

    def works_on(self, day: date) -> bool:
        """Whether a day is a working day."""
        return day in self.make_up_days or (day.weekday() in self.working_days and day not in self.holidays)

    def hours_of(self, day: date) -> tuple[Hours, ...]:
        """The opening hours of a day; none where it is closed."""
        if day in self.make_up_days:
            first = min(self.working_days, default=0)
            return self.week.get(day.weekday()) or self.week.get(first, ())
        return () if day in self.holidays else self.week.get(day.weekday(), ())

    def is_open(self, at: datetime) -> bool:
        """Whether the office is open."""
        day = at.astimezone(self.zone).date()
        return any(start <= at < end for start, end in self._stretches(day, Counting.OPENING_HOURS))

    def end_of(self, day: date) -> datetime:
        """When a day's work is over: the office closes, else ``END_OF_DAY``. In UTC."""
        hours = self.hours_of(day) or (Hours(END_OF_DAY, END_OF_DAY),)
        closes = hours[-1].closes
        return self._moment(day if closes > time() else day + DAY, closes, last=True)

    def add(self, start: datetime, duration: timedelta, counting: Counting) -> datetime:
        """When ``duration`` of working time has gone by. Never outside working time (its last moment included): no time
        at all leads to the next working moment. In UTC. Raises NeverOpen."""
        left = duration
        for opens, closes in self._onwards(start.astimezone(UTC), counting):
            if left < closes - opens or (left == closes - opens and left):
                return opens + left
            left -= closes - opens
        raise NeverOpen(f"no working time for {FARTHEST} days after {start:%Y-%m-%d}")

    def subtract(self, end: datetime, duration: timedelta, counting: Counting) -> datetime:
        """The latest working moment from which ``duration`` of working time is left until ``end``. In UTC. Raises
        NeverOpen."""
        left = duration
        for opens, closes in self._backwards(end.astimezone(UTC), counting):
            if left <= closes - opens:
                return closes - left
            left -= closes - opens
        raise NeverOpen(f"no working time for {FARTHEST} days before {end:%Y-%m-%d}")

    def between(self, start: datetime, end: datetime, counting: Counting) -> timedelta:
        """The working time between two moments; nothing where ``end`` is not later."""
        worked = timedelta()
        day, last = (moment.astimezone(self.zone).date() for moment in (start, end))
        while day <= last and start < end:
            for opens, closes in self._stretches(day, counting):
                worked += max(min(closes, end) - max(opens, start), timedelta())
            day += DAY
        return worked

    def _onwards(self, start: datetime, counting: Counting) -> Iterator[Stretch]:
        day, idle = start.astimezone(self.zone).date(), 0
        while idle < FARTHEST:
            idle += 1
            for opens, closes in self._stretches(day, counting):
                if closes > start:
                    yield max(opens, start), closes
                    idle = 0
            day += DAY

    def _backwards(self, end: datetime, counting: Counting) -> Iterator[Stretch]:
        day, idle = end.astimezone(self.zone).date(), 0
        while idle < FARTHEST:
            idle += 1
            for opens, closes in reversed(self._stretches(day, counting)):
                if opens < end:
                    yield opens, min(closes, end)
                    idle = 0
            day -= DAY

    def _stretches(self, day: date, counting: Counting) -> tuple[Stretch, ...]:
        """The working time of a day."""
        known = self._reckoned.get((day, counting))
        if known is None:
            if len(self._reckoned) >= RECKONED:
                self._reckoned.clear()
            known = self._reckoned[day, counting] = tuple(self._reckon(day, counting))
        return known

    def _reckon(self, day: date, counting: Counting) -> Iterator[Stretch]:
        """The same by the wall clock, as real time. An hour that is skipped when clocks change is no time, one that
        comes twice is two."""
        if counting is Counting.WORKING_DAYS:
            hours: tuple[Hours, ...] = (WHOLE_DAY,) if self.works_on(day) else ()
        else:
            hours = self.hours_of(day)
        for stretch in hours:
            opens = self._moment(day, stretch.opens, last=False)
            closes = self._moment(day if stretch.closes > time() else day + DAY, stretch.closes, last=True)
            if opens < closes:
                yield opens, closes

    def _moment(self, day: date, wall: time, *, last: bool) -> datetime:
        """The real moment of a wall-clock time. One that comes twice is its first for opening, its ``last`` for
        closing; one that is skipped is the moment of the change."""
        naive = datetime.combine(day, wall, self.zone)
        first, second = (naive.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
        if first <= second:
            return second if last and wall > time() else first
        return _change(second, first, self.zone)


def _change(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The moment between two at which a zone's offset changes, to the second."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
