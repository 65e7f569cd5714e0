"""Lists of open requests, and one of them, as ``/palier`` answers (row G1)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_
from bot.domain.complaint import serial_in
from bot.domain.directory import Department, Office, Residence
from bot.domain.errors import Refused
from bot.domain.glance import Glance
from bot.domain.ids import Reference
from bot.domain.naming import meant_by, nearest
from bot.domain.ticket import Ticket
from bot.domain.words import simplified
from bot.ports.desk import Line
from bot.ports.store import UnitOfWork
from bot.services.desk import cards, own_work
from bot.services.desk.commands import Answer, Asked, Colours, by_urgency, line_of, listed, open_tickets
from bot.services.house import House

AMBIGUOUS = N_("“{words}” fits several: {names}. Please write a little more.")


async def status(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """All that is open, or one request by its reference."""
    if asked.words:
        return await _one(u, house, asked, "".join(asked.words))
    tickets = await open_tickets(u, asked.scope)
    title = house.staff_says(asked.office, N_("Open requests: {number}"), number=len(tickets))
    return (await listed(u, house, asked, by_urgency(house, tickets), title, title))[0]


async def late(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """What staff must see to."""
    colours = Colours(house)
    tickets = [one for one in await open_tickets(u, asked.scope) if colours.is_late(one)]
    title = house.staff_says(asked.office, N_("Late: {number}"), number=len(tickets))
    none = house.staff_says(asked.office, N_("Nothing is late. Well done!"))
    return (await listed(u, house, asked, by_urgency(house, tickets), title, none))[0]


async def mine(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """What he has in hand himself; above it what colleagues ask of him."""
    shown, out = await own_work.shown_to(u, asked.member, asked.scope)
    tickets = [one for one in shown if one.handler == asked.member.key or one.id in out]
    parts = await own_work.parts(u, asked.member)
    number = len(tickets) + len(parts)
    title = house.staff_says(asked.office, N_("In your hands: {number}"), number=number)
    none = house.staff_says(asked.office, N_("Nothing is in your hands at the moment."))
    answer, _ = await listed(u, house, asked, by_urgency(house, tickets), title, title if parts else none)
    if asked.page:
        return answer
    lines = [Line(own_work.part_line(house, asked.office, *one), one[0].thread) for one in parts]
    return replace(answer, lines=(*lines, *answer.lines))


async def open_in(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """What is open of a department or in a residence; without a name, all of it."""
    if not asked.words:
        return await status(u, house, asked)
    place = named(house, asked, " ".join(asked.words))
    tickets = [one for one in await open_tickets(u, asked.scope) if _is_of(one, place)]
    name = name_of(place, asked.office)
    title = house.staff_says(asked.office, N_("Open, {name}: {number}"), name=name, number=len(tickets))
    none = house.staff_says(asked.office, N_("Nothing is open there: {name}."), name=name)
    return (await listed(u, house, asked, by_urgency(house, tickets), title, none))[0]


def named(house: House, asked: Asked, words: str) -> Department | Residence:
    """The department or residence of his offices that he means by these words. Raises Refused where there is none,
    where there are several, and for a department whose requests he is not shown."""
    things = _things(house, asked)
    found = meant_by(words, [(thing, names) for thing, names in things])
    if not found:
        near = nearest(words, [name for _, names in things for name in names])
        if near:
            raise Refused(
                N_("“{words}” is none of our departments or residences. Do you mean {near}?"),
                words=words,
                near=near,
            )
        raise Refused(N_("“{words}” is none of our departments or residences."), words=words)
    if len(found) > 1:
        raise Refused(AMBIGUOUS, words=words, names=", ".join(name_of(one, asked.office) for one in found))
    (place,) = found
    if isinstance(place, Department) and asked.scope.department not in (None, place.key):
        raise Refused(N_("Only a manager can ask about another department."))
    return place


def name_of(place: Department | Residence, office: Office) -> str:
    """Its name for staff of this office."""
    if isinstance(place, Residence):
        return place.name
    return place.names.get(office.language) or place.names.get("en") or place.key


def _things(house: House, asked: Asked) -> list[tuple[Department | Residence, tuple[str, ...]]]:
    directory, offices = house.directory, asked.scope.offices
    departments = [
        (one, (one.key, *one.names.values())) for one in directory.departments if one.office in offices
    ]
    residences = [(one, (one.key, one.name)) for one in directory.residences if one.office in offices]
    return [*departments, *residences]


def _is_of(one: Glance, place: Department | Residence) -> bool:
    return place.key == (one.residence if isinstance(place, Residence) else one.department)


async def _called(u: UnitOfWork, asked: Asked, word: str) -> Ticket | None:
    """By its reference in any spelling, or as a complaint by its code or serial."""
    serial = serial_in(word)
    if serial is None:
        bare = simplified(word).upper().replace("-", "").replace("#", "")
        return await u.tickets.by_reference(Reference(f"{bare[:4]}-{bare[4:]}"))
    for office in asked.scope.offices:
        ticket = await u.tickets.by_serial(office, serial)
        if ticket is not None:
            return ticket
    return None


async def _one(u: UnitOfWork, house: House, asked: Asked, word: str) -> Answer:
    ticket = await _called(u, asked, word)
    if ticket is None or ticket.office not in asked.scope.offices:
        raise Refused(N_("There is no request {reference} in your office."), reference=word.upper())
    card = await cards.present(u, house, ticket)
    lines = [Line(house.labelled(asked.office, label, value)) for label, value in card.fields]
    lines += [Line(f"{'☑' if box.done else '☐'} {box.label} {box.note}".rstrip()) for box in card.ticks]
    lines += [Line(notice) for notice in card.notices]
    return Answer(card.title, (Line(line_of(house, asked.office, ticket), ticket.thread), *lines))
