"""What waits in a lane goes on in another: in its order, behind what was queued there, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from store_bench import LEASE, MAI, SECOND, add_ticket, claim, claim_delivery, public

from bot.domain.addresses import Destination, Place, ticket_thread
from bot.domain.audience import Public
from bot.domain.errors import Conflict
from bot.domain.message import Author, PublicMessage
from bot.ports.care import RoomFacts
from bot.ports.channel import Receipt
from bot.ports.desk import Card, Post, Recard
from bot.ports.store import Store
from bot.ports.timers import Timer
from tests.fakes.clock import START, FrozenClock


async def threads(store: Store) -> tuple[Destination, Destination]:
    """A ticket's lost thread, in which things wait, and its next."""
    async with store.begin() as u:
        ticket = await add_ticket(u)
        old, new = ticket_thread(ticket.id, 0), ticket_thread(ticket.id, 1)
        await u.places.put(old, Place("slack", "C1", "1.1"))
        await u.places.put(new, Place("slack", "C2"))
        for text in ("one", "two"):
            await u.outbox.to_desk(old, Post(text))
        await u.outbox.to_desk(old, Recard(Card("old")))
        await u.outbox.to_desk(old, Post("three"))
    return old, new


async def drained(store: Store, clock: FrozenClock) -> list[tuple[str, str, int]]:
    """Everything that goes out: where, what, how often it moved."""
    found = []
    while (row := await claim_delivery(store, "slack", clock.now(), LEASE)) is not None:
        content = row.content
        words = content.text if isinstance(content, Post) else content.kind
        found.append((row.destination, words, row.moved))
        assert not row.uncertain
        async with store.begin() as u:
            await u.sent(row, Receipt())
    return found


async def test_to_another_lane(store: Store, clock: FrozenClock) -> None:
    old, new = await threads(store)
    row = await claim(store, clock, "slack")
    async with store.begin() as u:
        await u.outbox.to_desk(new, Card("new"), opens_thread=True)
        await u.outbox.move(row.claim, new)
    assert await drained(store, clock) == [
        (new, "card", 0),
        (new, "one", 1),
        (new, "two", 1),
        (new, "three", 1),
    ]
    async with store.begin() as u:
        assert await u.outbox.open_rows(old) == 0
        await u.outbox.to_desk(old, Post("later"))
    assert await drained(store, clock) == [(old, "later", 0)]


async def test_within_the_same_lane(store: Store, clock: FrozenClock) -> None:
    old, _ = await threads(store)
    row = await claim(store, clock, "slack")
    async with store.begin() as u:
        await u.outbox.to_desk(old, Post("opens"), opens_thread=True)
        await u.outbox.move(row.claim, old)
    assert [words for _, words, _ in await drained(store, clock)] == ["opens", "one", "two", "three"]


async def test_a_lost_lease_moves_nothing(store: Store, clock: FrozenClock) -> None:
    old, new = await threads(store)
    row = await claim(store, clock, "slack")
    clock.advance(LEASE + SECOND)
    await claim(store, clock, "slack")
    with pytest.raises(Conflict):
        async with store.begin() as u:
            await u.outbox.move(row.claim, new)
    async with store.begin() as u:
        assert await u.outbox.open_rows(old) == 4
        assert await u.outbox.open_rows(new) == 0


async def test_of_lanes_ready_at_once_the_one_served_least_is_next(store: Store, clock: FrozenClock) -> None:
    """Two that wait for the same place in a bucket: neither starves."""
    busy, _ = await threads(store)
    row = await claim(store, clock, "slack")
    async with store.begin() as u:
        await u.sent(row, Receipt())
    quiet, _ = await threads(store)
    taken = [await claim(store, clock, "slack"), await claim(store, clock, "slack")]
    assert {one.destination for one in taken} == {busy, quiet}
    ready = clock.now() + SECOND
    for one in taken:
        await store.put_back(one.claim, ready, untried=True)
    clock.advance(SECOND)
    assert (await claim(store, clock, "slack")).destination == quiet


async def test_messages_that_wait_to_be_shown_together(store: Store, clock: FrozenClock) -> None:
    async with store.begin() as u:
        ticket = await add_ticket(u)
        told = public(u, ticket.id, "of staff")
        said = [
            PublicMessage(
                u.ids.message(), ticket.id, Author.RESIDENT, Public("Mai"), Public(str(n)), START + SECOND * n
            )
            for n in range(3)
        ]
        for one in (told, *said):
            await u.messages.add_public(one)
        for one in said:
            await u.gathering.add(one.id, ticket.id)
    async with store.begin() as u:
        assert await u.gathering.said_since(ticket.id, START) == 2
        assert await u.gathering.any(ticket.id)
        assert await u.gathering.has(said[0].id)
        assert not await u.gathering.has(told.id)
        assert await u.gathering.of(ticket.id) == said
        assert await u.gathering.take(ticket.id) == said
        assert await u.gathering.take(ticket.id) == []
        assert not await u.gathering.any(ticket.id)


async def test_what_is_known_of_a_channel(store: Store, clock: FrozenClock) -> None:
    async with store.begin() as u:
        assert await u.rooms.get("C1") == RoomFacts("C1")
        await u.rooms.put(RoomFacts("C1", START, shared=True))
    async with store.begin() as u:
        assert await u.rooms.get("C1") == RoomFacts("C1", START, shared=True)
        await u.timers.set(Timer("flood", MAI, START + timedelta(minutes=1)))
        assert await u.timers.at("flood", MAI) == START + timedelta(minutes=1)
        assert await u.timers.at("flood", "nobody") is None
