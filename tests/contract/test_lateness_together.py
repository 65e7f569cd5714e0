"""Two replicas, or a handler who answers in the very second, and a ticket whose clock has run out; many that idle."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import asyncpg
import pytest
from store_bench import add_ticket

from bot.app import build_house, build_worker
from bot.domain.addresses import Place, desk_room
from bot.domain.deadlines import Limit
from bot.domain.errors import Conflict
from bot.domain.ids import DepartmentKey, OfficeKey, StaffKey, TicketId, TopicKey
from bot.domain.ticket import Move, State, Ticket
from bot.office.file import load_office
from bot.ports.channel import Receipt
from bot.ports.desk import Post
from bot.ports.store import Store
from bot.services.clocks import clocks
from bot.services.engine import consequences
from bot.services.engine.worker import Worker
from bot.services.house import House
from examples import office_file
from storage import DiskFiles, open_store
from tests.fakes.clock import START, FrozenClock

VICTIM = Path(__file__).with_name("timer_victim.py")
KARIM, SOPHIE = StaffKey("karim-benali"), StaffKey("sophie-lambert")


@pytest.fixture
def house(clock: FrozenClock) -> House:
    """The example office."""
    return build_house(load_office(office_file()), clock, strict=True)


@pytest.fixture
def worker(store: Store, house: House, clock: FrozenClock, tmp_path: Path) -> Worker:
    """The engine on this store, without channels."""
    return build_worker(store, house.directory, {}, DiskFiles(tmp_path / "files"), clock, strict=True)


async def forgotten(store: Store, house: House, worker: Worker, clock: FrozenClock) -> Ticket:
    """A ticket in Karim's hands, of which he was reminded; its answer is due now."""
    async with store.begin() as u:
        ticket = await add_ticket(
            u,
            office=OfficeKey("paris"),
            topic=TopicKey("paris-charges"),
            department=DepartmentKey("paris-accounts"),
            state=State.OPEN,
            handler=KARIM,
            owed_since=START,
        )
        await consequences.follow(u, house)
    clock.advance(timedelta(hours=25))
    await work(worker)
    clock.advance(timedelta(hours=24))
    return ticket


async def work(*workers: Worker) -> None:
    """Each takes what is due, then all do it at once."""
    taken = [one for each in workers for one in await each.take_timers(10)]
    await asyncio.gather(*(one() for one in taken))


async def work_out(store: Store, clock: FrozenClock, worker: Worker) -> None:
    """Until nothing is due now."""
    while await store.due_timers(clock.now(), 1):
        await work(worker)


async def send(store: Store, clock: FrozenClock, at_most: int) -> int:
    """Staff's side takes a post each of so many threads; of how many it was."""
    claimed = await store.claim_deliveries("slack", clock.now(), timedelta(minutes=1), at_most)
    for one in claimed:
        async with store.begin() as u:
            await u.sent(one, Receipt())
    return len(claimed)


async def escalations(store: Store, ticket: TicketId) -> int:
    async with store.begin() as u:
        return sum(one.what == "escalated" for one in await u.history(ticket))


async def said(store: Store, ticket: TicketId) -> list[str]:
    """What was done about its lateness, in order."""
    async with store.begin() as u:
        return [one.what for one in await u.history(ticket) if one.what in ("reminded", "escalated")]


async def to_resident(store: Store) -> list[str]:
    """What waits to be sent to residents."""
    shown = (await store.queues(100)).outbox
    return [row.destination for row in shown if row.destination.startswith("resident:") and row.kind == "say"]


async def test_two_replicas_go_one_step_up(
    store: Store, house: House, worker: Worker, clock: FrozenClock
) -> None:
    ticket = await forgotten(store, house, worker, clock)
    await work(worker, worker)
    await work(worker, worker)
    assert await escalations(store, ticket.id) == 1
    async with store.begin() as u:
        assert (await u.tickets.get(ticket.id)).handler == SOPHIE


async def test_two_processes_go_one_step_up(postgres_url: str, clock: FrozenClock, tmp_path: Path) -> None:
    """Each with its own connections, and both had taken the timer when either fires it."""
    directory, files = load_office(office_file()), DiskFiles(tmp_path / "files")
    stores = [open_store(postgres_url, clock) for _ in range(2)]
    workers = [build_worker(each, directory, {}, files, clock, strict=True) for each in stores]
    for each in stores:
        await each.open()
    ticket = await forgotten(stores[0], workers[0].house, workers[0], clock)
    for _ in range(3):
        await work(*workers)
    assert await said(stores[1], ticket.id) == ["reminded", "escalated"]
    assert len(await to_resident(stores[1])) == 1
    for each in stores:
        await each.close()


async def test_killed_between_firing_and_commit(
    database_url: str, house: House, clock: FrozenClock, tmp_path: Path
) -> None:
    store = open_store(database_url, clock)
    await store.open()
    before = build_worker(store, house.directory, {}, DiskFiles(tmp_path / "files"), clock, strict=True)
    ticket = await forgotten(store, house, before, clock)
    await store.close()
    path = os.pathsep.join((str(VICTIM.parents[2]), str(VICTIM.parent)))
    killed = await asyncio.create_subprocess_exec(
        sys.executable,
        str(VICTIM),
        database_url,
        clock.now().isoformat(),
        env={**os.environ, "PYTHONPATH": path},
    )
    assert await killed.wait() == -signal.SIGKILL
    await store.open()
    assert await said(store, ticket.id) == ["reminded"], "nothing of it was committed"
    after = build_worker(store, house.directory, {}, DiskFiles(tmp_path / "files"), clock, strict=True)
    await work(after)
    await work(after)
    assert await said(store, ticket.id) == ["reminded", "escalated"]
    assert len(await to_resident(store)) == 1
    await store.close()


async def test_after_a_long_sleep_every_step_is_made_once(
    store: Store, house: House, worker: Worker, clock: FrozenClock
) -> None:
    """Nobody is skipped and nobody is told twice: who has it now has a whole step's time."""
    ticket = await forgotten(store, house, worker, clock)
    clock.advance(timedelta(days=40, hours=3))  # past the lunch break
    for _ in range(5):
        await work(worker)
    assert await said(store, ticket.id) == ["reminded", "escalated"]
    async with store.begin() as u:
        assert (await u.tickets.get(ticket.id)).handler == SOPHIE
    clock.advance(timedelta(days=3))
    for _ in range(5):
        await work(worker)
    assert await said(store, ticket.id) == ["reminded", "escalated", "escalated"]


async def test_a_clock_that_steps_back_and_forward(
    store: Store, house: House, worker: Worker, clock: FrozenClock
) -> None:
    """What was done is not done again when its time comes a second time."""
    ticket = await forgotten(store, house, worker, clock)
    await work(worker)
    for step in (-30, -20, 10, 40, -1, 1):  # hours
        clock.advance(timedelta(hours=step))
        await work(worker)
    assert await said(store, ticket.id) == ["reminded", "escalated"]
    clock.advance(timedelta(hours=24))
    await work(worker)
    assert await said(store, ticket.id) == ["reminded", "escalated", "escalated"]


async def test_he_answers_in_the_very_second(
    store: Store, house: House, worker: Worker, clock: FrozenClock
) -> None:
    ticket = await forgotten(store, house, worker, clock)

    async def answer() -> None:
        while True:
            try:
                async with store.begin() as u:
                    read = await u.tickets.get(ticket.id)
                    await u.tickets.save(read.move(Move.ANSWER, clock.now()))
                    await consequences.follow(u, house)
            except Conflict:
                continue
            return

    await asyncio.gather(answer(), work(worker))
    await work(worker)
    async with store.begin() as u:
        after = await u.tickets.get(ticket.id)
        assert after.state is State.ANSWERED
        assert Limit.ANSWER not in {one.name for one in await u.clocks.of(ticket.id)}
    was = await escalations(store, ticket.id)
    assert was == after.escalated <= 1
    clock.advance(timedelta(days=30))
    await work(worker)
    assert await escalations(store, ticket.id) == was


async def test_what_has_moved_on_is_left_alone(
    store: Store, house: House, worker: Worker, clock: FrozenClock
) -> None:
    ticket = await forgotten(store, house, worker, clock)
    async with store.begin() as u:  # as an older program would: without its clocks
        await u.tickets.save((await u.tickets.get(ticket.id)).move(Move.ANSWER, clock.now()))
    await work(worker)
    assert await escalations(store, ticket.id) == 0


async def test_another_office_file_reckons_anew(
    store: Store, house: House, worker: Worker, clock: FrozenClock
) -> None:
    async with store.begin() as u:
        await clocks.begin(u, house)
        ticket = await add_ticket(
            u, office=OfficeKey("paris"), topic=TopicKey("paris-charges"), handler=KARIM, owed_since=START
        )
        await consequences.follow(u, house)
    quick = [replace(one, answer_within_hours=4) for one in house.directory.offices]
    own = replace(house.directory, offices=tuple(quick))
    other = build_worker(store, own, {}, worker.files, clock, strict=True)
    for again in (other.house, other.house):
        async with store.begin() as u:
            await clocks.begin(u, again)
    await work_out(store, clock, other)
    async with store.begin() as u:
        due = {one.name: one.due_at for one in await u.clocks.of(ticket.id)}
        assert due[Limit.ANSWER] == START + timedelta(hours=4)
        assert (await u.tickets.get(ticket.id)).due_at == START + timedelta(hours=4)


async def test_many_are_reckoned_anew_a_few_at_a_time(
    store: Store, house: House, worker: Worker, clock: FrozenClock
) -> None:
    """All else goes on meanwhile, and a start in between goes on where the last one was."""
    async with store.begin() as u:
        await clocks.begin(u, house)
        tickets = [
            await add_ticket(
                u, office=OfficeKey("paris"), topic=TopicKey("paris-charges"), handler=KARIM, owed_since=START
            )
            for _ in range(2 * clocks.AT_A_TIME + 3)
        ]
        await consequences.follow(u, house)
    await work(worker)
    quick = [replace(one, answer_within_hours=4) for one in house.directory.offices]
    other = build_worker(
        store, replace(house.directory, offices=tuple(quick)), {}, worker.files, clock, strict=True
    )
    reckoned = [0]
    for _ in range(8):
        async with store.begin() as u:
            await clocks.begin(u, other.house)
        await work_out(store, clock, other)
        async with store.begin() as u:
            dates = [(await u.tickets.get(ticket.id)).due_at for ticket in tickets]
        reckoned.append(sum(due == START + timedelta(hours=4) for due in dates))
        while await send(store, clock, 100):
            pass
        clock.advance(clocks.PAUSE)
    steps = [now - before for before, now in pairwise(reckoned)]
    assert max(steps) == clocks.AT_A_TIME
    assert reckoned[-1] == len(tickets)
    async with store.begin() as u:
        assert await u.timers.at(clocks.ANEW, "") is None, "it has come to its end"


async def test_while_the_desk_is_busy_nothing_more_is_reckoned_anew(
    store: Store, house: House, worker: Worker, clock: FrozenClock
) -> None:
    async with store.begin() as u:
        ticket = await add_ticket(
            u, office=OfficeKey("paris"), topic=TopicKey("paris-charges"), handler=KARIM, owed_since=START
        )
        await consequences.follow(u, house)
        for number in range(clocks.BUSY):
            await u.places.put(desk_room(f"C{number}"), Place("slack", f"C{number}"))
            await u.outbox.to_desk(desk_room(f"C{number}"), Post("something"))
        was = await u.timers.at(clocks.TIMER, ticket.id)
        await clocks.begin(u, house)
    await work_out(store, clock, worker)
    async with store.begin() as u:
        assert await u.timers.at(clocks.TIMER, ticket.id) == was
        assert await u.timers.at(clocks.ANEW, "") == clock.now() + clocks.PAUSE
    await send(store, clock, 1)
    clock.advance(clocks.PAUSE)
    await work(worker)
    async with store.begin() as u:
        assert await u.timers.at(clocks.TIMER, ticket.id) == clock.now()


async def test_many_idle_tickets_cost_nothing(tmp_path: Path, clock: FrozenClock) -> None:
    path = tmp_path / "palier.db"
    store = open_store(f"sqlite:///{path}", clock)
    await store.open()
    await store.close()
    due = int((START + timedelta(days=1)).timestamp() * 1000)
    with closing(sqlite3.connect(path)) as connection:
        rows = (("clock", f"t{number}", due + number) for number in range(100_000))
        connection.executemany("INSERT INTO timer (kind, subject, due_at) VALUES (?, ?, ?)", rows)
        connection.commit()
        for query in (
            "SELECT kind, subject, due_at FROM timer WHERE due_at <= 5 ORDER BY due_at LIMIT 100",
            "SELECT due_at FROM timer ORDER BY due_at LIMIT 1",
        ):
            plan = " ".join(str(row) for row in connection.execute(f"EXPLAIN QUERY PLAN {query}"))
            assert "timer_due" in plan
            assert "TEMP B-TREE" not in plan
    await store.open()
    assert await store.due_timers(clock.now()) == []
    assert await store.next_wake("timers", clock.now()) == START + timedelta(days=1)
    await store.close()


async def test_the_servers_timers_are_found_by_their_index(postgres_url: str) -> None:
    """With 100,000 of them, whatever the planner thinks of a table it has just analysed."""
    connection = await asyncpg.connect(postgres_url)
    try:
        await connection.execute(
            "INSERT INTO timer (kind, subject, due_at) "
            "SELECT 'clock', 't' || i, 1800000000000 + i FROM generate_series(1, 100000) i"
        )
        await connection.execute("ANALYZE timer")
        for query in (
            "SELECT kind, subject, due_at FROM timer WHERE due_at <= 5 ORDER BY due_at LIMIT 100",
            "SELECT due_at FROM timer ORDER BY due_at LIMIT 1",
        ):
            plan = " ".join(row[0] for row in await connection.fetch(f"EXPLAIN {query}"))
            assert "timer_due" in plan
            assert "Seq Scan" not in plan
    finally:
        await connection.close()
