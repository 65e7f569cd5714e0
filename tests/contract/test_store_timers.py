"""Timers: each fires once, whoever looks."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.ports.store import Store
from bot.ports.timers import Timer
from storage import open_store
from tests.fakes.clock import START, FrozenClock

HOUR = timedelta(hours=1)
ANSWER = Timer("answer", "t1", START + HOUR)


async def set_timers(store: Store, *timers: Timer) -> None:
    """Set timers in one commit."""
    async with store.begin() as u:
        for timer in timers:
            await u.timers.set(timer)


async def fire(store: Store, timer: Timer) -> bool:
    """Take a timer in a commit of its own."""
    async with store.begin() as u:
        return await u.timer_fired(timer)


async def test_timers_are_due_in_order(store: Store, clock: FrozenClock) -> None:
    rate = Timer("rate", "t1", START)
    later = Timer("answer", "t2", START + 2 * HOUR)
    await set_timers(store, later, ANSWER, rate)
    assert await store.due_timers(clock.now()) == [rate]
    clock.advance(HOUR)
    assert await store.due_timers(clock.now()) == [rate, ANSWER]
    assert await store.due_timers(clock.now(), at_most=1) == [rate]
    clock.advance(timedelta(days=9))
    assert await store.due_timers(clock.now()) == [rate, ANSWER, later]
    assert await store.next_wake("timers", clock.now()) == START


async def test_a_timer_fires_once(store: Store, clock: FrozenClock) -> None:
    await set_timers(store, ANSWER)
    assert await fire(store, ANSWER)
    assert not await fire(store, ANSWER)
    assert await store.due_timers(clock.now() + HOUR) == []
    assert await store.next_wake("timers", clock.now()) is None


async def test_a_moved_or_cleared_timer_does_not_fire(store: Store) -> None:
    await set_timers(store, ANSWER)
    moved = Timer("answer", "t1", START + 2 * HOUR)
    await set_timers(store, moved)
    assert not await fire(store, ANSWER)
    async with store.begin() as u:
        await u.timers.clear("answer", "t1")
        await u.timers.clear("answer", "t1")
    assert not await fire(store, moved)


async def test_a_timer_that_failed_fires_again(store: Store, clock: FrozenClock) -> None:
    await set_timers(store, ANSWER)
    try:
        async with store.begin() as u:
            assert await u.timer_fired(ANSWER)
            raise RuntimeError
    except RuntimeError:
        pass
    assert await store.due_timers(clock.now() + HOUR) == [ANSWER]


async def test_a_timer_may_set_itself_again(store: Store, clock: FrozenClock) -> None:
    await set_timers(store, ANSWER)
    following = Timer("answer", "t1", START + 2 * HOUR)
    async with store.begin() as u:
        assert await u.timer_fired(ANSWER)
        await u.timers.set(following)
    assert await store.due_timers(clock.now() + 2 * HOUR) == [following]


async def test_replicas_fire_a_timer_once(postgres_url: str, clock: FrozenClock) -> None:
    stores = [open_store(postgres_url, clock) for _ in range(2)]
    for store in stores:
        await store.open()
    timers = [Timer("answer", f"t{number}", START) for number in range(10)]
    await set_timers(stores[0], *timers)
    fired = await asyncio.gather(*(fire(store, timer) for timer in timers for store in stores))
    assert sum(fired) == len(timers)
    for store in stores:
        await store.close()
