"""A ticket's thread on the desk: opened with its card, its history, its files (rows B1, B3, C2)."""

from __future__ import annotations

from bot.domain.addresses import Place, ticket_thread
from bot.domain.audience import N_
from bot.domain.ids import MessageId
from bot.domain.text import split
from bot.domain.ticket import Ticket
from bot.domain.work import rewritten
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.routing.table import Route
from bot.services import beside
from bot.services.cards import present, watch
from bot.services.conversation import show_in_thread
from bot.services.house import House


async def open_thread(u: UnitOfWork, house: House, ticket: Ticket, route: Route) -> None:
    """Open the ticket's present generation of thread in the route's channel: card, then all that was said so far."""
    await u.places.put(ticket.thread, Place(house.desk, route.channel))
    await write_checklist(u, ticket, route)
    card = await present(u, house, ticket)
    await u.outbox.to_desk(ticket.thread, card, opens_thread=True)
    await watch(u, house, ticket)
    for part in split(ticket.description)[1:]:
        await u.outbox.to_desk(ticket.thread, Post(part))
    said = await u.messages.public_of(ticket.id)
    if len(said) > CARRIED:
        office = house.directory.office(ticket.office)
        line = house.staff_says(office, EARLIER_HERE, number=len(said) - CARRIED)
        before = ticket_thread(ticket.id, max(ticket.generation - 1, 0))
        await u.outbox.to_desk(ticket.thread, Post(line, thread=before))
    for message in said[-CARRIED:]:
        await show_in_thread(u, house, ticket, message, author=message.author_name)
    for own in await u.sides.parts_of(ticket.id):
        if own.is_open:
            await u.outbox.to_desk(
                ticket.thread, beside.part_post(house, ticket, own), message=MessageId(own.id)
            )


CARRIED = 20
"""Public messages that a new thread brings along; what was before is linked."""
EARLIER_HERE = N_("… and {number} earlier messages.")


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


MOVED = N_("➡️ Moved to {department} by {name}.")
"""What the old card says once the thread has moved."""
