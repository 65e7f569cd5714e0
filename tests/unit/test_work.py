"""The pure rules of works: jobs read from text, rewritten lists that keep what is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import StaffKey, TicketId
from bot.domain.ticket import ChecklistItem
from bot.domain.work import LONGEST_ITEM, MOST_ITEMS, digest, lines_of, proposed, rewritten
from tests.fakes.clock import START

T1 = TicketId("t1")
LABELS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=6, unique=True)


def items(*labels: str) -> list[ChecklistItem]:
    """Of these labels, the first one done."""
    made = [ChecklistItem(T1, number, label, position=number) for number, label in enumerate(labels)]
    return [ChecklistItem(T1, 0, labels[0], START, StaffKey("anne")), *made[1:]] if made else []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Shut off\n\n  find  the leak ", ("Shut off", "find the leak")),
        ("- a\n• b\n3. c\n4) d\n☐ e\n5、f", ("a", "b", "c", "d", "e", "f")),
        ("2 lamps in flat 12.", ("2 lamps in flat 12.",)),
        (" \n-\n", ()),
    ],
)
def test_jobs_are_read_line_by_line(text: str, lines: tuple[str, ...]) -> None:
    assert lines_of(text) == lines


def test_what_is_proposed_is_the_template_then_the_description() -> None:
    assert proposed(("shut off", "repair"), "repair\nthe lamp flickers") == (
        "shut off",
        "repair",
        "the lamp flickers",
    )
    long = proposed((), "\n".join(f"{number} {'x' * 400}" for number in range(90)))
    assert (len(long), max(map(len, long))) == (MOST_ITEMS, LONGEST_ITEM)


def test_what_is_known_stays_with_its_job() -> None:
    before = items("a", "b", "c")
    after = rewritten(T1, before, ["c", "a", "new"], 7)
    assert [(item.number, item.label, item.position) for item in after] == [
        (2, "c", 0),
        (0, "a", 1),
        (7, "new", 2),
    ]
    assert after[1].done_at == START


def test_other_words_in_the_same_place_are_the_same_job() -> None:
    (only,) = rewritten(T1, items("shut of"), ["shut off"], 7)
    assert (only.number, only.label, only.done_at) == (0, "shut off", START)


def test_another_job_in_the_place_of_a_done_one_is_not_done() -> None:
    (only,) = rewritten(T1, items("shut off the water"), ["call the lift firm"], 7)
    assert (only.number, only.done_at) == (7, None)


@given(LABELS, LABELS)
def test_a_rewritten_list_says_what_was_written_and_gives_no_number_twice(
    before: list[str], after: list[str]
) -> None:
    had = items(*before)
    found = rewritten(T1, had, after, 10)
    assert [item.label for item in found] == after
    assert [item.position for item in found] == list(range(len(after)))
    assert len({item.number for item in found}) == len(found)
    kept = {item.label: item for item in had}
    for item in found:
        if item.label in kept:
            assert item.number == kept[item.label].number
    assert (digest(had) == digest(found)) == (before == after)
