"""Events that arrive together are kept together, in order; nobody is told *kept* who is not."""

from __future__ import annotations

import asyncio

import pytest

from bot.ports.channel import RawEvent
from bot.reception import Reception


def _event(number: int) -> RawEvent:
    return RawEvent("slack", f"e{number}", "thread", "{}")


@pytest.fixture
def kept() -> list[list[str]]:
    """The ids of each commit."""
    return []


@pytest.fixture
def reception(kept: list[list[str]]) -> Reception:
    """In front of an inbox that notes what it is given, and fails for ``e99``."""

    async def keep(events: list[RawEvent]) -> None:
        ids = [event.id for event in events]
        await asyncio.sleep(0)  # noqa: TID251 - as a commit takes its time
        if "e99" in ids:
            raise OSError("the disk is full")
        kept.append(ids)

    return Reception(keep)


async def test_a_burst_is_few_commits_in_order(reception: Reception, kept: list[list[str]]) -> None:
    await asyncio.gather(*(reception.receive([_event(number)]) for number in range(20)))
    assert len(kept) == 1
    assert [id for ids in kept for id in ids] == [f"e{number}" for number in range(20)]


async def test_what_comes_during_a_commit_goes_into_the_next(
    reception: Reception, kept: list[list[str]]
) -> None:
    first = asyncio.ensure_future(reception.receive([_event(1)]))
    await asyncio.sleep(0)  # noqa: TID251 - it asks
    await asyncio.sleep(0)  # noqa: TID251 - the commit begins
    await asyncio.gather(first, reception.receive([_event(2)]), reception.receive([_event(3)]))
    assert kept == [["e1"], ["e2", "e3"]]


async def test_a_failure_reaches_all_of_its_commit_and_no_other(
    reception: Reception, kept: list[list[str]]
) -> None:
    together = [reception.receive([_event(number)]) for number in (1, 99, 2)]
    outcomes = await asyncio.gather(*together, return_exceptions=True)
    assert [type(one) for one in outcomes] == [OSError] * 3
    await reception.receive([_event(3)])
    assert kept == [["e3"]]


async def test_a_sender_that_goes_away_takes_none_with_it(
    reception: Reception, kept: list[list[str]]
) -> None:
    tasks = [asyncio.ensure_future(reception.receive([_event(number)])) for number in range(3)]
    await asyncio.sleep(0)  # noqa: TID251 - all have asked
    tasks[0].cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(one) for one in outcomes] == [asyncio.CancelledError, type(None), type(None)]
    assert kept == [["e0", "e1", "e2"]]
