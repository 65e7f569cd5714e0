"""Whoever wanted to promise something and whoever was to decide have both left: it ends, and says why (row E5)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.authority import PromiseState
from tests.scenario.desk import Desk
from tests.scenario.test_promises_wait import _asked


async def test_nobody_is_left_to_decide(desk: Desk) -> None:
    card = await _asked(desk)
    by_name = {one.name: one for one in desk.directory.staff}
    claire, thomas, karim = by_name["Claire Dubois"], by_name["Thomas Leroy"], by_name["Karim Benali"]
    stay = [one for one in desk.directory.staff if one not in (claire, thomas, karim)]
    below = [replace(one, manager=karim.key) if one.manager == thomas.key else one for one in stay]
    chief = replace(karim, role=thomas.role, manager=thomas.manager)
    desk.directory = replace(desk.directory, staff=(*below, chief))
    await desk.restart()
    await desk.play(f"""
        (6 hours later)
        ticket: {card.reference} · Badges
        thread has ✖️ Non promis, personne n’avait décidé à temps : The fee
    """)
    async with desk.store.begin() as u:
        assert [one.state for one in await u.promises.of(card.ticket)] == [PromiseState.WITHDRAWN]
