"""A ticket's thread on the desk: opened with its card, its history, its files (rows B1, B3, C2)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.addresses import Place
from bot.domain.audience import N_
from bot.domain.ids import opening_of
from bot.domain.message import PublicMessage
from bot.domain.ticket import ChecklistItem, Shape, Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.routing.table import Route
from bot.services import digests
from bot.services.cards import card_of
from bot.services.conversation import show_in_thread
from bot.services.house import House


async def open_thread(u: UnitOfWork, house: House, ticket: Ticket, route: Route) -> None:
    """Open the ticket's present generation of thread in the route's channel: card, then all that was said so far."""
    await u.places.put(ticket.thread, Place(house.desk, route.channel))
    items = await write_checklist(u, ticket, route)
    await u.outbox.to_desk(ticket.thread, card_of(house, ticket, items), opens_thread=True)
    await u.gathering.take(ticket.id)  # they are among the ones that follow
    for message in await u.messages.public_of(ticket.id):
        await _show(u, house, ticket, message)


async def _show(u: UnitOfWork, house: House, ticket: Ticket, message: PublicMessage) -> None:
    opening = message.id == opening_of(ticket.id) and not await u.messages.versions(message.id)
    start = 1 if opening else 0  # the card shows its beginning
    await show_in_thread(u, house, ticket, message, author=message.author_name, start=start)


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
    await u.outbox.to_desk(
        after.thread, card_of(house, after, await u.tickets.items(after.id)), opens_thread=True
    )
    if not opened:
        return
    opening = await u.messages.public(opening_of(after.id))
    if opening is not None:
        await _show(u, house, after, replace(opening, attachments=()))
    coming = {
        id for id in await u.outbox.waiting(before.thread) if not await u.messages.pieces(id, before.thread)
    }
    gathered = await u.gathering.of(after.id)  # they come by their own timer, to this thread
    said = await digests.history(u, house, after, coming=coming | {one.id for one in gathered})
    earlier = before.thread if readable or said else None
    for post in (Post(why, icon="🧵", earlier=earlier), *said):
        await u.outbox.to_desk(after.thread, post)


async def write_checklist(u: UnitOfWork, ticket: Ticket, route: Route) -> list[ChecklistItem]:
    """The ticket's checklist as its route wants it: what is ticked stays, the rest is the topic's own jobs."""
    present = await u.tickets.items(ticket.id)
    if route.shape is not Shape.CHECKLIST:
        return present
    done = [item for item in present if item.done_at is not None]
    left = [label for label in route.items if label not in {item.label for item in done}]
    first = max((item.number for item in done), default=-1) + 1
    items = [*done, *(ChecklistItem(ticket.id, first + number, label) for number, label in enumerate(left))]
    await u.tickets.set_items(ticket.id, items)
    return items


def stands_in(house: House, ticket: Ticket, room: str) -> bool:
    """Whether a channel stands in for the one a ticket belongs to: management's or the staff's, for a department's."""
    office = house.directory.office(ticket.office)
    own = house.directory.department(ticket.department).channel
    return room != own and room in (office.management_channel, office.staff_channel)


MOVED = N_("➡️ Moved to {department} by {name}.")
"""What the old card says once the thread has moved."""
