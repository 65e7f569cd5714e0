"""docs/lifecycle.md draws exactly the moves that ``domain.ticket`` allows."""

from __future__ import annotations

import re
from pathlib import Path

from bot.domain.ticket import TRANSITIONS, Move, State

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "lifecycle.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| (\w+) \| (\w+) \| (\w+) \|", PAGE, re.MULTILINE)
EDGES = re.findall(r"^\s+(\w+) --> (\w+) : ([\d ]+)$", PAGE, re.MULTILINE)


def test_the_table_lists_every_move_and_no_other() -> None:
    listed = [((State(start), Move(move)), State(end)) for _, start, move, end in ROWS]
    assert dict(listed) == dict(TRANSITIONS)
    assert len(listed) == len(TRANSITIONS)


def test_the_drawing_has_every_number_on_its_edge() -> None:
    drawn = {(start, end, number) for start, end, numbers in EDGES for number in numbers.split()}
    assert drawn == {(start, end, number) for number, start, _, end in ROWS}
    assert len({number for number, *_ in ROWS}) == len(ROWS)


def test_every_state_is_explained() -> None:
    explained = set(re.findall(r"^\| (\w+) \| [^|]+ \| [^|]+ \| \w+ \|$", PAGE, re.MULTILINE))
    assert explained >= {state.value for state in State}
