"""A code that comes in the middle of a report does not lose its question (rows A2, A10)."""

from __future__ import annotations

from tests.scenario.desk import Desk
from tests.scenario.invited_desk import invited, logged


async def test_the_question_that_was_open_is_asked_again(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        jeanne (fr): Le digicode de la cave est en panne depuis hier soir
        jeanne < … Quel est votre nom ? …
        jeanne: /link ABCD
        jeanne < Ce code ne fonctionne pas, ou plus …
        jeanne < … Quel est votre nom ? …
        jeanne: /link {code}
        jeanne < Bienvenue, Jeanne Roy. …
        jeanne < {{ref}} …
        jeanne < Reprenons maintenant … Quel est l’objet …
        jeanne < nothing
    """)
