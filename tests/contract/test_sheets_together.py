"""Two processes on one database when a shift ends, a review is due, a board changes: one sheet, one post (D8, D9)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from store_bench import add_ticket

from bot.app import build_worker
from bot.domain.ids import DepartmentKey, OfficeKey, TopicKey
from bot.domain.sheet import Sheet, SheetKind
from bot.office.file import load_office
from bot.ports.store import Store
from bot.services.engine import timers
from bot.services.engine.worker import Worker
from bot.services.sheets import boards, handover, redrawing, sheet_view
from examples import office_file
from storage import DiskFiles, open_store
from storage.urls import sqlite_path
from tests.fakes.clock import FrozenClock

PARIS, TECHNICAL = OfficeKey("paris"), DepartmentKey("paris-technical")
SHIFT_ENDS = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""13:00 in Paris, a Monday."""
REVIEWED = datetime(2026, 3, 3, 7, 30, tzinfo=UTC)


@pytest.fixture
async def replicas(
    store: Store, database_url: str, clock: FrozenClock, tmp_path: Path
) -> AsyncIterator[tuple[Worker, Worker]]:
    """Two processes with connections of their own; on SQLite, which one process holds, two workers of it."""
    directory, files = load_office(office_file()), DiskFiles(tmp_path / "files")
    other = store
    if not sqlite_path(database_url):
        other = open_store(database_url, clock)
        await other.open()
    workers = [build_worker(one, directory, {}, files, clock, strict=True) for one in (store, other)]
    for worker in workers:
        async with worker.store.begin() as u:
            await timers.begin(u, worker.house)
    yield workers[0], workers[1]
    if other is not store:
        await other.close()


async def sheets(store: Store, kind: SheetKind, department: DepartmentKey | None) -> list[Sheet]:
    async with store.begin() as u:
        return [
            one
            for one in await u.sheets.unfinished(PARIS)
            if (one.kind, one.department) == (kind, department)
        ]


async def posts(store: Store, sheet: Sheet) -> int:
    """How many posts wait to be made of it."""
    async with store.begin() as u:
        place = await u.places.get(sheet_view.first_page(sheet))
    assert place is not None
    claimed = await store.claim_deliveries("slack", REVIEWED, timedelta(minutes=1), 50)
    return sum(row.destination == sheet_view.first_page(sheet) for row in claimed)


async def at(clock: FrozenClock, moment: datetime, *workers: Worker) -> None:
    """It is this late for all of them at once; each looks until nothing is due."""
    clock.advance(moment - clock.now())
    for _ in range(20):
        taken = [one for each in workers for one in await each.take_timers(10)]
        if not taken:
            return
        await asyncio.gather(*(one() for one in taken))


async def test_one_handover_and_one_review(
    store: Store, replicas: tuple[Worker, Worker], clock: FrozenClock
) -> None:
    async with store.begin() as u:
        await add_ticket(u, office=PARIS, topic=TopicKey("paris-leak"), department=TECHNICAL)
    await at(clock, SHIFT_ENDS, *replicas)
    (handed,) = await sheets(store, SheetKind.HANDOVER, TECHNICAL)
    for worker in replicas:  # both start anew in the same second, and look for what they missed
        async with worker.store.begin() as u:
            await timers.begin(u, worker.house)
    await at(clock, SHIFT_ENDS, *replicas)
    assert await sheets(store, SheetKind.HANDOVER, TECHNICAL) == [handed]
    async with store.begin() as u:
        assert len(await u.sheets.items(handed.id)) == 1
    assert await posts(store, handed) == 1
    await at(clock, REVIEWED, *replicas)
    assert len(await sheets(store, SheetKind.DAILY, None)) == 1


async def test_both_fire_the_same_end_of_a_shift(
    store: Store, replicas: tuple[Worker, Worker], clock: FrozenClock
) -> None:
    """Whatever their timers say: the slot is there once."""
    clock.advance(SHIFT_ENDS - clock.now())

    async def fire(worker: Worker) -> None:
        async with worker.store.begin() as u:
            await handover.shift_ended(u, worker.house, TECHNICAL)

    await asyncio.gather(*(fire(worker) for worker in replicas))
    assert len(await sheets(store, SheetKind.HANDOVER, TECHNICAL)) == 1


async def test_a_board_is_drawn_once_however_much_changes(
    store: Store, replicas: tuple[Worker, Worker], clock: FrozenClock
) -> None:
    async with store.begin() as u:
        ticket = await add_ticket(u, office=PARIS, topic=TopicKey("paris-leak"), department=TECHNICAL)
    await at(clock, SHIFT_ENDS, *replicas)
    (sheet,) = await sheets(store, SheetKind.HANDOVER, TECHNICAL)
    board = sheet_view.first_page(sheet)
    due = []
    for subject in ("The cellar", "The cellar, again"):
        async with store.begin() as u:
            before = await u.tickets.get(ticket.id)
            after = await u.tickets.save(replace(before, subject=subject))
            await boards.follow(u, replicas[0].house, before, after)
            due.append(await u.timers.at(redrawing.TIMER, board))
        clock.advance(redrawing.PAUSE / 3)
    assert due[0] == due[1]
    await at(clock, SHIFT_ENDS + redrawing.PAUSE, *replicas)
    async with store.begin() as u:
        assert await u.timers.at(redrawing.TIMER, board) is None
