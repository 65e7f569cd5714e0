"""What follows whenever a ticket has changed, whatever use case changed it: in the same unit of work, once a ticket."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.domain.ticket import Ticket
from bot.ports.store import UnitOfWork
from bot.services import (
    approving,
    boards,
    clocks,
    closing,
    follow_up,
    home_tab,
    job_card,
    joint,
    overtime,
    pledging,
    slips,
    status_card,
    visits_following,
)
from bot.services.house import House

Follower = Callable[[UnitOfWork, House, Ticket | None, Ticket], Awaitable[None]]
"""Is handed the ticket as it was (None: it is new) and as it is. It sets timers and queues messages, and changes no
ticket."""

FOLLOWERS: tuple[Follower, ...] = (
    closing.follow,
    follow_up.follow,
    visits_following.follow,
    pledging.follow,
    approving.follow,
    joint.watch,
    clocks.follow,
    overtime.follow,
    job_card.follow,
    boards.follow,
    slips.follow,
    status_card.follow,
)


async def follow(u: UnitOfWork, house: House) -> None:
    """Called once, when all else is done."""
    for before, after in u.tickets.changes():
        for follower in FOLLOWERS:
            await follower(u, house, before, after)
    await home_tab.noticed(u, house)
