"""A replica starts with another office file while one with the file before is still at work: what the new file wants is
wanted in the end, whoever did what meanwhile (rows D3, D8)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from store_bench import add_ticket

from bot.app import build_worker
from bot.domain.deadlines import Limit
from bot.domain.directory import Directory, Shift
from bot.domain.ids import DepartmentKey, OfficeKey, StaffKey, TopicKey
from bot.office.file import load_office
from bot.ports.store import Store
from bot.services.clocks import clocks
from bot.services.engine import consequences, timers
from bot.services.engine.worker import Worker
from bot.services.sheets import handover
from examples import office_file
from storage import DiskFiles, open_store
from storage.urls import sqlite_path
from tests.fakes.clock import START, FrozenClock

CARE = DepartmentKey("paris-care")
NIGHT = Shift(CARE, "Nuit", ("mon", "tue", "wed", "thu", "fri"), "18:00")


@dataclass
class Replicas:
    """One with the office file of before, one with the new one; on SQLite, two workers of one process."""

    old: Worker
    new: Worker
    clock: FrozenClock

    async def start(self, worker: Worker) -> None:
        async with worker.store.begin() as u:
            await timers.begin(u, worker.house)
            await clocks.begin(u, worker.house)

    async def work_out(self, worker: Worker) -> None:
        """It does all that is due."""
        for _ in range(50):
            if not await worker.store.due_timers(self.clock.now(), 1):
                return
            for work in await worker.take_timers(10):
                await work()
        raise AssertionError("it goes round in circles")


@pytest.fixture
async def replicas(
    store: Store, database_url: str, clock: FrozenClock, tmp_path: Path
) -> AsyncIterator[Replicas]:
    before = load_office(office_file())
    quick = tuple(replace(one, answer_within_hours=4) for one in before.offices)
    after: Directory = replace(before, offices=quick, shifts=(*before.shifts, NIGHT))
    files, other = DiskFiles(tmp_path / "files"), store
    if not sqlite_path(database_url):
        other = open_store(database_url, clock)
        await other.open()
    old = build_worker(store, before, {}, files, clock, strict=True)
    new = build_worker(other, after, {}, files, clock, strict=True)
    yield Replicas(old, new, clock)
    if other is not store:
        await other.close()


async def test_what_the_old_one_undoes_is_set_once_more(replicas: Replicas, store: Store) -> None:
    async def waits() -> bool:
        async with store.begin() as u:
            return await u.timers.at(handover.SHIFT, CARE) is not None

    await replicas.start(replicas.old)
    assert not await waits()
    replicas.clock.advance(timedelta(hours=7, minutes=55))
    await replicas.start(replicas.new)
    assert await waits()
    replicas.clock.advance(timedelta(minutes=6))
    await replicas.work_out(replicas.old)
    assert not await waits(), "it knows of no such shift"
    replicas.clock.advance(timers.OVERLAP)
    await replicas.work_out(replicas.old)
    assert not await waits(), "that is not for it to do"
    replicas.clock.advance(timers.OVERLAP)
    await replicas.work_out(replicas.new)
    assert await waits()


async def test_the_dates_are_those_of_the_new_one(replicas: Replicas, store: Store) -> None:
    await replicas.start(replicas.old)
    async with store.begin() as u:
        ticket = await add_ticket(
            u,
            office=OfficeKey("paris"),
            topic=TopicKey("paris-charges"),
            handler=StaffKey("karim-benali"),
            owed_since=START,
        )
        await consequences.follow(u, replicas.old.house)

    async def due() -> timedelta:
        async with store.begin() as u:
            clock = next(one for one in await u.clocks.of(ticket.id) if one.name is Limit.ANSWER)
        assert clock.due_at is not None
        return clock.due_at - START

    await replicas.start(replicas.new)
    await replicas.work_out(replicas.old)
    assert await due() == timedelta(hours=48), "the old one was quicker, and reckons as it always did"
    replicas.clock.advance(timers.OVERLAP)
    await replicas.work_out(replicas.new)
    assert await due() == timedelta(hours=4)


async def test_a_start_with_the_same_file_sets_nothing_for_later(replicas: Replicas, store: Store) -> None:
    for _ in range(2):
        await replicas.start(replicas.old)
    assert timers.START not in {one.kind for one in (await store.queues(50)).timers}


async def test_the_file_before_comes_back(replicas: Replicas, store: Store) -> None:
    for worker in (replicas.old, replicas.new, replicas.old):
        await replicas.start(worker)
    replicas.clock.advance(timers.OVERLAP)
    await replicas.work_out(replicas.old)
    assert timers.START not in {one.kind for one in (await store.queues(50)).timers}
