"""Somebody in danger who does not get to the last question: what he has written goes to the office all the same (row
A5)."""

from __future__ import annotations

from bot.domain.audience import N_, Phrase, Public
from bot.domain.commands import OpenTicket
from bot.domain.people import Resident
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
    """So long ago he told of danger: if he is still being asked, wherever that is, send what there is, then ask for
    what is missing."""
    resident = await u.people.get(dialogue.whose(subject)[0])
    for topic, _ in await u.dialogs.all_of(resident.id):
        there = house.at(topic)
        match await dialogue.cut_short(u, there, resident):
            case Done(command=OpenTicket() as command, heard=heard):
                await _send(u, there, resident, command, heard)


async def _send(
    u: UnitOfWork, house: House, resident: Resident, command: OpenTicket, heard: dialogue.Heard
) -> None:
    ticket = await opening.open_ticket(u, house, resident, command, heard)
    sent = Phrase(SENT_AS_IT_STANDS, {"reference": Public(ticket.reference)})
    await house.tell(u, resident, sent, ticket=ticket.id)
    if missing := cards.lacking(ticket):
        given = {"ticket": ticket.id}
        await dialogue.open_form(
            u, house, resident, qualifying.FORM, given=given, answers={"missing": missing}
        )
