"""A loop does several things at once, never more than its slots, and what fails stops nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.ports.store import Store
from bot.supervisor import Supervisor, Work, step
from storage import open_store
from tests.fakes.clock import FrozenClock


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open, empty store."""
    opened = open_store(f"sqlite:///{tmp_path / 'palier.db'}", FrozenClock())
    await opened.open()
    yield opened
    await opened.close()


class Pile:
    """Numbered things to do, of which each waits for ``go`` and the third fails."""

    def __init__(self, size: int) -> None:
        self.left = list(range(size))
        self.done: list[int] = []
        self.asked: list[int] = []
        self.busy = self.most = 0
        self.go = asyncio.Event()

    async def take(self, at_most: int) -> list[Work]:
        """Some of them."""
        self.asked.append(at_most)
        taken, self.left = self.left[:at_most], self.left[at_most:]
        return [partial(self._do, number) for number in taken]

    async def _do(self, number: int) -> None:
        self.busy += 1
        self.most = max(self.most, self.busy)
        await self.go.wait()
        self.busy -= 1
        if number == 2:
            raise ValueError("the third")
        self.done.append(number)


async def test_as_many_at_once_as_there_are_slots(store: Store) -> None:
    pile = Pile(10)
    supervisor = Supervisor(store, FrozenClock())
    supervisor.loop("inbox", pile.take, slots=4)
    running = asyncio.ensure_future(supervisor.run())
    async with asyncio.timeout(60):
        while pile.busy < 4:  # noqa: ASYNC110 - another task
            await asyncio.sleep(0)  # noqa: TID251 - turns of the loop
        pile.go.set()
        supervisor.stop()
        await running
    assert sorted(pile.done) == [0, 1, 3, 4, 5, 6, 7, 8, 9]
    assert pile.most == 4
    assert pile.asked[0] == 4
    assert max(pile.asked) == 4


async def test_a_step_is_one_thing(store: Store) -> None:
    pile = Pile(2)
    pile.go.set()
    assert [await step(pile.take) for _ in range(3)] == [True, True, False]
    assert pile.done == [0, 1]


async def test_what_is_under_way_ends_before_a_clock_moves(store: Store) -> None:
    pile = Pile(6)
    supervisor = Supervisor(store, FrozenClock())
    supervisor.loop("inbox", pile.take, slots=2)
    running = asyncio.ensure_future(supervisor.run())
    async with asyncio.timeout(60):
        while pile.busy < 2:  # noqa: ASYNC110 - another task
            await asyncio.sleep(0)  # noqa: TID251 - turns of the loop
        asyncio.get_running_loop().call_soon(pile.go.set)
        async with supervisor.held():
            assert pile.busy == 0
            before = len(pile.asked)
            for _ in range(20):
                await asyncio.sleep(0)  # noqa: TID251 - turns of the loop
            assert (pile.busy, len(pile.asked)) == (0, before)
        supervisor.stop()
        await running
    assert sorted(pile.done) == [0, 1, 3, 4, 5]
