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
from bot.ports.store import UnitOfWork
from bot.routing.table import route
from bot.services import cards
from bot.services.acting import Act
from bot.services.conversation import hand_over, keep_note, send_to_resident, show_in_thread
from bot.services.house import House, change
from bot.services.staff import managers_only
from bot.services.threads import MOVED, open_thread, write_checklist

EMPTY = N_("Nothing was written, so nothing was sent.")


async def take(u: UnitOfWork, house: House, act: Act) -> None:
    """He looks after it from now on; the resident is told."""
    ticket, member = act.ticket, act.member
    after = replace(ticket.move(Move.TAKE, house.now()), handler=member.key)
    if not after.besides(ticket):
        raise Refused(N_("You are in charge of it already."))
    await house.record(u, ticket, member.key, "took", change(ticket.handler, member.key))
    await cards.update(u, house, ticket, after)
    if ticket.handler != member.key:
        resident = await u.people.get(ticket.resident)
        who = house.signature(member, resident.language)
        taken = N_("{who} is now looking after your request {reference}.")
        await house.tell(u, resident, Phrase(taken, {"who": who, "reference": Public(ticket.reference)}))


async def dispatch(u: UnitOfWork, house: House, act: Act) -> None:
    """Management lets a reviewed ticket go where its topic says (row B3)."""
    await route_to(u, house, act, act.ticket.topic)


async def reroute(u: UnitOfWork, house: House, act: Act) -> None:
    """Another topic was chosen from the card's menu. While it is under review only managers may."""
    if act.ticket.in_review:
        managers_only(act.member)
    await route_to(u, house, act, TopicKey(act.choice))


async def note(u: UnitOfWork, house: House, act: Act) -> None:
    """An internal note from the card."""
    kept = StaffNote(act.ticket.id, act.member.key, _written(act))
    message = await keep_note(u, house, kept, act.member.name)
    await hand_over(u, house, act.ticket, kept, act.member.name, message=message)
    await house.record(u, act.ticket, act.member.key, "noted")


async def ask(u: UnitOfWork, house: House, act: Act) -> None:
    """A question to the resident: the ticket waits for his answer."""
    await write(u, house, act, _written(act), Move.ASK)


async def reply(u: UnitOfWork, house: House, act: Act) -> None:
    """An answer to the resident from the card."""
    await write(u, house, act, _written(act), Move.REPLY)


def _written(act: Act) -> str:
    """Raises Refused where nothing was."""
    if not act.text("text"):
        raise Refused(EMPTY)
    return act.text("text")


async def write(u: UnitOfWork, house: House, act: Act, text: str, move: Move) -> None:
    """Send the resident a public message from the card, show it in the thread, make the move."""
    ticket, member = act.ticket, act.member
    after = ticket.move(move, house.now())
    resident = await u.people.get(ticket.resident)
    signature = house.signature(member, resident.language)
    message = PublicMessage(u.ids.message(), ticket.id, Author.STAFF, signature, Public(text), house.now())
    await u.messages.add_public(message)
    await send_to_resident(u, house, resident, message)
    office = house.directory.office(ticket.office)
    author = house.staff_says(office, N_("{name} to the resident"), name=member.name)
    await show_in_thread(u, house, ticket, message, author=author)
    await house.record(u, ticket, member.key, "asked" if move is Move.ASK else "replied")
    await cards.update(u, house, ticket, replace(after, handler=after.handler or member.key))


async def route_to(u: UnitOfWork, house: House, act: Act, key: TopicKey) -> None:
    """Give the ticket a topic's route: a new thread where the channel changes, which carries the history along, and
    the resident is told who has it now."""
    ticket, member = act.ticket, act.member
    topic = house.directory.topic(key)
    old = route(house.directory, house.directory.topic(ticket.topic), reviewed=not ticket.in_review)
    new = route(house.directory, topic, reviewed=member.role is Role.MANAGER)
    changed = replace(
        ticket.move(Move.DISPATCH, house.now()),
        topic=topic.key,
        department=new.department.key,
        shape=new.shape,
        in_review=new.review,
    )
    if not changed.besides(ticket):
        return
    await house.record(u, ticket, member.key, "routed", change(ticket.topic, topic.key))
    if new.channel == old.channel and new.shape == ticket.shape:
        await write_checklist(u, changed, new)
        await cards.refresh(u, house, await u.tickets.save(changed))
    else:
        after = await u.tickets.save(replace(changed, generation=ticket.generation + 1, handler=None))
        await open_thread(u, house, after, new)
        await _leave(u, house, ticket, after, member)
    await _tell_route(u, house, ticket, changed)


async def _leave(u: UnitOfWork, house: House, before: Ticket, after: Ticket, member: Staff) -> None:
    office = house.directory.office(before.office)
    department = name_in(house.directory.department(after.department).names, office.language)
    card = cards.card_of(house, before, [])
    line = house.staff_says(office, MOVED, department=department, name=member.name)
    bare = replace(card, notices=(line,), actions=(), menus=(), ticks=())
    await u.outbox.to_desk(before.thread, Recard(bare, moved_to=after.thread))


async def _tell_route(u: UnitOfWork, house: House, before: Ticket, after: Ticket) -> None:
    resident = await u.people.get(after.resident)
    params: dict[str, Public | int | Phrase] = {
        "reference": Public(after.reference),
        "department": name_in(house.directory.department(after.department).names, resident.language),
        "topic": name_in(house.directory.topic(after.topic).names, resident.language),
    }
    await house.tell(
        u, resident, Phrase(N_("Your request {reference} ({topic}) is now with {department}."), params)
    )
