"""Two requests about the same thing become one; one that speaks of two things becomes two (row B3)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import name_in
from bot.domain.errors import Refused
from bot.domain.ids import TicketId, TopicKey, opening_of
from bot.domain.ticket import ASKED, MOVED_ON, Kind, Move, Ticket
from bot.ports.desk import Post
from bot.ports.modal import ChoiceField, Field, TextField, Words
from bot.ports.store import UnitOfWork
from bot.routing.table import route
from bot.services.clocks import clocks
from bot.services.complaints.registering import entered, of_topic, register
from bot.services.desk import cards
from bot.services.desk.acting import NOTHING_WRITTEN, Act
from bot.services.house import House, change
from bot.services.relay import flood
from bot.services.relay.conversation import show_in_thread
from bot.services.relay.digests import earlier, recent, said_after_opening
from bot.services.relay.threads import leave, open_thread
from bot.services.residents import status_card
from bot.services.tickets.beginning import keep_opening, new_ticket

NO_OTHER = N_("This resident has no other open request.")
JOINED = N_("🔗 {name} has joined request {reference} to this one:")


async def others(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """The resident's other open requests. Those of others are not offered: what is answered in one thread reaches one
    resident."""
    office = house.directory.office(act.ticket.office)
    mine = [
        one
        for one in await u.tickets.open_of(act.ticket.resident)
        if one.id != act.ticket.id and one.office == act.ticket.office
    ]
    if not mine:
        return (Words(house.staff_says(office, NO_OTHER)),)
    options = tuple((str(one.id), cards.title_of(house, office, one)) for one in mine)
    hint = N_("This request ends; its messages and what the resident writes from now on go there.")
    label = house.staff_says(office, N_("Which request does it belong to?"))
    return (ChoiceField("into", label, options, hint=house.staff_says(office, hint)),)


async def merge(u: UnitOfWork, house: House, act: Act) -> None:
    """This one ends, the other goes on with what was said in both; the resident is told once."""
    ticket, into = act.ticket, await u.tickets.get(TicketId(act.text("into")))
    if not into.is_open or into.id == ticket.id or into.resident != ticket.resident:
        raise Refused(MOVED_ON)
    ended = replace(ticket.move(Move.MERGE, house.now()), merged_into=into.id)
    await house.record(u, ticket, act.member.key, "merged", change(ticket.reference, into.reference))
    await house.record(u, into, act.member.key, "joined", ticket.reference)
    ended = await u.tickets.save(ended)
    for asked in await u.outsiders.of(ticket.id):
        await u.outsiders.save(replace(asked, ticket=into.id))
    await u.timers.clear(cards.AGE, ticket.id)
    goes_on = await cards.update(u, house, into, await _carried_on(u, house, act, into))
    await entered(u, house, into, goes_on, act.member.key)
    office = house.directory.office(ticket.office)
    line = house.staff_says(office, JOINED, name=act.member.name, reference=ticket.reference)
    await u.outbox.to_desk(into.thread, Post(line, thread=ticket.thread))
    await flood.show(u, house, ticket.id)
    said, before = recent(await said_after_opening(u, ticket))
    opening = await u.messages.public(opening_of(ticket.id))
    if opening is not None:
        await show_in_thread(u, house, into, opening, author=opening.author_name)
    for post in earlier(house, ticket, before, ticket.thread):
        await u.outbox.to_desk(into.thread, post)
    for message in said:
        await show_in_thread(u, house, into, message, author=message.author_name)
    gone = house.staff_says(office, N_("🔗 Joined to {reference}."), reference=into.reference)
    await leave(u, house, ended, gone, into)
    await status_card.refresh(u, ended)
    resident = await u.people.get(ticket.resident)
    told = N_(
        "Your request {reference} is about the same thing as {other}: we go on with both under {other}."
    )
    params: dict[str, Public | int | Phrase] = {
        "reference": Public(ticket.reference),
        "other": Public(into.reference),
    }
    await house.tell(u, resident, Phrase(told, params), ticket=ticket.id)


async def _carried_on(u: UnitOfWork, house: House, act: Act, into: Ticket) -> Ticket:
    """The one that goes on. Whoever had the other has it, too, where nobody of his department had taken it: the
    resident was told that he looks after it."""
    ticket, now = act.ticket, house.now()
    into = await _with_its_due(u, house, ticket, into)
    free = into.handler is None and into.department == ticket.department and into.allows(Move.TAKE)
    if ticket.handler is None or not free or into.in_review:
        return replace(into, handled_at=now)
    await house.record(u, into, act.member.key, "assigned", change(None, ticket.handler))
    return replace(into.move(Move.TAKE, now), handler=ticket.handler)


async def _with_its_due(u: UnitOfWork, house: House, ticket: Ticket, into: Ticket) -> Ticket:
    """With what must not get lost of the one that ends: that it is a complaint, how grave, what it asks for; that an
    answer is owed, it must not wait, is important; what a technician must mind."""
    if into.state in ASKED and ticket.state not in ASKED:
        into = into.move(Move.RESIDENT_WROTE, house.now())  # his yes was asked for the one alone
    into = replace(
        into,
        owed_since=min((at for at in (into.owed_since, ticket.owed_since) if at), default=None),
        act_now=into.act_now or ticket.act_now,
        important=into.important or ticket.important,
        cautions=_both(into.cautions, ticket.cautions),
        caution_words=_both(into.caution_words, ticket.caution_words),
    )
    if ticket.kind is not Kind.COMPLAINT:
        return into
    graver = ticket.severity is not None and (into.severity is None or ticket.severity < into.severity)
    into = replace(
        into,
        severity=ticket.severity if graver else into.severity,
        severity_proposed=ticket.severity_proposed if graver else into.severity_proposed,
        wish=into.wish or ticket.wish,
        wish_by=into.wish_by or ticket.wish_by,
        wish_until=into.wish_until or ticket.wish_until,
    )
    return await register(u, house, into)


def _both(one: str | None, other: str | None) -> str | None:
    return "\n".join(dict.fromkeys(part for part in (one, other) if part)) or None


async def split_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """What the second request is about; pressed on a message, that message's words."""
    ticket = act.ticket
    office = house.directory.office(ticket.office)
    ref = act.pressed.message if act.pressed else None
    linked = await u.messages.linked(ref) if ref else None
    said = await u.messages.public(linked[0]) if linked else None
    topics = house.directory.topics_for(ticket.office, ticket.residence)
    options = tuple((str(one.key), str(name_in(one.names, office.language))) for one in topics)
    return (
        TextField(
            "text",
            house.staff_says(office, N_("What is the second request about?")),
            said.text if said else "",
            hint=house.staff_says(office, N_("It becomes its description.")),
        ),
        ChoiceField("topic", house.staff_says(office, N_("Topic")), options, initial=ticket.topic),
    )


async def split(u: UnitOfWork, house: House, act: Act) -> None:
    """A second request of the same resident, linked to the first; he is told."""
    ticket, member = act.ticket, act.member
    if not act.text("text"):
        raise Refused(NOTHING_WRITTEN)
    resident = await u.people.get(ticket.resident)
    topic = house.directory.topic(TopicKey(act.text("topic") or ticket.topic))
    second = new_ticket(
        u,
        house,
        resident,
        topic,
        act.text("text"),
        author=ticket.author_name,
        residence=ticket.residence,
        residence_words=ticket.residence_words,
        unit=ticket.unit,
        came_by=ticket.came_by,
    )
    second = await of_topic(u, house, replace(second, split_from=ticket.id), topic)
    second = clocks.dated(house, second)
    await u.tickets.add(second)
    await keep_opening(u, second)
    await house.record(u, second, member.key, "split_from", ticket.reference)
    await house.record(u, ticket, member.key, "split", second.reference)
    await cards.update(u, house, ticket, replace(ticket, handled_at=house.now()))
    await open_thread(u, house, second, route(house.directory, topic))
    await entered(u, house, None, second, member.key)
    office = house.directory.office(ticket.office)
    there = N_("✂️ {name} has made a request of its own of a part of this: {reference}.")
    line = house.staff_says(office, there, name=member.name, reference=second.reference)
    await u.outbox.to_desk(ticket.thread, Post(line, thread=second.thread))
    here = house.staff_says(office, N_("✂️ It was a part of {reference}."), reference=ticket.reference)
    await u.outbox.to_desk(second.thread, Post(here, thread=ticket.thread))
    told = N_(
        "Part of your request {reference} is now a request of its own: {other} ({topic}), with {department}."
    )
    params: dict[str, Public | int | Phrase] = {
        "reference": Public(ticket.reference),
        "other": Public(second.reference),
        "topic": name_in(topic.names, resident.language),
        "department": name_in(house.directory.department(second.department).names, resident.language),
    }
    await house.tell(u, resident, Phrase(told, params), ticket=ticket.id)
    await status_card.refresh(u, second)
