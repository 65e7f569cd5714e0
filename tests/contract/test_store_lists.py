"""What is open in somebody's hands, and in a residence."""

from __future__ import annotations

from datetime import timedelta

from store_bench import add_ticket

from bot.domain.ids import ResidenceKey, StaffKey
from bot.domain.ticket import State
from bot.ports.store import Store
from tests.fakes.clock import START

ANNE, CEDARS = StaffKey("anne"), ResidenceKey("cedars")


async def test_only_what_is_open_the_oldest_due_first(store: Store) -> None:
    async with store.begin() as u:
        late = await add_ticket(u, handler=ANNE, residence=CEDARS, due_at=START + timedelta(days=2))
        soon = await add_ticket(u, handler=ANNE, residence=CEDARS, due_at=START)
        await add_ticket(u, handler=ANNE, residence=CEDARS, state=State.CLOSED)
        await add_ticket(u, handler=StaffKey("li"), residence=ResidenceKey("oaks"))
        await add_ticket(u)
    async with store.begin() as u:
        assert [one.id for one in await u.tickets.open_with(ANNE)] == [soon.id, late.id]
        assert [one.id for one in await u.tickets.open_at(CEDARS)] == [soon.id, late.id]
        assert await u.tickets.open_with(StaffKey("nobody")) == []
