"""Days as people write them in four languages (rows D3, E4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.days_said import day_in, days_said

TODAY = date(2026, 11, 24)  # a Tuesday
D = date


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2026-12-24 2026-12-28", (D(2026, 12, 24), D(2026, 12, 28))),
        ("24/12 28/12", (D(2026, 12, 24), D(2026, 12, 28))),
        ("24/12-28/12", (D(2026, 12, 24), D(2026, 12, 28))),
        ("24-28/12", (D(2026, 12, 24), D(2026, 12, 28))),
        ("24.12.26", (D(2026, 12, 24),)),
        ("24-12-2026", (D(2026, 12, 24),)),
        ("24 Dec", (D(2026, 12, 24),)),
        ("Dec 24 – Jan 2", (D(2026, 12, 24), D(2027, 1, 2))),
        ("from 24 to 28 December", (D(2026, 12, 24), D(2026, 12, 28))),
        ("du 24 au 28 décembre", (D(2026, 12, 24), D(2026, 12, 28))),
        ("du 30 au 2 janvier", (D(2026, 12, 30), D(2027, 1, 2))),
        ("du 1er déc. au 3 déc.", (D(2026, 12, 1), D(2026, 12, 3))),
        ("từ ngày 24 tháng 12 đến hết ngày 28 tháng 12", (D(2026, 12, 24), D(2026, 12, 28))),
        ("từ 24 đến 28/12", (D(2026, 12, 24), D(2026, 12, 28))),
        ("12月24日至28日", (D(2026, 12, 24), D(2026, 12, 28))),
        ("12月24日到1月2日", (D(2026, 12, 24), D(2027, 1, 2))),
        ("2027年1月4日", (D(2027, 1, 4),)),
        ("28号", (D(2026, 11, 28),)),
        ("3号", (D(2026, 12, 3),)),
        ("today", (TODAY,)),
        ("aujourd’hui", (TODAY,)),
        ("hôm nay", (TODAY,)),
        ("今天", (TODAY,)),
        ("tomorrow", (D(2026, 11, 25),)),
        ("demain", (D(2026, 11, 25),)),
        ("ngày mai", (D(2026, 11, 25),)),
        ("mai", (D(2026, 11, 25),)),
        ("明天到周五", (D(2026, 11, 25), D(2026, 11, 27))),
        ("après-demain", (D(2026, 11, 26),)),
        ("后天", (D(2026, 11, 26),)),
        ("demain vendredi", (D(2026, 11, 25), D(2026, 11, 27))),
        ("Thursday Monday", (D(2026, 11, 26), D(2026, 11, 30))),
        ("de jeudi à lundi", (D(2026, 11, 26), D(2026, 11, 30))),
        ("thứ năm đến chủ nhật", (D(2026, 11, 26), D(2026, 11, 29))),
        ("mardi", (TODAY,)),
        ("mardi prochain", (D(2026, 12, 1),)),
        ("next Tuesday", (D(2026, 12, 1),)),
        ("thứ hai tuần sau", (D(2026, 11, 30),)),
        ("下周一", (D(2026, 11, 30),)),
        ("周一", (D(2026, 11, 30),)),
        ("la semaine prochaine", (D(2026, 11, 30), D(2026, 12, 6))),
        ("下周", (D(2026, 11, 30), D(2026, 12, 6))),
        ("24 mai", (D(2027, 5, 24),)),
        ("29/2", (D(2028, 2, 29),)),
    ],
)
def test_days(words: str, days: tuple[date, ...]) -> None:
    said = days_said(words, TODAY)
    assert said.days == days
    assert said.rest == ""


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("24/12 28/12 Sophie", "sophie"),
        ("du 24 au 28 décembre Sophie Lambert", "sophie lambert"),
        ("2026-03-04 2026-03-06 Sun", "sun"),
        ("12月24日至28日 孙丽", "孙丽"),
        ("31/2", "31/2"),
        ("45", "45"),
        ("5号楼", "5号楼"),
        ("Mai 24/12", "mai"),
        ("", ""),
    ],
)
def test_what_is_left(words: str, rest: str) -> None:
    assert days_said(words, TODAY).rest == rest


@pytest.mark.parametrize(("words", "day"), [("mon", 30), ("Lun.", 30), ("T6", 27), ("sun", 29)])
def test_short_names_only_where_asked(words: str, day: int) -> None:
    assert days_said(words, TODAY).days == ()
    assert days_said(words, TODAY, short=True).days == (D(2026, 11, day),)


def test_what_began_already() -> None:
    earlier = TODAY - timedelta(days=14)
    assert days_said("23/11 27/11", TODAY, earliest=earlier).days == (D(2026, 11, 23), D(2026, 11, 27))
    assert days_said("20/11 vendredi", TODAY, earliest=earlier).days == (D(2026, 11, 20), D(2026, 11, 27))


def test_by_when_a_complainant_wants_it() -> None:
    assert day_in("avant vendredi si possible", TODAY) == D(2026, 11, 27)
    assert day_in("trước ngày mai", TODAY) == D(2026, 11, 25)
    assert day_in("dès que possible", TODAY) is None
