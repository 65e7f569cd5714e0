"""A ticket to qualify: the resident is asked for just what is missing, and his answers fill it (row A2)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.addresses import chat_topic
from bot.domain.audience import N_, Phrase, Public
from bot.domain.commands import QualifyTicket
from bot.domain.directory import Staff
from bot.domain.ids import StaffKey
from bot.domain.people import Resident
from bot.domain.ticket import Move, State, Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.house import House, change
from bot.services.residents import dialogue, status_card

FORM = "qualify"


async def ask(u: UnitOfWork, house: House, act: Act) -> None:
    """Ask the resident for what is missing; the ticket waits for him."""
    ticket = act.ticket
    missing = cards.lacking(ticket)
    await house.record(u, ticket, act.member.key, "asked_missing", ", ".join(missing))
    after = ticket.move(Move.ASK, house.now())
    await cards.update(u, house, ticket, replace(after, handler=after.handler or act.member.key))
    await _put(u, house, ticket, act.member, missing)


async def again(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """Ask in his chat for what he was asked for when he had none."""
    acts = [one for one in await u.history(ticket.id) if one.what in ("asked", "asked_missing")]
    member = house.directory.member_if_known(StaffKey(acts[-1].actor)) if acts else None
    waits = ticket.to_qualify and ticket.state is State.WAITING_RESIDENT
    if waits and member is not None and acts[-1].what == "asked_missing":
        await _put(u, house, ticket, member, cards.lacking(ticket))


async def _put(u: UnitOfWork, house: House, ticket: Ticket, member: Staff, missing: tuple[str, ...]) -> None:
    resident = await u.people.get(ticket.resident)
    signature = house.signature(member, resident.language)
    more = N_("{who} needs to know a little more about your request {reference}.")
    params: dict[str, Public | int | Phrase] = {"who": signature, "reference": Public(ticket.reference)}
    await house.tell(u, resident, Phrase(more, params), ticket=ticket.id)
    if await status_card.has_topic(u, ticket):
        house = house.at(chat_topic(ticket.id))
    await dialogue.open_form(
        u, house, resident, FORM, given={"ticket": ticket.id}, answers={"missing": missing}
    )


async def back(u: UnitOfWork, house: House, resident: Resident) -> None:
    """He can be reached again: what staff had asked him for is asked once more, he may never have seen it. In a
    request's own topic the question comes with all that he has missed there."""
    stored = await u.dialogs.get(resident.id)
    dialog = await dialogue.open_dialog(u, house, resident)
    if stored is not None and stored["state"]["form"] == FORM and dialog is not None:
        await dialogue.ask_again(u, house, resident, dialog)


async def filled(u: UnitOfWork, house: House, resident: Resident, command: QualifyTicket) -> None:
    """His answers: into the ticket, and to be read in the thread."""
    ticket = await u.tickets.get(command.ticket)
    after = replace(
        ticket.move(Move.RESIDENT_WROTE, house.now()) if ticket.allows(Move.RESIDENT_WROTE) else ticket,
        residence=command.residence or ticket.residence,
        residence_words=command.residence_words or ticket.residence_words,
        unit=command.unit or ticket.unit,
        description=f"{ticket.description}\n{command.description}".strip(),
        vague=ticket.vague and not command.description,
    )
    after = replace(after, to_qualify=bool(cards.lacking(after)))
    for name in ("residence", "residence_words", "unit", "description"):
        old, new = getattr(ticket, name), getattr(after, name)
        if old != new:
            await house.record(u, ticket, "resident", name, change(old, new))
    office = house.directory.office(ticket.office)
    said = [cards.place_name(house, after), command.description]
    answered = house.staff_says(office, N_("{name} has answered"), name=ticket.author_name)
    text = "\n".join(part for part in said if part)
    await u.outbox.to_desk(ticket.thread, Post(text, author=answered))
    await cards.update(u, house, ticket, after)
    thanks = N_("Thank you. Your request {reference} is complete now.")
    if after.to_qualify:
        thanks = N_("Thank you, I have passed that on. We will come back to you.")
    params: dict[str, Public | int | Phrase] = {"reference": Public(ticket.reference)}
    await house.tell(u, resident, Phrase(thanks, {} if after.to_qualify else params), ticket=ticket.id)


async def qualified(u: UnitOfWork, house: House, act: Act) -> None:
    """Staff know enough: the flag falls."""
    ticket = act.ticket
    await house.record(u, ticket, act.member.key, "qualified")
    known = replace(ticket, to_qualify=False, vague=False, handled_at=house.now())
    await cards.update(u, house, ticket, known)
