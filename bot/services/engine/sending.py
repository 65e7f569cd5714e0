"""A row of the outbox is sent, and what became of it is settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog

from bot.domain.addresses import Place, resident_of
from bot.domain.audience import Farewell, ForResident, Recall, Received, Rewrite, ShowStatus, StatusCard
from bot.domain.errors import Conflict, Unavailable
from bot.domain.people import NO_CHAT
from bot.domain.technician import ForTechnician, JobCard, ShowJob, WorkRetouch, WorkRewrite
from bot.ports.channel import Channel, Delivery, Outgoing, Receipt, SendFailed
from bot.ports.desk import MarkCopy, ReactCopy, SetMark, SetReactions
from bot.ports.files import Files
from bot.ports.mailer import Letter
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import Store, UnitOfWork
from bot.services.engine import outcomes
from bot.services.engine.fetching import Fetching
from bot.services.engine.giving_back import backoff, give_back, settle, settle_all
from bot.services.engine.preparing import Preparing, leads_to
from bot.services.house import House
from bot.services.relay import thread_care
from bot.services.residents import chat_topics, status_card
from bot.services.technicians import job_card

log = structlog.get_logger()

DELIVERY_BUGS = 5
THREAD_WAIT = timedelta(minutes=1)
"""How long a post that leads to a thread waits for the thread's first message; then it goes without the link."""

SIGNS = SetMark | MarkCopy | SetReactions | ReactCopy | Received
"""What is set on somebody's message: once that is deleted, nobody misses it."""


NO_LOOKUP = (
    ForResident
    | Rewrite
    | ShowStatus
    | ForTechnician
    | WorkRetouch
    | WorkRewrite
    | ShowJob
    | Letter
    | Farewell
)
"""What can't be looked up where it went: after a second broken attempt it is not tried again."""


class NoRoom(Exception):
    """The platform's pace lets nothing out for a while."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"no room for {wait}")
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Sending:
    """Deliveries that were claimed: *sending* before they are tried, *sent* or put back after."""

    store: Store
    house: House
    channels: Mapping[str, Channel]
    files: Files

    async def deliver(self, channel: str, row: ClaimedDelivery) -> None:
        """Send the row, and settle what became of it."""
        strayed = row.strayed and not isinstance(row.content, Recall)
        if strayed or (row.place is not None and row.place.room == NO_CHAT):
            await self._not_here(row)
            return
        if row.recalled and isinstance(row.content, ForResident | Rewrite | ForTechnician | WorkRewrite):
            await self._withhold(row)
            return
        try:
            content, receipt = await self._send(channel, row)
        except NoRoom as full:
            await give_back(self.store, self.house, row.claim, full.wait)
        except SendFailed as error:
            await self._not_sent(row, error)
        except Unavailable as error:  # before anything was sent
            log.warning("database_unavailable", why=str(error))
            await give_back(self.store, self.house, row.claim)
        except Exception:
            log.exception("delivery_bug", key=row.key)
            fatal = row.attempts >= DELIVERY_BUGS
            await self._not_sent(row, SendFailed("refused" if fatal else "unknown", "a bug of ours"))
        else:
            await self._sent(row, content, receipt)

    async def _send(self, channel: str, row: ClaimedDelivery) -> tuple[Outgoing | None, Receipt]:
        """What was sent, and what came of it."""
        sender, prepared = self.channels[channel], Preparing(self.store, self.house)
        fetching = Fetching(self.store, self.channels, self.files)

        async def pay(place: Place, content: Outgoing) -> None:
            wait = await self.store.pace(sender.pace(place, content), self.house.now())
            if wait:
                raise NoRoom(wait)

        place, content = await prepared.addressed(sender, row, pay)
        if content is None:
            return None, Receipt()
        linked = await prepared.linked(content)
        if not leads_to(content) <= linked.keys() and self.house.now() < row.queued_at + THREAD_WAIT:
            raise SendFailed("not_ready", "the thread it leads to has no message yet", 0.5)
        await pay(place, content)

        async def record(progress: str) -> None:
            try:
                await self.store.record_progress(row.claim, progress)
            except Unavailable as error:  # in the middle of sending
                raise SendFailed("unknown", str(error)) from error

        delivery = Delivery(
            key=row.key,
            place=place,
            content=content,
            uncertain=row.uncertain,
            progress=row.progress,
            file=await fetching.file_of(content, row.attempts),
            linked=linked,
            record=record,
            queued_at=row.queued_at,
        )
        return content, await sender.deliver(delivery)

    async def _sent(self, row: ClaimedDelivery, content: Outgoing | None, receipt: Receipt) -> None:
        async def sent(u: UnitOfWork) -> None:
            await u.sent(row, receipt)

        async def delivered(u: UnitOfWork) -> None:
            await _stands(u, row, content, receipt)
            await outcomes.delivered(u, self.house, row)

        await settle_all(self.store, self.house, row.key, sent, delivered)

    async def _withhold(self, row: ClaimedDelivery) -> None:
        """Its author has taken the message back before it left."""

        async def withheld(u: UnitOfWork) -> None:
            await outcomes.withheld(u, self.house, row)

        await settle_all(self.store, self.house, row.key, partial(_done, row), withheld)

    async def _not_here(self, row: ClaimedDelivery) -> None:
        """It is for a resident who has no chat (held, he gets none meanwhile), or about a request that is another's."""

        async def done(u: UnitOfWork) -> None:
            if (resident := resident_of(row.destination)) is not None:
                await u.people.hold(resident)
            await _done(row, u)

        async def untold(u: UnitOfWork) -> None:
            await outcomes.untold(u, self.house, row)

        await settle_all(self.store, self.house, row.key, done, untold)

    async def _not_sent(self, row: ClaimedDelivery, error: SendFailed) -> None:
        if error.reason == "no_topic" and row.topic is not None and row.place is not None:
            gone = partial(chat_topics.lost, topic=row.topic, place=row.place)
            await settle(self.store, self.house, gone)
            await give_back(self.store, self.house, row.claim, timedelta())
            return
        if error.reason in ("gone", "lost", "closed") and isinstance(row.content, SIGNS):
            await settle(self.store, self.house, partial(_done, row))
            log.debug("nothing_to_sign", key=row.key, detail=error.detail)
            return
        no_lookup = isinstance(row.content, NO_LOOKUP)
        twice_unknown = error.reason == "unknown" and row.uncertain and no_lookup
        if error.retryable and not twice_unknown:
            await self._delay(row, error)
            return
        try:
            way = await self._give_up(row, error)
        except Conflict:  # the ticket has changed meanwhile: tried again, decided again
            await give_back(self.store, self.house, row.claim, timedelta())
            return
        log.warning("delivery_lost", key=row.key, reason=error.reason, detail=error.detail, goes_on=way)
        if way == "wait":
            await give_back(self.store, self.house, row.claim, thread_care.PARKED)

    async def _delay(self, row: ClaimedDelivery, error: SendFailed) -> None:
        """It is tried again later, and staff see that it waits."""
        try:
            await settle(self.store, self.house, partial(outcomes.delayed, row=row))
        except Exception:
            log.exception("outcome_failed", key=row.key)
        wait = backoff(row.attempts, error.retry_after)
        unknown = error.reason == "unknown"
        await give_back(self.store, self.house, row.claim, wait, failed=str(error), uncertain=unknown)
        if error.reason != "not_ready":  # that is our own order, nothing is wrong
            seconds = wait.total_seconds()
            log.info(
                "delivery_delayed", key=row.key, reason=error.reason, detail=error.detail, seconds=seconds
            )

    async def _give_up(self, row: ClaimedDelivery, error: SendFailed) -> thread_care.Way | None:
        """It goes on elsewhere, or is given up and whoever relies on it is told."""
        ways: list[thread_care.Way | None] = []

        async def decide(u: UnitOfWork) -> None:
            ways.append(await thread_care.carry_on(u, self.house, row, error.reason))
            if ways[-1] is None:
                await u.dead(row.claim, str(error))
                await outcomes.failed(u, self.house, row, error.reason)

        async def dead(u: UnitOfWork) -> None:
            await u.dead(row.claim, str(error))

        try:
            await settle(self.store, self.house, decide)
        except Conflict:
            raise
        except Exception:  # what follows from it must not keep it in the way
            log.exception("outcome_failed", key=row.key)
            await settle(self.store, self.house, dead)
            return None
        return ways[-1]


async def _done(row: ClaimedDelivery, u: UnitOfWork) -> None:
    """There is nothing to send any more."""
    await u.sent(row, Receipt())


async def _stands(u: UnitOfWork, row: ClaimedDelivery, content: Outgoing | None, receipt: Receipt) -> None:
    """What was sent is shown from now on: a card, a word above a topic's first message."""
    match content:
        case StatusCard():
            await status_card.stands(u, row, content)
        case JobCard():
            await job_card.stands(u, row, content, receipt)
        case ForResident() if content != getattr(row.content, "content", row.content):
            await chat_topics.said(u, row)
