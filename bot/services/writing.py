"""What staff write to the resident from a window: sent, shown in the thread, signed (row C1)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_, Public
from bot.domain.message import Author, PublicMessage
from bot.domain.ticket import Move, Ticket
from bot.ports.store import UnitOfWork
from bot.services import cards
from bot.services.acting import Act
from bot.services.conversation import post_buttons, send_to_resident, show_in_thread
from bot.services.house import House
from bot.services.introductions import introduce


async def write(
    u: UnitOfWork,
    house: House,
    act: Act,
    text: str,
    move: Move,
    what: str,
    *,
    for_staff: str = "",
    detail: str = "",
) -> Ticket:
    """Send the resident a public message, show it in the thread, make the move: the ticket then. ``what`` it is in the
    history, with what ``detail`` behind the message's id; ``for_staff`` says it in their own language."""
    ticket, member = act.ticket, act.member
    after = ticket.move(move, house.now())
    resident = await u.people.get(ticket.resident)
    signature = house.signature(member, resident.language)
    message = PublicMessage(
        u.ids.message(),
        ticket.id,
        Author.STAFF,
        signature,
        Public(text),
        house.now(),
        for_staff=for_staff,
    )
    await u.messages.add_public(message)
    await introduce(u, house, ticket, member, message.id)
    await send_to_resident(u, house, resident, message)
    office = house.directory.office(ticket.office)
    author = house.staff_says(office, N_("{name} to the resident"), name=member.name)
    buttons = post_buttons(house, office, message.id)
    await show_in_thread(u, house, ticket, message, author=author, actions=buttons)
    await house.record(u, ticket, member.key, what, f"{message.id} {detail}".rstrip())
    return await cards.update(u, house, ticket, replace(after, handler=after.handler or member.key))
