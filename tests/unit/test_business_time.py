"""Working time: tables computed by hand, and what holds for any calendar (row D4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.business_time import RECKONED, Calendar, Counting, Hours, NeverOpen

PARIS = ZoneInfo("Europe/Paris")
MORNING, AFTERNOON = Hours(time(8, 30), time(12)), Hours(time(14), time(17))
OPEN, DAYS = Counting.OPENING_HOURS, Counting.WORKING_DAYS
MIDNIGHT = Hours(time(), time())


def week(*days: int, hours: tuple[Hours, ...] = (MORNING, AFTERNOON)) -> dict[int, tuple[Hours, ...]]:
    return dict.fromkeys(days, hours)


def calendar(zone: str = "Europe/Paris", **more: object) -> Calendar:
    plain: dict[str, object] = {"week": week(0, 1, 2, 3, 4), "working_days": frozenset(range(5))}
    return Calendar(ZoneInfo(zone), **(plain | more))  # type: ignore[arg-type]


def local(text: str, zone: str = "Europe/Paris") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-23 10:30", 48, "2026-11-25 10:30"),  # Monday to Wednesday
        ("2026-11-26 10:30", 48, "2026-11-30 10:30"),  # Thursday: Saturday and Sunday do not count
        ("2026-11-27 23:59", 24, "2026-11-30 23:59"),
        ("2026-11-28 10:30", 48, "2026-12-02 00:00"),  # begins on a Saturday: Monday and Tuesday, whole
        ("2026-11-28 10:30", 47, "2026-12-01 23:00"),
        ("2026-12-23 09:00", 48, "2026-12-28 09:00"),  # Christmas is a Friday
        ("2026-12-31 18:00", 24, "2027-01-04 18:00"),  # New Year's Day is a Friday
    ],
)
def test_48_hours_are_two_working_days(start: str, hours: int, due: str) -> None:
    paris = calendar(holidays={date(2026, 12, 25), date(2027, 1, 1)})
    assert paris.add(local(start), timedelta(hours=hours), DAYS).astimezone(PARIS) == local(due)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 11, 23), "2026-11-23 17:00"),
        (date(2026, 11, 28), "2026-11-28 18:00"),  # a Saturday: closed
        (date(2026, 12, 25), "2026-12-25 18:00"),
    ],
)
def test_the_end_of_a_day(day: date, end: str) -> None:
    assert calendar(holidays={date(2026, 12, 25)}).end_of(day) == local(end)


def test_a_day_that_ends_at_midnight() -> None:
    whole = calendar(week=week(0, hours=(MIDNIGHT,)))
    assert whole.end_of(date(2026, 11, 23)) == local("2026-11-24 00:00")


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-23 09:00", 60, "2026-11-23 10:00"),
        ("2026-11-23 11:30", 60, "2026-11-23 14:30"),  # over lunch
        ("2026-11-23 11:30", 30, "2026-11-23 12:00"),  # its last moment is in time
        ("2026-11-23 16:30", 60, "2026-11-24 09:00"),  # over night
        ("2026-11-27 16:30", 60, "2026-11-30 09:00"),  # over the weekend
        ("2026-11-28 10:00", 60, "2026-11-30 09:30"),
        ("2026-11-28 10:00", 0, "2026-11-30 08:30"),  # no time at all is the next opening
        ("2026-11-23 12:00", 0, "2026-11-23 14:00"),
        ("2026-11-23 08:30", 390, "2026-11-23 17:00"),
        ("2026-11-23 08:30", 391, "2026-11-24 08:31"),
        ("2026-12-24 16:30", 60, "2026-12-28 09:00"),
    ],
)
def test_opening_hours_skip_lunch_night_and_holidays(start: str, minutes: int, due: str) -> None:
    paris = calendar(holidays={date(2026, 12, 25)})
    assert paris.add(local(start), timedelta(minutes=minutes), OPEN).astimezone(PARIS) == local(due)


def test_saturday_may_be_open_without_counting_as_a_working_day() -> None:
    shop = calendar(week=week(0, 1, 2, 3, 4) | week(5, hours=(MORNING,)))
    assert shop.add(local("2026-11-27 16:00"), timedelta(hours=2), OPEN) == local("2026-11-28 09:30")
    assert shop.add(local("2026-11-27 16:00"), timedelta(hours=24), DAYS) == local("2026-11-30 16:00")
    assert shop.is_open(local("2026-11-28 09:00"))
    assert not shop.works_on(date(2026, 11, 28))


def test_the_new_year_weeks_with_make_up_days() -> None:
    """Chinese New Year 2026: off from Monday 16 to Monday 23 February, worked on Saturday 14 and Saturday 28."""
    off = {date(2026, 2, day) for day in (16, 17, 18, 19, 20, 23)}
    zone = "Asia/Shanghai"
    shanghai = calendar(zone, holidays=off, make_up_days={date(2026, 2, 14), date(2026, 2, 28)})
    friday = local("2026-02-13 16:00", zone)
    assert shanghai.add(friday, timedelta(hours=24), DAYS) == local("2026-02-14 16:00", zone)
    assert shanghai.add(friday, timedelta(hours=48), DAYS) == local("2026-02-24 16:00", zone)
    assert shanghai.add(friday, timedelta(hours=8), OPEN) == local("2026-02-24 09:00", zone)
    assert shanghai.add(local("2026-02-27 10:00", zone), timedelta(hours=24), DAYS) == local(
        "2026-02-28 10:00", zone
    )


def test_a_holiday_is_no_make_up_day_unless_said_so() -> None:
    both = calendar(holidays={date(2026, 11, 28)}, make_up_days={date(2026, 11, 28)})
    assert both.works_on(date(2026, 11, 28))
    assert both.hours_of(date(2026, 11, 28)) == (MORNING, AFTERNOON)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-03-28 12:00", 24, "2026-03-29 13:00"),  # 2 o'clock became 3
        ("2026-10-24 12:00", 24, "2026-10-25 11:00"),  # 3 o'clock became 2
        ("2026-03-29 01:30", 1, "2026-03-29 03:30"),
    ],
)
def test_open_day_and_night_counts_real_hours_when_clocks_change(start: str, hours: int, due: str) -> None:
    guard = calendar(week=week(*range(7), hours=(MIDNIGHT,)), working_days=frozenset(range(7)))
    for counting in Counting:
        assert guard.add(local(start), timedelta(hours=hours), counting) == local(due)


def test_hours_that_begin_or_end_in_an_hour_that_is_skipped_or_doubled() -> None:
    night = calendar(week=week(6, hours=(Hours(time(2, 30), time(4)),)), working_days=frozenset({6}))
    day = timedelta(days=1)
    spring, autumn = local("2026-03-29 00:00"), local("2026-10-25 00:00")
    assert night.between(spring, spring + day, OPEN) == timedelta(hours=1)
    assert night.between(autumn, autumn + day, OPEN) == timedelta(hours=2.5)
    early = calendar(week=week(6, hours=(Hours(time(1), time(2, 30)),)), working_days=frozenset({6}))
    assert early.between(spring, spring + day, OPEN) == timedelta(hours=1)
    assert early.between(autumn, autumn + day, OPEN) == timedelta(hours=2.5)


def test_an_office_that_never_opens() -> None:
    closed = calendar(week={}, working_days=frozenset())
    for counting in Counting:
        with pytest.raises(NeverOpen):
            closed.add(local("2026-11-23 09:00"), timedelta(), counting)
        with pytest.raises(NeverOpen):
            closed.subtract(local("2026-11-23 09:00"), timedelta(hours=1), counting)
    assert closed.between(local("2026-11-23 09:00"), local("2026-12-23 09:00"), OPEN) == timedelta()


def half_hours(number: int) -> time:
    return time(number // 2, 30 * (number % 2))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Any calendar that opens at least one day a week."""
    days = draw(st.sets(st.integers(0, 6), min_size=1))
    weeks = {}
    for day in days:
        edges = sorted(draw(st.sets(st.integers(0, 47), min_size=2, max_size=6)))
        pairs = list(zip(edges[::2], edges[1::2], strict=False))
        weeks[day] = tuple(Hours(half_hours(opens), half_hours(closes)) for opens, closes in pairs)
    some = st.sets(st.dates(date(2025, 12, 1), date(2027, 2, 1)), max_size=30)
    zone = draw(st.sampled_from(["Europe/Paris", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"]))
    return Calendar(ZoneInfo(zone), weeks, frozenset(days), draw(some), draw(some))


moments = st.integers(0, 364 * 24 * 60).map(lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=m))
durations = st.integers(0, 100 * 60).map(lambda minutes: timedelta(minutes=minutes))
countings = st.sampled_from(Counting)


@given(calendars(), moments, durations, countings)
def test_what_was_added_lies_between(
    any_calendar: Calendar, start: datetime, duration: timedelta, counting: Counting
) -> None:
    due = any_calendar.add(start, duration, counting)
    assert due >= start
    assert any_calendar.between(start, due, counting) == duration


@given(calendars(), moments, durations, countings)
def test_subtracting_is_the_way_back(
    any_calendar: Calendar, start: datetime, duration: timedelta, counting: Counting
) -> None:
    due = any_calendar.add(start, duration, counting)
    back = any_calendar.subtract(due, duration, counting) if duration else start
    assert any_calendar.between(back, due, counting) == duration
    assert any_calendar.between(start, back, counting) == any_calendar.between(back, start, counting)


@given(calendars(), moments, moments, durations.filter(bool), countings)
def test_over_by_a_moment_from_either_side(
    any_calendar: Calendar, start: datetime, now: datetime, duration: timedelta, counting: Counting
) -> None:
    over = any_calendar.add(start, duration, counting) <= now
    assert over is (start <= any_calendar.subtract(now, duration, counting))


@given(calendars(), moments, durations, durations, countings)
def test_more_time_is_never_due_earlier(
    any_calendar: Calendar, start: datetime, one: timedelta, other: timedelta, counting: Counting
) -> None:
    less, more = sorted((one, other))
    assert any_calendar.add(start, less, counting) <= any_calendar.add(start, more, counting)
    assert any_calendar.add(start, less, counting) <= any_calendar.add(start + one, less, counting)


@given(calendars(), moments, durations)
def test_never_due_in_closed_time(any_calendar: Calendar, start: datetime, duration: timedelta) -> None:
    due = any_calendar.add(start, duration, OPEN)
    assert any_calendar.is_open(due) or any_calendar.is_open(due - timedelta(microseconds=1))


def test_a_calendar_asked_about_a_whole_century_keeps_few_days_at_hand() -> None:
    known = calendar(holidays={date(2026, 12, 25)})
    first = local("2026-11-27 16:00")
    due = known.add(first, timedelta(hours=20), OPEN)
    for week in range(52 * 100):
        known.is_open(first + timedelta(weeks=week))
    assert 0 < len(known._reckoned) <= RECKONED
    assert known.add(first, timedelta(hours=20), OPEN) == due
