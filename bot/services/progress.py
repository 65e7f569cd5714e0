"""Where a resident's requests stand (row A13)."""

from __future__ import annotations

from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import name_in
from bot.domain.people import Resident
from bot.domain.ticket import State, Ticket
from bot.ports.store import UnitOfWork
from bot.services.house import House

STATES = {
    State.NEW: N_("received"),
    State.OPEN: N_("being worked on"),
    State.WAITING_RESIDENT: N_("waiting for your answer"),
    State.WAITING_CONTRACTOR: N_("waiting for a firm we have called in"),
    State.WAITING_OUTSIDE: N_("waiting for another company"),
    State.WAITING_SUBTICKET: N_("being worked on, by a colleague too"),
    State.ANSWERED: N_("answered"),
    State.WORK_DONE: N_("the work is done"),
    State.CONFIRMING: N_("done, waiting for your confirmation"),
    State.CLOSED: N_("closed"),
    State.DECLINED: N_("declined"),
    State.MERGED: N_("joined to another request"),
}
"""States in words for residents."""

LINE = N_("{reference} · {topic}\n{state} · with {department} · answer due {due}")


async def tell_status(u: UnitOfWork, house: House, resident: Resident) -> None:
    """List his open requests."""
    tickets = await u.tickets.open_of(resident.id)
    if not tickets:
        await house.tell(u, resident, Phrase(N_("You have no open request. To open one: /report.")))
        return
    lines = [_line(house, ticket, resident.language) for ticket in tickets]
    await house.tell(u, resident, Phrase(N_("Your open requests:")), *lines)


def _line(house: House, ticket: Ticket, language: str) -> Phrase:
    directory = house.directory
    return Phrase(
        LINE,
        {
            "reference": Public(ticket.reference),
            "topic": name_in(directory.topic(ticket.topic).names, language),
            "state": Phrase(STATES[ticket.state]),
            "department": name_in(directory.department(ticket.department).names, language),
            "due": house.moment(ticket.due_at, ticket, language),
        },
    )
