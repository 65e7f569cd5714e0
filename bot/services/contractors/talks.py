"""What comes of a talk with a contractor: an answer, silence, a letter that did not arrive (row B5)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_, StaffNote
from bot.domain.contractor import Talk
from bot.domain.ids import StaffKey, TalkId
from bot.domain.ticket import Move, State, Ticket
from bot.ports.desk import Action, Post
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import subject_of
from bot.services.house import House
from bot.services.relay.conversation import keep_note, survivor

TIMER = "talk"
"""The timer that says when a contractor's answer is late."""

CONTRACTOR = "contractor"
"""Who an answer is from in a ticket's history, where no member of staff wrote it down."""
ANSWER, PASS_ON = "talk.answer", "talk.pass_on"
"""What is done from a post in the thread: write down an answer, send one on to the resident."""
LABELS = {ANSWER: N_("Answer of the contractor…"), PASS_ON: N_("Send to resident…")}
ANSWERED = N_("{name} has answered.")
UNDELIVERED = N_("What you wrote to {name} did not arrive ({why}). Please reach him another way.")
MAYBE_TWICE = N_("The connection broke while this went to {name}: he may have received it twice.")
SILENT = N_("{name} has not answered in time. Please chase him.")


async def back_to_us(u: UnitOfWork, house: House, ticket: Ticket, talk: Talk) -> Ticket:
    """A talk has changed: written down; a ticket that waited for a contractor is ours again."""
    await u.sides.put_talk(talk)
    await u.timers.clear(TIMER, talk.id)
    after = replace(ticket, handled_at=house.now())
    if ticket.state is State.WAITING_CONTRACTOR:
        after = ticket.move(Move.RESUME, house.now())
    after = await u.tickets.save(after)
    await cards.refresh(u, house, after)
    return after


async def answered(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    talk: Talk,
    text: str,
    author: str,
    *,
    by: StaffKey | None = None,
    edited: bool = False,
    notice: str = "",
) -> None:
    """A contractor has answered: kept among the internal comments, shown in the thread, told to who has the ticket. The
    ticket is ours again; the resident reads nothing of it. ``by`` wrote it down for him, ``notice`` stands above."""
    name = house.directory.contractor_name(talk.contractor)
    kept = await keep_note(u, house, StaffNote(ticket.id, by or StaffKey(CONTRACTOR), text), author)
    await house.record(u, ticket, by or CONTRACTOR, "contractor_answered", name)
    if ticket.is_open:
        now = replace(talk, answered_at=talk.answered_at or house.now(), failed=False)
        ticket = await back_to_us(u, house, ticket, now)
    office = house.directory.office(ticket.office)
    above = house.staff_says(office, N_("Edited.")) if edited else notice
    await show(u, house, ticket, text, author, PASS_ON, kept, above=above)
    title = cards.title_of(house, office, ticket)
    told = Post(house.staff_says(office, ANSWERED, name=name), icon="🧰", above=title, thread=ticket.thread)
    await house.to_keys(u, {ticket.handler or talk.asked_by} - {by}, told)


async def show(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    text: str,
    author: str,
    button: str = "",
    about: str = "",
    *,
    above: str = "",
) -> None:
    """In the ticket's thread, in as many parts as it needs; below the last, what can be done with it."""
    office = house.directory.office(ticket.office)
    actions: tuple[Action, ...] = ()
    if button:
        label = house.staff_says(office, LABELS[button])
        actions = (Action(button, label, subject_of(ticket, about)),)
    for post in Post(text, author, "🧰", actions, above=above).in_parts():
        await u.outbox.to_desk(ticket.thread, post)


async def undelivered(u: UnitOfWork, house: House, id: TalkId, why: str) -> None:
    """What was written will never arrive: staff must know, nobody is awaited. ``why`` is a source text."""
    talk = await u.sides.talk(id)
    ticket = await survivor(u, await u.tickets.get(talk.ticket))
    office = house.directory.office(ticket.office)
    reason = house.staff_says(office, why)
    if talk.waits:
        ticket = await back_to_us(u, house, ticket, replace(talk, failed=True))
    await tell(u, house, ticket, talk, UNDELIVERED, "⚠️", why=reason)


async def maybe_twice(u: UnitOfWork, house: House, id: TalkId) -> None:
    """It arrived after an attempt of which nobody knows whether it did."""
    talk = await u.sides.talk(id)
    ticket = await survivor(u, await u.tickets.get(talk.ticket))
    office = house.directory.office(ticket.office)
    name = house.directory.contractor_name(talk.contractor)
    await u.outbox.to_desk(ticket.thread, Post(house.staff_says(office, MAYBE_TWICE, name=name), icon="⚠️"))


async def silent(u: UnitOfWork, house: House, id: TalkId) -> None:
    """No answer in time: who looks after the ticket is told to chase."""
    talk = await u.sides.talk(id)
    ticket = await survivor(u, await u.tickets.get(talk.ticket))
    if talk.waits and ticket.is_open:
        await tell(u, house, ticket, talk, SILENT, "⏰")


async def tell(
    u: UnitOfWork, house: House, ticket: Ticket, talk: Talk, msgid: str, icon: str, **params: str
) -> None:
    """Say it in the thread, and to whoever has the ticket, or asked."""
    office = house.directory.office(ticket.office)
    name = house.directory.contractor_name(talk.contractor)
    post = Post(house.staff_says(office, msgid, name=name, **params), icon=icon)
    await u.outbox.to_desk(ticket.thread, post)
    title = cards.title_of(house, office, ticket)
    await house.to_keys(
        u, [ticket.handler or talk.asked_by], replace(post, above=title, thread=ticket.thread)
    )
