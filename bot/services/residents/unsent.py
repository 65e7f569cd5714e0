"""Somebody in danger who does not get to the last question: what he has written goes to the office all the same (row
A5)."""

from __future__ import annotations

from bot.domain.audience import N_, Phrase, Public
from bot.domain.commands import OpenTicket
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.house import House
from bot.services.residents import danger, dialogue
from bot.services.residents.dialogue import Done
from bot.services.tickets import opening, qualifying

TIMER = danger.UNSENT

SENT_AS_IT_STANDS = N_(
    "So that nobody loses time, I have sent the office what you had written: your request {reference}."
)


async def due(u: UnitOfWork, house: House, subject: str) -> None:
    """So long ago he told of danger: if he is still being asked, send what there is, then ask for what is missing."""
    whose, topic = dialogue.whose(subject)
    house, resident = house.at(topic), await u.people.get(whose)
    done = await dialogue.cut_short(u, house, resident)
    match done:
        case Done(command=OpenTicket() as command, heard=heard):
            ticket = await opening.open_ticket(u, house, resident, command, heard)
        case _:
            return
    sent = Phrase(SENT_AS_IT_STANDS, {"reference": Public(ticket.reference)})
    await house.tell(u, resident, sent, ticket=ticket.id)
    if missing := cards.lacking(ticket):
        given = {"ticket": ticket.id}
        await dialogue.open_form(
            u, house, resident, qualifying.FORM, given=given, answers={"missing": missing}
        )
