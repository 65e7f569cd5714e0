"""The office file's shifts, reviews and joint complaints: what is wrong, where, and what to do (rows D8, D9, E3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_office import changed, problems_of

SHIFT = '[[shifts]]\ndepartment = "paris-technical"\nname = "Équipe du matin"\n'
OFFICE = 'key = "paris"\ncode = "PAR"\n'

FAULTS = [
    (SHIFT, SHIFT.replace("paris-technical", "paris-tecnical"), "shifts[0].department", "'paris-technical'"),
    (SHIFT, SHIFT.replace("Équipe du matin", " "), "shifts[0].name", "is empty"),
    (SHIFT, SHIFT.replace("du matin", "de l’après-midi"), "shifts[1].name", "a name of its own"),
    ('ends_at = "13:00"', 'ends_at = "1 pm"', "shifts[0].ends_at", 'write it as "14:00"'),
    ('members = ["marc-petit"]', 'members = ["marc-peti"]', "shifts[0].members[0]", "'marc-petit'"),
    (SHIFT, f"{SHIFT}end = 3\n", "shifts[0].end", "no such setting"),
    (OFFICE, f"{OFFICE}handover_reminder_minutes = 0\n", "offices[0].handover_re", "between five minutes"),
    (OFFICE, f'{OFFICE}reviews = {{ daily = "dawn" }}\n', "offices[0].reviews.daily", '"opening" or "off"'),
    (OFFICE, f'{OFFICE}reviews = {{ weekly = "9:00" }}\n', "offices[0].reviews.weekly", 'or "off"'),
    (OFFICE, f'{OFFICE}reviews = {{ weekly_day = "mardi" }}\n', "offices[0].reviews.weekly_day", "'tue'"),
    (OFFICE, f'{OFFICE}reviews = {{ channel = "#boss" }}\n', "offices[0].reviews.channel", "channel id"),
    (OFFICE, f'{OFFICE}reviews = {{ channel = "C0LIFT001" }}\n', "offices[0].reviews.channel", "only staff"),
    (OFFICE, f'{OFFICE}branch_channel = "#siege"\n', "offices[0].branch_channel", "channel id"),
    (OFFICE, f"{OFFICE}joint = {{ people = 1 }}\n", "offices[0].joint.people", "between 2 and 100"),
    (OFFICE, f"{OFFICE}joint = {{ hours = 0 }}\n", "offices[0].joint.hours", "between one hour"),
]


@pytest.mark.parametrize(("old", "new", "key", "says"), FAULTS)
def test_a_fault_is_named_with_place_and_remedy(
    tmp_path: Path, old: str, new: str, key: str, says: str
) -> None:
    text, _ = changed(old, new)
    found = problems_of(tmp_path, text)
    assert len(found) == 1, found
    assert key in found[0]
    assert says in found[0]
