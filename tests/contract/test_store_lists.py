"""What is open in somebody's hands, and in a residence."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

from store_bench import OFFICE, add_ticket

from bot.domain.glance import Glance
from bot.domain.ids import OfficeKey, ResidenceKey, ResidentId, StaffKey
from bot.domain.ticket import Kind, Severity, State
from bot.ports.store import Store
from tests.fakes.clock import START

ANNE, CEDARS = StaffKey("anne"), ResidenceKey("cedars")
NAMES = [field.name for field in fields(Glance)]


async def test_only_what_is_open_the_oldest_due_first(store: Store) -> None:
    async with store.begin() as u:
        late = await add_ticket(u, handler=ANNE, residence=CEDARS, due_at=START + timedelta(days=2))
        soon = await add_ticket(u, handler=ANNE, residence=CEDARS, due_at=START)
        await add_ticket(u, handler=ANNE, residence=CEDARS, state=State.CLOSED)
        await add_ticket(u, handler=StaffKey("li"), residence=ResidenceKey("oaks"))
        handled = {"handled_at": START, "owed_since": START, "act_now": True, "severity": Severity.A}
        await add_ticket(u, kind=Kind.COMPLAINT, in_review=True, reopened=2, **handled)
    async with store.begin() as u:
        found = await u.tickets.glances(OFFICE)
        assert [one.id for one in found if one.handler == ANNE] == [soon.id, late.id]
        assert {one.id for one in found if one.residence == CEDARS} == {soon.id, late.id}
        assert len(found) == 4
        for one in found:
            whole = await u.tickets.get(one.id)
            assert {name: getattr(one, name) for name in NAMES} == {
                name: getattr(whole, name) for name in NAMES
            }
        assert await u.tickets.glances(OfficeKey("nowhere")) == []


async def test_what_has_ended_of_his_since(store: Store) -> None:
    hour = timedelta(hours=1)
    async with store.begin() as u:
        first = await add_ticket(u, state=State.CLOSED, waiting_since=START)
        last = await add_ticket(u, state=State.CLOSED, waiting_since=START + hour)
        await add_ticket(u, waiting_since=START + hour)
        no = await add_ticket(u, state=State.DECLINED, waiting_since=START + 2 * hour)
        await add_ticket(u, state=State.MERGED, waiting_since=START + hour)
        await add_ticket(u, resident=ResidentId("li"), state=State.CLOSED, waiting_since=START + hour)
    async with store.begin() as u:
        since = u.tickets.ended_since
        assert [one.id for one in await since(first.resident, START - hour)] == [no.id, last.id, first.id]
        assert [one.id for one in await since(first.resident, START)] == [no.id, last.id]
        assert await since(first.resident, START + 2 * hour) == []
