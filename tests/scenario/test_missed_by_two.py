"""A message that two chats missed, one after the other, reaches the second (rows C1, C5; ADR 0029, 0040)."""

from __future__ import annotations

from tests.scenario.desk import Desk
from tests.scenario.invited_desk import invited, linked, logged


async def test_the_wrong_chat_missed_it_before(desk: Desk) -> None:
    await logged(desk)
    await linked(desk, "eve")
    await desk.play("""
        eve reads on
        eve blocks
        KARIM: Votre solde est de 300 euros.
        mark < ⚠️
        THOMAS types: /palier unlink {ref}
        THOMAS < La conversation de Jeanne Roy …
    """)
    code = await invited(desk)
    desk.chat.join("jeanne", "fr")
    opens = desk.chat.write("jeanne", f"/start home-{code}")
    await desk.store.receive([opens], desk.clock.now())
    await desk.handle()
    await desk.play("""
        jeanne blocks
        jeanne unblocks
        jeanne < 🕓 … Votre solde est de 300 euros.
        jeanne reads on
        mark < ⚠️ ✅
        eve unblocks
        eve < nothing
    """)
