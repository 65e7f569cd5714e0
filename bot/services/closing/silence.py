"""Silence has closed a request, yet its resident's word was on its way by then: his word wins (row D5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.audience import N_, Phrase, Public
from bot.domain.deeds import Deed
from bot.domain.ids import TicketId
from bot.domain.people import Resident
from bot.domain.ticket import Move, State, Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.services.closing import askings
from bot.services.house import House
from bot.services.tickets import reopening

CROSSING = timedelta(minutes=1)
"""Whoever writes so soon after the closing was writing already; the clocks of two machines differ, too."""

CROSSED = N_(
    "Our messages have crossed: you had written before we closed your request {reference}, so it is not closed."
)
HAD_WRITTEN = N_("The resident had written before silence closed this request: it is not closed.")
STILL_WRONG = N_("Something is still wrong")

ROUNDS: tuple[Deed, ...] = (
    "expired",
    "satisfied",
    "unsatisfied",
    "reopened",
    "not_well",
    "answered",
    "finished",
    "resolved",
)
"""What begins or ends the waiting for his word, in a ticket's history."""


async def lapsed(u: UnitOfWork, ticket: Ticket) -> bool:
    """Whether it is closed because he said nothing."""
    if ticket.state is not State.CLOSED:
        return False
    return [one.what for one in await u.history(ticket.id) if one.what in ROUNDS][-1:] == ["expired"]


async def overtaken(
    u: UnitOfWork, house: House, resident: Resident, written_at: datetime, *, about: TicketId | None
) -> None:
    """He wrote before a request of his was closed (``about``: only that one can be meant), though it comes after: it is
    as it was."""
    for ticket in await u.tickets.ended_since(resident.id, written_at - CROSSING):
        if about in (None, ticket.id) and await lapsed(u, ticket):
            crossed = Phrase(CROSSED, {"reference": Public(ticket.reference)})
            await house.tell(u, resident, crossed, ticket=ticket.id)
            line = house.staff_says(house.directory.office(ticket.office), HAD_WRITTEN)
            await u.outbox.to_desk(ticket.thread, Post(line, icon="↩️"))
            await revive(u, house, ticket)


async def revive(u: UnitOfWork, house: House, ticket: Ticket) -> Ticket:
    """It waits for his word again, as if it had never been closed."""
    await askings.unsettle(u, ticket)
    await house.record(u, ticket, "palier", "overtaken")
    return await reopening.again(u, house, ticket, Move.REVIVE)
