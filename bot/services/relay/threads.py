"""A ticket's thread on the desk: opened with its card, its history, its files (rows B1, B3, C2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.domain.addresses import Place, ticket_thread
from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import name_in
from bot.domain.ids import MessageId, opening_of
from bot.domain.message import PublicMessage
from bot.domain.ticket import Ticket
from bot.domain.work import rewritten
from bot.ports.desk import Post, Recard
from bot.ports.store import UnitOfWork
from bot.routing.table import Route
from bot.services.desk import beside
from bot.services.desk.cards import card_of, present, watch
from bot.services.house import House
from bot.services.relay import digests, flood
from bot.services.relay.conversation import show_in_thread


async def open_thread(u: UnitOfWork, house: House, ticket: Ticket, route: Route) -> None:
    """Open the ticket's present generation of thread in the route's channel: card, then what was said last, whole. What
    was before is linked."""
    await u.places.put(ticket.thread, Place(house.desk, route.channel))
    await write_checklist(u, ticket, route)
    card = await present(u, house, ticket)
    await u.outbox.to_desk(ticket.thread, card, opens_thread=True)
    gathered = await u.gathering.take(ticket.id)
    await watch(u, house, ticket)
    opening = await u.messages.public(opening_of(ticket.id))
    if opening is not None:
        await _show_opening(u, house, ticket, opening)
    said, before = digests.recent(
        [one for one in await digests.said_after_opening(u, ticket) if one not in gathered]
    )
    there = ticket_thread(ticket.id, max(ticket.generation - 1, 0))
    for post in digests.earlier(house, ticket, before, there):
        await u.outbox.to_desk(ticket.thread, post)
    for message in said:
        await show_in_thread(u, house, ticket, message, author=message.author_name)
    if gathered:
        await digests.show_together(u, house, ticket, gathered)
        for message in gathered:
            await flood.show_files(u, ticket, message)
    await _show_parts(u, house, ticket)


async def _show_opening(u: UnitOfWork, house: House, ticket: Ticket, opening: PublicMessage) -> None:
    start = 0 if await u.messages.versions(opening.id) else 1  # the card shows its beginning
    await show_in_thread(u, house, ticket, opening, author=opening.author_name, start=start)


async def _show_parts(
    u: UnitOfWork, house: House, ticket: Ticket, *, coming: Collection[MessageId] = ()
) -> None:
    """Show colleagues' parts that are still to be done, each with its buttons; not what is ``coming`` anyway."""
    for own in await u.sides.parts_of(ticket.id):
        id = MessageId(own.id)
        if own.is_open and id not in coming:
            await u.outbox.to_desk(ticket.thread, beside.part_post(house, ticket, own), message=id)


async def open_again(
    u: UnitOfWork,
    house: House,
    before: Ticket,
    after: Ticket,
    room: str,
    why: str,
    *,
    opened: bool,
    readable: bool,
) -> None:
    """Open the thread of a ticket anew in a channel, because the one before is lost: card, why, what was said last and
    where the old thread is. ``opened``: there was one, ``readable``: it is still there. What was not delivered yet
    is for the caller to move here."""
    await u.places.put(after.thread, Place(house.desk, room))
    await u.outbox.to_desk(after.thread, await present(u, house, after), opens_thread=True)
    await watch(u, house, after)
    if not opened:
        return
    opening = await u.messages.public(opening_of(after.id))
    if opening is not None:
        await _show_opening(u, house, after, replace(opening, attachments=()))
    coming = {
        id for id in await u.outbox.waiting(before.thread) if not await u.messages.pieces(id, before.thread)
    }
    gathered = await u.gathering.of(after.id)  # they come by their own timer, to this thread
    said = await digests.history(u, house, after, coming=coming | {one.id for one in gathered})
    old = before.thread if readable or said else None
    began = house.staff_says(house.directory.office(after.office), BEGAN)
    for post in (Post(why, icon="🧵", thread=old, leads_to=began), *said):
        await u.outbox.to_desk(after.thread, post)
    await _show_parts(u, house, after, coming=coming)


async def leave(u: UnitOfWork, house: House, before: Ticket, line: str, after: Ticket) -> None:
    """The card stays where it was, with nothing to press, and says where things go on."""
    bare = replace(card_of(house, before), notices=(line,), actions=(), menus=(), ticks=(), seen="")
    await u.outbox.to_desk(before.thread, Recard(bare, moved_to=after.thread))


async def tell_route(u: UnitOfWork, house: House, after: Ticket) -> None:
    """The resident hears who has his request now."""
    resident = await u.people.get(after.resident)
    params: dict[str, Public | int | Phrase] = {
        "reference": Public(after.reference),
        "department": name_in(house.directory.department(after.department).names, resident.language),
        "topic": name_in(house.directory.topic(after.topic).names, resident.language),
    }
    now_with = N_("Your request {reference} ({topic}) is now with {department}.")
    await house.tell(u, resident, Phrase(now_with, params), ticket=after.id)


BEGAN = N_("It began here:")


async def write_checklist(u: UnitOfWork, ticket: Ticket, route: Route) -> None:
    """The ticket's checklist as its route wants it: what is settled stays, the rest is the topic's own jobs. A route
    without jobs leaves it as it is."""
    if not route.items:
        return
    settled = [item for item in await u.tickets.items(ticket.id) if item.settled]
    left = [label for label in route.items if label not in {item.label for item in settled}]
    labels = [*(item.label for item in settled), *left]
    free = await u.tickets.free_number(ticket.id)
    await u.tickets.set_items(ticket.id, rewritten(ticket.id, settled, labels, free))


def stands_in(house: House, ticket: Ticket, room: str) -> bool:
    """Whether a channel stands in for the one a ticket belongs to: management's or the staff's, for a department's."""
    office = house.directory.office(ticket.office)
    own = house.directory.department(ticket.department).channel
    return room != own and room in (office.management_channel, office.staff_channel)


MOVED = N_("➡️ Moved to {department} by {name}.")
"""What the old card says once the thread has moved."""
