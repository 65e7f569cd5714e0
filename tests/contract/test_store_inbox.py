"""The inbox: every event once, in order within its lane, by one worker at a time."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from store_bench import LEASE, MAI, SECOND, claim_event, event, say

from bot.domain.addresses import resident_chat
from bot.domain.errors import Conflict
from bot.ports.store import ClaimedEvent, Store
from tests.fakes.clock import START, FrozenClock


async def claim(store: Store, clock: FrozenClock) -> ClaimedEvent:
    """The next event; there must be one."""
    claimed = await claim_event(store, clock.now(), LEASE)
    assert claimed is not None
    return claimed


async def done(store: Store, claimed: ClaimedEvent) -> None:
    """The event was handled."""
    async with store.begin() as u:
        await u.event_done(claimed.claim)


async def done_but(store: Store, claimed: ClaimedEvent) -> None:
    """The event was handled, but its unit of work can't commit."""
    async with store.begin() as u:
        await u.event_done(claimed.claim)
        await u.outbox.to_resident(resident_chat(MAI), say("nobody is there"))


async def test_a_known_event_is_ignored(store: Store, clock: FrozenClock) -> None:
    assert await store.receive([event(1), event(1), event(2)], clock.now()) == 2
    assert await store.receive([event(2), event(1)], clock.now()) == 0
    assert await store.receive([], clock.now()) == 0
    assert await store.receive([event(1, channel="slack")], clock.now()) == 1


async def test_a_known_event_stays_known_when_it_is_done(store: Store, clock: FrozenClock) -> None:
    await store.receive([event(1)], clock.now())
    await done(store, await claim(store, clock))
    assert await store.receive([event(1)], clock.now()) == 0
    assert await claim_event(store, clock.now(), LEASE) is None


async def test_one_event_at_two_doors_at_once_is_taken_once(store: Store, clock: FrozenClock) -> None:
    batches = [[event(n), event(n + 1), event(n + 100, lane="chat-2")] for n in (1, 2, 1, 2)]
    new = await asyncio.gather(*(store.receive(batch, clock.now()) for batch in batches))
    assert sum(new) == 5


async def test_a_lane_keeps_its_order_and_goes_on_when_an_event_is_done(
    store: Store, clock: FrozenClock
) -> None:
    await store.receive([event(1), event(2)], clock.now())
    await store.receive([event(3)], clock.now())
    seen = []
    for _ in range(3):
        claimed = await claim(store, clock)
        assert await claim_event(store, clock.now(), LEASE) is None
        await done(store, claimed)
        seen.append(claimed.event)
    assert seen == [event(1), event(2), event(3)]
    assert claimed.received_at == START
    assert await claim_event(store, clock.now(), LEASE) is None


async def test_lanes_run_side_by_side_and_are_never_shared(store: Store, clock: FrozenClock) -> None:
    for number in range(8):
        await store.receive([event(number, lane=f"chat-{number % 4}")], clock.now())
    claimed = await asyncio.gather(*(claim_event(store, clock.now(), LEASE) for _ in range(8)))
    taken = [one for one in claimed if one]
    assert sorted(one.event.lane for one in taken) == ["chat-0", "chat-1", "chat-2", "chat-3"]


async def test_the_lane_that_waited_longest_comes_first(store: Store, clock: FrozenClock) -> None:
    await store.receive([event(1, lane="a"), event(2, lane="a")], clock.now())
    clock.advance(SECOND)
    await store.receive([event(3, lane="b")], clock.now())
    first = await claim(store, clock)
    clock.advance(SECOND)
    await done(store, first)
    assert (await claim(store, clock)).event == event(3, lane="b")


async def test_lanes_of_two_channels_may_have_one_name(store: Store, clock: FrozenClock) -> None:
    await store.receive([event(1, channel="telegram"), event(1, channel="slack")], clock.now())
    events = [(await claim(store, clock)).event for _ in range(2)]
    assert sorted(one.channel for one in events) == ["slack", "telegram"]
    assert {one.lane for one in events} == {"chat-1"}


async def test_an_event_put_back_waits_and_counts_its_failures(store: Store, clock: FrozenClock) -> None:
    await store.receive([event(1)], clock.now())
    claimed = await claim(store, clock)
    assert claimed.attempts == 0
    await store.put_back(claimed.claim, clock.now() + 5 * SECOND, failed="KeyError")
    assert await claim_event(store, clock.now(), LEASE) is None
    assert await store.next_wake("inbox", clock.now()) == START + 5 * SECOND
    clock.advance(5 * SECOND)
    claimed = await claim(store, clock)
    assert (claimed.event, claimed.attempts) == (event(1), 1)
    await store.put_back(claimed.claim, clock.now())
    assert (await claim(store, clock)).attempts == 1


async def test_a_lease_that_ran_out_goes_to_another_and_voids_the_first(
    store: Store, clock: FrozenClock
) -> None:
    await store.receive([event(1), event(2)], clock.now())
    late = await claim(store, clock)
    clock.advance(LEASE)
    second = await claim(store, clock)
    assert second.event == event(1)
    assert second.attempts == 1, "a lost lease is a failed attempt"
    with pytest.raises(Conflict):
        await done(store, late)
    with pytest.raises(Conflict):
        async with store.begin() as u:
            await u.event_quarantined(late.claim, "too late", late.event.payload)
    await store.put_back(late.claim, clock.now())
    assert await claim_event(store, clock.now(), LEASE) is None, "a late put_back frees nothing"
    await done(store, second)
    third = await claim(store, clock)
    assert (third.event, third.attempts) == (event(2), 0)


async def test_a_lease_is_good_while_nobody_else_took_the_lane(store: Store, clock: FrozenClock) -> None:
    await store.receive([event(1)], clock.now())
    claimed = await claim(store, clock)
    clock.advance(2 * LEASE)
    await done(store, claimed)
    assert await claim_event(store, clock.now(), LEASE) is None


async def test_a_claim_is_answered_once(store: Store, clock: FrozenClock) -> None:
    await store.receive([event(1), event(2)], clock.now())
    claimed = await claim(store, clock)
    await done(store, claimed)
    with pytest.raises(Conflict):
        await done(store, claimed)


async def test_a_rolled_back_answer_leaves_the_claim(store: Store, clock: FrozenClock) -> None:
    await store.receive([event(1)], clock.now())
    claimed = await claim(store, clock)
    with pytest.raises(LookupError, match="no such resident"):
        await done_but(store, claimed)
    await store.put_back(claimed.claim, clock.now(), failed="LookupError")
    assert (await claim(store, clock)).attempts == 1


async def test_a_quarantined_event_lets_its_neighbours_go_on(store: Store, clock: FrozenClock) -> None:
    await store.receive([event(1), event(2), event(3, lane="chat-2")], clock.now())
    claimed = await claim(store, clock)
    async with store.begin() as u:
        await u.event_quarantined(claimed.claim, "unreadable", claimed.event.payload)
    rest = [(await claim(store, clock)).event for _ in range(2)]
    assert claimed.event not in rest
    assert len({one.id for one in rest}) == 2
    assert await store.receive([event(1)], clock.now()) == 0


async def test_payloads_are_kept_as_they_are(store: Store, clock: FrozenClock) -> None:
    payload = '{"text":"Nước 💧 \\u0000 \\ud800 \'; DROP TABLE inbox; --","n":1}'
    sent = event(1)
    await store.receive([type(sent)(sent.channel, sent.id, "lane:with:colons", payload)], clock.now())
    claimed = await claim(store, clock)
    assert (claimed.event.payload, claimed.event.lane) == (payload, "lane:with:colons")


async def test_received_at_keeps_milliseconds(store: Store, clock: FrozenClock) -> None:
    clock.advance(timedelta(microseconds=123_456))
    await store.receive([event(1)], clock.now())
    assert (await claim(store, clock)).received_at == START + timedelta(milliseconds=123)


async def test_events_change_places_while_their_lane_is_leased(store: Store, clock: FrozenClock) -> None:
    await store.receive([event(n) for n in (1, 2, 3, 4)], clock.now())
    first = await claim(store, clock)
    behind = await store.events_behind(first.claim, 2)
    assert [one.event for one in behind] == [event(2), event(3)]
    second, third = (one.claim.seq for one in behind)
    await store.arrange(first.claim, [third, first.claim.seq, second], clock.now())
    with pytest.raises(Conflict):
        await store.arrange(first.claim, [second, first.claim.seq], clock.now())
    taken = []
    for _ in range(4):
        claimed = await claim(store, clock)
        assert claimed.attempts == 0
        await done(store, claimed)
        taken.append(claimed.event)
    assert taken == [event(3), event(1), event(2), event(4)]
