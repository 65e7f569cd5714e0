"""Where the office file says that staff are reached: Slack, or Telegram for technicians (rows B2, F1)."""

from __future__ import annotations

from pathlib import Path

from bot.domain.ids import StaffKey
from bot.office.file import load_office
from tests.unit.test_office import EXAMPLE, problems_of

JULIEN = 'slack = "U0JULIEN"\nrole = "technician"\n'


def test_a_technician_may_be_in_telegram_only(tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    file.write_text(EXAMPLE.replace(JULIEN, 'role = "technician"\n', 1), encoding="utf-8")
    julien = load_office(file).member(StaffKey("julien-moreau"))
    assert (julien.slack, julien.telegram) == ("", True)
    assert load_office(file).member_by_slack("") is None


def test_nobody_is_reached_nowhere_and_only_technicians_work_in_telegram(tmp_path: Path) -> None:
    nowhere = EXAMPLE.replace(JULIEN, 'role = "technician"\n', 1).replace(
        'manager = "marc-petit"\ntelegram = true\n', 'manager = "marc-petit"\n', 1
    )
    (problem,) = problems_of(tmp_path, nowhere)
    assert "julien-moreau' can be reached nowhere" in problem
    (problem,) = problems_of(tmp_path, EXAMPLE.replace(JULIEN, 'slack = "U0JULIEN"\nrole = "agent"\n', 1))
    assert ".telegram: 'julien-moreau' is no technician" in problem
