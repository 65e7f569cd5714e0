"""The office file's working time: what it becomes, and what is wrong with it (row D4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.domain.business_time import Counting, Hours
from bot.domain.ids import OfficeKey, ResidenceKey
from bot.office.file import load_office
from bot.working_time import calendars
from examples import office_file
from tests.unit.test_office import EXAMPLE, problems_of

PARIS, SAIGON, SHANGHAI = OfficeKey("paris"), OfficeKey("saigon"), OfficeKey("shanghai")
IN_PARIS = 'internal_signs = ["note:", "note :", "interne:", "interne :", ";;", "🔒"]\n'


def test_public_holidays_and_the_days_worked_for_them() -> None:
    known = calendars(load_office(office_file()))
    assert not known[PARIS, None].works_on(date(2026, 12, 25))
    assert known[PARIS, None].works_on(date(2026, 12, 24))
    assert not known[SAIGON, None].works_on(date(2026, 2, 17))  # Tết
    assert known[SAIGON, None].works_on(date(2026, 8, 22))  # a Saturday, worked for the Monday of 31 August
    assert not known[SHANGHAI, None].works_on(date(2026, 2, 20))
    assert known[SHANGHAI, None].works_on(date(2026, 2, 28))
    assert known[SHANGHAI, None].hours_of(date(2026, 2, 28)) == (Hours(time(9), time(18)),)


def test_a_residence_without_times_of_its_own_shares_its_offices_calendar() -> None:
    known = calendars(load_office(office_file()))
    assert known[PARIS, ResidenceKey("les-cedres")] is known[PARIS, None]


def test_saturday_morning_is_open_in_saigon_but_no_working_day() -> None:
    saigon = calendars(load_office(office_file()))[SAIGON, None]
    assert saigon.is_open(datetime(2026, 11, 28, 3, tzinfo=UTC))
    assert not saigon.works_on(date(2026, 11, 28))


def test_own_days_and_a_residence_with_hours_of_its_own(tmp_path: Path) -> None:
    own = """[offices.working_time]
counting = "opening_hours"
subdivision = "57"
closed_days = ["2026-12-24"]
worked_days = ["2026-12-25"]
"""
    residence = 'address = "27 avenue des Cèdres, 75020 Paris"\n'
    text = EXAMPLE.replace(IN_PARIS, IN_PARIS + own, 1).replace(
        'languages = ["fr", "en"]\nunits = [\n  "A11"',
        (
            'languages = ["fr", "en"]\nworking_time = { opening_hours = { sun = ["00:00-24:00"] } }\nunits = [\n  "A11"'
        ),
        1,
    )
    assert residence in text
    file = tmp_path / "office.toml"
    file.write_text(text)
    directory = load_office(file)
    known = calendars(directory)
    assert directory.office(PARIS).working_time.counting is Counting.OPENING_HOURS
    assert not known[PARIS, None].works_on(date(2026, 12, 24))
    assert known[PARIS, None].works_on(date(2026, 12, 25))
    assert not known[PARIS, None].works_on(date(2026, 4, 3))  # Good Friday, in Moselle only
    cedres = known[PARIS, ResidenceKey("les-cedres")]
    assert cedres.works_on(date(2026, 11, 29))
    assert not cedres.works_on(date(2026, 11, 30))


@pytest.mark.parametrize(
    ("written", "key", "wrong"),
    [
        ('opening_hours = { mon = ["8-12"] }', "opening_hours.mon[0]", "are no opening hours"),
        ('opening_hours = { mon = ["12:00-08:00"] }', "opening_hours.mon[0]", "the earlier time first"),
        ('opening_hours = { mon = ["08:00-12:00", "11:00-14:00"] }', "opening_hours.mon[1]", "in order"),
        ('opening_hours = { lun = ["08:00-12:00"] }', "opening_hours.lun", "is not known"),
        ("opening_hours = {}", "opening_hours", "never opens"),
        ('working_days = ["mon", "mon"]', "working_days[1]", "twice"),
        ('subdivision = "ZZ"', "subdivision", "use one of"),
        ('closed_days = ["24.12.2026"]', "closed_days[0]", "is not a date"),
        ('worked_days = ["2026-02-30"]', "worked_days[0]", "is not a date"),
        ('counting = "days"', "counting", "write"),
        ("hours = 8", "hours", "no such setting"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, written: str, key: str, wrong: str) -> None:
    text = EXAMPLE.replace(IN_PARIS, f"{IN_PARIS}[offices.working_time]\n{written}\n", 1)
    line = text[: text.index(written)].count("\n") + 1
    problems = problems_of(tmp_path, text)
    assert len(problems) == 1
    assert problems[0].startswith(f"office.toml:{line}: offices[0].working_time.{key}: ")
    assert wrong in problems[0]
