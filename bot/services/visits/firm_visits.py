"""A firm that comes for a visit is told when, where and what for: agreed, moved, off (rows B5, D6).

It reads what the visit needs and no more: neither who the resident is, nor what he wrote of the matter, nor how to
reach him.
"""

from __future__ import annotations

from bot.domain.addresses import Place, side_talk
from bot.domain.appointment import Appointment, Slot
from bot.domain.audience import N_
from bot.domain.calendar_file import Entry, written
from bot.domain.contractor import Talk
from bot.domain.directory import Contractor, name_in
from bot.domain.ticket import Ticket
from bot.ports.desk import Post
from bot.ports.mailer import MAIL, Letter
from bot.ports.store import UnitOfWork
from bot.services.house import House
from bot.services.visits.visit_words import PLACE, SUMMARY, place, when

AGREED = N_("The visit is agreed with the resident: {when}.")
MOVED = N_("The visit has been moved, and agreed with the resident: {when}.")
OFF = N_("The visit on {when} will not take place.")
WHAT = N_("What it is about: {topic}")
MIND = N_("⚠️ Mind: {cautions}")
FOOT = N_("If anything stands in the way, please answer and quote {reference}.")
FOOT_HERE = N_("If anything stands in the way, please write it in this thread. Reference: {reference}.")
BETWEEN = N_("{name} to {firm}")

KNOWS = N_("{firm} comes and has been told: please press for them when they set out, arrive and leave.")
KNOWS_OFF = N_("{firm} was to come and has been told.")
FOR_FIRM = N_("{firm} comes: please let them know, and press for them when they set out, arrive and leave.")
OFF_FIRM = N_("{firm} was to come: please let them know.")


def firm_of(house: House, visit: Appointment) -> Contractor | None:
    """The firm that comes; None where it is none, or has left the office file: then nobody can write to it."""
    return next((one for one in house.directory.contractors if one.key == visit.contractor), None)


def for_colleague(house: House, visit: Appointment, *, comes: bool) -> str:
    """What the colleague who looks after it is to know and do (a source text). Where what was written to the firm does
    not arrive, he hears of it."""
    known = firm_of(house, visit) is not None
    if comes:
        return KNOWS if known else FOR_FIRM
    return KNOWS_OFF if known else OFF_FIRM


async def agreed(
    u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment, slot: Slot, *, moved: bool
) -> None:
    """It comes at that time, ``moved`` from another that it knows."""
    firm = firm_of(house, visit)
    if firm is None:
        return
    lines = _lines(house, ticket, firm, slot, MOVED if moved else AGREED)
    if ticket.cautions:
        lines.append(house.words.staff(MIND, firm.language, cautions=ticket.cautions))
    await _write(u, house, ticket, visit, firm, lines, _entry(house, ticket, visit, firm, slot))


async def off(u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment) -> None:
    """It does not come at the time it knows."""
    firm, slot = firm_of(house, visit), visit.slot
    if firm is None or slot is None:
        return
    entry = _entry(house, ticket, visit, firm, slot, cancelled=True)
    await _write(u, house, ticket, visit, firm, _lines(house, ticket, firm, slot, OFF), entry)


def _lines(house: House, ticket: Ticket, firm: Contractor, slot: Slot, news: str) -> list[str]:
    def say(msgid: str, **params: object) -> str:
        return house.words.staff(msgid, firm.language, **params)

    lines = [say(news, when=when(house, ticket, slot, firm.language))]
    if where := place(house, ticket, firm.language):
        lines.append(say(PLACE, place=where))
    return [*lines, say(WHAT, topic=_topic(house, ticket, firm))]


def _topic(house: House, ticket: Ticket, firm: Contractor) -> str:
    return name_in(house.directory.topic(ticket.topic).names, firm.language)


async def _write(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    visit: Appointment,
    firm: Contractor,
    lines: list[str],
    entry: Entry,
) -> None:
    """By its own way, in the talk about this request; staff see it in the thread."""
    office = house.directory.office(ticket.office)
    talk, begins = await _talk(u, house, ticket, visit, firm)
    destination, text = side_talk(talk.id), "\n".join(lines)
    subject = f"{ticket.reference} · {_topic(house, ticket, firm)}"
    foot = ""
    if not entry.cancelled:
        asks = FOOT_HERE if firm.channel else FOOT
        foot = house.words.staff(asks, firm.language, reference=ticket.reference)
    if firm.channel:
        post = Post(text, office.name, "🧰", above=subject, below=foot)
        await u.outbox.to_desk(destination, post, opens_thread=begins)
    else:
        calendar = written(entry, house.now())
        body = "\n\n".join(part for part in (text, foot, f"{office.name}\n") if part)
        letter = Letter(subject, body, office.name, firm.language, talk.id, calendar)
        await u.outbox.by_mail(destination, letter)
    author = house.staff_says(office, BETWEEN, name=office.name, firm=firm.name)
    await u.outbox.to_desk(ticket.thread, Post(text, author, "🧰"))


async def _talk(
    u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment, firm: Contractor
) -> tuple[Talk, bool]:
    """The talk with the firm about this request, and whether it begins here."""
    room = Place(house.desk, firm.channel) if firm.channel else Place(MAIL, firm.email or "")
    for talk in reversed(await u.sides.talks_of(ticket.id)):
        there = await u.places.get(side_talk(talk.id))
        if talk.contractor == firm.key and there and (there.channel, there.room) == (room.channel, room.room):
            return talk, False
    now = house.now()
    talk = Talk(u.ids.talk(), ticket.id, firm.key, visit.technician, now, now)
    await u.sides.put_talk(talk)
    await u.places.put(side_talk(talk.id), room)
    return talk, True


def _entry(
    house: House,
    ticket: Ticket,
    visit: Appointment,
    firm: Contractor,
    slot: Slot,
    *,
    cancelled: bool = False,
) -> Entry:
    office, language = house.directory.office(ticket.office), firm.language
    topic = _topic(house, ticket, firm)
    return Entry(
        uid=f"{visit.id}.{firm.key}@palier",
        sequence=2 * visit.turn + cancelled,
        slot=slot,
        summary=house.words.staff(SUMMARY, language, topic=topic, office=office.name),
        location=place(house, ticket, language),
        description=ticket.reference,
        organizer=office.name,
        language=language,
        cancelled=cancelled,
    )
