"""Codes, days, gravity, authority, the chain of managers: the rules of section E on their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.doctor import letters
from bot.domain.authority import may_promise
from bot.domain.chain import above, office_manager, supervisor
from bot.domain.complaint import code_of, serial_in, serial_of
from bot.domain.days_said import day_in
from bot.domain.directory import Staff
from bot.domain.gravity import propose
from bot.domain.ids import DepartmentKey, OfficeKey, StaffKey
from bot.domain.ticket import Severity
from bot.office.file import OfficeFileError, load_office
from examples import office_file

EXAMPLE = office_file().read_text("utf-8")
DIRECTORY = load_office(office_file())
TODAY = date(2026, 3, 2)


def member(key: str) -> Staff:
    return DIRECTORY.member(StaffKey(key))


@pytest.mark.parametrize("number", [1, 42, 9999, 10_000])
@pytest.mark.parametrize("severity", list(Severity))
def test_a_serial_is_found_in_every_code_it_ever_had(number: int, severity: Severity) -> None:
    serial = serial_of(2026, number)
    assert serial_in(code_of("PAR", severity, "LIFT2", serial)) == serial
    assert serial_in(f" {code_of('PAR', severity, 'LIFT2', serial).lower()} ") == serial
    assert serial_in(serial) == serial


@pytest.mark.parametrize("word", ["K7QM-4T2P", "2345-6789", "PAR-D-LIFT-20260001", "", "2026001"])
def test_a_reference_is_no_serial(word: str) -> None:
    assert serial_in(word) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-03-05", date(2026, 3, 5)),
        ("avant le 5/3", date(2026, 3, 5)),
        ("le 1er avril", date(2026, 4, 1)),
        ("5 March 2026", date(2026, 3, 5)),
        ("by the 5th march", date(2026, 3, 5)),
        ("trước ngày 5 tháng 3", date(2026, 3, 5)),
        ("3月5日之前", date(2026, 3, 5)),
        ("2026年3月5日", date(2026, 3, 5)),
        ("1/2", date(2027, 2, 1)),
        ("1/2/2026", None),
        ("31/2", None),
        ("as soon as possible", None),
        ("in 2 weeks", None),
    ],
)
def test_the_day_that_words_name(words: str, day: date | None) -> None:
    assert day_in(words, TODAY) == day


@pytest.mark.parametrize(
    ("words", "usual", "severity", "act_now"),
    [
        ("Odeur de gaz au sous-sol", None, Severity.A, True),
        ("Đang cháy ở tầng hầm", Severity.C, Severity.A, True),
        ("Hàng xóm chạy nhảy ban đêm", Severity.C, Severity.C, False),
        ("老人被困在电梯里", None, Severity.A, True),
        ("孩子在楼梯上受伤了", Severity.C, Severity.A, False),
        ("Mon vélo a été volé", None, Severity.B, False),
        ("un vol dans la cave", None, Severity.A, False),
        ("L’ascenseur est lent", Severity.A, Severity.A, False),
        ("The firewall of my router", Severity.C, Severity.C, False),
    ],
)
def test_words_say_how_grave_it_is(
    words: str, usual: Severity | None, severity: Severity, act_now: bool
) -> None:
    found = propose(words, usual)
    assert (found.severity, found.act_now) == (severity, act_now)


def test_the_chain_of_managers() -> None:
    assert [one.key for one in above(DIRECTORY, member("kim-chi"))] == ["lan-huong", "helene-marchand"]
    assert office_manager(DIRECTORY, OfficeKey("saigon")).key == "lan-huong"
    assert office_manager(DIRECTORY, OfficeKey("paris")).key == "helene-marchand"
    assert supervisor(DIRECTORY, DepartmentKey("paris-technical")).key == "thomas-leroy"
    assert supervisor(DIRECTORY, DepartmentKey("saigon-accounts")).key == "lan-huong"


@pytest.mark.parametrize(
    ("who", "worth", "currency", "today", "may"),
    [
        ("claire-dubois", "100", "EUR", TODAY, True),
        ("claire-dubois", "100.01", "EUR", TODAY, False),
        ("claire-dubois", "1", "USD", TODAY, False),
        ("claire-dubois", "0", "EUR", TODAY, True),
        ("claire-dubois", "100", "EUR", date(2027, 12, 31), True),
        ("claire-dubois", "100", "EUR", date(2028, 1, 1), False),
        ("karim-benali", "1", "EUR", TODAY, False),
        ("helene-marchand", "1000000", "EUR", TODAY, True),
    ],
)
def test_authority(who: str, worth: str, currency: str, today: date, may: bool) -> None:
    assert may_promise(DIRECTORY, member(who), Decimal(worth), currency, today) is may


def test_doctor_warns_thirty_days_before_and_after() -> None:
    one = replace(DIRECTORY.letters[0], until=date(2026, 6, 30))
    directory = replace(DIRECTORY, letters=(one,))
    said = {
        day: bool(letters(directory, day))
        for day in (date(2026, 5, 30), date(2026, 5, 31), date(2026, 7, 30), date(2026, 7, 31))
    }
    assert list(said.values()) == [False, True, True, False]
    followed = replace(directory, letters=(one, replace(one, until=date(2027, 6, 30))))
    assert letters(followed, date(2026, 6, 30)) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('code = "PAR"', 'code = "par-1"', "can't stand in a complaint's code"),
        ('code = "SGN"', 'code = "PAR"', "already begins the complaints' codes of office 'paris'"),
        ('kind = "complaint"', 'kind = "grumble"', "is not known"),
        ('kind = "suggestion"', 'kind = "suggestion"\nseverity = "A"', "a suggestion has no severity"),
        ('member = "thomas-leroy"', 'member = "thomas-leroi"', "did you mean 'thomas-leroy'?"),
        ("limit = 500\n", "limit = 0\n", "is not an amount above nought"),
        ('currency = "VND"', 'currency = "DONG"', "is not a currency"),
        ("until = 2027-12-31", 'until = "next year"', "is not a day"),
        ("limit = 500\n", 'limit = "much"\n', "is not a number"),
    ],
)
def test_the_office_file_names_the_fault(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in EXAMPLE
    path = tmp_path / "office.toml"
    path.write_text(EXAMPLE.replace(old, new, 1), "utf-8")
    with pytest.raises(OfficeFileError) as refused:
        load_office(path)
    assert says in str(refused.value)
