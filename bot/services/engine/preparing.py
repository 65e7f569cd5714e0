"""What a row of the outbox is by the time it is sent, and where it goes: places and copies are looked up only now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.domain.addresses import Destination, MessageRef, Place, is_in_thread, technician_of
from bot.domain.audience import ForResident, Public, Recall, Remove, Retouch, Rewrite, ShowStatus, StatusCard
from bot.domain.ids import MessageId
from bot.domain.technician import ForTechnician, ShowJob, WorkMenu, WorkRecall, WorkRetouch, WorkRewrite
from bot.ports.channel import Channel, Outgoing, SendFailed
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
    Whisper,
)
from bot.ports.home import HomeTab
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import Store
from bot.services.house import House
from bot.services.residents import status_card
from bot.services.residents.chat_topics import ChatTopics, topical
from bot.services.technicians import job_card, technicians

Pay = Callable[[Place, Outgoing], Awaitable[None]]
"""Takes the platform's pace into account before something is sent there; raises where there is no room."""


@dataclass(frozen=True, slots=True)
class Preparing:
    """Of a row what is sent."""

    store: Store
    house: House

    async def addressed(
        self, sender: Channel, row: ClaimedDelivery, pay: Pay
    ) -> tuple[Place, Outgoing | None]:
        """What is sent now, and where: a new message of a ticket in its chat topic. None when there is nothing to."""
        place = _where(row)
        if technician_of(row.destination) is not None:
            return place, await self._for_technician(row)
        if row.topic is None:
            return place, await self._resolved(row, place)
        chat, topics = await topical(sender), ChatTopics(self.store, self.house)

        async def pay_for_topic() -> None:
            await pay(place, ForResident(Public("")))

        content: Outgoing | None
        if isinstance(row.content, ShowStatus):
            if chat is not None:
                await topics.retitle(chat, row, pay_for_topic)
            async with self.store.begin() as u:
                content = await status_card.due_now(u, self.house, row, in_topics=chat is not None)
        else:
            content = await self._resolved(row, place)
        new = isinstance(content, ForResident) or (isinstance(content, StatusCard) and content.target is None)
        if chat is None or not new:
            return place, content
        return await topics.place(chat, row, place, pay_for_topic), await topics.led(row, content)

    async def linked(self, content: Outgoing) -> dict[Destination, Place]:
        """Where the threads are that it leads to, those that have a message."""
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

    async def _for_technician(self, row: ClaimedDelivery) -> Outgoing | None:
        """What goes to a technician's chat now; None where it is his no longer, or shows it already."""
        async with self.store.begin() as u:
            if not await technicians.allowed(u, self.house, row):
                return None
            if isinstance(row.content, ShowJob):
                return await job_card.due_now(u, self.house, row)
        match row.content:
            case WorkRewrite(target=message, content=content):
                pieces = await self._pieces(message, row, (row.part,))
                return WorkRetouch(pieces[-1], content) if pieces else content
            case WorkRecall(target=message, parts=parts):
                return Remove(tuple(await self._pieces(message, row, parts)))
        assert isinstance(row.content, ForTechnician | WorkRetouch | WorkMenu)
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
            case ShowJob() | WorkRewrite() | WorkRecall():
                raise AssertionError("it belongs in a technician's chat")
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
        """Of what its destination has of a message these parts; all where none are named."""
        async with self.store.begin() as u:
            pieces = await u.messages.pieces(message, row.destination)
        return [ref for part, ref in pieces if not parts or part in parts]


def leads_to(content: Outgoing) -> set[Destination]:
    """The threads that a new post leads to: it waits for them."""
    match content:
        case Post(thread=destination) if destination is not None:
            return {destination}
        case Board(rows=rows):
            return {row.thread for row in rows if row.thread is not None}
    return set()


def _where(row: ClaimedDelivery) -> Place:
    place = row.place
    if place is None or (is_in_thread(row.destination) and place.thread is None and not row.opens_thread):
        raise SendFailed("gone", "the thread was never opened")
    return place
