"""A code comes in other ways than by its link (rows A10, B2; ADR 0040)."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk
from tests.scenario.invited_desk import invited, logged
from tests.scenario.technician_desk import code_for


@pytest.mark.parametrize(
    "typed",
    [
        "https://t.me/palier_bot?start=home-{code}",
        "Bonjour, on m’a donné https://t.me/palier_bot?start=home-{code} merci",
        "/link https://t.me/palier_bot?start=home-{code}",
        "/start {code}",
    ],
)
async def test_the_link_is_copied_into_the_chat(desk: Desk, typed: str) -> None:
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        jeanne (fr): {typed.format(code=code)}
        jeanne < Bienvenue, Jeanne Roy.
        jeanne reads on
    """)


async def test_the_command_is_tapped_without_the_code(desk: Desk) -> None:
    """Telegram sends a command alone when it is tapped in a text."""
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        jeanne (fr): /link
        jeanne < Veuillez écrire le code lui-même … ABCD-EFGH-JKMN-PQRS
        jeanne: {code}
        jeanne < Bienvenue, Jeanne Roy.
        jeanne reads on
    """)


async def test_a_technician_opens_his_own_link_again(desk: Desk) -> None:
    code = await code_for(desk, "Julien")
    await desk.play(f"""
        julien (fr): /start tech-{code}
        julien < Cette conversation est désormais celle de votre travail …
        THOMAS < 🔗 …
        julien: /start tech-{code}
        julien < … /jobs …
        julien: {code}
        julien < … /jobs …
        julien < nothing
    """)


async def test_a_message_is_changed_into_one_that_brings_it(desk: Desk) -> None:
    """It is taken in, and not passed on as what he says."""
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        jeanne (fr): ABCD-EFGH-JKMN-PQR2
        jeanne < Ce code ne fonctionne pas, ou plus …
        jeanne edits: {code}
        jeanne < Bienvenue, Jeanne Roy.
        jeanne < {{ref}} …
        jeanne < nothing
    """)


async def test_a_report_is_changed_into_one_that_brings_it(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        jeanne (fr): Le digicode est en panne depuis hier
        jeanne < … Quel est votre nom ? …
        jeanne edits: Le digicode de la cave est en panne depuis hier {code}
        jeanne < Bienvenue, Jeanne Roy.
        jeanne reads on
    """)
    kept = str(desk.memory.content())
    assert code not in kept
    assert "Le digicode de la cave est en panne depuis hier" in kept
