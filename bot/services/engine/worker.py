"""The engine room: takes events from the inbox, deliveries from the outbox and timers when they are due.

Each step is short and complete, so the process may die between any two: an event is handled in one commit; how a
delivery is sent is in ``sending``.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import structlog

from bot.domain.errors import Conflict, NotYet, Refused, Unavailable, Unreadable
from bot.ports.channel import Channel
from bot.ports.files import Files
from bot.ports.inbound import Inbound
from bot.ports.store import ClaimedEvent, Store, UnitOfWork
from bot.ports.timers import Timer
from bot.services.engine import dispatch, excuses, timers
from bot.services.engine.giving_back import CONFLICTS, backoff, give_back, settle, settle_all
from bot.services.engine.sending import Sending
from bot.services.house import House
from bot.services.relay import album_parts

log = structlog.get_logger()

Work = Callable[[], Awaitable[None]]

EVENT_LEASE = timedelta(seconds=60)
DELIVERY_LEASE = timedelta(seconds=120)
EVENT_ATTEMPTS = 5
TIMER_RETRY = timedelta(minutes=10)
SOON = timedelta(seconds=1)
"""After which an event is handled again whose time has not come."""


@dataclass(frozen=True, slots=True)
class Worker:
    """What there is to do, leased for this process: its loops do several things at once, the tests one by one."""

    store: Store
    house: House
    channels: Mapping[str, Channel]
    files: Files

    async def take_events(self, at_most: int) -> list[Work]:
        """The oldest event of each of so many inbox lanes."""
        claimed = await self.store.claim_events(self.house.now(), EVENT_LEASE, at_most)
        return [partial(self._handle, each) for each in claimed]

    async def take_deliveries(self, channel: str, at_most: int) -> list[Work]:
        """The oldest row of each of so many of a channel's outbox lanes."""
        claimed = await self.store.claim_deliveries(channel, self.house.now(), DELIVERY_LEASE, at_most)
        sending = Sending(self.store, self.house, self.channels, self.files)
        return [partial(sending.deliver, channel, row) for row in claimed]

    async def take_timers(self, at_most: int) -> list[Work]:
        """What is to be looked at again. Nothing keeps a timer from being taken twice, so one at a time is enough."""
        due = await self.store.due_timers(self.house.now(), at_most)
        return [partial(self._fire, timer) for timer in due]

    async def _fire(self, timer: Timer) -> None:
        async def fire(u: UnitOfWork) -> None:
            if await u.timer_fired(timer):
                await timers.fire(u, self.house, timer)

        try:
            await settle(self.store, self.house, fire)
        except Exception as error:
            log.exception("timer_failed", kind=timer.kind, subject=timer.subject)
            await self._put_off(timer, type(error).__name__)

    async def _put_off(self, timer: Timer, why: str) -> None:
        """It is tried again later, so that the others get their turn; managers hear of it."""
        again = replace(timer, due_at=self.house.now() + TIMER_RETRY)

        async def put_off(u: UnitOfWork) -> None:
            if await u.timer_fired(timer):
                await u.timers.set(again)

        async def tell(u: UnitOfWork) -> None:
            if await u.timers.at(again.kind, again.subject) == again.due_at:
                await excuses.not_done(u, self.house, timer, why)

        await settle_all(self.store, self.house, f"{timer.kind} {timer.subject}", put_off, tell)

    async def _handle(self, claimed: ClaimedEvent) -> None:
        """An event to its end; where something is in its way, also while it is put aside, it is taken again soon."""
        try:
            await self._decide(claimed)
        except Conflict:
            await give_back(self.store, self.house, claimed.claim, timedelta())
        except NotYet:
            await give_back(self.store, self.house, claimed.claim, SOON)
        except Unavailable as error:  # nothing is wrong with the event: no failure of its own
            log.warning("database_unavailable", why=str(error))
            await give_back(self.store, self.house, claimed.claim)

    async def _decide(self, claimed: ClaimedEvent) -> None:
        try:
            inbound = self._read(claimed)
        except Unreadable as error:
            await self._quarantine(claimed, str(error))
            return
        for left in reversed(range(CONFLICTS)):
            try:
                if not await album_parts.wait(self.store, self.house, claimed, inbound, self._read):
                    await self._dispatch(claimed, inbound)
            except (NotYet, Unavailable):
                raise
            except Exception as error:
                if isinstance(error, Conflict) and left:
                    continue
                await self._event_failed(claimed, inbound, error)
            return

    def _read(self, claimed: ClaimedEvent) -> Inbound:
        try:
            payload = json.loads(claimed.event.payload)
            return self.channels[claimed.event.channel].parse(payload, claimed.received_at)
        except Unreadable:
            raise
        except Exception as error:
            raise Unreadable(f"{type(error).__name__} while reading it") from error

    async def _dispatch(self, claimed: ClaimedEvent, inbound: Inbound) -> None:
        try:
            async with self.store.begin() as u:
                await dispatch.event(u, self.house, inbound)
                await u.event_done(claimed.claim)
        except Refused as error:
            async with self.store.begin() as u:
                await dispatch.refused(u, self.house, inbound, error)
                await u.event_done(claimed.claim)

    async def _event_failed(self, claimed: ClaimedEvent, inbound: Inbound, error: Exception) -> None:
        log.exception("event_failed", channel=claimed.event.channel, id=claimed.event.id)
        if claimed.attempts + 1 >= EVENT_ATTEMPTS:
            await self._quarantine(claimed, type(error).__name__, inbound)
            return
        why = type(error).__name__
        await give_back(self.store, self.house, claimed.claim, backoff(claimed.attempts), failed=why)

    async def _quarantine(self, claimed: ClaimedEvent, why: str, inbound: Inbound | None = None) -> None:
        log.error("event_quarantined", channel=claimed.event.channel, id=claimed.event.id, why=why)
        kept = excuses.worth_keeping(claimed, inbound)
        office = self.house.directory.offices[0].key

        async def excuse(u: UnitOfWork) -> None:
            await u.event_quarantined(claimed.claim, why, kept)
            await excuses.put_aside(u, self.house, claimed, why, inbound)

        async def alarm(u: UnitOfWork) -> None:
            await u.event_quarantined(claimed.claim, why, kept)
            await self.house.alarm(u, office, excuses.QUARANTINED, channel=claimed.event.channel, why=why)

        try:
            await settle(self.store, self.house, excuse)
        except Exception:  # who is concerned can't be found out: that must not keep it in the way
            log.exception("excuse_failed", id=claimed.event.id)
            await settle(self.store, self.house, alarm)
