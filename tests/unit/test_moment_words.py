"""Moments and days as a native of each language writes them (row A12)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.i18n import day, last_day, moment, span

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)  # a Monday
FAR = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("language", "near", "far", "whole", "short"),
    [
        ("fr", "mardi 10:30", "mardi 24 novembre 2026 à 10:30", "mardi 24 novembre 2026", "24 novembre 2026"),
        (
            "en",
            "Tuesday 10:30",
            "Tuesday 24 November 2026 at 10:30",
            "Tuesday 24 November 2026",
            "24 November 2026",
        ),
        (
            "vi",
            "10:30 thứ Ba",
            "10:30 thứ Ba, ngày 24 tháng 11 năm 2026",
            "thứ Ba, ngày 24 tháng 11 năm 2026",
            "24 tháng 11 năm 2026",
        ),
        ("zh", "星期二 10:30", "2026年11月24日星期二 10:30", "2026年11月24日星期二", "2026年11月24日"),
    ],
)
def test_moments(language: str, near: str, far: str, whole: str, short: str) -> None:
    assert moment(FAR - timedelta(days=7), PARIS, language, now=NOW) == near
    assert moment(FAR, PARIS, language, now=NOW) == far
    assert last_day(FAR, PARIS, language) == whole
    assert day(date(2026, 11, 24), language) == short


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "mardi 1er décembre, 10:30–12:00"),
        ("en", "Tuesday 1 December, 10:30–12:00"),
        ("vi", "10:30–12:00 thứ Ba, ngày 1 tháng 12"),
        ("zh", "12月1日星期二 10:30–12:00"),
    ],
)
def test_the_first_of_a_month(language: str, words: str) -> None:
    starts = FAR + timedelta(days=7)
    assert span(starts, starts + timedelta(minutes=90), PARIS, language) == words


def test_the_first_in_french_with_its_year() -> None:
    assert day(date(2026, 12, 1), "fr") == "1er décembre 2026"
    assert day(date(2026, 12, 11), "fr") == "11 décembre 2026"
