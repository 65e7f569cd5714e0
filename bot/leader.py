"""One of several replicas does what only one may: a lease in the database says which (acceptance case 14)."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.domain.errors import Conflict, Unavailable
from bot.ports.clock import Clock
from bot.ports.store import Store

log = structlog.get_logger()

LEASE = timedelta(seconds=8)
"""How long a leader that has died still bars the others: another takes over within ten seconds."""
RENEW = 2.0
"""Seconds between two looks at the lease: three may fail before it ends."""


class Leader:
    """Runs something while this process has the lease ``name``. A leader that can't prolong it in time steps down
    before another takes over. Clocks of the replicas should agree within a second or two; when they do not, two may
    lead for as long as they differ."""

    def __init__(self, store: Store, clock: Clock, name: str) -> None:
        self._store, self._clock, self._name = store, clock, name
        self._owner = secrets.token_urlsafe(12)

    async def run(self, work: Callable[[], Awaitable[None]]) -> None:
        """Until cancelled, or until ``work`` fails: its failure is raised. Work that ends by itself ends this."""
        try:
            while True:
                fence = await self._look()
                if fence is not None:
                    log.info("leading", lease=self._name, fence=fence)
                    if await self._lead(work, fence):
                        return
                    log.warning("leading_ended", lease=self._name, fence=fence)
                await self._clock.sleep(RENEW)
        finally:
            with suppress(Exception):  # it ends by itself
                await self._store.let_go(self._name, self._owner)

    async def _lead(self, work: Callable[[], Awaitable[None]], fence: int) -> bool:
        """Whether the work has ended; False when the lease was lost."""
        working = asyncio.ensure_future(work())
        keeping = asyncio.ensure_future(self._keep(fence))
        try:
            await asyncio.wait([working, keeping], return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
                return True
            keeping.result()
            return False
        finally:
            for task in (working, keeping):
                task.cancel()
            await asyncio.gather(working, keeping, return_exceptions=True)

    async def _keep(self, fence: int) -> None:
        """Prolong the lease until it is lost, or can't be prolonged for so long that it is about to end."""
        missed = 0.0
        while missed < LEASE.total_seconds() - RENEW:
            await self._clock.sleep(RENEW)
            try:
                async with asyncio.timeout(RENEW):
                    held = await self._hold()
            except (Unavailable, Conflict, TimeoutError):
                missed += 2 * RENEW
                continue
            if held != fence:
                return
            missed = 0.0

    async def _look(self) -> int | None:
        try:
            return await self._hold()
        except (Unavailable, Conflict):
            return None

    async def _hold(self) -> int | None:
        now = self._clock.now()
        return await self._store.hold(self._name, self._owner, now, now + LEASE)
