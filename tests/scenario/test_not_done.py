"""What is due and fails is tried again, and managers hear of it once (row D3)."""

from __future__ import annotations

from bot.services.clocks import reminding
from tests.scenario.desk import Desk

CHARGES = "My charges went up by half and nobody has told me why"


async def test_managers_are_told_once(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    broken = dict(reminding.BEFORE)
    reminding.BEFORE.clear()  # as a text that a bug has left out
    try:
        await desk.play("""
            KARIM presses: Prendre en charge
            ellen reads on
            (24 hours later)
            KARIM < nothing
            #MGMT001 < 🚨 Une échéance n’a pas pu être traitée (clock, demande {ref} : KeyError). …
            (30 minutes later)
            #MGMT001 < nothing
        """)
    finally:
        reminding.BEFORE.update(broken)
    await desk.play("""
        (10 minutes later)
        KARIM < … ⏰ Karim Benali : le résident attend une réponse avant …
    """)
