"""docs/lifecycle.md draws exactly the moves that ``domain.ticket`` allows."""

from __future__ import annotations

import re
from pathlib import Path

from bot.domain.ticket import TRANSITIONS, Move, State

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "lifecycle.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([a-z]) \| (\w+) \| (\w+) \| (\w+) \|", PAGE, re.MULTILINE)
EDGES = re.findall(r"^\s+(\w+) --> (\w+) : ([a-z ]+)$", PAGE, re.MULTILINE)


def test_the_table_lists_every_move_and_no_other() -> None:
    listed = [((State(start), Move(move)), State(end)) for _, start, move, end in ROWS]
    assert dict(listed) == dict(TRANSITIONS)
    assert len(listed) == len(TRANSITIONS)


def test_the_drawing_has_every_letter_on_its_edge() -> None:
    drawn = {(start, end, letter) for start, end, letters in EDGES for letter in letters.split()}
    assert drawn == {(start, end, letter) for letter, start, _, end in ROWS}
    assert len({letter for letter, *_ in ROWS}) == len(ROWS)


def test_every_state_is_explained() -> None:
    explained = set(re.findall(r"^\| (\w+) \| [^|]+ \| [^|]+ \|$", PAGE, re.MULTILINE))
    assert explained >= {state.value for state in State}
