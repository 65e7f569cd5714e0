"""The times of a visit: as they are typed, across changes of the clock, reminded of, late (row D6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.appointment import Slot, day_before, late_from, shortly_before, slot_on, span_in
from bot.domain.office_settings import Visits

PARIS, SAIGON = "Europe/Paris", "Asia/Ho_Chi_Minh"
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10:00-12:00", (time(10), time(12))),
        ("10h–12h30", (time(10), time(12, 30))),
        (" 9 - 11 ", (time(9), time(11))),
        ("14h30", (time(14, 30), None)),
        ("8:15 à 9:45", (time(8, 15), time(9, 45))),
        ("14：00至16：00", (time(14), time(16))),
        ("14点到16点", (time(14), time(16))),
        ("13g30 đến 15g", (time(13, 30), time(15))),
        ("12:00-10:00", None),
        ("10:00-10:00", None),
        ("25:00", None),
        ("10:60", None),
        ("in the morning", None),
        ("", None),
        ("10:00-12:00 or so", None),
    ],
)
def test_a_stretch_of_a_day_as_typed(typed: str, meant: tuple[time, time | None] | None) -> None:
    assert span_in(typed) == meant


def test_a_time_by_the_clock_of_the_place() -> None:
    span = (time(10), time(12))
    winter, summer = (slot_on(date(2026, 3, day), span, PARIS) for day in (28, 29))
    assert winter == Slot(datetime(2026, 3, 28, 9, tzinfo=UTC), datetime(2026, 3, 28, 11, tzinfo=UTC))
    assert summer == Slot(datetime(2026, 3, 29, 8, tzinfo=UTC), datetime(2026, 3, 29, 10, tzinfo=UTC))
    there = slot_on(date(2026, 3, 29), span, SAIGON)
    assert there == Slot(datetime(2026, 3, 29, 3, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC))
    assert slot_on(date(2026, 3, 28), (time(10), None), PARIS) == Slot(
        datetime(2026, 3, 28, 9, tzinfo=UTC), datetime(2026, 3, 28, 10, tzinfo=UTC)
    )


def test_an_hour_that_is_skipped_is_none_and_one_that_comes_twice_is_the_first() -> None:
    assert slot_on(date(2026, 3, 29), (time(2, 30), None), PARIS) is None
    assert slot_on(date(2026, 3, 29), (time(1, 30), time(2, 30)), PARIS) is None
    twice = slot_on(date(2026, 10, 25), (time(2, 30), time(4)), PARIS)
    assert twice == Slot(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 3, tzinfo=UTC))


def slot(day: int, hour: int, minute: int = 0) -> Slot:
    """Two hours, by the clock of Paris in March."""
    found = slot_on(date(2026, 3, day), (time(hour, minute), time(hour + 2, minute)), PARIS)
    assert found is not None
    return found


def test_late_from_its_beginning_or_from_its_end() -> None:
    at = slot(4, 10)
    assert late_from(Visits(), at) == at.starts_at + timedelta(minutes=15)
    assert late_from(Visits(arrives="within", grace_minutes=20), at) == at.ends_at + timedelta(minutes=20)


def test_reminders_the_day_before_and_an_hour_before() -> None:
    at = slot(29, 10)  # the clock changes in the night between
    assert day_before(Visits(), at, PARIS) == datetime(2026, 3, 28, 17, tzinfo=UTC)
    assert shortly_before(Visits(), at, PARIS) == at.starts_at - HOUR
    assert day_before(Visits(remind_day_before=""), at, PARIS) is None
    assert shortly_before(Visits(remind_minutes_before=0), at, PARIS) is None


def test_nobody_is_reminded_in_the_night() -> None:
    early = slot(4, 7, 30)
    assert shortly_before(Visits(), early, PARIS) == datetime(2026, 3, 4, 6, tzinfo=UTC)  # 07:00
    late = slot(4, 21, 30)
    assert shortly_before(Visits(), late, PARIS) == datetime(2026, 3, 4, 19, 30, tzinfo=UTC)
    assert shortly_before(Visits(night=""), early, PARIS) == early.starts_at - HOUR
    evening = Visits(remind_day_before="22:00")
    assert day_before(evening, slot(4, 10), PARIS) == datetime(2026, 3, 4, 6, tzinfo=UTC)
    siesta = Visits(night="12:00-14:00")
    assert shortly_before(siesta, slot(4, 14, 30), PARIS) == datetime(2026, 3, 4, 13, tzinfo=UTC)
    assert shortly_before(siesta, slot(4, 12, 30), PARIS) == datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
