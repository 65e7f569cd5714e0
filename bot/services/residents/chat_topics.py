"""A ticket's own chat topic: made when the first thing is sent to it, called by what it is about and where it stands,
made again when its resident has deleted it (ADR 0016). Chats without topics never come here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import structlog

from bot.domain.addresses import Destination, Place, loose_thread, ticket_of
from bot.domain.audience import ForResident, Phrase, Public, ShowStatus, TopicTitle
from bot.domain.ids import TicketId, status_card
from bot.domain.people import Resident
from bot.domain.rich import moved
from bot.domain.ticket import Ticket
from bot.ports.channel import Channel, HasTopics, Outgoing, SendFailed
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import Store, UnitOfWork
from bot.services.engine.giving_back import settle
from bot.services.house import House
from bot.services.residents import status_card as card

log = structlog.get_logger()

Pay = Callable[[], Awaitable[None]]
"""Wait for one's turn within the platform's pace."""


async def topical(channel: Channel) -> HasTopics | None:
    """The channel, if its chats have topics at present. Raises SendFailed while nobody can tell."""
    return channel if isinstance(channel, HasTopics) and await channel.has_topics() else None


@dataclass(frozen=True, slots=True)
class ChatTopics:
    """What the worker asks before it sends."""

    store: Store
    house: House

    async def led(self, row: ClaimedDelivery, content: Outgoing | None) -> Outgoing | None:
        """A message as it is sent to its topic: the first one in a topic made again says that above its words."""
        ticket = ticket_of(row.topic) if row.topic else None
        if ticket is None or not isinstance(content, ForResident):
            return content
        async with self.store.begin() as u:
            lead = await card.lead_of(u, ticket)
        if lead is None:
            return content
        above = f"{lead}\n\n" if content.text else lead
        return replace(content, text=Public(above + content.text), spans=moved(content.spans, len(above)))

    async def place(self, channel: HasTopics, row: ClaimedDelivery, room: Place, pay: Pay) -> Place:
        """Where a new message of a row goes: its chat topic, made if it isn't there."""
        topic = row.topic
        if topic is None:
            return room
        async with self.store.begin() as u:
            there = await u.places.get(topic)
        if loose := loose_thread(topic):
            return there or replace(room, thread=loose)
        if there is not None and there.thread is not None:
            return there
        await pay()
        title = await self._title(topic)
        made = await channel.open_topic(room, title)

        async def stands(u: UnitOfWork) -> None:
            await u.places.put(topic, made)
            await u.places.show(topic, str(title))
            if not isinstance(row.content, ShowStatus):
                await self._follow(u, topic, again=there is not None)

        await settle(self.store, self.house, stands)
        return made

    async def retitle(self, channel: HasTopics, row: ClaimedDelivery, pay: Pay) -> None:
        """Bring a topic's title up to date where it has changed since it was last set: a name of the resident's own
        stays till then."""
        if row.topic is None:
            return
        async with self.store.begin() as u:
            there = await u.places.get(row.topic)
            before = await u.places.shown(row.topic)
        title = await self._title(row.topic)
        if there is None or there.thread is None or before == str(title):
            return
        await pay()
        try:
            await channel.retitle(there, title)
        except SendFailed as failure:
            if failure.retryable or failure.reason == "unreachable":
                raise
            log.info("topic_not_retitled", reason=failure.reason, detail=failure.detail)
            if failure.reason == "no_topic":
                async with self.store.begin() as u:
                    await lost(u, row.topic, there)
                return
        async with self.store.begin() as u:
            await u.places.show(row.topic, str(title))

    async def _follow(self, u: UnitOfWork, topic: Destination, *, again: bool) -> None:
        """In a new topic the status card comes after what made it; in one made again this says why."""
        ticket, resident = await _about(u, topic)
        lead = self.house.words.say(Phrase(card.REMADE), resident.language) if again else None
        await card.begin_again(u, ticket, lead)

    async def _title(self, topic: Destination) -> TopicTitle:
        async with self.store.begin() as u:
            ticket, resident = await _about(u, topic)
        return card.title(self.house, ticket, resident)


async def lost(u: UnitOfWork, topic: Destination, place: Place) -> None:
    """A topic is no more, and what stood in it: the next word makes it anew. A loose one stays away."""
    await u.places.put(topic, replace(place, thread=None))
    await u.places.hide(topic)
    if (ticket := ticket_of(topic)) is not None:
        await u.places.hide(status_card(ticket))


async def said(u: UnitOfWork, row: ClaimedDelivery) -> None:
    """That a topic was made again has been said."""
    if (ticket := ticket_of(row.topic) if row.topic else None) is not None:
        await card.led(u, ticket)


async def _about(u: UnitOfWork, topic: Destination) -> tuple[Ticket, Resident]:
    ticket = await u.tickets.get(ticket_of(topic) or TicketId(""))
    return ticket, await u.people.get(ticket.resident)
