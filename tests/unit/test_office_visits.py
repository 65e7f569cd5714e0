"""How an office keeps visits, and how residents prepare for them: what is wrong in the office file (row D6)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.ids import OfficeKey, TopicKey
from bot.domain.office_settings import Visits
from bot.office.file import load_office
from examples import office_file
from tests.unit.test_office import EXAMPLE, problems_of

HERE = 'grace_minutes = 20\narrives = "within"\n'


def test_the_example() -> None:
    directory = load_office(office_file())
    assert directory.office(OfficeKey("paris")).visits == Visits()
    assert directory.office(OfficeKey("saigon")).visits == Visits(grace_minutes=20, arrives="within")
    assert set(directory.topic(TopicKey("paris-leak")).preparation) == {"fr", "en", "vi", "zh"}


@pytest.mark.parametrize(
    ("written", "key", "remedy"),
    [
        ("grace_minutes = 300", "grace_minutes", "such as 15"),
        ("grace_minutes = -1", "grace_minutes", "such as 15"),
        ("remind_minutes_before = 2000", "remind_minutes_before", "0 sends no reminder"),
        ('remind_day_before = "6 pm"', "remind_day_before", '"18:00"'),
        ('remind_day_before = "18"', "remind_day_before", '"18:00"'),
        ('night = "21:00"', "night", '"21:00-07:00"'),
        ('night = "07:00-07:00"', "night", '"21:00-07:00"'),
        ('arrives = "later"', "arrives", "at_start"),
        ("grace = 5", "grace", "remove it"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, written: str, key: str, remedy: str) -> None:
    assert HERE in EXAMPLE
    (problem,) = problems_of(tmp_path, EXAMPLE.replace(HERE, written + "\n", 1))
    assert key in problem
    assert remedy in problem


def test_silence_is_fine(tmp_path: Path) -> None:
    silent = 'remind_day_before = ""\nremind_minutes_before = 0\nnight = ""\ngrace_minutes = 0\n'
    file = tmp_path / "office.toml"
    file.write_text(EXAMPLE.replace(HERE, silent, 1))
    assert load_office(file).office(OfficeKey("saigon")).visits.night == ""


def test_a_preparation_is_in_all_languages(tmp_path: Path) -> None:
    at = EXAMPLE.index("preparation = { fr = ")
    short = EXAMPLE[:at] + 'preparation = { fr = "Rien." }' + EXAMPLE[EXAMPLE.index("\n", at) :]
    (problem,) = problems_of(tmp_path, short)
    assert "preparation" in problem
