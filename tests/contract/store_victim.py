"""A process to be killed: opens tickets and sends their messages, printing what was committed."""

from __future__ import annotations

import asyncio
import sys

from store_bench import CHAT, LEASE, add_ticket, claim_delivery, claim_event, event, say

from bot.ports.channel import Receipt
from bot.ports.store import Store
from bot.ports.timers import Timer
from storage import open_store
from tests.fakes.clock import FrozenClock


async def work(store: Store, clock: FrozenClock, start: int) -> None:
    """For ever: an event, its ticket with a message and a timer, and a delivery."""
    number = start
    while True:
        number += 1
        await store.receive([event(number)], clock.now())
        print("received", number, flush=True)
        claimed = await claim_event(store, clock.now(), LEASE)
        assert claimed is not None
        async with store.begin() as u:
            opened = await add_ticket(u, unit=claimed.event.id)
            await u.outbox.to_resident(CHAT, say(claimed.event.id))
            await u.timers.set(Timer("answer", opened.id, clock.now()))
            await u.event_done(claimed.claim)
        print("handled", claimed.event.id, flush=True)
        row = await claim_delivery(store, "telegram", clock.now(), LEASE)
        assert row is not None
        async with store.begin() as u:
            await u.sent(row, Receipt())
        print("sent", row.claim.seq, flush=True)


async def main(url: str, start: int) -> None:
    """Open the store and work."""
    clock = FrozenClock()
    store = open_store(url, clock)
    await store.open()
    await work(store, clock, start)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
