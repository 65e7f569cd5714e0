"""Boards are drawn again a little after what they show has changed: however much changes meanwhile, once."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.addresses import Destination
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.house import House

TIMER = "board"
"""The timer at which a board is drawn anew; its subject is where the board stands."""
PAUSE = timedelta(seconds=30)
"""What changes within this is drawn together: Slack is spared, and nobody reads faster."""


async def soon(u: UnitOfWork, house: House, board: Destination, *, at_once: bool = False) -> None:
    """Have it drawn again, unless it is about to be."""
    if at_once or await u.timers.at(TIMER, board) is None:
        await u.timers.set(Timer(TIMER, board, house.now() + (timedelta() if at_once else PAUSE)))
