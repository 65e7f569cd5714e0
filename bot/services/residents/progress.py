"""Where a resident's requests stand (row A13)."""

from __future__ import annotations

from bot.domain.attention import Due, next_due
from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import name_in
from bot.domain.people import Resident
from bot.domain.ticket import Ticket
from bot.ports.store import UnitOfWork
from bot.services.house import House
from bot.services.residents.status_card import FACES
from bot.services.residents.ticket_names import called

LINE = N_("{reference} · {topic}\n{state} · with {department} · answer due {due}")
UNDATED = N_("{reference} · {topic}\n{state} · with {department}")


async def tell_status(u: UnitOfWork, house: House, resident: Resident) -> None:
    """List his open requests."""
    tickets = await u.tickets.open_of(resident.id)
    if not tickets:
        await house.respond(u, resident, Phrase(N_("You have no open request. To open one: /report.")))
        return
    names = called(house, tickets, resident.language)
    lines = [_line(house, ticket, names[ticket.id], resident.language) for ticket in tickets]
    await house.respond(u, resident, Phrase(N_("Your open requests:")), *lines)


def _line(house: House, ticket: Ticket, name: Public, language: str) -> Phrase:
    directory = house.directory
    dated = next_due(ticket) is Due.ANSWER and ticket.due_at > house.now()
    return Phrase(
        LINE if dated else UNDATED,
        {
            "reference": Public(ticket.reference),
            "topic": name,
            "state": Phrase(FACES[ticket.state].words),
            "department": name_in(directory.department(ticket.department).names, language),
            "due": house.deadline(ticket.due_at, ticket, language),
        },
    )
