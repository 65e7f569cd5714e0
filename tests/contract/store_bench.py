"""What the store's tests put into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.addresses import Destination, MessageRef, Place, resident_chat
from bot.domain.audience import ForResident, Public
from bot.domain.ids import DepartmentKey, OfficeKey, ResidentId, TicketId, TopicKey
from bot.domain.message import Author, PublicMessage
from bot.domain.people import Resident
from bot.domain.ticket import Shape, Ticket
from bot.ports.channel import RawEvent, Receipt
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import ClaimedEvent, Store, UnitOfWork
from tests.fakes.clock import START, FrozenClock

LEASE = timedelta(seconds=60)
SECOND = timedelta(seconds=1)
MAI = ResidentId("r-mai")
CHAT = resident_chat(MAI)
OFFICE = OfficeKey("paris")


def event(number: int, lane: str = "chat-1", channel: str = "telegram") -> RawEvent:
    """An event that came from a lane."""
    return RawEvent(channel, f"event-{number}", lane, f'{{"number":{number}}}')


def say(text: str) -> ForResident:
    """Something for a resident."""
    return ForResident(Public(text))


def resident(key: ResidentId = MAI) -> Resident:
    """A resident on Telegram."""
    return Resident(id=key, channel="telegram", chat=f"chat of {key}", profile_name="Mai", language="vi")


def ticket(u: UnitOfWork, **changes: object) -> Ticket:
    """A ticket of Mai's, not yet added."""
    fresh = Ticket(
        id=u.ids.ticket(),
        reference=u.ids.reference(),
        office=OFFICE,
        resident=MAI,
        author_name="Mai Trần",
        language="vi",
        residence=None,
        residence_words="12 rue des Lilas",
        unit="4B",
        topic=TopicKey("plumbing"),
        department=DepartmentKey("technical"),
        shape=Shape.THREAD,
        description="Nước rò rỉ 💧 dưới bồn rửa",
        opened_at=START,
        due_at=START + timedelta(hours=48),
    )
    return replace(fresh, **changes)  # type: ignore[arg-type]


async def add_ticket(u: UnitOfWork, **changes: object) -> Ticket:
    """A ticket of Mai's and, where she is not known yet, Mai."""
    added = ticket(u, **changes)
    if await u.people.by_chat("telegram", f"chat of {added.resident}") is None:
        await u.people.add(resident(added.resident))
    await u.tickets.add(added)
    return added


def public(u: UnitOfWork, ticket: TicketId, text: str = "Bonjour") -> PublicMessage:
    """A public message, not yet added."""
    return PublicMessage(u.ids.message(), ticket, Author.STAFF, Public("Anne"), Public(text), START)


async def with_chat(store: Store, *residents: ResidentId) -> None:
    """Residents whose chats are known."""
    async with store.begin() as u:
        for key in residents or (MAI,):
            await u.people.add(resident(key))
            await u.places.put(resident_chat(key), Place("telegram", f"chat of {key}"))


async def queue(store: Store, *texts: str, destination: Destination = CHAT) -> None:
    """Texts to a resident, in one commit."""
    async with store.begin() as u:
        for text in texts:
            await u.outbox.to_resident(destination, say(text))


async def deliver(store: Store, claimed: ClaimedDelivery | None, copy: str = "1") -> None:
    """The delivery worked."""
    assert claimed is not None
    async with store.begin() as u:
        await u.sent(claimed, Receipt(MessageRef("telegram", "room", copy)))


def text_of(claimed: ClaimedDelivery | None) -> str:
    """The words of a claimed delivery."""
    assert claimed is not None
    assert isinstance(claimed.content, ForResident)
    return claimed.content.text


async def claim_event(store: Store, now: datetime, lease: timedelta) -> ClaimedEvent | None:
    """One event, if any is ready."""
    return next(iter(await store.claim_events(now, lease, 1)), None)


async def claim_delivery(
    store: Store, channel: str, now: datetime, lease: timedelta
) -> ClaimedDelivery | None:
    """One row of a channel, if any is ready."""
    return next(iter(await store.claim_deliveries(channel, now, lease, 1)), None)


async def claim(store: Store, clock: FrozenClock, channel: str = "telegram") -> ClaimedDelivery:
    """The next delivery; there must be one."""
    claimed = await claim_delivery(store, channel, clock.now(), LEASE)
    assert claimed is not None
    return claimed
