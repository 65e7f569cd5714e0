"""Two colleagues with a window open on the same request: the resident is not told two things (row B1)."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_an_answer_begun_before_a_colleague_has_declined(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why have the charges doubled since January?")
    await desk.play("""
        KARIM presses: Répondre au résident
        SOPHIE presses: Refuser…
        SOPHIE fills: Ou avec vos propres mots = The bill is right.
        ellen reads on
        KARIM fills: Votre réponse. Le résident la lira telle que vous l’écrivez. = We pay it all back at once!
        ellen < nothing
        KARIM < Sophie Lambert a été plus rapide … « refusée » …
        KARIM < We pay it all back at once!
        KARIM replies: The bill is right, but you may pay in three parts.
        ellen < … three parts.
    """)
