"""What can't be done now is given back, and tried again later."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot.domain.errors import Conflict, Unavailable
from bot.ports.outbox import Claim
from bot.ports.store import Store, UnitOfWork
from bot.services.house import House

log = structlog.get_logger()

DATABASE_PAUSE = timedelta(seconds=2)
"""How long a step waits for a database that can't be reached, is busy or full."""
CONFLICTS = 5
"""How often a commit is tried at once that others are in the way of: a conflict that never ends is a fault."""


def backoff(attempts: int, retry_after: float | None = None) -> timedelta:
    """How long to wait before the next attempt: as the platform asks, else 1 s doubling up to a minute."""
    return timedelta(seconds=retry_after if retry_after is not None else min(2.0**attempts, 60.0))


async def give_back(
    store: Store,
    house: House,
    claim: Claim,
    after: timedelta = DATABASE_PAUSE,
    *,
    failed: str = "",
    uncertain: bool = False,
) -> None:
    """Give a claim back, untried where nothing is said of a failure, however long the database takes to allow it: a
    lease that ran out would count as a failure."""
    untried = not failed
    while True:
        ready_at = house.now() + after
        try:
            await store.put_back(claim, ready_at, failed=failed, uncertain=uncertain, untried=untried)
        except Conflict:
            continue
        except Unavailable:
            await house.clock.sleep(DATABASE_PAUSE.total_seconds())
        else:
            return


async def settle(store: Store, house: House, what: Callable[[UnitOfWork], Awaitable[None]]) -> None:
    """One commit about what has happened already and must not happen again: as often as something is in its way.
    Raises Conflict where the lease is lost, or others are in the way time after time."""
    left = CONFLICTS
    while True:
        try:
            async with store.begin() as u:
                await what(u)
        except Conflict:
            left -= 1
            if not left:
                raise
        except Unavailable as error:
            log.warning("database_unavailable", why=str(error))
            await house.clock.sleep(DATABASE_PAUSE.total_seconds())
        else:
            return


async def settle_all(
    store: Store,
    house: House,
    key: str,
    what: Callable[[UnitOfWork], Awaitable[None]],
    more: Callable[[UnitOfWork], Awaitable[None]],
) -> None:
    """The same, with ``more`` that follows from it; without, where that fails by a fault of ours."""

    async def whole(u: UnitOfWork) -> None:
        await what(u)
        await more(u)

    try:
        await settle(store, house, whole)
    except Exception:
        log.exception("outcome_failed", key=key)
        await settle(store, house, what)
