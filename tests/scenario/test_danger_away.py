"""Danger is told to somebody who is there (row A5)."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_while_the_supervisor_is_away_the_next_above_hears_of_it(desk: Desk) -> None:
    await desk.play("""
        THOMAS types: /palier away 2026-03-01 2026-03-10
        THOMAS < …
    """)
    await desk.report("ellen", "paris-lift", "My wife is stuck inside the lift")
    await desk.play("""
        ellen's card < … the person in charge has been alerted …
        THOMAS < nothing
        HELENE < ⚡ Danger ? À voir tout de suite : {ref} · Ascenseur …
    """)
