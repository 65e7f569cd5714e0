"""Waiting: a commit wakes whoever waits, and nobody sleeps through one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import asyncpg
import pytest
from store_bench import CHAT, LEASE, claim_delivery, claim_event, event, queue, with_chat

from bot.ports.store import Store
from bot.ports.timers import Timer
from storage import open_store
from tests.fakes.clock import FrozenClock

AT_ONCE = 60.0
"""Seconds: on however slow a machine."""
LONG = 3_600.0


async def test_a_wait_ends_in_time(store: Store) -> None:
    async with asyncio.timeout(AT_ONCE):
        await store.wait("inbox", 0.01)


@pytest.mark.parametrize("queue_name", ["inbox", "telegram", "timers"])
async def test_a_commit_wakes_all_who_wait(store: Store, clock: FrozenClock, queue_name: str) -> None:
    await with_chat(store)
    async with asyncio.timeout(AT_ONCE), asyncio.TaskGroup() as tasks:
        for _ in range(3):
            tasks.create_task(store.wait(queue_name, LONG))
        await asyncio.sleep(0.02)  # noqa: TID251 - let them wait
        await _commit_to(store, clock, queue_name)


@pytest.mark.parametrize("queue_name", ["inbox", "telegram", "timers"])
async def test_a_commit_between_looking_and_waiting_is_not_missed(
    store: Store, clock: FrozenClock, queue_name: str
) -> None:
    await with_chat(store)
    assert await store.next_wake(queue_name, clock.now()) is None
    await _commit_to(store, clock, queue_name)
    async with asyncio.timeout(AT_ONCE):
        await store.wait(queue_name, LONG)
        await asyncio.wait_for(store.wait(queue_name, LONG), LONG)


async def test_looking_and_finding_nothing_lets_one_sleep(store: Store, clock: FrozenClock) -> None:
    await store.receive([event(1)], clock.now())
    await claim_event(store, clock.now(), LEASE)
    assert await claim_event(store, clock.now(), LEASE) is None
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await store.wait("inbox", LONG)


async def test_a_lane_that_goes_on_wakes_its_process(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    await queue(store, "one", "two")
    claimed = await claim_delivery(store, "telegram", clock.now(), LEASE)
    assert claimed is not None
    assert await claim_delivery(store, "telegram", clock.now(), LEASE) is None
    async with store.begin() as u:
        await u.dead(claimed.claim, "blocked")
    async with asyncio.timeout(AT_ONCE):
        await store.wait("telegram", LONG)


@pytest.fixture
async def replica(postgres_url: str, clock: FrozenClock) -> AsyncIterator[Store]:
    """A second process on the same PostgreSQL."""
    other = open_store(postgres_url, clock)
    await other.open()
    yield other
    await other.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_replicas_wake_each_other(store: Store, replica: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    for queue_name in ("inbox", "telegram", "timers"):
        async with asyncio.timeout(AT_ONCE), asyncio.TaskGroup() as tasks:
            tasks.create_task(replica.wait(queue_name, LONG))
            await asyncio.sleep(0.02)  # noqa: TID251 - let it wait
            await _commit_to(store, clock, queue_name)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_lost_listener_is_replaced(
    store: Store, replica: Store, clock: FrozenClock, postgres_url: str
) -> None:
    connection = await asyncpg.connect(postgres_url)
    async with asyncio.timeout(AT_ONCE):
        waiting = asyncio.ensure_future(replica.wait("inbox", LONG))
        await asyncio.sleep(0.02)  # noqa: TID251 - let it wait
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        )
        await waiting
        await replica.wait("inbox", LONG)
        assert await claim_event(replica, clock.now(), LEASE) is None
        waiting = asyncio.ensure_future(replica.wait("inbox", LONG))
        await asyncio.sleep(0.02)  # noqa: TID251 - let it wait
        await store.receive([event(1)], clock.now())
        await waiting
    await connection.close()


async def test_a_ping_answers_until_the_store_is_closed(store: Store) -> None:
    await store.ping()
    await store.close()
    with pytest.raises(RuntimeError):
        await store.ping()


async def _commit_to(store: Store, clock: FrozenClock, queue_name: str) -> None:
    match queue_name:
        case "inbox":
            await store.receive([event(1)], clock.now())
        case "telegram":
            await queue(store, "hello", destination=CHAT)
        case _:
            async with store.begin() as u:
                await u.timers.set(Timer("answer", "t1", clock.now() + timedelta(hours=1)))
