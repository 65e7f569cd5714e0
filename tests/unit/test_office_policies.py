"""Policies and absences in the office file: what is wrong is said; who is away; what doctor shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.doctor_clocks import clocks
from bot.domain.away import Away, Presence
from bot.domain.directory import Absence
from bot.domain.ids import AbsenceId, StaffKey
from bot.office.file import OfficeFileError, load_office
from examples import office_file

TEXT = office_file().read_text(encoding="utf-8")
SOPHIE, HELENE = StaffKey("sophie-lambert"), StaffKey("helene-marchand")


@pytest.mark.parametrize(
    ("entry", "wrong", "remedy"),
    [
        ('[[policies]]\nanswer = "2 working days"', "is no length of time", '"48 working hours"'),
        (
            '[[policies]]\noffice = "pari"\nanswer = "2 days"',
            "no 'pari' among the offices",
            "did you mean 'paris'?",
        ),
        (
            '[[policies]]\nseverity = "A"\nkind = "request"\nsolve = "2 days"',
            "a request has no severity",
            "remove it",
        ),
        ('[[policies]]\noffice = "paris"', "says nothing", "set at least one of handler"),
        (
            '[[policies]]\noffice = "paris"\ntopic = "saigon-lift"\nanswer = "2 days"',
            "belongs to another office",
            "name a topic of 'paris'",
        ),
        ('[[policies]]\nanswr = "2 days"', "no such setting", "did you mean 'answer'?"),
        (
            '[[policies]]\noffice = "saigon"\ntopic = "saigon-lift"\nanswer = "2 days"',
            "is already set for the same",
            "keep one of the two",
        ),
        (
            '[[absences]]\nmember = "sophy"\nfirst = 2026-01-01\nlast = 2026-01-02',
            "no 'sophy' among the staff",
            "use",
        ),
        (
            '[[absences]]\nmember = "sophie-lambert"\nfirst = 2026-01-03\nlast = 2026-01-02',
            "is before the first day",
            "write the last day",
        ),
    ],
)
def test_every_fault_has_its_line_and_its_remedy(tmp_path: Path, entry: str, wrong: str, remedy: str) -> None:
    path = tmp_path / "office.toml"
    path.write_text(f"{TEXT}\n\n{entry}\n", encoding="utf-8")
    with pytest.raises(OfficeFileError) as caught:
        load_office(path)
    (problem,) = caught.value.problems
    assert problem.line > TEXT.count("\n")
    assert wrong in problem.wrong
    assert remedy in problem.remedy


def test_who_is_away() -> None:
    directory = load_office(office_file())
    sophie = directory.member(SOPHIE)
    directory = replace(directory, absences=(Absence(SOPHIE, date(2026, 3, 2), date(2026, 3, 3)),))
    kept = (
        Away(
            AbsenceId("a"),
            SOPHIE,
            date(2026, 3, 4),
            date(2026, 3, 6),
            SOPHIE,
            datetime(2026, 3, 1, tzinfo=UTC),
        ),
        Away(
            AbsenceId("b"),
            SOPHIE,
            date(2026, 3, 9),
            date(2026, 3, 9),
            SOPHIE,
            datetime(2026, 3, 1, tzinfo=UTC),
        ),
    )
    for now, until in (
        (datetime(2026, 3, 1, 22, 59, tzinfo=UTC), None),  # Paris: still the first
        (datetime(2026, 3, 1, 23, 0, tzinfo=UTC), date(2026, 3, 6)),
        (datetime(2026, 3, 6, 22, 59, tzinfo=UTC), date(2026, 3, 6)),
        (datetime(2026, 3, 6, 23, 0, tzinfo=UTC), None),
        (datetime(2026, 3, 9, 12, 0, tzinfo=UTC), date(2026, 3, 9)),
    ):
        assert Presence(directory, kept, now).away_until(sophie) == until
    here = Presence(directory, kept, datetime(2026, 3, 4, tzinfo=UTC))
    karim = directory.member(StaffKey("karim-benali"))
    assert here.above(karim) == here.nearest(sophie) == directory.member(HELENE)
    assert here.above(directory.member(HELENE)) is None


def test_doctor_shows_the_limits_for_now() -> None:
    paris, saigon, shanghai = clocks(load_office(office_file()), datetime(2026, 3, 6, 15, 0, tzinfo=UTC))
    title, head, *rows = paris.splitlines()
    assert title == "clocks: Cabinet Horizon, now Fri 2026-03-06 16:00 Europe/Paris, open"
    assert [row.split("  ")[2] for row in rows] == ["request", "complaint A", "complaint B", "complaint C"]
    assert " ".join(rows[0].split()) == (
        "request Sat 07/03 16:00 (24 hours) Mon 09/03 16:00 Tue 10/03 16:00 (48 working hours) – "
        "24 working hours 2 days"
    )
    for column in ("somebody in charge", "answer", "solved"):  # each below its heading
        at = head.index(column)
        assert all(row[at - 1] == " " != row[at] for row in rows)
    assert "closed" in saigon
    assert "saigon-lift  Sat 07/03 22:00 (24 hours)" in saigon
    assert "Mon 09/03 12:00 (8 opening hours)" in saigon
    assert "Wed 11/03" not in shanghai
