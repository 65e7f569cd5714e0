"""A long message goes out in pieces: each is known, and what became of it."""

from __future__ import annotations

from store_bench import CHAT, add_ticket, claim, deliver, public, say, with_chat

from bot.domain.addresses import MessageRef, ticket_thread
from bot.domain.ids import TicketId
from bot.ports.outbox import Fate
from bot.ports.store import Store
from tests.fakes.clock import FrozenClock

THREAD = ticket_thread(TicketId("t1"), 0)


async def test_pieces_know_their_part_and_a_recalled_message_is_told(
    store: Store, clock: FrozenClock
) -> None:
    await with_chat(store)
    async with store.begin() as u:
        message = public(u, (await add_ticket(u)).id)
        await u.messages.add_public(message)
        for part in (0, 1, -1):
            await u.outbox.to_resident(CHAT, say("x"), message=message.id, part=part)
        await u.outbox.to_resident(CHAT, say("later"), message=message.id)
    for copy in ("1", "2", "3"):
        claimed = await claim(store, clock, "telegram")
        assert not claimed.recalled
        await deliver(store, claimed, copy)
    async with store.begin() as u:
        refs = [MessageRef("telegram", "room", copy) for copy in ("1", "2", "3")]
        assert await u.messages.pieces(message.id, CHAT) == list(zip((0, 1, -1), refs, strict=True))
        assert await u.messages.pieces(message.id, THREAD) == []
        await u.messages.recall(message.id, clock.now())
    assert (await claim(store, clock, "telegram")).recalled


async def test_a_dead_part_that_has_arrived_since_is_none(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    async with store.begin() as u:
        message = public(u, (await add_ticket(u)).id)
        await u.messages.add_public(message)
        for part in (0, 1, 0, 1):
            await u.outbox.to_resident(CHAT, say("x"), message=message.id, part=part)
    for _ in range(2):
        claimed = await claim(store, clock, "telegram")
        async with store.begin() as u:
            await u.dead(claimed.claim, "gone")
    fates = []
    for copy in ("1", "2"):
        claimed = await claim(store, clock, "telegram")
        async with store.begin() as u:
            fates.append(await u.outbox.fate(message.id, claimed.claim))
        await deliver(store, claimed, copy)
    assert fates == [Fate(waiting=1, dead=1, retried=2), Fate(retried=2)]
