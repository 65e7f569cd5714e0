"""The engine room: takes events from the inbox, deliveries from the outbox and timers when they are due.

Each step is short and complete, so the process may die between any two: an event is handled in one commit, a
delivery is *sending* before it is tried and *sent* or put back after (DESIGN §2, §6).
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import cast

import structlog

from bot.domain.addresses import Destination, MessageRef, Place, technician_of
from bot.domain.audience import (
    ForResident,
    Public,
    Recall,
    Received,
    Remove,
    Retouch,
    Rewrite,
    ShowStatus,
    StatusCard,
)
from bot.domain.errors import Conflict, Refused, Unavailable, Unreadable
from bot.domain.ids import AttachmentId, MessageId
from bot.domain.message import Attachment
from bot.domain.people import NO_CHAT
from bot.domain.technician import ForTechnician, JobCard, ShowJob, WorkMenu, WorkRetouch
from bot.ports.channel import CanFetch, Channel, Delivery, LocalFile, Outgoing, Receipt, SendFailed
from bot.ports.desk import (
    Board,
    MarkCopy,
    Post,
    ReactCopy,
    Reboard,
    Recard,
    Reword,
    RewordCopy,
    SetMark,
    SetReactions,
    Upload,
    Whisper,
)
from bot.ports.files import Files, Looks, TooLarge
from bot.ports.home import HomeTab
from bot.ports.inbound import Inbound
from bot.ports.mailer import Letter
from bot.ports.store import Claim, ClaimedDelivery, ClaimedEvent, Store, Timer
from bot.services import (
    dispatch,
    documents,
    excuses,
    job_card,
    outcomes,
    status_card,
    technicians,
    thread_care,
    timers,
)
from bot.services.chat_topics import ChatTopics, topical
from bot.services.house import House

log = structlog.get_logger()

Work = Callable[[], Awaitable[None]]

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

DATABASE_PAUSE = timedelta(seconds=2)
"""How long a step waits for a database that can't be reached, is busy or full."""

SIGNS = SetMark | MarkCopy | SetReactions | ReactCopy | Received
"""What is set on somebody's message: once that is deleted, nobody misses it."""


def backoff(attempts: int, retry_after: float | None = None) -> timedelta:
    """How long to wait before the next attempt: as the platform asks, else 1 s doubling up to a minute."""
    return timedelta(seconds=retry_after if retry_after is not None else min(2.0**attempts, 60.0))


class NoRoom(Exception):
    """The platform's pace lets nothing out for a while."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"no room for {wait}")
        self.wait = wait


def typed(attachment: Attachment, seen: Looks) -> str:
    """The media type to remember: by content; what claims to be shown or played must look it."""
    shown = attachment.media_type.startswith(("image/", "audio/", "video/"))
    return seen.media_type or ("application/octet-stream" if shown else attachment.media_type)


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
        return [partial(self._deliver, channel, row) for row in claimed]

    async def take_timers(self, at_most: int) -> list[Work]:
        """What is to be looked at again. Nothing keeps a timer from being taken twice, so one at a time is enough."""
        due = await self.store.due_timers(self.house.now(), at_most)
        return [partial(self._fire, timer) for timer in due]

    async def _handle(self, claimed: ClaimedEvent) -> None:
        try:
            inbound = self._read(claimed)
        except Unreadable as error:
            await self._quarantine(claimed, str(error))
            return
        try:
            await self._dispatch(claimed, inbound)
        except Conflict:
            await self.store.put_back(claimed.claim, self.house.now())
        except Unavailable as error:  # nothing is wrong with the event: no failure of its own
            log.warning("database_unavailable", why=str(error))
            await self._put_back(claimed.claim)
        except Exception as error:
            await self._event_failed(claimed, inbound, error)

    async def _deliver(self, channel: str, row: ClaimedDelivery) -> None:
        if row.place is not None and row.place.room == NO_CHAT:
            await self._nobody(row)
            return
        if row.recalled and isinstance(row.content, ForResident | Rewrite):
            await self._withhold(row)
            return
        try:
            receipt = await self._send(channel, row)
        except NoRoom as full:
            await self.store.put_back(row.claim, self.house.now() + full.wait, untried=True)
        except SendFailed as error:
            await self._not_sent(row, error)
        except Unavailable as error:  # before anything was sent
            log.warning("database_unavailable", why=str(error))
            await self._put_back(row.claim)
        except Exception:
            log.exception("delivery_bug", key=row.key)
            fatal = row.attempts >= DELIVERY_BUGS
            await self._not_sent(row, SendFailed("refused" if fatal else "unknown", "a bug of ours"))
        else:
            await self._sent(row, receipt)

    async def _fire(self, timer: Timer) -> None:
        try:
            async with self.store.begin() as u:
                if await u.timer_fired(timer):
                    await timers.fire(u, self.house, timer)
        except Conflict:
            return  # it is still there, and is looked at anew
        except Exception:
            log.exception("timer_failed", kind=timer.kind, subject=timer.subject)
            async with self.store.begin() as u:
                await u.timers.set(replace(timer, due_at=self.house.now() + TIMER_RETRY))

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

    async def _put_back(self, claim: Claim) -> None:
        """Give a claim back untried, however long the database takes to allow it: a lease that ran out would count as a
        failure."""
        while True:
            try:
                await self.store.put_back(claim, self.house.now() + DATABASE_PAUSE, untried=True)
            except Unavailable:
                await self.house.clock.sleep(DATABASE_PAUSE.total_seconds())
            else:
                return

    async def _event_failed(self, claimed: ClaimedEvent, inbound: Inbound, error: Exception) -> None:
        log.exception("event_failed", channel=claimed.event.channel, id=claimed.event.id)
        if claimed.attempts + 1 >= EVENT_ATTEMPTS:
            await self._quarantine(claimed, type(error).__name__, inbound)
            return
        ready = self.house.now() + backoff(claimed.attempts)
        await self.store.put_back(claimed.claim, ready, failed=type(error).__name__)

    async def _quarantine(self, claimed: ClaimedEvent, why: str, inbound: Inbound | None = None) -> None:
        log.error("event_quarantined", channel=claimed.event.channel, id=claimed.event.id, why=why)
        try:
            async with self.store.begin() as u:
                await u.event_quarantined(claimed.claim, why)
                await excuses.put_aside(u, self.house, claimed, why, inbound)
        except (Conflict, Unavailable):
            raise
        except Exception:  # who is concerned can't be found out: that must not keep it in the way
            log.exception("excuse_failed", id=claimed.event.id)
            office = self.house.directory.offices[0].key
            async with self.store.begin() as u:
                await u.event_quarantined(claimed.claim, why)
                await self.house.alarm(u, office, excuses.QUARANTINED, channel=claimed.event.channel, why=why)

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

    async def _send(self, channel: str, row: ClaimedDelivery) -> Receipt:
        sender = self.channels[channel]
        place, content = await self._addressed(sender, row)
        if content is None:
            return Receipt()
        linked = await self._linked(content)
        if not _leads_to(content) <= linked.keys() and self.house.now() < row.queued_at + THREAD_WAIT:
            raise SendFailed("not_ready", "the thread it leads to has no message yet", 0.5)
        await self._pay(sender, place, content)

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
            file=await self._file(content, row.attempts),
            linked=linked,
            record=record,
            queued_at=row.queued_at,
        )
        receipt = await sender.deliver(delivery)
        if isinstance(content, StatusCard | JobCard):
            async with self.store.begin() as u:
                if isinstance(content, StatusCard):
                    await status_card.stands(u, row, content)
                else:
                    await job_card.stands(u, row, content, receipt)
        elif isinstance(content, ForResident) and content != getattr(row.content, "content", row.content):
            await ChatTopics(self.store, self.house).said(row)
        return receipt

    async def _pay(self, sender: Channel, place: Place, content: Outgoing) -> None:
        wait = await self.store.pace(sender.pace(place, content), self.house.now())
        if wait:
            raise NoRoom(wait)

    async def _addressed(self, sender: Channel, row: ClaimedDelivery) -> tuple[Place, Outgoing | None]:
        """What is sent now, and where: a new message of a ticket in its chat topic. None when there is nothing to."""
        place = _where(row)
        if technician_of(row.destination) is not None:
            return place, await self._for_technician(row)
        if row.topic is None:
            return place, await self._resolved(row, place)
        chat, topics = await topical(sender), ChatTopics(self.store, self.house)

        async def pay() -> None:
            await self._pay(sender, place, ForResident(Public("")))

        content: Outgoing | None
        if isinstance(row.content, ShowStatus):
            if chat is not None:
                await topics.retitle(chat, row, pay)
            async with self.store.begin() as u:
                content = await status_card.due_now(u, self.house, row, in_topics=chat is not None)
        else:
            content = await self._resolved(row, place)
        new = isinstance(content, ForResident) or (isinstance(content, StatusCard) and content.target is None)
        if chat is None or not new:
            return place, content
        return await topics.place(chat, row, place, pay), await topics.led(row, content)

    async def _for_technician(self, row: ClaimedDelivery) -> Outgoing | None:
        """What goes to a technician's chat now; None where it is his no longer, or shows it already."""
        async with self.store.begin() as u:
            if not await technicians.allowed(u, self.house, row):
                return None
            if isinstance(row.content, ShowJob):
                return await job_card.due_now(u, self.house, row)
        assert isinstance(row.content, ForTechnician | WorkRetouch | WorkMenu | Remove)
        return row.content

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
                return SetMark(await self._copy(message, place), mark, fresh)
            case ReactCopy(message=message, emoji=emoji):
                return SetReactions(await self._copy(message, place), emoji)
            case ShowStatus():
                raise AssertionError("a status card belongs in a ticket's topic")
            case ShowJob():
                raise AssertionError("a job belongs in a technician's chat")
            case content:
                return content

    async def _copy(self, message: MessageId, place: Place) -> MessageRef:
        async with self.store.begin() as u:
            copies = await u.messages.copies(message, place.channel)
        if not copies:
            raise SendFailed("gone", "the post was never made")
        return copies[-1]

    async def _pieces(
        self, message: MessageId, row: ClaimedDelivery, parts: tuple[int, ...]
    ) -> list[MessageRef]:
        async with self.store.begin() as u:
            pieces = await u.messages.pieces(message, row.destination)
        return [ref for part, ref in pieces if part in parts]

    async def _file(self, content: Outgoing, attempts: int) -> LocalFile | None:
        id = content.attachment if isinstance(content, ForResident | ForTechnician | Upload) else None
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
        if attachment.size is not None and attachment.size > LARGEST_FILE:
            raise SendFailed("too_large", attachment.name)
        path = self.files.path(attachment.sha256) if attachment.sha256 else None
        if path is None:
            try:
                kept = await self.files.keep(self._bytes(attachment), at_most=LARGEST_FILE)
            except TooLarge as error:
                raise SendFailed("too_large", attachment.name) from error
            seen = await self.files.look(kept.sha256)
            async with self.store.begin() as u:
                await u.messages.fetched(id, kept.sha256, kept.size, typed(attachment, seen))
                attachment = await u.messages.attachment(id)
            path = self.files.path(kept.sha256)
        if path is None or attachment.sha256 is None:
            raise SendFailed("no_file", "the kept file has disappeared")
        return LocalFile(attachment, path, await self.files.look(attachment.sha256))

    def _bytes(self, attachment: Attachment) -> AsyncIterator[bytes]:
        if attachment.channel == documents.OWN:
            return documents.content(attachment.source)
        return cast(CanFetch, self.channels[attachment.channel]).fetch(attachment.source)

    async def _linked(self, content: Outgoing) -> dict[Destination, Place]:
        match content:
            case Recard(moved_to=destination) if destination is not None:
                wanted = {destination}
            case Post(thread=destination) | Reword(post=Post(thread=destination)) if destination is not None:
                wanted = {destination}
            case Whisper(lines=lines):
                wanted = {line.thread for line in lines if line.thread is not None}
            case Board(rows=rows) | Reboard(board=Board(rows=rows)):
                wanted = {row.thread for row in rows if row.thread is not None}
            case HomeTab(parts=parts):
                shown = [line.thread for part in parts for line in part.lines]
                wanted = {thread for thread in shown if thread is not None}
            case _:
                return {}
        async with self.store.begin() as u:
            found = {destination: await u.places.get(destination) for destination in wanted}
        return {destination: place for destination, place in found.items() if place and place.thread}

    async def _not_sent(self, row: ClaimedDelivery, error: SendFailed) -> None:
        if error.reason == "no_topic" and row.topic is not None and row.place is not None:
            await ChatTopics(self.store, self.house).lost(row, row.place)
            await self.store.put_back(row.claim, self.house.now(), untried=True)
            return
        if error.reason in ("gone", "lost", "closed") and isinstance(row.content, SIGNS):
            async with self.store.begin() as u:
                await u.sent(row.claim, Receipt())
            log.debug("nothing_to_sign", key=row.key, detail=error.detail)
            return
        no_lookup = isinstance(
            row.content, ForResident | Rewrite | ShowStatus | ForTechnician | WorkRetouch | ShowJob | Letter
        )
        twice_unknown = error.reason == "unknown" and row.uncertain and no_lookup
        if error.retryable and not twice_unknown:
            async with self.store.begin() as u:
                await outcomes.delayed(u, self.house, row)
            ready = self.house.now() + backoff(row.attempts, error.retry_after)
            unknown = error.reason == "unknown"
            await self.store.put_back(row.claim, ready, failed=str(error), uncertain=unknown)
            return
        try:
            async with self.store.begin() as u:
                way = await thread_care.carry_on(u, self.house, row, error.reason)
                if way is None:
                    await u.dead(row.claim, str(error))
                    await outcomes.failed(u, self.house, row, error.reason)
        except Conflict:  # the ticket has changed meanwhile: tried again, decided again
            await self.store.put_back(row.claim, self.house.now(), untried=True)
            return
        log.warning("delivery_lost", key=row.key, reason=error.reason, detail=error.detail, goes_on=way)
        if way == "wait":
            ready = self.house.now() + thread_care.PARKED
            await self.store.put_back(row.claim, ready, untried=True)


def _leads_to(content: Outgoing) -> set[Destination]:
    """The threads that a new post leads to: it waits for them."""
    match content:
        case Post(thread=destination) if destination is not None:
            return {destination}
        case Board(rows=rows):
            return {row.thread for row in rows if row.thread is not None}
    return set()


def _where(row: ClaimedDelivery) -> Place:
    place = row.place
    in_thread = row.destination.startswith(("thread:", "notes:"))
    if place is None or (in_thread and place.thread is None and not row.opens_thread):
        raise SendFailed("gone", "the thread was never opened")
    return place
