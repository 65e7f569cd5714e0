"""Whoever writes soon after his request has ended is asked whether he means it (row D5)."""

from __future__ import annotations

from tests.scenario.desk import Desk

CHARGES = "Why have the charges doubled since January?"
ENDED = """
        KARIM presses: Passer en résolu
        ellen reads on
        ellen taps: Yes, thank you
        ellen reads on
        ellen taps: ★★★
        ellen reads on
        ellen taps: Skip
        ellen reads on
"""


async def test_it_is_about_the_same(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play(f"""
        {ENDED}
        (2 hours later)
        ellen: The new bill is wrong again
        ellen < Which of your requests is this about? [{{ref}} · Charges, payments | A new request]
        ellen taps: {{ref}} · Charges, payments
        ellen reads on
        thread < ☎️ …
        thread < Ellen: The new bill is wrong again
        card < Statut: en cours …
    """)
    assert (await desk.ticket()).reopened == 1


async def test_it_is_new(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play(f"""
        {ENDED}
        ellen: Water is coming through my ceiling again
        ellen < Which of your requests is this about? …
        ellen taps: A new request
        ellen < What is it about? …
        ellen: /cancel
        ellen reads on
        ellen: Thank you!
        ellen < You are welcome. …
        ellen: The lift is very slow today
        ellen < … What is it about? …
        ellen: /cancel
        ellen reads on
        (80 hours later)
        ellen: The lift is broken again
        ellen < … What is it about? …
    """)


async def test_what_was_declined(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Refuser…
        KARIM fills: Ou avec vos propres mots = The bill is right.
        ellen reads on
        ellen: I do not accept this
        ellen < Which of your requests …
        ellen taps: {ref} · Charges, payments
        ellen reads on
        thread < Ellen: I do not accept this
        card < Statut: en cours …
    """)
