"""What happens to tickets has one list of names; a line that a newer version wrote is shown as it stands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast, get_args

from bot.domain.deeds import Deed
from bot.ports.store import Happening
from bot.services.desk.history import WHAT
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES


def test_every_deed_has_words() -> None:
    assert set(WHAT) == set(get_args(Deed))


async def test_a_deed_that_nobody_here_knows(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    ticket = await desk.ticket()
    newer = cast(Any, "levitated")
    desk.clock.advance(timedelta(seconds=1))
    async with desk.store.begin() as u:
        await u.record(Happening(ticket.id, desk.clock.now(), "karim-benali", newer, "a → b"))
    await desk.play("""
        KARIM: We come on Monday.
        ellen reads on
        KARIM presses: Répondue
        ellen < Is everything settled
        ellen taps: Yes, thank you
        ellen reads on
        KARIM presses: Historique…
        KARIM's window < Karim Benali … levitated : a → b … a ouvert la demande
    """)
