"""What the engine no longer needs is forgotten, a little at a time: tickets and words stay for ever."""

from __future__ import annotations

from datetime import timedelta

from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.house import House

KIND = "housekeeping"
AT_MOST = 500
"""Rows of each kind in one commit, so that no message waits long behind it."""

FIRST, NEXT, DAILY = timedelta(minutes=1), timedelta(seconds=2), timedelta(days=1)


async def begin(u: UnitOfWork, house: House) -> None:
    """The process has started: tidy up soon, when the first messages are through."""
    await u.timers.set(Timer(KIND, "", house.now() + FIRST))


async def tidy(u: UnitOfWork, house: House) -> None:
    """Forget some; go on soon while there was something, else tomorrow."""
    forgotten = await u.forget(house.now() - house.keep, AT_MOST)
    await u.timers.set(Timer(KIND, "", house.now() + (NEXT if forgotten else DAILY)))
