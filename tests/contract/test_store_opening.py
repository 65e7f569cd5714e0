"""A thread or a chat topic that may stand already, though it is not known yet where: whoever writes in it waits."""

from __future__ import annotations

from datetime import timedelta

from store_bench import CHAT, LEASE, claim, resident, say, ticket

from bot.domain.addresses import MessageRef, Place, chat_topic, ticket_thread
from bot.domain.audience import Public
from bot.domain.ids import TicketId
from bot.domain.message import Author, PublicMessage
from bot.ports.channel import Receipt
from bot.ports.desk import Post
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import Store
from tests.fakes.clock import START, FrozenClock

THREAD = ticket_thread(TicketId("t1"), 0)


async def opening(store: Store, room: str = "C1") -> bool:
    async with store.begin() as u:
        return await u.outbox.opening("slack", room)


async def queued(store: Store) -> None:
    async with store.begin() as u:
        await u.places.put(THREAD, Place("slack", "C1"))
        await u.outbox.to_desk(THREAD, Post("the first"), opens_thread=True)
        await u.outbox.to_desk(THREAD, Post("the second"))


async def test_a_thread_is_being_opened_from_the_first_attempt_until_its_place_is_known(
    store: Store, clock: FrozenClock
) -> None:
    await queued(store)
    assert not await opening(store), "nothing has left yet"
    claimed = await claim(store, clock, "slack")
    assert await opening(store)
    assert not await opening(store, "C2")
    async with store.begin() as u:
        await u.sent(claimed, Receipt(MessageRef("slack", "C1", "17.1")))
    assert not await opening(store)
    await claim(store, clock, "slack")
    assert not await opening(store), "an answer opens none"


async def test_it_may_stand_there_while_nobody_knows_whether_it_arrived(
    store: Store, clock: FrozenClock
) -> None:
    await queued(store)
    claimed = await claim(store, clock, "slack")
    await store.put_back(claimed.claim, clock.now(), failed="no answer", uncertain=True)
    assert await opening(store)
    claimed = await claim(store, clock, "slack")
    await store.put_back(claimed.claim, clock.now(), untried=True)
    assert await opening(store), "the doubt stays"
    clock.advance(LEASE + timedelta(seconds=1))
    claimed = await claim(store, clock, "slack")
    async with store.begin() as u:
        await u.dead(claimed.claim, "closed")
    assert not await opening(store)


async def test_what_surely_did_not_arrive_opens_nothing(store: Store, clock: FrozenClock) -> None:
    await queued(store)
    claimed = await claim(store, clock, "slack")
    await store.put_back(claimed.claim, clock.now(), failed="too many")
    assert not await opening(store)


async def test_a_chat_topic_is_being_made_until_its_place_is_known(store: Store, clock: FrozenClock) -> None:
    async with store.begin() as u:
        await u.people.add(resident())
        await u.places.put(CHAT, Place("telegram", "mai"))
        request = ticket(u)
        await u.tickets.add(request)
        said = PublicMessage(
            u.ids.message(), request.id, Author.STAFF, Public("Karim"), Public("Hello"), START
        )
        await u.messages.add_public(said)
        await u.outbox.to_resident(CHAT, say("in no topic"))
        await u.outbox.to_resident(CHAT, say("the first"), message=said.id)
        await u.outbox.to_resident(CHAT, say("the second"), topic=chat_topic(request.id))

    async def making() -> bool:
        async with store.begin() as u:
            return await u.outbox.opening_topic(CHAT)

    async def sent(claimed: ClaimedDelivery) -> None:
        async with store.begin() as u:
            await u.sent(claimed, Receipt(MessageRef("telegram", "mai", "1")))

    await sent(await claim(store, clock, "telegram"))
    assert not await making(), "nothing is on its way"
    claimed = await claim(store, clock, "telegram")
    assert await making()
    async with store.begin() as u:
        await u.places.put(chat_topic(request.id), Place("telegram", "mai", "77"))
    assert not await making()
    async with store.begin() as u:
        await u.places.put(chat_topic(request.id), Place("telegram", "mai"))
    assert await making(), "it was deleted, and is made again"
    await sent(claimed)
    assert not await making()
    await claim(store, clock, "telegram")
    assert await making()
