"""Ids: sortable where rows are sorted, unguessable where people see them."""

from __future__ import annotations

import re
from datetime import timedelta

from storage import RandomIds
from tests.fakes.clock import FrozenClock


def test_sortable_ids_ascend_whatever_the_clock_does() -> None:
    clock = FrozenClock()
    ids = RandomIds(clock)
    made: list[str] = []
    for step in (0, 0, 5, -60, 0, 1):
        clock.advance(timedelta(seconds=step))
        made += [ids.ticket(), ids.message(), ids.resident(), ids.attachment()]
    assert made == sorted(set(made))
    assert all(re.fullmatch("[0-9a-hjkmnp-tv-z]{26}", one) for one in made)


def test_ids_of_a_later_time_sort_after_another_process() -> None:
    clock = FrozenClock()
    earlier = [RandomIds(clock).ticket() for _ in range(20)]
    clock.advance(timedelta(milliseconds=1))
    assert max(earlier) < RandomIds(clock).ticket()


def test_references_are_easy_to_read_and_random() -> None:
    ids = RandomIds(FrozenClock())
    references = {ids.reference() for _ in range(200)}
    assert len(references) == 200
    assert all(re.fullmatch("[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}", reference) for reference in references)


def test_nonces_fit_a_button() -> None:
    nonces = {RandomIds(FrozenClock()).nonce() for _ in range(200)}
    assert len(nonces) == 200
    assert all(re.fullmatch("[A-Za-z0-9_-]{16}", nonce) for nonce in nonces)
