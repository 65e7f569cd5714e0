"""Slips: posts that ask staff for something, until their matter is settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from store_bench import add_ticket, claim_delivery, deliver

from bot.domain.addresses import Place, direct_message
from bot.domain.ids import StaffKey
from bot.ports.desk import Action, Post
from bot.ports.slips import Slip
from bot.ports.store import Store
from tests.fakes.clock import START, FrozenClock

ANNE = direct_message(StaffKey("U0ANNE"))


async def test_they_are_open_until_settled_and_then_forgotten(store: Store, clock: FrozenClock) -> None:
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        post = Post(
            "Take it?", icon="👉", actions=(Action("take", "Take", of), Action("kept", "Kept", f"{of}#p1"))
        )
        first, second = (Slip(u.ids.message(), of, ANNE, post) for _ in range(2))
        for slip in (first, second):
            await u.slips.put(slip)
        await u.places.put(ANNE, Place("slack", "U0ANNE"))
        await u.outbox.to_desk(ANNE, post, message=first.id)
    assert first.offers("kept", f"{of}#p1")
    assert not first.offers("kept", of)
    assert first.is_about("p1")
    sent = await claim_delivery(store, "slack", clock.now(), timedelta(minutes=1))
    assert sent is not None
    await deliver(store, sent, "17.1")
    async with store.begin() as u:
        assert await u.slips.open_of(of) == [first, second]
        assert len(await u.messages.pieces(first.id, ANNE)) == 1
        said = replace(first, post=Post("Taken."))
        await u.slips.put(said)
        assert await u.slips.open_of(of) == [said, second]
        await u.slips.settle(second.id, START)
        assert await u.slips.open_of(of) == [said]
    async with store.begin() as u:
        await u.forget(START + timedelta(days=1), 10)
        assert await u.slips.open_of(of) == [said]
        assert await u.forget(START + timedelta(days=1), 10) == 0
