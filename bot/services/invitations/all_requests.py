"""All that a resident ever asked for, of any office: what a chat takes in, and what leaves it (ADR 0040)."""

from __future__ import annotations

from bot.domain.ids import ResidentId
from bot.domain.ticket import Ticket
from bot.ports.store import UnitOfWork
from bot.services.house import House


async def all_of(u: UnitOfWork, house: House, resident: ResidentId) -> list[Ticket]:
    """Open and ended ones; an office's together, the oldest first."""
    return [
        ticket
        for office in house.directory.offices
        for ticket in await u.tickets.all_of(resident, office.key)
    ]
