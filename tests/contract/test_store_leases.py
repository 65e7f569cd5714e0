"""Acceptance case 14: what only one replica may do, one does; another takes over when it dies."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from bot.domain.errors import Unavailable
from bot.leader import LEASE, RENEW, Leader
from bot.ports.store import Store
from tests.fakes.clock import START, FrozenClock


async def test_one_owner_until_the_lease_ends(store: Store, clock: FrozenClock) -> None:
    now = clock.now()
    assert await store.hold("telegram", "a", now, now + LEASE) == 1
    assert await store.hold("telegram", "b", now, now + LEASE) is None
    assert await store.hold("slack", "b", now, now + LEASE) == 1, "another lease is another's"
    later = now + LEASE - timedelta(seconds=1)
    assert await store.hold("telegram", "a", later, later + LEASE) == 1, "prolonged, the same fence"
    assert await store.hold("telegram", "b", now + LEASE, now + LEASE * 2) is None
    over = later + LEASE
    assert await store.hold("telegram", "b", over, over + LEASE) == 2
    assert await store.hold("telegram", "a", over, over + LEASE) is None


async def test_who_lets_go_leaves_it_to_the_next(store: Store, clock: FrozenClock) -> None:
    now = clock.now()
    await store.hold("telegram", "a", now, now + LEASE)
    await store.let_go("telegram", "b")
    assert await store.hold("telegram", "b", now, now + LEASE) is None, "only one's own"
    await store.let_go("telegram", "a")
    assert await store.hold("telegram", "b", now, now + LEASE) == 2


async def test_of_many_at_once_one_leads(store: Store, clock: FrozenClock) -> None:
    now = clock.now()
    fences = await asyncio.gather(*(store.hold("telegram", str(n), now, now + LEASE) for n in range(8)))
    assert fences.count(None) == 7


class Steps:
    """A clock whose sleepers wake when the test says so."""

    def __init__(self) -> None:
        self._now = START
        self._sleepers: list[tuple[datetime, asyncio.Event]] = []

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        awake = asyncio.Event()
        self._sleepers.append((self._now + timedelta(seconds=seconds), awake))
        await awake.wait()

    async def advance(self, seconds: float, sleepers: int) -> None:
        """Time goes by, until so many sleep again."""
        self._now += timedelta(seconds=seconds)
        due = [one for one in self._sleepers if one[0] <= self._now]
        self._sleepers = [one for one in self._sleepers if one[0] > self._now]
        for _, awake in due:
            awake.set()
        async with asyncio.timeout(60):
            while len(self._sleepers) < sleepers:
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.01):
                        await asyncio.Event().wait()


class Dying:
    """A store whose process can no longer reach the database."""

    def __init__(self, store: Store) -> None:
        self._store, self.dead = store, False

    async def hold(self, *lease: object) -> int | None:
        if self.dead:
            raise Unavailable("cut off")
        return await self._store.hold(*lease)  # type: ignore[arg-type]

    async def let_go(self, *lease: object) -> None:
        raise Unavailable("cut off")


async def test_another_takes_over_within_ten_seconds(store: Store) -> None:
    clock = Steps()
    leading: set[str] = set()
    together = 0

    def work(name: str) -> Callable[[], Awaitable[None]]:
        async def forever() -> None:
            nonlocal together
            leading.add(name)
            together = max(together, len(leading))
            try:
                await asyncio.Event().wait()
            finally:
                leading.discard(name)

        return forever

    first_store = Dying(store)
    first = asyncio.ensure_future(Leader(first_store, clock, "telegram").run(work("first")))  # type: ignore[arg-type]
    await clock.advance(0, 1)
    second = asyncio.ensure_future(Leader(store, clock, "telegram").run(work("second")))
    try:
        for _ in range(10):
            await clock.advance(RENEW, 2)
        assert leading == {"first"}
        first_store.dead = True
        for _ in range(5):
            await clock.advance(RENEW, 2)
        assert leading == {"second"}
        assert together == 1, "never two at a time"
    finally:
        first.cancel()
        second.cancel()
        await asyncio.gather(first, second, return_exceptions=True)


async def test_the_work_s_failure_is_the_leader_s(store: Store, clock: FrozenClock) -> None:
    async def refused() -> None:
        raise ValueError("a wrong token")

    with pytest.raises(ValueError, match="wrong token"):
        await Leader(store, clock, "telegram").run(refused)
    now = clock.now()
    assert await store.hold("telegram", "other", now, now + LEASE) == 2, "let go at once"
