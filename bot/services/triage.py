"""What staff do with a ticket from its card: take, dispatch, re-route, ask, reply, note (rows B3, C6, G1)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_, Phrase, Public, StaffNote
from bot.domain.directory import Role, Staff, name_in
from bot.domain.errors import Refused
from bot.domain.ids import TopicKey
from bot.domain.message import Author, PublicMessage
from bot.domain.ticket import Move, Ticket
from bot.ports.desk import Recard
from bot.ports.inbound import DeskForm
from bot.ports.store import UnitOfWork
from bot.routing.table import route
from bot.services import cards, status_card
from bot.services.conversation import hand_over, keep_note, post_buttons, send_to_resident, show_in_thread
from bot.services.house import House
from bot.services.introductions import introduce, is_introduced
from bot.services.staff import managers_only, tell_handler
from bot.services.threads import MOVED, open_thread, write_checklist

EMPTY = N_("Nothing was written, so nothing was sent.")


async def take(u: UnitOfWork, house: House, ticket: Ticket, member: Staff) -> None:
    """He looks after it from now on; the resident is told, once."""
    after = replace(ticket.move(Move.TAKE), handler=member.key)
    if after == ticket:
        raise Refused(N_("You are in charge of it already."))
    known = await is_introduced(u, ticket, member)
    await house.record(u, ticket, member.key, "took")
    await cards.refresh(u, house, await u.tickets.save(after))
    if ticket.handler != member.key and not known:
        await tell_handler(u, house, ticket, member)


async def dispatch(u: UnitOfWork, house: House, ticket: Ticket, member: Staff) -> None:
    """Management lets a reviewed ticket go where its topic says (row B3)."""
    managers_only(member)
    await reroute(u, house, ticket, member, ticket.topic)


async def submitted(u: UnitOfWork, house: House, ticket: Ticket, member: Staff, form: DeskForm) -> None:
    """A form of the card was sent in: an internal note, a question, an answer."""
    text = form.values.get("text", "").strip()
    if not text:
        raise Refused(EMPTY)
    match form.name:
        case "note":
            note = StaffNote(ticket.id, member.key, text)
            kept = await keep_note(u, house, note, member.name)
            await hand_over(u, house, ticket, note, member.name, message=kept)
        case "ask":
            await _write(u, house, ticket, member, text, Move.ASK)
        case "reply":
            await _write(u, house, ticket, member, text, Move.REPLY)


async def _write(u: UnitOfWork, house: House, ticket: Ticket, member: Staff, text: str, move: Move) -> None:
    after = ticket.move(move)
    resident = await u.people.get(ticket.resident)
    signature = house.signature(member, resident.language)
    message = PublicMessage(u.ids.message(), ticket.id, Author.STAFF, signature, Public(text), house.now())
    await u.messages.add_public(message)
    await introduce(u, house, ticket, member, message.id)
    await send_to_resident(u, house, resident, message)
    office = house.directory.office(ticket.office)
    author = house.staff_says(office, N_("{name} to the resident"), name=member.name)
    buttons = post_buttons(house, office, message.id)
    await show_in_thread(u, house, ticket, message, author=author, actions=buttons)
    await house.record(u, ticket, member.key, "asked" if move is Move.ASK else "replied", message.id)
    after = replace(after, handler=after.handler or member.key)
    if after != ticket:
        await cards.refresh(u, house, await u.tickets.save(after))


async def reroute(u: UnitOfWork, house: House, ticket: Ticket, member: Staff, key: TopicKey) -> None:
    """Give the ticket a topic's route: a new thread where the channel changes, which carries the history along, and
    the resident is told who has it now. While it is under review only managers may."""
    if ticket.in_review:
        managers_only(member)
    moved = ticket.move(Move.DISPATCH)
    topic = house.directory.topic(key)
    old = route(house.directory, house.directory.topic(ticket.topic), reviewed=not ticket.in_review)
    new = route(house.directory, topic, reviewed=member.role is Role.MANAGER)
    changed = replace(
        moved, topic=topic.key, department=new.department.key, shape=new.shape, in_review=new.review
    )
    if changed == ticket:
        return
    await house.record(u, ticket, member.key, "routed", topic.key)
    if new.channel == old.channel and new.shape == ticket.shape:
        await write_checklist(u, changed, new)
        await cards.refresh(u, house, await u.tickets.save(changed))
    else:
        after = await u.tickets.save(replace(changed, generation=ticket.generation + 1, handler=None))
        await open_thread(u, house, after, new)
        await _leave(u, house, ticket, after, member)
        await status_card.refresh(u, after)
    await _tell_route(u, house, ticket, changed)


async def _leave(u: UnitOfWork, house: House, before: Ticket, after: Ticket, member: Staff) -> None:
    office = house.directory.office(before.office)
    department = name_in(house.directory.department(after.department).names, office.language)
    card = cards.card_of(house, before, [])
    line = house.staff_says(office, MOVED, department=department, name=member.name)
    bare = replace(card, notices=(line,), actions=(), menu=None, ticks=())
    await u.outbox.to_desk(before.thread, Recard(bare, moved_to=after.thread))


async def _tell_route(u: UnitOfWork, house: House, before: Ticket, after: Ticket) -> None:
    resident = await u.people.get(after.resident)
    params: dict[str, Public | int | Phrase] = {
        "reference": Public(after.reference),
        "department": name_in(house.directory.department(after.department).names, resident.language),
        "topic": name_in(house.directory.topic(after.topic).names, resident.language),
    }
    now_with = N_("Your request {reference} ({topic}) is now with {department}.")
    await house.tell(u, resident, Phrase(now_with, params), ticket=after.id)
