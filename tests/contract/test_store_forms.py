"""A form that two units of work change at once: what was answered in one is not lost by the other."""

from __future__ import annotations

import asyncio

from store_bench import resident

from bot.ports.store import Store
from tests.fakes.clock import FrozenClock

TOGETHER = 10


async def test_who_changes_a_form_waits_for_who_has_read_it(store: Store, clock: FrozenClock) -> None:
    """The resident answers while it is looked at whether what he has written must be sent."""
    his = resident()
    async with store.begin() as u:
        await u.people.add(his)
        await u.dialogs.put(his.id, {"answers": 0}, clock.now())

    async def answers() -> None:
        async with store.begin() as u:
            known = await u.dialogs.get(his.id)
            assert known is not None
            await u.dialogs.put(his.id, {"answers": known["answers"] + 1}, clock.now())

    await asyncio.gather(*(answers() for _ in range(TOGETHER)))
    async with store.begin() as u:
        assert await u.dialogs.get(his.id) == {"answers": TOGETHER}


async def test_a_form_is_ended_once(store: Store, clock: FrozenClock) -> None:
    his = resident()
    async with store.begin() as u:
        await u.people.add(his)
        await u.dialogs.put(his.id, {"answers": 0}, clock.now())

    async def ends() -> bool:
        async with store.begin() as u:
            known = await u.dialogs.get(his.id)
            await u.dialogs.drop(his.id)
            return known is not None

    assert sorted(await asyncio.gather(*(ends() for _ in range(TOGETHER))))[-2:] == [False, True]
