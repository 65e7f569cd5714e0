"""What staff write to the resident from a window: sent, shown in the thread, signed (row C1)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_, Public
from bot.domain.deeds import Deed
from bot.domain.ids import AttachmentId
from bot.domain.message import Author, PublicMessage
from bot.domain.ticket import Move, Ticket
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.house import House
from bot.services.relay.conversation import post_buttons, send_to_resident, show_in_thread
from bot.services.tickets.introductions import introduce


async def say(
    u: UnitOfWork,
    house: House,
    act: Act,
    text: str,
    what: Deed,
    *,
    files: tuple[AttachmentId, ...] = (),
    for_staff: str = "",
    detail: str = "",
) -> None:
    """Send the resident a public message and show it in the thread, where its author can change it and take it back.
    ``what`` it is in the history, with what ``detail`` behind the message's id (``written.WRITES`` knows it);
    ``for_staff`` says it in their own language."""
    ticket, member = act.ticket, act.member
    office = house.directory.office(ticket.office)
    resident = await u.people.get(ticket.resident)
    message = PublicMessage(
        u.ids.message(),
        ticket.id,
        Author.STAFF,
        house.signature(member, resident.language),
        Public(text),
        house.now(),
        files,
        for_staff=for_staff,
    )
    await u.messages.add_public(message)
    await introduce(u, house, ticket, member, message.id)
    await send_to_resident(u, house, resident, message)
    author = house.staff_says(office, N_("{name} to the resident"), name=member.name)
    buttons = post_buttons(house, office, message.id)
    await show_in_thread(u, house, ticket, message, author=author, actions=buttons)
    await house.record(u, ticket, member.key, what, f"{message.id} {detail}".rstrip())


async def write(
    u: UnitOfWork,
    house: House,
    act: Act,
    text: str,
    move: Move,
    what: Deed,
    *,
    for_staff: str = "",
    detail: str = "",
) -> Ticket:
    """The same, and make the move it stands for: the ticket then."""
    ticket, member = act.ticket, act.member
    after = ticket.move(move, house.now())
    await say(u, house, act, text, what, for_staff=for_staff, detail=detail)
    return await cards.update(u, house, ticket, replace(after, handler=after.handler or member.key))
