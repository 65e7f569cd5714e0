"""Who looks after a request is told to its resident once: when he takes it, or above his first answer (row C1)."""

from __future__ import annotations

from bot.domain.deeds import Deed
from bot.domain.directory import Staff
from bot.domain.ids import MessageId, TicketId
from bot.domain.ticket import Ticket
from bot.ports.store import UnitOfWork
from bot.services.house import House, change

INTRODUCED: Deed = "introduced"
_BY_HIMSELF: tuple[Deed, ...] = ("took", INTRODUCED)
_BY_OTHERS: tuple[Deed, ...] = ("assigned", "handed_over", "escalated", "given")


async def is_introduced(u: UnitOfWork, ticket: Ticket, member: Staff) -> bool:
    """Whether the resident was told already that this member of staff looks after his request."""
    for happening in await u.history(ticket.id):
        if happening.what in _BY_HIMSELF and happening.actor == member.key:
            return True
        if happening.what in _BY_OTHERS and happening.detail.endswith(change("", member.key)[1:]):
            return True
    return False


async def introduce(u: UnitOfWork, house: House, ticket: Ticket, member: Staff, message: MessageId) -> None:
    """Where he becomes the handler by this message and the resident doesn't know him as such yet, it will say so."""
    if ticket.handler is None and not await is_introduced(u, ticket, member):
        await house.record(u, ticket, member.key, INTRODUCED, message)


async def introduces(u: UnitOfWork, ticket: TicketId, message: MessageId) -> bool:
    """Whether it is this message that introduces its author."""
    return await u.recorded(ticket, INTRODUCED, message)
