"""Platforms' limits: places in buckets, shared by all."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.ports.store import Store
from tests.fakes.clock import FrozenClock

NOW = timedelta()


async def test_a_burst_then_an_even_pace(store: Store, clock: FrozenClock) -> None:
    bucket = (("chat", 1.0, 3),)
    assert [await store.pace(bucket, clock.now()) for _ in range(3)] == [NOW] * 3
    assert await store.pace(bucket, clock.now()) == timedelta(seconds=1)
    clock.advance(timedelta(seconds=0.4))
    assert await store.pace(bucket, clock.now()) == timedelta(seconds=0.6)
    clock.advance(timedelta(seconds=0.6))
    assert await store.pace(bucket, clock.now()) == NOW
    assert await store.pace(bucket, clock.now()) == timedelta(seconds=1)
    clock.advance(timedelta(hours=1))
    assert [await store.pace(bucket, clock.now()) for _ in range(3)] == [NOW] * 3
    assert await store.pace(bucket, clock.now()) > NOW, "rest is not saved beyond the burst"


async def test_all_or_none(store: Store, clock: FrozenClock) -> None:
    both = (("bot", 0.1, 2), ("chat", 1.0, 1))
    assert await store.pace(both, clock.now()) == NOW
    assert await store.pace(both, clock.now()) == timedelta(seconds=1)
    assert await store.pace((("bot", 0.1, 2),), clock.now()) == NOW, "the refused one took no place"
    assert await store.pace((("bot", 0.1, 2),), clock.now()) == timedelta(seconds=0.1)


async def test_no_limit_is_no_wait(store: Store, clock: FrozenClock) -> None:
    assert await store.pace((), clock.now()) == NOW


async def test_a_place_is_given_once(store: Store, clock: FrozenClock) -> None:
    waits = await asyncio.gather(*(store.pace((("a", 1, 5), ("b", 1, 9)), clock.now()) for _ in range(12)))
    assert waits.count(NOW) == 5
