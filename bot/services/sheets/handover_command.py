"""``/palier handover``: the handover of a department in its channel; of a residence or an office, the list (row G1)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_
from bot.domain.directory import Department
from bot.domain.glance import Glance
from bot.ports.desk import Line
from bot.ports.store import UnitOfWork
from bot.services.desk.commands import Answer, Asked, by_urgency, listed, open_tickets
from bot.services.desk.open_lists import name_of, named
from bot.services.house import House
from bot.services.sheets.handover import hand_over
from bot.services.sheets.sheet_view import first_page, last_word


async def handover(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """An agent's own department, or the one that a manager names, is handed over; all of his office, or a residence, a
    manager reads for himself."""
    if asked.words:
        place = named(house, asked, " ".join(asked.words))
        if isinstance(place, Department):
            return await _department(u, house, asked, place)
        tickets = [one for one in await open_tickets(u, asked.scope) if one.residence == place.key]
        return await _list(u, house, asked, tickets, place.name)
    if asked.scope.everything:
        tickets = [one for one in await open_tickets(u, asked.scope) if one.office == asked.office.key]
        return await _list(u, house, asked, tickets, asked.office.name)
    return await _department(u, house, asked, house.directory.department(asked.member.department))


async def _department(u: UnitOfWork, house: House, asked: Asked, department: Department) -> Answer:
    name = name_of(department, asked.office)
    sheet = await hand_over(u, house, department, asked.member)
    if sheet is None:
        none = N_("Nothing to hand over, {name}: no repair and no complaint is open.")
        return Answer(house.staff_says(asked.office, none, name=name))
    number = len(await u.sheets.items(sheet.id))
    stands = N_("The handover stands in the department’s channel, {name}: {number}")
    title = house.staff_says(asked.office, stands, name=name, number=number)
    return Answer(title, (Line(house.staff_says(asked.office, N_("The handover")), first_page(sheet)),))


async def _list(u: UnitOfWork, house: House, asked: Asked, tickets: list[Glance], name: str) -> Answer:
    title = house.staff_says(
        asked.office, N_("To hand over, {name}: {number}"), name=name, number=len(tickets)
    )
    none = house.staff_says(asked.office, N_("Nothing to hand over, {name}: nothing is open."), name=name)
    answer, shown = await listed(u, house, asked, by_urgency(house, tickets), title, none)
    words = [await last_word(u, house, asked.office, ticket) for ticket in shown]
    lines = (Line(f"{one.text}\n{word}", one.thread) for one, word in zip(answer.lines, words, strict=True))
    return replace(answer, lines=tuple(lines))
