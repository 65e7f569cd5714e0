"""Opening a ticket: number it, route it, acknowledge it (rows A2, A12, B1, B2, B3, D1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.audience import N_, Phrase, Public
from bot.domain.commands import OpenTicket
from bot.domain.directory import name_in
from bot.domain.message import Author, PublicMessage
from bot.domain.people import Resident
from bot.domain.ticket import Ticket
from bot.ports.store import UnitOfWork
from bot.routing.table import route
from bot.services.conversation import keep_file
from bot.services.house import House
from bot.services.threads import open_thread

ACKNOWLEDGED = N_(
    "Thank you, {name}. Your request {reference} ({topic}) is with {department}. "
    "You will have an answer before {due}."
)
IN_REVIEW = N_(
    "Thank you, {name}. Your request {reference} ({topic}) has reached the management, who will pass it on. "
    "You will have an answer before {due}."
)
GOES_ON = N_(
    "Anything you write here from now on is added to it. For something else: /report. "
    "To see where things stand: /status."
)


async def open_ticket(u: UnitOfWork, house: House, resident: Resident, command: OpenTicket) -> None:
    """Open a ticket from a filled form, tell the department and the resident."""
    ticket = await _new_ticket(u, house, resident, command)
    await u.tickets.add(ticket)
    await house.record(u, ticket, "resident", "opened")
    if command.files:
        await _keep_photos(u, house, resident, ticket, command)
    await open_thread(u, house, ticket, route(house.directory, house.directory.topic(ticket.topic)))
    known = replace(resident, name=command.author)
    if command.residence:
        known = replace(known, residence=command.residence, unit=command.unit)
    await u.people.save(known)
    await _acknowledge(u, house, known, ticket)


async def _keep_photos(
    u: UnitOfWork, house: House, resident: Resident, ticket: Ticket, command: OpenTicket
) -> None:
    """The photos are the ticket's first message, so that they move with its thread; its words are on the card."""
    files = tuple([await keep_file(u, resident.channel, ticket.id, file) for file in command.files])
    author = Public(ticket.author_name)
    first = PublicMessage(u.ids.message(), ticket.id, Author.RESIDENT, author, Public(""), house.now(), files)
    await u.messages.add_public(first)


async def _new_ticket(u: UnitOfWork, house: House, resident: Resident, command: OpenTicket) -> Ticket:
    directory = house.directory
    topic = directory.topic(command.topic)
    office = directory.office(topic.office)
    way = route(directory, topic)
    now = house.now()
    return Ticket(
        id=u.ids.ticket(),
        reference=u.ids.reference(),
        office=office.key,
        resident=resident.id,
        author_name=command.author,
        language=resident.language,
        residence=command.residence,
        residence_words=command.residence_words,
        unit=command.unit,
        topic=topic.key,
        department=way.department.key,
        shape=way.shape,
        description=command.description,
        opened_at=now,
        due_at=now + timedelta(hours=office.answer_within_hours),
        in_review=way.review,
        to_qualify=command.unclear or command.residence is None or not command.unit,
        vague=command.unclear,
        needs_price=topic.paid,
    )


async def _acknowledge(u: UnitOfWork, house: House, resident: Resident, ticket: Ticket) -> None:
    language = resident.language
    params: dict[str, Public | int | Phrase] = {
        "name": Public(ticket.author_name),
        "reference": Public(ticket.reference),
        "topic": name_in(house.directory.topic(ticket.topic).names, language),
        "department": name_in(house.directory.department(ticket.department).names, language),
        "due": house.moment(ticket.due_at, ticket, language),
    }
    first = Phrase(IN_REVIEW if ticket.in_review else ACKNOWLEDGED, params)
    await house.tell(u, resident, first, Phrase(GOES_ON))
