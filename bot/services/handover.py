"""The list for whoever takes over: what is open, what was said last, on whom it waits (row G1)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_
from bot.domain.directory import Department, Office
from bot.domain.message import InternalMessage
from bot.domain.ticket import Ticket
from bot.ports.desk import Line
from bot.ports.store import UnitOfWork
from bot.services.commands import Answer, Asked, by_urgency, listed, open_tickets
from bot.services.house import House
from bot.services.open_lists import name_of, named

LONGEST_WORD = 160
"""Characters of the last word that are shown."""


async def handover(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """Every open request of one's department, or of the one named, each with the last word said on it."""
    department = house.directory.department(asked.member.department)
    tickets = await open_tickets(u, asked.scope)
    name = name_of(department, asked.office)
    if asked.words:
        place = named(house, asked, " ".join(asked.words))
        name = name_of(place, asked.office)
        key = "department" if isinstance(place, Department) else "residence"
        tickets = [one for one in tickets if getattr(one, key) == place.key]
    elif asked.scope.everything:
        tickets = [one for one in tickets if one.office == asked.office.key]
        name = asked.office.name
    title = house.staff_says(
        asked.office, N_("To hand over, {name}: {number}"), name=name, number=len(tickets)
    )
    none = house.staff_says(asked.office, N_("Nothing to hand over, {name}: nothing is open."), name=name)
    answer = listed(house, asked, by_urgency(house, tickets), title, none)
    by_thread = {ticket.thread: ticket for ticket in tickets}
    lines = [
        Line(await _with_last_word(u, house, asked.office, by_thread[line.thread], line.text), line.thread)
        for line in answer.lines
        if line.thread is not None
    ]
    return replace(answer, lines=tuple(lines))


async def _with_last_word(u: UnitOfWork, house: House, office: Office, ticket: Ticket, line: str) -> str:
    last = await u.messages.last_of(ticket.id)
    author, text = (last.author_name, last.text) if last else (ticket.author_name, ticket.description)
    said = " ".join(text.split()) or "📎"
    if len(said) > LONGEST_WORD:
        said = f"{said[: LONGEST_WORD - 1].rstrip()}…"
    if isinstance(last, InternalMessage):
        said = f"🔒 {said}"
    word = house.staff_says(office, N_("Last word, {name}: {text}"), name=author, text=said)
    return f"{line}\n{word}"
