"""The table of the acceptance cases in ``tests/e2e/README.md`` names tests that exist, and every case has one."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
ROW = re.compile(r"^\| (\d+) \| [^|]+ \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"^\s*(?:async )?def (test_case_(\d+)(?:_and_(\d+))?_\w+)", re.MULTILINE)


def table() -> dict[int, set[str]]:
    """The tests named for each case."""
    text = (TESTS / "e2e" / "README.md").read_text(encoding="utf-8")
    return {int(number): set(re.findall(r"`(test_case_\w+)`", tests)) for number, tests in ROW.findall(text)}


def test_every_case_names_all_its_tests() -> None:
    written: dict[int, set[str]] = {number: set() for number in range(1, 34)}
    for path in TESTS.rglob("test_*.py"):
        for name, first, second in NAMED.findall(path.read_text(encoding="utf-8")):
            for number in filter(None, (first, second)):
                written[int(number)].add(name)
    assert all(written.values()), [number for number, names in written.items() if not names]
    assert table() == written
