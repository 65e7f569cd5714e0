"""Who is asked again, and when; what the office file may say about it (row D7)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.follow_up import days_after
from bot.domain.ticket import Kind, Severity, Ticket
from tests.unit.test_domain import ticket as request_in
from tests.unit.test_office import EXAMPLE, problems_of


@pytest.fixture
def ticket() -> Ticket:
    """An ordinary request."""
    return request_in()


@pytest.mark.parametrize(("severity", "days"), [("A", (30,)), ("B", (30,)), ("C", ())])
def test_grave_complaints_are_asked_about_a_month_later(
    ticket: Ticket, severity: str, days: tuple[int, ...]
) -> None:
    complaint = replace(ticket, kind=Kind.COMPLAINT, severity=Severity(severity))
    assert days_after(complaint, 30, (), key=False) == days
    assert days_after(replace(complaint, valid=False), 30, (), key=False) == ()
    assert days_after(replace(complaint, kind=Kind.REQUEST), 30, (), key=False) == ()


def test_so_are_important_requests_and_key_residents(ticket: Ticket) -> None:
    assert days_after(ticket, 30, (7, 30), key=False) == ()
    assert days_after(ticket, 30, (7, 30), key=True) == (7, 30)
    assert days_after(replace(ticket, important=True), 28, (7, 30), key=True) == (7, 28, 30)


@pytest.mark.parametrize(
    ("written", "key", "remedy"),
    [
        ("[offices.closing]\nafter_hours = 1", "after_hours", "336 for 14 days"),
        ("[offices.closing]\nafter_hours = 24", "nudge_after_hours", "below 24, such as 16"),
        ("[offices.follow_up]\nmonth_days = 0", "month_days", "such as 30"),
        ("[offices.follow_up]\nkey_days = [7, 400]", "key_days", "such as 30"),
    ],
)
def test_faults_name_their_remedy(tmp_path: Path, written: str, key: str, remedy: str) -> None:
    signs = 'internal_signs = ["note:", "note :", "interne:", "interne :", ";;", "🔒"]\n'
    (problem,) = problems_of(tmp_path, EXAMPLE.replace(signs, f"{signs}\n{written}\n", 1))
    assert key in problem
    assert remedy in problem


def test_a_key_unit_is_one_of_the_residence(tmp_path: Path) -> None:
    text = EXAMPLE.replace('languages = ["fr", "en"]\n', 'languages = ["fr", "en"]\nkey_units = ["Z9"]\n', 1)
    (problem,) = problems_of(tmp_path, text)
    assert "'Z9' is none of" in problem
