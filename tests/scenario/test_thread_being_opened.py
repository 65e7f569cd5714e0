"""Staff write below a card as soon as they see it, when we do not know yet where it stands: it is kept (row C1)."""

from __future__ import annotations

import pytest

from bot.ports.channel import Delivery, Receipt
from bot.ports.desk import Card
from tests.fakes.channels import FakeDesk, Fault
from tests.scenario.desk import Desk

CHARGES = "Why are the charges of this quarter twice those of the last"
ANSWER = "The meter was read twice."


class QuickDesk(FakeDesk):
    """A desk on which KARIM writes below the first card before the one who posts it has its answer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.waits = desk, True

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Show it; what is written below is handled meanwhile."""
        try:
            return await super().deliver(delivery)
        finally:
            if self.waits and isinstance(delivery.content, Card):
                self.waits, card = False, self.cards()[-1]
                said = self.write(self.desk.staff("KARIM"), card.room, card.ts, ANSWER)
                await self.desk.store.receive([said], self.desk.clock.now())
                await self.desk.handle()


@pytest.mark.parametrize("lost", [False, True], ids=["answered", "answer lost"])
async def test_what_is_written_before_the_thread_is_known_reaches_the_resident(
    desk: Desk, lost: bool
) -> None:
    await desk.close()
    await desk.open_again(desk.chat, quick := QuickDesk(desk), desk.clock)
    if lost:
        quick.faults.order(Fault("unknown", only=(Card,), arrives=True))
    await desk.report("ellen", "paris-charges", CHARGES)
    assert not quick.waits
    assert len(quick.cards()) == 1
    assert [ANSWER in bubble.text for bubble in desk.chat.chats["ellen"].bubbles].count(True) == 1
    assert await desk.store.next_wake("inbox", desk.clock.now()) is None


async def test_what_is_written_in_a_thread_of_nobody_s_waits_no_longer_than_that(desk: Desk) -> None:
    card = await desk.report("ellen", "paris-charges", CHARGES)
    said = desk.slack.write(desk.staff("KARIM"), card.room, "1700000000.000100", "Who has the keys?")
    await desk.store.receive([said], desk.clock.now())
    await desk.handle()
    assert await desk.store.next_wake("inbox", desk.clock.now()) is None
