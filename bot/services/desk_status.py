"""``/palier``: what a manager or an agent asks the desk (row G1)."""

from __future__ import annotations

from bot.domain.audience import N_
from bot.domain.directory import Office, Role, Staff, name_in
from bot.domain.errors import Refused
from bot.domain.ids import Reference
from bot.domain.ticket import Ticket
from bot.ports.desk import Line, Whisper
from bot.ports.inbound import DeskCommand
from bot.ports.store import UnitOfWork
from bot.services import cards
from bot.services.house import House

AT_MOST = 20
"""Lines of a list."""

HELP = (
    N_("/palier status – the open requests of your department (managers: of the office)"),
    N_("/palier status REFERENCE – one request"),
    N_("/palier help – this list"),
)


async def command(u: UnitOfWork, house: House, member: Staff, asked: DeskCommand) -> None:
    """Answer ``/palier WORDS`` to its author only. Raises Refused with what to tell."""
    office = house.directory.office_of(member)
    match [word.lower() for word in asked.words]:
        case ["status"]:
            answer = await _list(u, house, office, member, asked)
        case ["status", reference]:
            answer = await _one(u, house, office, reference, asked)
        case ["help"] | []:
            answer = _help(house, office, asked, N_("What /palier can do:"))
        case _:
            answer = _help(house, office, asked, N_("There is no such command. What /palier can do:"))
    await house.whisper(u, asked.room, asked.user.id, answer)


def _help(house: House, office: Office, asked: DeskCommand, title: str) -> Whisper:
    lines = tuple(Line(house.staff_says(office, line)) for line in HELP)
    return Whisper(house.staff_says(office, title), lines, asked.reply_to)


async def _list(u: UnitOfWork, house: House, office: Office, member: Staff, asked: DeskCommand) -> Whisper:
    tickets = await u.tickets.open_in(office.key)
    if member.role is not Role.MANAGER:
        tickets = [ticket for ticket in tickets if ticket.department == member.department]
    title = house.staff_says(office, N_("Open requests: {number}"), number=len(tickets))
    lines = [Line(_line(house, office, ticket), ticket.thread) for ticket in tickets[:AT_MOST]]
    if len(tickets) > AT_MOST:
        more = house.staff_says(office, N_("… and {number} more"), number=len(tickets) - AT_MOST)
        lines.append(Line(more))
    return Whisper(title, tuple(lines), asked.reply_to)


async def _one(u: UnitOfWork, house: House, office: Office, word: str, asked: DeskCommand) -> Whisper:
    ticket = await u.tickets.by_reference(Reference(word.upper()))
    if ticket is None or ticket.office != office.key:
        raise Refused(N_("There is no request {reference} in your office."), reference=word.upper())
    card = await cards.present(u, house, ticket)
    lines = [Line(f"{label}: {value}") for label, value in card.fields]
    lines += [Line(f"{'☑' if box.done else '☐'} {box.label} {box.note}".rstrip()) for box in card.ticks]
    lines += [Line(notice) for notice in card.notices]
    return Whisper(card.title, (Line(card.title, ticket.thread), *lines), asked.reply_to)


def _line(house: House, office: Office, ticket: Ticket) -> str:
    topic = name_in(house.directory.topic(ticket.topic).names, office.language)
    state = house.staff_says(office, cards.STATES[ticket.state])
    whom = house.staff_says(office, N_("waits for: {whom}"), whom=cards.waiting(house, office, ticket))
    parts = (topic, cards.place_name(house, ticket), state, cards.staff_name(house, ticket.handler), whom)
    return f"{cards.colour(house, ticket) or ''} {ticket.reference} · {' · '.join(parts)}".strip()
