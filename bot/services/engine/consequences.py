"""What follows whenever a ticket has changed, whatever use case changed it: in the same unit of work, once a ticket."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.domain.ticket import Ticket
from bot.ports.store import UnitOfWork
from bot.services.clocks import clocks, overtime
from bot.services.closing import closing, follow_up
from bot.services.complaints import joint
from bot.services.desk import home_tab, slips
from bot.services.house import House
from bot.services.promises import approving, pledging
from bot.services.residents import alerting, status_card
from bot.services.sheets import boards
from bot.services.technicians import job_card
from bot.services.visits import visits_following

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
    await alerting.listen(u, house)
    for before, after in u.tickets.changes():
        for follower in FOLLOWERS:
            await follower(u, house, before, after)
    await home_tab.noticed(u, house)
