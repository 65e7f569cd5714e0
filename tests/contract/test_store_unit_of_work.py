"""Units of work: all or nothing, whatever interrupts them."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from store_bench import (
    CHAT,
    LEASE,
    MAI,
    add_ticket,
    claim_delivery,
    claim_event,
    deliver,
    event,
    queue,
    resident,
    say,
    text_of,
    with_chat,
)

from bot.domain.errors import Conflict
from bot.domain.ids import TicketId
from bot.ports.store import Store
from bot.ports.timers import Timer
from storage import StoreInUse, StoreUnfit, open_store
from tests.fakes.clock import START, FrozenClock


async def _open_ticket(store: Store, clock: FrozenClock, number: int) -> None:
    async with store.begin() as u:
        await add_ticket(u, unit=str(number))
        await u.timers.set(Timer("answer", str(number), clock.now()))
        await u.outbox.to_resident(CHAT, say(str(number)))


async def _fail_half_way(store: Store, clock: FrozenClock) -> None:
    async with store.begin() as u:
        await u.people.add(resident())
        await u.timers.set(Timer("answer", "t1", clock.now()))
        await u.tickets.get(TicketId("none"))


async def test_a_failure_leaves_nothing_behind(store: Store, clock: FrozenClock) -> None:
    with pytest.raises(KeyError):
        await _fail_half_way(store, clock)
    async with store.begin() as u:
        assert await u.people.by_chat("telegram", f"chat of {MAI}") is None
    assert await store.due_timers(clock.now()) == []


async def test_cancelled_anywhere_it_is_all_or_nothing(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    finished = 0
    for turns in range(60):
        task = asyncio.ensure_future(_open_ticket(store, clock, turns))
        for _ in range(turns // 2):
            await asyncio.sleep(0 if turns % 2 else 0.0005)  # noqa: TID251 - turns of the loop
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        finished += not task.cancelled()
        async with asyncio.timeout(60), store.begin() as u:
            opened = {ticket.unit for ticket in await u.tickets.open_of(MAI)}
            rows = await u.outbox.open_rows(CHAT)
        timers = {timer.subject for timer in await store.due_timers(clock.now(), at_most=1000)}
        assert opened == timers
        assert rows == len(opened)
        if str(turns) not in opened:
            assert task.cancelled()
    await _open_ticket(store, clock, 1000)


async def test_cancelled_while_waiting_for_a_turn(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    tasks = [asyncio.ensure_future(_open_ticket(store, clock, number)) for number in range(30)]
    await asyncio.sleep(0.005)  # noqa: TID251 - let some begin
    for task in tasks[::2]:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(result is None or isinstance(result, asyncio.CancelledError) for result in results)
    async with asyncio.timeout(60), store.begin() as u:
        assert await u.outbox.open_rows(CHAT) == len(await u.tickets.open_of(MAI)) >= 15


async def test_a_conflict_inside_does_not_spoil_the_rest(store: Store) -> None:
    async with store.begin() as u:
        old = await add_ticket(u)
        new = await u.tickets.save(old)
        with pytest.raises(Conflict):
            await u.tickets.save(old)
        await u.tickets.save(new)
    async with store.begin() as u:
        assert (await u.tickets.get(old.id)).version == 3


async def test_what_refers_to_nothing_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        async with store.begin() as u:
            await u.dialogs.put(MAI, {}, START)


async def test_it_is_not_open_before_open_nor_after_close(database_url: str, clock: FrozenClock) -> None:
    store = open_store(database_url, clock)
    with pytest.raises(RuntimeError):
        await store.ping()
    await store.close()
    await store.open()
    await store.ping()
    await store.close()
    await store.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_second_process_is_kept_out(store: Store, database_url: str, clock: FrozenClock) -> None:
    second = open_store(database_url, clock)
    with pytest.raises(
        StoreInUse, match=r"palier\.db is already in use by another palier; stop it or use PostgreSQL"
    ):
        await second.open()
    await second.close()
    await store.ping()
    await store.close()
    await second.open()
    await second.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_after_a_restart_on_sqlite_leases_are_free_at_once(
    store: Store, database_url: str, clock: FrozenClock
) -> None:
    await with_chat(store)
    await queue(store, "one", "two")
    await store.receive([event(1), event(2, lane="chat-2")], clock.now())
    await claim_event(store, clock.now(), LEASE)
    cut_off = await claim_delivery(store, "telegram", clock.now(), LEASE)
    assert cut_off is not None
    waiting = await claim_event(store, clock.now(), LEASE)
    assert waiting is not None
    await store.put_back(waiting.claim, clock.now() + LEASE, failed="KeyError")
    await store.close()

    reopened = open_store(database_url, clock)
    await reopened.open()
    events = [await claim_event(reopened, clock.now(), LEASE) for _ in range(2)]
    assert [(one.event, one.attempts) for one in events if one] == [(event(1), 1)], (
        "a put-back lane still waits"
    )
    row = await claim_delivery(reopened, "telegram", clock.now(), LEASE)
    assert row is not None
    assert (text_of(row), row.uncertain, row.key) == ("one", True, cut_off.key)
    with pytest.raises(Conflict):
        await deliver(reopened, cut_off)
    await deliver(reopened, row)
    await reopened.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_every_commit_is_on_the_disk(store: Store, tmp_path: Path, clock: FrozenClock) -> None:
    with sqlite3.connect(tmp_path / "palier.db") as reader:
        assert reader.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        await store.receive([event(1)], clock.now())
        assert reader.execute("SELECT event_id FROM inbox").fetchall() == [("event-1",)]
    reader.close()
    assert (tmp_path / "palier.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "url", ["", "sqlite://", "sqlite:///", "mysql://x", "palier.db", "sqlite:///a.db?mode=ro"]
)
def test_an_address_that_is_none(url: str, clock: FrozenClock) -> None:
    with pytest.raises(ValueError, match="a database address is"):
        open_store(url, clock)


async def test_a_foreign_file_is_left_alone(tmp_path: Path, clock: FrozenClock) -> None:
    path = tmp_path / "photos.db"
    foreign = sqlite3.connect(path)
    foreign.execute("CREATE TABLE photo (id INTEGER)")
    foreign.close()
    with pytest.raises(StoreUnfit, match="something else"):
        await open_store(f"sqlite:///{path}", clock).open()
