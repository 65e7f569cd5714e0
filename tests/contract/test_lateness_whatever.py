"""Whatever a ticket is and however long nobody looked: its clocks are looked at without a fault, and come to rest."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from pathlib import Path

from store_bench import add_ticket

from bot.app import build_house
from bot.domain.ids import DepartmentKey, OfficeKey, StaffKey, TopicKey
from bot.domain.ticket import ASKED, LIVE, Kind, Severity, State, Ticket
from bot.office.file import load_office
from bot.ports.store import Store
from bot.services.clocks import clocks, lateness
from bot.services.engine import consequences
from bot.services.house import House
from examples import office_file
from storage import open_store
from tests.fakes.clock import START, FrozenClock

SORTS = [(Kind.REQUEST, None), *((Kind.COMPLAINT, severity) for severity in (None, *Severity))]
STATES = dict.fromkeys((*LIVE, *ASKED))
HANDLERS = (None, StaffKey("claire-dubois"), StaffKey("helene-marchand"), StaffKey("left-the-office"))
LOOKS = 40
SLEPT = (timedelta(days=3, hours=1), timedelta(days=46, hours=4))
"""Both end while the office is open."""


async def test_every_sort_of_ticket(tmp_path: Path) -> None:
    clock = FrozenClock()
    house = build_house(load_office(office_file()), clock, strict=True)
    store = open_store(f"sqlite:///{tmp_path / 'palier.db'}", clock)
    await store.open()
    tickets = [
        await _begun(store, house, kind, severity, state, handler, owed=owed)
        for (kind, severity), state, handler, owed in product(SORTS, STATES, HANDLERS, (True, False))
    ]
    for slept in SLEPT:
        clock.advance(slept)
        for ticket in tickets:
            await _comes_to_rest(store, house, ticket)
    await store.close()


async def _begun(
    store: Store,
    house: House,
    kind: Kind,
    severity: Severity | None,
    state: State,
    handler: StaffKey | None,
    *,
    owed: bool,
) -> Ticket:
    async with store.begin() as u:
        ticket = await add_ticket(
            u,
            office=OfficeKey("paris"),
            topic=TopicKey("paris-complaint" if kind is Kind.COMPLAINT else "paris-other"),
            department=DepartmentKey("paris-care"),
            kind=kind,
            severity=severity,
            state=state,
            handler=handler,
            owed_since=START if owed else None,
        )
        await consequences.follow(u, house)
    return ticket


async def _comes_to_rest(store: Store, house: House, ticket: Ticket) -> None:
    """What is due is done, and after some looks nothing is due any more."""
    for _ in range(LOOKS):
        async with store.begin() as u:
            due = await u.timers.at(clocks.TIMER, ticket.id)
            if due is None or due > house.now():
                return
            await lateness.look(u, house, ticket.id)
            await consequences.follow(u, house)
    raise AssertionError(f"it is looked at for ever: {ticket}")
