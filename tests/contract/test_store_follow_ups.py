"""What the desk remembers of the office's askings, and whether something of a chat waits to be handled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from store_bench import LEASE, add_ticket, event

from bot.domain.follow_up import FollowUp, Occasion, Outcome
from bot.ports.store import Store
from tests.fakes.clock import START, FrozenClock


async def test_an_asking_is_kept_and_settled(store: Store) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        first = FollowUp(of, 1, Occasion.WORK, START, START)
        later = FollowUp(of, 2, Occasion.LATER, START + timedelta(days=30))
        await u.follow_ups.put(later)
        await u.follow_ups.put(first)
        assert await u.follow_ups.of(of) == [first, later]
        settled = replace(
            first, outcome=Outcome.FINE, settled_at=START, settled_by="resident", words="all well"
        )
        await u.follow_ups.put(settled)
    async with store.begin() as u:
        assert await u.follow_ups.of(of) == [settled, later]


async def test_what_came_from_a_chat_waits_until_it_is_handled(store: Store, clock: FrozenClock) -> None:
    lanes = ["telegram:42", "telegram:42:7", "telegram:429"]
    for number, lane in enumerate(lanes):
        await store.receive([event(number, lane)], clock.now())
        clock.advance(timedelta(seconds=1))  # lanes that are ready at the same moment are taken in any order
    for waits in (True, True, False):
        async with store.begin() as u:
            assert await u.waiting_from("telegram", "42") is waits
        (claimed,) = await store.claim_events(clock.now(), LEASE, 1)
        async with store.begin() as u:
            await u.event_done(claimed.claim)
