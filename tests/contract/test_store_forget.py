"""What is settled and old is deleted, a batch at a time; what somebody may still need stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from store_bench import (
    CHAT,
    LEASE,
    MAI,
    add_ticket,
    claim_delivery,
    claim_event,
    deliver,
    event,
    public,
    queue,
    say,
    with_chat,
)

from bot.ports.channel import Receipt
from bot.ports.dialogs import Keyboard
from bot.ports.store import Store
from tests.fakes.clock import FrozenClock

MONTH = timedelta(days=30)


async def _forget(store: Store, clock: FrozenClock, at_most: int = 500) -> int:
    async with store.begin() as u:
        return await u.forget(clock.now() - MONTH, at_most)


async def test_only_what_is_settled_and_old_is_forgotten(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    await store.receive([event(1), event(2)], clock.now())
    await queue(store, "sent", "waits")
    handled = await claim_event(store, clock.now(), LEASE)
    row = await claim_delivery(store, "telegram", clock.now(), LEASE)
    assert handled is not None
    assert row is not None
    async with store.begin() as u:
        await u.event_done(handled.claim)
    await deliver(store, row)
    assert await _forget(store, clock) == 0
    clock.advance(MONTH + timedelta(seconds=1))
    assert await _forget(store, clock) == 2
    assert await store.receive([event(2)], clock.now()) == 0
    again, waits = (
        await claim_event(store, clock.now(), LEASE),
        await claim_delivery(store, "telegram", clock.now(), LEASE),
    )
    assert again is not None
    assert again.event.id == "event-2"
    assert waits is not None
    assert waits.content == say("waits")


async def test_a_quarantined_event_stays(store: Store, clock: FrozenClock) -> None:
    await store.receive([event(1)], clock.now())
    claimed = await claim_event(store, clock.now(), LEASE)
    assert claimed is not None
    async with store.begin() as u:
        await u.event_quarantined(claimed.claim, "unreadable", claimed.event.payload)
    clock.advance(MONTH * 2)
    assert await _forget(store, clock) == 0


async def test_it_goes_in_batches(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    await queue(store, *"abcde")
    while row := await claim_delivery(store, "telegram", clock.now(), LEASE):
        await deliver(store, row)
    clock.advance(MONTH * 2)
    assert [await _forget(store, clock, 2) for _ in range(4)] == [2, 2, 1, 0]


@pytest.mark.parametrize("dead", [True, False])
async def test_what_made_good_for_a_dead_delivery_stays_with_it(
    store: Store, clock: FrozenClock, dead: bool
) -> None:
    await with_chat(store)
    async with store.begin() as u:
        said = public(u, (await add_ticket(u)).id, "hello")
        await u.messages.add_public(said)
        for _ in range(2):
            await u.outbox.to_resident(CHAT, say("hello"), message=said.id)
    first = await claim_delivery(store, "telegram", clock.now(), LEASE)
    assert first is not None
    async with store.begin() as u:
        await (u.dead(first.claim, "refused") if dead else u.sent(first, Receipt()))
    second = await claim_delivery(store, "telegram", clock.now(), LEASE)
    assert second is not None
    await deliver(store, second)
    clock.advance(MONTH * 2)
    assert await _forget(store, clock) == (0 if dead else 2)


async def test_keyboards_go_long_after_they_expired(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    async with store.begin() as u:
        await u.dialogs.put_keyboard(Keyboard("nonce", MAI, (), clock.now() + MONTH))
    clock.advance(MONTH * 2)
    assert await _forget(store, clock) == 0
    clock.advance(timedelta(seconds=1))
    assert await _forget(store, clock) == 1
    async with store.begin() as u:
        assert await u.dialogs.keyboard("nonce") is None
