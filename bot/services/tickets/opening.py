"""Opening a ticket: number it, route it, acknowledge it (rows A2, A12, B1, B2, B3, D1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.addresses import Place, chat_topic, loose_thread
from bot.domain.commands import OpenTicket
from bot.domain.days_said import day_in
from bot.domain.people import Resident
from bot.domain.ticket import Ticket
from bot.ports.store import UnitOfWork
from bot.routing.table import route
from bot.services.clocks import clocks
from bot.services.complaints.registering import entered, of_topic
from bot.services.house import House
from bot.services.relay import albums
from bot.services.relay.conversation import keep_file, link_heard
from bot.services.relay.threads import open_thread
from bot.services.residents import status_card
from bot.services.tickets.beginning import keep_opening, new_ticket


async def open_ticket(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    command: OpenTicket,
    heard: Mapping[str, str] | None = None,
) -> Ticket:
    """Open a ticket from a filled form, made of the messages ``heard``; tell the department and the resident. A chat
    topic that he opened for it himself becomes the ticket's."""
    topic = house.directory.topic(command.topic)
    ticket = new_ticket(
        u,
        house,
        resident,
        topic,
        command.description,
        author=command.author,
        residence=command.residence,
        residence_words=command.residence_words,
        unit=command.unit,
        came_by=command.came_by,
    )
    ticket = await of_topic(u, house, _described(house, ticket, command), topic)
    ticket = clocks.dated(house, ticket)
    await u.tickets.add(ticket)
    if command.logged_by is None:
        await house.record(u, ticket, "resident", "opened")
    else:
        await house.record(u, ticket, command.logged_by, "logged", command.came_by)
    files = tuple([await keep_file(u, resident.channel, ticket.id, file) for file in command.files])
    opening = await keep_opening(u, ticket, files)
    await albums.remember(u, resident, opening, command.files)
    await link_heard(u, resident, opening, heard or {})
    await open_thread(u, house, ticket, route(house.directory, topic))
    await entered(u, house, None, ticket, "palier")
    known = replace(resident, name=command.author)
    if command.residence:
        known = replace(known, residence=command.residence, unit=command.unit)
    await u.people.save(known)
    if thread := loose_thread(house.here) if house.here else None:
        await u.places.put(chat_topic(ticket.id), Place(resident.channel, resident.chat, thread))
    await status_card.refresh(u, ticket)
    return ticket


def _described(house: House, ticket: Ticket, command: OpenTicket) -> Ticket:
    """With what only a form asks for."""
    zone = house.directory.time_zone(ticket.office, command.residence)
    return replace(
        ticket,
        to_qualify=command.unclear or command.residence is None or not command.unit,
        vague=command.unclear,
        wish=command.wish,
        wish_by=command.wish_by,
        wish_until=_until(command.wish_by, ticket.opened_at, zone),
        severity=command.severity,
        caution_words=command.cautions,
    )


def _until(words: str | None, now: datetime, zone: str) -> datetime | None:
    """The end of the day that words name."""
    there = ZoneInfo(zone)
    on = day_in(words, now.astimezone(there).date()) if words else None
    return datetime.combine(on + timedelta(days=1), time(), there).astimezone(UTC) if on else None
