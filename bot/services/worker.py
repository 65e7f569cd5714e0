"""The engine room: takes events from the inbox, deliveries from the outbox and timers when they are due.

Each step is short and complete, so the process may die between any two: an event is handled in one commit, a
delivery is *sending* before it is tried and *sent* or put back after (DESIGN §2, §6).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import cast

import structlog

from bot.domain.addresses import Destination, MessageRef, Place
from bot.domain.audience import N_, ForResident, Recall, Remove, Retouch, Rewrite
from bot.domain.errors import Conflict, Refused, Unreadable
from bot.domain.ids import AttachmentId, MessageId
from bot.domain.people import NO_CHAT
from bot.ports.channel import CanFetch, Channel, Delivery, LocalFile, Outgoing, Receipt, SendFailed
from bot.ports.desk import MarkCopy, Post, Recard, Reword, RewordCopy, SetMark, Upload, Whisper
from bot.ports.files import Files, TooLarge
from bot.ports.home import HomeTab
from bot.ports.inbound import Inbound
from bot.ports.mailer import Letter
from bot.ports.store import ClaimedDelivery, ClaimedEvent, Store
from bot.services import dispatch, outcomes
from bot.services.house import House

log = structlog.get_logger()

EVENT_LEASE = timedelta(seconds=60)
DELIVERY_LEASE = timedelta(seconds=120)
EVENT_ATTEMPTS = 5
DELIVERY_BUGS = 5
FETCH_ATTEMPTS = 4
THREAD_WAIT = timedelta(minutes=1)
"""How long a post that leads to a thread waits for the thread's first message; then it goes without the link."""
TIMER_RETRY = timedelta(minutes=10)
LARGEST_FILE = 50 << 20
"""Bytes of an attachment at most: what Telegram takes from a bot (Bot API, "Sending files")."""

QUARANTINED = N_(
    "An event from {channel} could not be handled and was put aside ({why}). It is kept; the others go on."
)


def backoff(attempts: int, retry_after: float | None = None) -> timedelta:
    """How long to wait before the next attempt: as the platform asks, else 1 s doubling up to a minute."""
    return timedelta(seconds=retry_after if retry_after is not None else min(2.0**attempts, 60.0))


@dataclass(frozen=True, slots=True)
class Worker:
    """Steps that the process runs for ever and the tests one by one. Each says whether there was anything to do."""

    store: Store
    house: House
    channels: Mapping[str, Channel]
    files: Files

    async def handle_event(self) -> bool:
        """Handle the oldest event of one inbox lane."""
        claimed = await self.store.claim_event(self.house.now(), EVENT_LEASE)
        if claimed is None:
            return False
        try:
            inbound = self._read(claimed)
        except Unreadable as error:
            await self._quarantine(claimed, str(error))
            return True
        try:
            await self._dispatch(claimed, inbound)
        except Conflict:
            await self.store.put_back(claimed.claim, self.house.now())
        except Exception as error:
            await self._event_failed(claimed, error)
        return True

    async def deliver(self, channel: str) -> bool:
        """Send the oldest row of one of a channel's outbox lanes."""
        row = await self.store.claim_delivery(channel, self.house.now(), DELIVERY_LEASE)
        if row is None:
            return False
        if row.place is not None and row.place.room == NO_CHAT:
            await self._nobody(row)
            return True
        if row.recalled and isinstance(row.content, ForResident | Rewrite):
            await self._withhold(row)
            return True
        try:
            receipt = await self._send(channel, row)
        except SendFailed as error:
            await self._not_sent(row, error)
        except Exception:
            log.exception("delivery_bug", key=row.key)
            fatal = row.attempts >= DELIVERY_BUGS
            await self._not_sent(row, SendFailed("refused" if fatal else "unknown", "a bug of ours"))
        else:
            if receipt is not None:
                await self._sent(row, receipt)
        return True

    async def fire_timers(self) -> bool:
        """Look at everything that is due, each in a commit of its own."""
        due = await self.store.due_timers(self.house.now())
        for timer in due:
            try:
                async with self.store.begin() as u:
                    if await u.timer_fired(timer):
                        await dispatch.timer(u, self.house, timer)
            except Exception:
                log.exception("timer_failed", kind=timer.kind, subject=timer.subject)
                async with self.store.begin() as u:
                    await u.timers.set(replace(timer, due_at=self.house.now() + TIMER_RETRY))
        return bool(due)

    # -- events --

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

    async def _event_failed(self, claimed: ClaimedEvent, error: Exception) -> None:
        log.exception("event_failed", channel=claimed.event.channel, id=claimed.event.id)
        if claimed.attempts + 1 >= EVENT_ATTEMPTS:
            await self._quarantine(claimed, type(error).__name__)
            return
        ready = self.house.now() + backoff(claimed.attempts)
        await self.store.put_back(claimed.claim, ready, failed=type(error).__name__)

    async def _quarantine(self, claimed: ClaimedEvent, why: str) -> None:
        log.error("event_quarantined", channel=claimed.event.channel, id=claimed.event.id, why=why)
        office = self.house.directory.offices[0].key
        async with self.store.begin() as u:
            await u.event_quarantined(claimed.claim, why)
            await self.house.alarm(u, office, QUARANTINED, channel=claimed.event.channel, why=why)

    # -- deliveries --

    async def _withhold(self, row: ClaimedDelivery) -> None:
        """Its author has taken the message back before it left."""
        async with self.store.begin() as u:
            await u.sent(row.claim, Receipt())
            await outcomes.withheld(u, self.house, row)

    async def _nobody(self, row: ClaimedDelivery) -> None:
        """It is for a resident who has no chat."""
        async with self.store.begin() as u:
            await u.sent(row.claim, Receipt())
            await outcomes.untold(u, self.house, row)

    async def _sent(self, row: ClaimedDelivery, receipt: Receipt) -> None:
        try:
            async with self.store.begin() as u:
                await u.sent(row.claim, receipt)
                await outcomes.delivered(u, self.house, row)
        except Conflict:
            raise
        except Exception:  # what follows from it must not undo that it was sent
            log.exception("outcome_failed", key=row.key)
            async with self.store.begin() as u:
                await u.sent(row.claim, receipt)

    async def _send(self, channel: str, row: ClaimedDelivery) -> Receipt | None:
        place = _where(row)
        content = await self._resolved(row, place)
        linked = await self._linked(content)
        leads = content.thread if isinstance(content, Post) else None
        if leads and leads not in linked and self.house.now() < row.queued_at + THREAD_WAIT:
            raise SendFailed("not_ready", "the thread it leads to has no message yet", 0.5)
        sender = self.channels[channel]
        wait = await self.store.pace(sender.pace(place, content), self.house.now())
        if wait:
            await self.store.put_back(row.claim, self.house.now() + wait, untried=True)
            return None

        async def record(progress: str) -> None:
            await self.store.record_progress(row.claim, progress)

        delivery = Delivery(
            key=row.key,
            place=place,
            content=content,
            uncertain=row.uncertain,
            progress=row.progress,
            file=await self._file(content, row.attempts),
            linked=linked,
            record=record,
        )
        return await sender.deliver(delivery)

    async def _resolved(self, row: ClaimedDelivery, place: Place) -> Outgoing:
        match row.content:
            case Rewrite(target=message, content=content):
                pieces = await self._pieces(message, row, (row.part,))
                return Retouch(pieces[-1], content) if pieces else content
            case RewordCopy(message=message, post=post):
                pieces = await self._pieces(message, row, (row.part,))
                return Reword(pieces[-1], post) if pieces else post
            case Recall(target=message, parts=parts):
                return Remove(tuple(await self._pieces(message, row, parts)))
            case MarkCopy(message=message, mark=mark, fresh=fresh):
                copies = await self._copies(message, place)
                if not copies:
                    raise SendFailed("gone", "the post to mark was never made")
                return SetMark(copies[-1], mark, fresh)
            case content:
                return content

    async def _copies(self, message: MessageId, place: Place) -> list[MessageRef]:
        async with self.store.begin() as u:
            return await u.messages.copies(message, place.channel)

    async def _pieces(
        self, message: MessageId, row: ClaimedDelivery, parts: tuple[int, ...]
    ) -> list[MessageRef]:
        async with self.store.begin() as u:
            pieces = await u.messages.pieces(message, row.destination)
        return [ref for part, ref in pieces if part in parts]

    async def _file(self, content: Outgoing, attempts: int) -> LocalFile | None:
        id = content.attachment if isinstance(content, ForResident | Upload) else None
        if id is None:
            return None
        try:
            return await self._fetched(id)
        except SendFailed as error:
            given_up = error.reason == "gone" or (error.retryable and attempts + 1 >= FETCH_ATTEMPTS)
            if given_up:  # what waits behind a file goes on without it
                raise SendFailed("no_file", f"the file can't be fetched ({error})") from error
            raise

    async def _fetched(self, id: AttachmentId) -> LocalFile:
        async with self.store.begin() as u:
            attachment = await u.messages.attachment(id)
        path = self.files.path(attachment.sha256) if attachment.sha256 else None
        if path is None:
            source = cast(CanFetch, self.channels[attachment.channel])
            try:
                kept = await self.files.keep(source.fetch(attachment.source), at_most=LARGEST_FILE)
            except TooLarge as error:
                raise SendFailed("too_large", attachment.name) from error
            async with self.store.begin() as u:
                await u.messages.fetched(id, kept.sha256, kept.size)
            path = self.files.path(kept.sha256)
        if path is None:
            raise SendFailed("no_file", "the kept file has disappeared")
        return LocalFile(attachment, path)

    async def _linked(self, content: Outgoing) -> dict[Destination, Place]:
        match content:
            case Recard(moved_to=destination) if destination is not None:
                wanted = {destination}
            case Post(thread=destination) if destination is not None:
                wanted = {destination}
            case Whisper(lines=lines):
                wanted = {line.thread for line in lines if line.thread is not None}
            case HomeTab(parts=parts):
                shown = [line.thread for part in parts for line in part.lines]
                wanted = {thread for thread in shown if thread is not None}
            case _:
                return {}
        async with self.store.begin() as u:
            found = {destination: await u.places.get(destination) for destination in wanted}
        return {destination: place for destination, place in found.items() if place and place.thread}

    async def _not_sent(self, row: ClaimedDelivery, error: SendFailed) -> None:
        no_lookup = isinstance(row.content, ForResident | Rewrite | Letter)
        twice_unknown = error.reason == "unknown" and row.uncertain and no_lookup
        if error.retryable and not twice_unknown:
            async with self.store.begin() as u:
                await outcomes.delayed(u, self.house, row)
            ready = self.house.now() + backoff(row.attempts, error.retry_after)
            unknown = error.reason == "unknown"
            await self.store.put_back(row.claim, ready, failed=str(error), uncertain=unknown)
            return
        log.warning("delivery_dead", key=row.key, reason=error.reason, detail=error.detail)
        async with self.store.begin() as u:
            await u.dead(row.claim, str(error))
            await outcomes.failed(u, self.house, row, error.reason)


def _where(row: ClaimedDelivery) -> Place:
    place = row.place
    in_thread = row.destination.startswith(("thread:", "notes:"))
    if place is None or (in_thread and place.thread is None and not row.opens_thread):
        raise SendFailed("gone", "the thread was never opened")
    return place
