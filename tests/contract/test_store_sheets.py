"""Sheets come back as they were written; of two at once, one has his way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from store_bench import OFFICE, add_ticket

from bot.domain.authority import Promise, PromiseState
from bot.domain.errors import Conflict
from bot.domain.ids import DepartmentKey, SheetId, StaffKey
from bot.domain.sheet import Sheet, SheetItem, SheetKind
from bot.domain.ticket import Kind, Severity, State
from bot.ports.store import Store, UnitOfWork
from tests.fakes.clock import START

ANNE, LI = StaffKey("anne"), StaffKey("li")
DEPARTMENT = DepartmentKey("technical")
HOUR = timedelta(hours=1)


def sheet(u: UnitOfWork, slot: str = "shift:technical:1") -> Sheet:
    return Sheet(u.ids.sheet(), SheetKind.HANDOVER, OFFICE, DEPARTMENT, slot, "Équipe du matin", START, ANNE)


async def with_item(store: Store) -> tuple[Sheet, SheetItem]:
    async with store.begin() as u:
        made = sheet(u)
        assert await u.sheets.open(made)
        item = SheetItem(made.id, (await add_ticket(u)).id, 0, "⏰ late", carried=True)
        await u.sheets.add(item)
    return made, item


async def test_as_it_was_written(store: Store) -> None:
    made, item = await with_item(store)
    async with store.begin() as u:
        assert await u.sheets.hold(made.id) == made
        assert await u.sheets.items(made.id) == [item] == [await u.sheets.item(made.id, item.ticket)]
        closed = replace(made, closed_at=START + HOUR, reminded=2)
        await u.sheets.save(closed)
        await u.sheets.ask(replace(item, asked_by=LI, question="why?"))
        assert await u.sheets.settle(replace(item, settled_by=ANNE, settled_at=START + HOUR, note="done 🔑"))
    async with store.begin() as u:
        assert await u.sheets.latest(SheetKind.HANDOVER, OFFICE, DEPARTMENT) == closed
        assert await u.sheets.latest(SheetKind.HANDOVER, OFFICE) is None
        assert await u.sheets.item(made.id, item.ticket) == replace(
            item, settled_by=ANNE, settled_at=START + HOUR, note="done 🔑", asked_by=LI, question="why?"
        )
        with pytest.raises(KeyError):
            await u.sheets.hold(SheetId("none"))


async def test_a_slot_is_filled_once(store: Store) -> None:
    async with store.begin() as u:
        assert await u.sheets.open(sheet(u))
    async with store.begin() as u:
        again = sheet(u)
        assert not await u.sheets.open(again)
        later = replace(sheet(u, "shift:technical:2"), opened_at=START + HOUR)
        assert await u.sheets.open(later)
        assert await u.sheets.latest(SheetKind.HANDOVER, OFFICE, DEPARTMENT) == later


async def test_one_of_two_settles(store: Store) -> None:
    made, item = await with_item(store)

    async def settles(member: StaffKey) -> bool:
        while True:
            try:
                async with store.begin() as u:
                    await u.sheets.hold(made.id)
                    return await u.sheets.settle(replace(item, settled_by=member, settled_at=START))
            except Conflict:
                continue

    assert sorted(await asyncio.gather(settles(ANNE), settles(LI))) == [False, True]


async def test_complaints_of_the_week_and_grave_ones(store: Store) -> None:
    async with store.begin() as u:
        old = {"kind": Kind.COMPLAINT, "opened_at": START - 100 * HOUR}
        await add_ticket(u)
        fresh = await add_ticket(u, kind=Kind.COMPLAINT, opened_at=START + HOUR, state=State.CLOSED)
        grave = await add_ticket(u, **old, severity=Severity.A)
        await add_ticket(u, **old, severity=Severity.B)
        await add_ticket(u, **old, severity=Severity.A, state=State.DECLINED)
    async with store.begin() as u:
        assert [one.id for one in await u.sheets.complaints(OFFICE, START)] == [grave.id, fresh.id]


async def test_promises_due(store: Store) -> None:
    async with store.begin() as u:
        ticket = await add_ticket(u)
        over = await add_ticket(u, state=State.CLOSED)

        def promise(**changes: object) -> Promise:
            made = Promise(
                u.ids.promise(),
                ticket.id,
                ANNE,
                False,
                "x",
                "",
                "EUR",
                "2026-03-02",
                START,
                PromiseState.GIVEN,
            )
            return replace(made, **changes)  # type: ignore[arg-type]

        due = promise()
        await u.promises.add(due)
        for other in (
            promise(by_day="2026-03-03"),
            promise(by_day=""),
            promise(state=PromiseState.REFUSED),
            promise(ticket=over.id),
        ):
            await u.promises.add(other)
    async with store.begin() as u:
        assert await u.promises.due(OFFICE, "2026-03-02") == [due]
