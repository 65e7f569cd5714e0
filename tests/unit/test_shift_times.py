"""When shifts end and reviews are due: by hand, across weekends, holidays, worked days off and clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.business_time import Calendar, Hours
from bot.domain.directory import Shift
from bot.domain.ids import DepartmentKey, StaffKey
from bot.domain.office_settings import WEEKDAYS, Reviews, Weekday
from bot.domain.review_times import next_review
from bot.domain.sheet import SheetKind
from bot.domain.shift_ends import is_off, last_end, next_end

PARIS = ZoneInfo("Europe/Paris")
DEPARTMENT = DepartmentKey("technical")
WORKING: tuple[Weekday, ...] = WEEKDAYS[:5]


def shift(name: str, ends_at: str, days: tuple[Weekday, ...] = WORKING, *, through: bool = False) -> Shift:
    return Shift(DEPARTMENT, name, days, ends_at, on_holidays=through)


def calendar(holidays: frozenset[date] = frozenset(), worked: frozenset[date] = frozenset()) -> Calendar:
    week = {day: (Hours(time(8, 30), time(12)), Hours(time(14), time(17))) for day in range(5)}
    return Calendar(PARIS, week, frozenset(range(5)), holidays, worked)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)


SHIFTS = (shift("early", "13:00"), shift("late", "20:00"))

ENDS = [
    ("2026-03-02 10:00", "2026-03-02 13:00", "early"),
    ("2026-03-02 13:00", "2026-03-02 20:00", "late"),
    ("2026-03-06 20:00", "2026-03-09 13:00", "early"),  # over the weekend
    ("2026-04-30 20:00", "2026-05-04 13:00", "early"),  # 1 May is a Friday off
]


@pytest.mark.parametrize(("now", "then", "name"), ENDS)
def test_the_next_end(now: str, then: str, name: str) -> None:
    found = next_end(SHIFTS, calendar(frozenset({date(2026, 5, 1)})), at(now))
    assert found is not None
    assert (found[0], found[1].name) == (at(then), name)


def test_who_works_on_holidays_hands_over_on_holidays() -> None:
    off = calendar(frozenset({date(2026, 5, 1)}))
    found = next_end((*SHIFTS, shift("guard", "06:00", WEEKDAYS, through=True)), off, at("2026-05-01 00:00"))
    assert found is not None
    assert (found[0], found[1].name) == (at("2026-05-01 06:00"), "guard")


def test_a_sunday_worked_in_exchange_is_like_the_weeks_first_day() -> None:
    found = next_end(SHIFTS, calendar(worked=frozenset({date(2026, 3, 8)})), at("2026-03-06 21:00"))
    assert found is not None
    assert found[0] == at("2026-03-08 13:00")


def test_a_time_that_is_skipped_or_comes_twice() -> None:
    night = (shift("night", "02:30", WEEKDAYS, through=True),)
    spring, autumn = (next_end(night, calendar(), at(f"{day} 00:00")) for day in ("2026-03-29", "2026-10-25"))
    assert spring is not None
    assert spring[0] == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert autumn is not None
    assert autumn[0] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_without_shifts_nothing_ends() -> None:
    assert next_end((), calendar(), at("2026-03-02 10:00")) is None
    assert last_end((), calendar(), at("2026-03-02 10:00")) is None


@given(st.integers(0, 400 * 24 * 60))
def test_nothing_lies_between_the_last_end_and_the_next(minutes: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    before, after = last_end(SHIFTS, calendar(), now), next_end(SHIFTS, calendar(), now)
    assert before is not None
    assert after is not None
    assert before[0] <= now < after[0]
    assert next_end(SHIFTS, calendar(), before[0]) == after


DUE = [
    (SheetKind.DAILY, Reviews(), "2026-03-02 08:00", "2026-03-02 08:30"),
    (SheetKind.DAILY, Reviews(), "2026-03-06 08:30", "2026-03-09 08:30"),
    (SheetKind.DAILY, Reviews(daily="17:15"), "2026-03-02 08:00", "2026-03-02 17:15"),
    (SheetKind.WEEKLY, Reviews(), "2026-03-02 09:00", "2026-03-09 09:00"),
    (SheetKind.WEEKLY, Reviews(), "2026-04-05 12:00", "2026-04-07 09:00"),  # Easter Monday
    (SheetKind.WEEKLY, Reviews(), "2026-04-06 12:00", "2026-04-07 09:00"),
    (SheetKind.WEEKLY, Reviews(weekly_day="fri", weekly="16:00"), "2026-03-02 09:00", "2026-03-06 16:00"),
]


@pytest.mark.parametrize(("kind", "reviews", "now", "then"), DUE)
def test_the_next_review(kind: SheetKind, reviews: Reviews, now: str, then: str) -> None:
    assert next_review(kind, reviews, calendar(frozenset({date(2026, 4, 6)})), at(now)) == at(then)


def test_reviews_can_be_off() -> None:
    off = Reviews(daily="off", weekly="off")
    for kind in (SheetKind.DAILY, SheetKind.WEEKLY):
        assert next_review(kind, off, calendar(), at("2026-03-02 09:00")) is None


@pytest.mark.parametrize(
    ("now", "off"),
    [
        ("2026-03-02T12:59", ["lou"]),
        ("2026-03-02T13:00", ["ada"]),
        ("2026-03-02T20:01", ["lou"]),
        ("2026-03-07T10:00", ["lou"]),
    ],
)
def test_who_is_of_another_shift(now: str, off: list[str]) -> None:
    """At night and at the weekend the next shift counts. Who is of none is never off."""
    ada, lou, eve = StaffKey("ada"), StaffKey("lou"), StaffKey("eve")
    early, late = SHIFTS
    named = (replace(early, members=(ada,)), replace(late, members=(lou,)))
    assert [one for one in (ada, lou, eve) if is_off(named, one, calendar(), at(now))] == off
    assert not any(
        is_off((named[0], late), one, calendar(), at("2026-03-02T13:30")) for one in (ada, lou, eve)
    )
    assert not is_off((), ada, calendar(), at(now))
