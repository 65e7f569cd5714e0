"""What can't be done now is given back, and tried again later."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.errors import Unavailable
from bot.ports.outbox import Claim
from bot.ports.store import Store
from bot.services.house import House

DATABASE_PAUSE = timedelta(seconds=2)
"""How long a step waits for a database that can't be reached, is busy or full."""


def backoff(attempts: int, retry_after: float | None = None) -> timedelta:
    """How long to wait before the next attempt: as the platform asks, else 1 s doubling up to a minute."""
    return timedelta(seconds=retry_after if retry_after is not None else min(2.0**attempts, 60.0))


async def give_back(store: Store, house: House, claim: Claim) -> None:
    """Give a claim back untried, however long the database takes to allow it: a lease that ran out would count as a
    failure."""
    while True:
        try:
            await store.put_back(claim, house.now() + DATABASE_PAUSE, untried=True)
        except Unavailable:
            await house.clock.sleep(DATABASE_PAUSE.total_seconds())
        else:
            return
