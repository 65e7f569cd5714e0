"""Whoever is given a request because it is late can act where he reads it (ADR 0038)."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_who_is_given_a_late_request_is_not_told_that_it_is_settled(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why have the charges doubled since January?")
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
        (24 hours later)
        KARIM < … ⏰ …
        (24 hours later)
        SOPHIE < … 🔺 Sophie Lambert, cette demande vous revient …
        ellen reads on
        SOPHIE in "cette demande vous revient" presses: Répondre au résident
        SOPHIE fills: Votre réponse. Le résident la lira telle que vous l’écrivez. = The meter was read twice.
        ellen < … The meter was read twice.
    """)


async def test_nor_who_is_given_what_nobody_took(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why have the charges doubled since January?")
    await desk.play("""
        (24 hours later)
        SOPHIE < … ⏰ …
        (24 hours later)
        SOPHIE < … 👉 …
        ellen reads on
        SOPHIE in "👉" presses: Affecter…
        SOPHIE fills: À qui ? = Karim Benali
        card < … En charge: Karim Benali …
    """)
