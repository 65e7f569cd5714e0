"""A question to an outside party goes out by e-mail where there is an address, and what comes back is brought before
staff, never before the resident (row E7)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.addresses import Place, outside_party
from bot.domain.audience import N_, StaffNote
from bot.domain.directory import Staff, name_in
from bot.domain.ids import OutsideId, StaffKey
from bot.domain.outside import Outside
from bot.domain.ticket import Move, State, Ticket
from bot.ports.desk import Action, Post
from bot.ports.mailer import MAIL, Letter
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.house import House
from bot.services.relay.conversation import hand_over, keep_note, survivor

SEND = "outside.send"
PARTY = "outside"
"""Who an answer is from in a ticket's history, where no member of staff brought it back."""
FOOT = N_("We would be glad of your answer before {moment}. Our reference: {reference}.")
UNDELIVERED = N_("The question to {name} did not arrive ({why}). Please reach them another way.")
MAYBE_TWICE = N_("The connection broke while the question went to {name}: it may have arrived twice.")
CAME = N_("An answer of {name} has come.")


async def send(u: UnitOfWork, house: House, ticket: Ticket, asked: Outside, by: Staff) -> None:
    """Queue the letter; an answer to it comes back to the question."""
    office = house.directory.office(ticket.office)
    destination, language = outside_party(asked.id), office.language
    await u.places.put(destination, Place(MAIL, asked.email))
    due = house.deadline(asked.due_at, ticket, language)
    foot = house.staff_says(office, FOOT, moment=due, reference=ticket.reference)
    topic = name_in(house.directory.topic(ticket.topic).names, language)
    body = f"{asked.question}\n\n{foot}\n\n{by.name}\n{office.name}\n"
    letter = Letter(f"{ticket.reference} · {topic}", body, office.name, language, asked.id)
    await u.outbox.by_mail(destination, letter)


async def answered(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    asked: Outside,
    text: str,
    *,
    by: Staff | None = None,
    notice: str = "",
) -> None:
    """The answer has come: internal at first, with a button that sends it on. ``by`` has brought it back, or it came by
    e-mail: then who has the request is told. What comes after the first answer is shown only."""
    office = house.directory.office(ticket.office)
    heading = house.staff_says(office, N_("Answer of {name}"), name=asked.name)
    author = by.key if by else StaffKey(PARTY)
    note = StaffNote(ticket.id, author, f"{heading}:\n{text}")
    message = await keep_note(u, house, note, by.name if by else asked.name)
    if by is not None:
        await hand_over(u, house, ticket, note, by.name, message=message)
    await house.record(u, ticket, author, "answer_of", asked.name)
    actions: tuple[Action, ...] = ()
    if asked.answer is None:
        await u.outsiders.save(replace(asked, answer=text, answered_by=author, answered_at=house.now()))
        label = house.staff_says(office, N_("Send to the resident…"))
        actions = (Action(SEND, label, f"{ticket.id}#{asked.id}"),)
    below = house.staff_says(office, N_("Internal: the resident has not read it."))
    for post in Post(text, heading, "📬", actions, above=notice, below=below).in_parts():
        await u.outbox.to_desk(ticket.thread, post)
    if by is None:
        await _tell(u, house, ticket, asked, Post(house.staff_says(office, CAME, name=asked.name), icon="📬"))
    if ticket.is_open:
        after = replace(ticket, handled_at=house.now() if by else ticket.handled_at)
        waits = any(one.answer is None for one in await u.outsiders.of(asked.ticket))
        if ticket.state is State.WAITING_OUTSIDE and not waits:
            after = replace(ticket.move(Move.RESUME, house.now()), handled_at=after.handled_at)
        await cards.update(u, house, ticket, after)


async def undelivered(u: UnitOfWork, house: House, id: OutsideId, why: str) -> None:
    """The letter will never arrive: staff must know. ``why`` is a source text."""
    asked, ticket = await _of(u, id)
    office = house.directory.office(ticket.office)
    reason = house.staff_says(office, why)
    post = Post(house.staff_says(office, UNDELIVERED, name=asked.name, why=reason), icon="⚠️")
    await u.outbox.to_desk(ticket.thread, post)
    await _tell(u, house, ticket, asked, post)


async def maybe_twice(u: UnitOfWork, house: House, id: OutsideId) -> None:
    """It arrived after an attempt of which nobody knows whether it did."""
    asked, ticket = await _of(u, id)
    said = house.staff_says(house.directory.office(ticket.office), MAYBE_TWICE, name=asked.name)
    await u.outbox.to_desk(ticket.thread, Post(said, icon="⚠️"))


async def _of(u: UnitOfWork, id: OutsideId) -> tuple[Outside, Ticket]:
    asked = await u.outsiders.get(id)
    return asked, await survivor(u, await u.tickets.get(asked.ticket))


async def _tell(u: UnitOfWork, house: House, ticket: Ticket, asked: Outside, post: Post) -> None:
    title = cards.title_of(house, house.directory.office(ticket.office), ticket)
    told = replace(post, above=title, thread=ticket.thread)
    await house.to_keys(u, [ticket.handler or asked.asked_by], told)
