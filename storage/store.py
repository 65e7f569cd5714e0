"""The store: units of work for services, lanes for the worker, on either database."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from bot.ports.channel import RawEvent
from bot.ports.clock import Clock
from bot.ports.ids import Ids
from bot.ports.outbox import Claim, ClaimedDelivery
from bot.ports.store import ClaimedEvent, QueuedRow, Queues, UnitOfWork
from bot.ports.timers import Timer
from storage import lanes, outbox
from storage.codec import from_row
from storage.database import Database, Session
from storage.epoch import from_ms, to_ms
from storage.ids import RandomIds
from storage.unit_of_work import SqlUnitOfWork

T = TypeVar("T")


class SqlStore:
    """``bot.ports.store.Store`` on a database. ``desk`` names the channel of destinations whose place is not
    known yet and that are no resident's."""

    def __init__(self, database: Database, clock: Clock, ids: Ids, desk: str) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._desk = desk
        self._keys = RandomIds(clock)

    async def open(self) -> None:
        """Connect. Raises StoreInUse or StoreUnfit (``storage.errors``)."""
        await self._database.open(to_ms(self._clock.now()))

    async def close(self) -> None:
        """Close all connections; harmless when not open."""
        await self._database.close()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        """A unit of work. Raises Conflict on leaving when another commit was in the way: begin anew. On
        SQLite there is one at a time, so whoever is inside must not wait for another."""
        async with self._database.transaction() as session:
            unit = SqlUnitOfWork(session, self._clock, self._ids, self._keys, self._desk)
            yield unit
            await unit.flush()

    async def receive(self, events: list[RawEvent], now: datetime) -> int:
        """Commit events to the inbox; how many were new."""
        if not events:
            return 0
        async with self._database.transaction() as session:
            return await lanes.receive(session, events, to_ms(now))

    async def claim_events(self, now: datetime, lease: timedelta, at_most: int) -> list[ClaimedEvent]:
        """Lease inbox lanes and read the oldest event of each. A lease that was lost counts as an attempt, so
        that an event which kills the process is not tried for ever."""
        return await self._claim(lanes.INBOX, now, lease, at_most, lanes.head_event)

    async def claim_deliveries(
        self, channel: str, now: datetime, lease: timedelta, at_most: int
    ) -> list[ClaimedDelivery]:
        """Lease outbox lanes of a channel, the oldest row of each now *sending*."""
        return await self._claim(channel, now, lease, at_most, outbox.head_delivery)

    async def _claim(
        self,
        queue: str,
        now: datetime,
        lease: timedelta,
        at_most: int,
        read: Callable[[Session, lanes.Leased], Awaitable[T]],
    ) -> list[T]:
        commits = self._database.wakes.commits(queue)
        async with self._database.transaction() as session:
            leased = await lanes.claim(session, queue, to_ms(now), to_ms(now + lease), at_most)
            claimed = [await read(session, each) for each in leased]
        if len(claimed) < at_most:
            self._database.wakes.looked(queue, commits)
        return claimed

    async def pace(self, buckets: tuple[tuple[str, float, int], ...], now: datetime) -> timedelta:
        """Take a place in every bucket or in none; zero when there is room, else how long until there is."""
        if not buckets:
            return timedelta()
        async with self._database.transaction() as session:
            return timedelta(microseconds=await lanes.pace(session, buckets, now))

    async def put_back(
        self,
        claim: Claim,
        ready_at: datetime,
        *,
        failed: str = "",
        uncertain: bool = False,
        untried: bool = False,
    ) -> None:
        """Give a claimed lane back until ``ready_at``. A delivery of which nothing is said comes back
        uncertain."""
        async with self._database.transaction() as session:
            if not await lanes.put_back(session, claim, to_ms(ready_at)):
                return
            if not lanes.is_inbox(claim):
                await outbox.put_back(session, claim, failed, uncertain, untried)
            elif failed:
                await session.run("inbox_failed", lane=claim.lane, seq=claim.seq, error=failed)

    async def events_behind(self, claim: Claim, at_most: int) -> list[ClaimedEvent]:
        """What waits behind a claimed event, the oldest first."""
        async with self._database.statement() as session:
            return await lanes.events_behind(session, claim, at_most)

    async def arrange(self, claim: Claim, order: Sequence[int], now: datetime) -> None:
        """Let events of a claimed lane change places, and give it back."""
        async with self._database.transaction() as session:
            await lanes.arrange(session, claim, order, to_ms(now))

    async def record_progress(self, claim: Claim, progress: str) -> None:
        """Remember how far a delivery got; nothing happens when the lease was lost."""
        async with self._database.transaction() as session:
            await session.run(
                "outbox_progress", lane=claim.lane, seq=claim.seq, fence=claim.fence, progress=progress
            )

    async def hold(self, lease: str, owner: str, now: datetime, until: datetime) -> int | None:
        """Take a lease, or prolong one's own; its fence. None while somebody else has it."""
        async with self._database.transaction() as session:
            row = await session.row(
                "lease_hold", name=lease, owner=owner, now=to_ms(now), ends_at=to_ms(until)
            )
        return int(row["fence"]) if row else None

    async def let_go(self, lease: str, owner: str) -> None:
        """Give a lease up, where it is one's own."""
        async with self._database.transaction() as session:
            await session.run("lease_release", name=lease, owner=owner)

    async def due_timers(self, now: datetime, at_most: int = 100) -> list[Timer]:
        """Timers that are due, oldest first."""
        commits = self._database.wakes.commits("timers")
        async with self._database.statement() as session:
            rows = await session.rows("timers_due", now=to_ms(now), at_most=at_most)
        if not rows:
            self._database.wakes.looked("timers", commits)
        return [from_row(Timer, row) for row in rows]

    async def next_wake(self, queue: str, now: datetime) -> datetime | None:
        """When the next lane of a queue is ready (it may be past) or a lease on one ends; None for an empty
        queue."""
        commits = self._database.wakes.commits(queue)
        async with self._database.statement() as session:
            ready = await lanes.next_ready(session, queue)
        if ready is None or ready > to_ms(now):
            self._database.wakes.looked(queue, commits)
        return None if ready is None else from_ms(ready)

    async def wait(self, queue: str, timeout: float) -> None:
        """Until a commit for ``queue``, at most ``timeout`` seconds. Returns at once for a commit since the
        queue was last found empty, so nothing is missed between looking and waiting."""
        if await self._database.listen():
            await self._database.wakes.wait(queue, timeout)

    async def queues(self, at_most: int = 20) -> Queues:
        """Events by state, the latest deliveries, the next timers."""
        async with self._database.statement() as session:
            events = await session.rows("inbox_by_state")
            rows = await session.rows("outbox_latest", at_most=at_most)
            timers = await session.rows("timers_next", at_most=at_most)
        outbox = [
            QueuedRow(
                row["lane"],
                json.loads(row["payload"])["kind"],
                row["state"],
                row["attempts"],
                from_ms(row["created_at"]),
            )
            for row in rows
        ]
        return Queues(
            {row["state"]: row["number"] for row in events},
            tuple(outbox),
            tuple(from_row(Timer, row) for row in timers),
        )

    async def ping(self) -> None:
        """Raise when the database does not answer."""
        async with self._database.statement() as session:
            await session.run("ping")
