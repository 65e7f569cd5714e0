"""Opening a ticket: number it, route it, acknowledge it (rows A2, A12, B1, B2, B3, D1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.audience import N_, Phrase, Public
from bot.domain.commands import OpenTicket
from bot.domain.complaint import day_in
from bot.domain.directory import name_in
from bot.domain.message import Author, PublicMessage
from bot.domain.people import Resident
from bot.domain.ticket import Kind, Ticket, Way
from bot.ports.store import UnitOfWork
from bot.routing.table import route
from bot.services.conversation import keep_file
from bot.services.house import House
from bot.services.registering import entered, of_topic
from bot.services.threads import open_thread

ACKNOWLEDGED = N_(
    "Thank you, {name}. Your request {reference} ({topic}) is with {department}. "
    "You will have an answer before {due}."
)
IN_REVIEW = N_(
    "Thank you, {name}. Your request {reference} ({topic}) has reached the management, who will pass it on. "
    "You will have an answer before {due}."
)
THANKS_FOR_IDEA = N_(
    "Thank you very much for your suggestion, {name}. It has the reference {reference} and is with {department}; "
    "should we take it up, you will hear of it. You will have an answer before {due}."
)
NOTED = {
    Way.PHONE: N_("The office has noted your call."),
    Way.VISIT: N_("The office has noted what you came to tell us."),
    Way.LETTER: N_("The office has received your letter."),
    Way.EMAIL: N_("The office has received your e-mail."),
}
"""Before the acknowledgement of what staff logged for him (row A10)."""
GOES_ON = N_(
    "Anything you write here from now on is added to it. For something else: /report. "
    "To see where things stand: /status."
)


async def open_ticket(u: UnitOfWork, house: House, resident: Resident, command: OpenTicket) -> Ticket:
    """Open a ticket from a filled form, tell the department and the resident."""
    ticket = await _new_ticket(u, house, resident, command)
    ticket = await of_topic(u, house, ticket, house.directory.topic(ticket.topic))
    await u.tickets.add(ticket)
    if command.logged_by is None:
        await house.record(u, ticket, "resident", "opened")
    else:
        await house.record(u, ticket, command.logged_by, "logged", command.came_by)
    if command.files:
        await _keep_photos(u, house, resident, ticket, command)
    await open_thread(u, house, ticket, route(house.directory, house.directory.topic(ticket.topic)))
    await entered(u, house, None, ticket, "palier")
    known = replace(resident, name=command.author)
    if command.residence:
        known = replace(known, residence=command.residence, unit=command.unit)
    await u.people.save(known)
    await _acknowledge(u, house, known, ticket)
    return ticket


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
        wish=command.wish,
        wish_by=command.wish_by,
        wish_until=_until(command.wish_by, now, directory.time_zone(office.key, command.residence)),
        severity=command.severity,
        came_by=command.came_by,
        contact=None if resident.has_chat else resident.contact,
        needs_price=topic.paid,
    )


def _until(words: str | None, now: datetime, zone: str) -> datetime | None:
    """The end of the day that words name."""
    there = ZoneInfo(zone)
    on = day_in(words, now.astimezone(there).date()) if words else None
    return datetime.combine(on + timedelta(days=1), time(), there).astimezone(UTC) if on else None


async def _acknowledge(u: UnitOfWork, house: House, resident: Resident, ticket: Ticket) -> None:
    language = resident.language
    params: dict[str, Public | int | Phrase] = {
        "name": Public(ticket.author_name),
        "reference": Public(ticket.reference),
        "topic": name_in(house.directory.topic(ticket.topic).names, language),
        "department": name_in(house.directory.department(ticket.department).names, language),
        "due": house.moment(ticket.due_at, ticket, language),
    }
    text = IN_REVIEW if ticket.in_review else ACKNOWLEDGED
    if ticket.kind is Kind.SUGGESTION:
        text = THANKS_FOR_IDEA
        del params["topic"]
    noted = (Phrase(NOTED[ticket.came_by]),) if ticket.came_by in NOTED else ()
    await house.tell(u, resident, *noted, Phrase(text, params), Phrase(GOES_ON))
