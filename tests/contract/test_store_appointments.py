"""Visits agreed with residents and the ledger come back as they were written, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from store_bench import add_ticket

from bot.domain.appointment import Appointment, AppointmentState, Slot
from bot.domain.ids import AppointmentId, DepartmentKey, OfficeKey, StaffKey
from bot.domain.pledge import Pledge, PledgeKind, PledgeOutcome
from bot.ports.store import Store
from tests.fakes.clock import START

ANNE, LI = StaffKey("anne"), StaffKey("li")
HOUR = timedelta(hours=1)


async def test_appointments(store: Store) -> None:
    async with store.begin() as u:
        ticket = await add_ticket(u)
        assert await u.appointments.latest(ticket.id) is None
        slots = (Slot(START, START + HOUR), Slot(START + HOUR, START + 2 * HOUR))
        first = Appointment(
            u.ids.appointment(), ticket.id, ANNE, LI, START, AppointmentState.OFFERED, offers=slots, note="🐈"
        )
        second = replace(first, id=u.ids.appointment(), made_at=START + HOUR, turn=3)
        await u.appointments.put(first)
        await u.appointments.put(second)
    async with store.begin() as u:
        assert await u.appointments.get(first.id) == first
        assert await u.appointments.latest(ticket.id) == second
        over = replace(
            second,
            state=AppointmentState.OVER,
            offers=(),
            starts_at=START,
            ends_at=START + HOUR,
            filed=True,
            files=2,
            arrived_at=START,
            arrived_by="resident",
        )
        await u.appointments.put(over)
    async with store.begin() as u:
        assert await u.appointments.get(second.id) == over
        assert await u.appointments.latest(ticket.id) == first  # an open one comes first
        with pytest.raises(KeyError):
            await u.appointments.get(AppointmentId("none"))


async def test_the_ledger(store: Store) -> None:
    async with store.begin() as u:
        ticket = await add_ticket(u)
        due = Pledge(PledgeKind.ANSWER, ticket.id, ticket.id, None, START + 2 * HOUR, START)
        call = Pledge(PledgeKind.CALL, "x", ticket.id, LI, START + HOUR, START, "ring")
        kept = replace(call, subject="kept", outcome=PledgeOutcome.KEPT, settled_at=START)
        old = replace(call, subject="old", outcome=PledgeOutcome.BROKEN, settled_at=START - HOUR)
        gone = replace(call, subject="gone", outcome=PledgeOutcome.WITHDRAWN, settled_at=START)
        for pledge in (due, call, kept, old, gone):
            await u.ledger.put(pledge)
    async with store.begin() as u:
        assert await u.ledger.get(PledgeKind.CALL, "x") == call
        assert await u.ledger.get(PledgeKind.VISIT, "x") is None
        office, department = OfficeKey(ticket.office), DepartmentKey(ticket.department)
        assert await u.ledger.listed(office, None, ANNE, START) == [call, due, kept]
        assert await u.ledger.listed(office, department, ANNE, START) == [call, due, kept]
        elsewhere = DepartmentKey("elsewhere")
        assert await u.ledger.listed(office, elsewhere, ANNE, START) == []
        assert await u.ledger.listed(office, elsewhere, LI, START) == [call, kept]
        assert await u.ledger.listed(OfficeKey("none"), None, ANNE, START) == []
        assert [one.subject for one in await u.ledger.of(ticket.id)][-1] == ticket.id
        settled = replace(due, outcome=PledgeOutcome.KEPT, settled_at=START + HOUR)
        await u.ledger.put(settled)
        assert await u.ledger.get(PledgeKind.ANSWER, ticket.id) == settled
