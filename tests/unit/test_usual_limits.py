"""What holds where the office file says nothing: the defaults of the source procedures (rows D2, D3, D5-D7, E)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.business_time import Counting
from bot.domain.directory import Closing, FollowUps, Joint, Visits, WorkingTime
from bot.domain.ids import TopicKey
from bot.domain.policy import policy
from bot.domain.ticket import Kind, Severity
from bot.office.file import load_office
from examples import office_file

ANY = TopicKey("")


@pytest.mark.parametrize(
    ("severity", "handler", "answer", "solve"),
    [
        (None, "24 hours", "48 working hours", None),
        (Severity.A, "1 opening hour", "2 days", "10 days"),
        (Severity.B, "1 opening hour", "48 working hours", "3 days"),
        (Severity.C, "1 opening hour", "48 working hours", "2 days"),
    ],
)
def test_limits(severity: Severity | None, handler: str, answer: str, solve: str | None) -> None:
    directory = replace(load_office(office_file()), policies=())
    kind = Kind.COMPLAINT if severity else Kind.REQUEST
    holds = policy(directory, directory.offices[0], ANY, kind, severity)
    assert (holds.handler.text, holds.answer.text) == (handler, answer)
    assert (holds.solve.text if holds.solve else None) == solve
    assert holds.reminder.length * 2 == holds.answer.length
    assert (holds.step.text, holds.result.text, holds.outside.text, holds.grave.text) == (
        "24 working hours",
        "2 days",
        "7 days",
        "30 days",
    )


def test_working_week() -> None:
    usual = WorkingTime()
    assert list(usual.opening_hours) == ["mon", "tue", "wed", "thu", "fri"]
    assert set(usual.opening_hours.values()) == {("08:30-12:00", "14:00-17:00")}
    assert usual.counting is Counting.WORKING_DAYS


def test_closing_asking_again_visits_and_joint_complaints() -> None:
    assert (Closing().after_hours, Closing().nudge_after_hours) == (72, 48)
    assert FollowUps().month_days == 30
    assert (Visits().grace_minutes, Visits().remind_day_before, Visits().remind_minutes_before) == (
        15,
        "18:00",
        60,
    )
    assert (Joint().people, Joint().hours) == (3, 72)
