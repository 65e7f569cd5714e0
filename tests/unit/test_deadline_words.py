"""A deadline at midnight is the end of a day, in words (row A12)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.i18n import deadline, moment

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
MIDNIGHT = datetime(2026, 3, 3, 23, tzinfo=UTC)  # in Paris, Wednesday begins


@pytest.mark.parametrize(
    ("language", "near", "far"),
    [
        ("fr", "mardi soir", "mardi 17 mars 2026 au soir"),
        ("en", "the end of Tuesday", "the end of Tuesday 17 March 2026"),
        ("vi", "cuối ngày thứ Ba", "cuối ngày thứ Ba, ngày 17 tháng 3 năm 2026"),
        ("zh", "星期二 24:00", "2026年3月17日星期二 24:00"),
    ],
)
def test_midnight_is_the_end_of_the_day_before(language: str, near: str, far: str) -> None:
    assert deadline(MIDNIGHT, "Europe/Paris", language, now=NOW) == near
    assert deadline(MIDNIGHT + timedelta(days=14), "Europe/Paris", language, now=NOW) == far


def test_any_other_moment_is_what_it_is() -> None:
    for at in (MIDNIGHT - timedelta(minutes=1), MIDNIGHT + timedelta(minutes=1), MIDNIGHT):
        assert deadline(at, "Europe/London", "en", now=NOW) == moment(at, "Europe/London", "en", now=NOW)


def test_the_end_of_today_and_of_a_day_gone_by() -> None:
    tonight = datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert deadline(tonight, "Europe/Paris", "en", now=NOW) == "the end of Monday"
    assert "1 March" in deadline(tonight - timedelta(days=1), "Europe/Paris", "en", now=NOW)


def test_where_midnight_is_skipped() -> None:
    """In Beirut the clocks go from 00:00 to 01:00: that day begins at one."""
    assert deadline(datetime(2026, 3, 28, 22, tzinfo=UTC), "Asia/Beirut", "en", now=NOW).endswith("01:00")
