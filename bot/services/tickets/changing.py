"""Correcting what a ticket is about: topic, subject, residence, unit, name; another department (rows A3, B3)."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from bot.domain.audience import N_, Phrase, Public, StaffNote
from bot.domain.directory import Office, name_in
from bot.domain.errors import Refused
from bot.domain.ids import DepartmentKey, ResidenceKey, TopicKey
from bot.domain.text import units
from bot.domain.ticket import Ticket
from bot.ports.modal import ChoiceField, Field, TextField
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import FOR_COLLEAGUES, LINE, Act
from bot.services.desk.staff import managers_only
from bot.services.house import House, change
from bot.services.relay.conversation import hand_over, keep_note
from bot.services.tickets.moving import route_to

CHANGEABLE = ("topic", "subject", "residence", "unit", "author_name")
"""The fields, in the order of the window."""


async def fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """What the ticket says now."""
    ticket = act.ticket
    office = house.directory.office(ticket.office)

    def say(msgid: str) -> str:
        return house.staff_says(office, msgid)

    topics = house.directory.topics_for(ticket.office, ticket.residence, present=ticket.topic)
    homes = house.directory.residences_for(ticket.office, present=ticket.residence)
    return (
        ChoiceField(
            ".".join(("topic", *(_mark(_now(ticket, one)) for one in CHANGEABLE))),
            say(N_("Topic")),
            tuple((str(one.key), str(name_in(one.names, office.language))) for one in topics),
            initial=ticket.topic,
        ),
        TextField(
            "subject",
            say(N_("Subject")),
            ticket.subject or "",
            several_lines=False,
            optional=True,
            hint=say(N_("A few words of your own; the resident reads them.")),
            longest=80,
        ),
        ChoiceField(
            "residence",
            say(N_("Residence")),
            tuple((str(one.key), one.name) for one in homes),
            initial=ticket.residence or "",
            optional=True,
        ),
        _line("unit", say(N_("Flat or place")), ticket.unit or ""),
        _line("author_name", say(N_("Author")), ticket.author_name),
    )


def _line(name: str, label: str, present: str) -> TextField:
    """A line that holds what is there in any case: what a window cut short would come back as a change."""
    longest = max(LINE, units(present))
    return TextField(name, label, present, several_lines=False, optional=True, longest=longest)


def _now(ticket: Ticket, field: str) -> str:
    return getattr(ticket, field) or ""


def _mark(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:8]


def _wanted(act: Act, field: str) -> str:
    """What a field is to hold: what the window says, unless that is what it showed when it opened. A colleague may have
    changed it since. The topic, which is always given, bears the marks of what all showed."""
    name, topic = act.form.marked("topic") if act.form else ("", "")
    showed = dict(zip(CHANGEABLE, name.split(".")[1:], strict=False))
    value = topic if field == "topic" else act.text(field)
    return _now(act.ticket, field) if showed.get(field) == _mark(value) else value


async def changed(u: UnitOfWork, house: House, act: Act) -> None:
    """Write what he changed, each with what it was; the resident is told what concerns him."""
    ticket = act.ticket
    if not ticket.is_open:
        raise Refused(N_("This request is closed: nothing of it can be changed."))
    topic = TopicKey(_wanted(act, "topic") or ticket.topic)
    if topic != ticket.topic and ticket.in_review:
        managers_only(act.member)
    residence = _wanted(act, "residence")
    after = replace(
        ticket,
        subject=_wanted(act, "subject") or None,
        residence=ResidenceKey(residence) if residence else None,
        unit=_wanted(act, "unit") or None,
        author_name=_wanted(act, "author_name") or ticket.author_name,
        handled_at=house.now(),
    )
    lacks, lacked = cards.lacking(after), cards.lacking(ticket)
    after = replace(after, to_qualify=bool(lacks) and (ticket.to_qualify or lacks != lacked))
    for name in ("subject", "residence", "unit", "author_name"):
        old, new = getattr(ticket, name), getattr(after, name)
        if old != new:
            await house.record(u, ticket, act.member.key, name, change(old, new))
    if after.besides(ticket):
        after = await cards.update(u, house, ticket, after)
    await _tell(u, house, ticket, after)
    if topic != ticket.topic:
        await route_to(u, house, replace(act, ticket=after), topic)


async def _tell(u: UnitOfWork, house: House, before: Ticket, after: Ticket) -> None:
    resident = await u.people.get(after.resident)
    reference = Public(after.reference)
    if after.author_name != before.author_name:
        if resident.name == before.author_name:
            resident = replace(resident, name=after.author_name)
            await u.people.save(resident)
        known_as = N_("Your request {reference} is now noted under the name {name}.")
        named_so = {"reference": reference, "name": Public(after.author_name)}
        await house.tell(u, resident, Phrase(known_as, named_so), ticket=after.id)
    if after.subject and after.subject != before.subject:
        named = N_("Your request {reference} now bears the subject “{subject}”.")
        params = {"reference": reference, "subject": Public(after.subject)}
        await house.tell(u, resident, Phrase(named, params), ticket=after.id)
    if (after.residence, after.unit) != (before.residence, before.unit):
        noted = N_("Your request {reference} is now noted for: {place}.")
        place = Public(cards.place_name(house, after) or "–")
        await house.tell(
            u, resident, Phrase(noted, {"reference": reference, "place": place}), ticket=after.id
        )


def department_fields(house: House, office: Office) -> tuple[Field, ...]:
    """A department of the office, and a word for those who work there."""
    options = tuple(
        (str(one.key), str(name_in(one.names, office.language)))
        for one in house.directory.departments
        if one.office == office.key
    )
    return (
        ChoiceField("department", house.staff_says(office, N_("Department")), options),
        TextField(
            "word",
            house.staff_says(office, N_("A word for your colleagues")),
            optional=True,
            hint=house.staff_says(office, FOR_COLLEAGUES),
        ),
    )


async def to_department(u: UnitOfWork, house: House, act: Act) -> None:
    """Another department looks after it, whatever its topic: the thread goes there with its history."""
    department = DepartmentKey(act.text("department"))
    if department == act.ticket.department:
        raise Refused(N_("That department has it already."))
    if house.directory.department(department).office != act.ticket.office:
        raise Refused(N_("That department belongs to another office."))
    if act.ticket.in_review:
        managers_only(act.member)
    await route_to(u, house, act, act.ticket.topic, department)
    if act.text("word"):
        note = StaffNote(act.ticket.id, act.member.key, act.text("word"))
        message = await keep_note(u, house, note, act.member.name)
        await hand_over(u, house, act.ticket, note, act.member.name, message=message)
