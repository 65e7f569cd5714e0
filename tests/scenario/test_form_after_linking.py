"""A form that was open when a chat was linked goes on with what is known by then (rows A2, A10; ADR 0040)."""

from __future__ import annotations

from dataclasses import replace

from tests.scenario.desk import Desk
from tests.scenario.invited_desk import invited, logged

DOOR = "Le digicode de la cave est en panne depuis hier soir"


async def test_name_residence_and_flat_are_not_asked_any_more(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        jeanne (fr): {DOOR}
        jeanne < … Quel est votre nom ? …
        jeanne: {code}
        jeanne < Bienvenue, Jeanne Roy. …
        jeanne < {{ref}} …
        jeanne < Reprenons maintenant … Quel est l’objet …
        jeanne taps: Autre question
        jeanne < … photos …
        jeanne taps: Sans photo
        jeanne < … Jeanne Roy … Les Cèdres … A21 … {DOOR} …
        jeanne taps: Envoyer
        jeanne reads on
        #CARE001 < … Jeanne Roy …
        card < {DOOR}
    """)


async def test_what_he_has_said_himself_stays(desk: Desk) -> None:
    """He reports about another place, under the name he gave."""
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        jeanne (fr): {DOOR}
        jeanne < … Quel est votre nom ? …
        jeanne: Jeanne Roy-Petit
        jeanne < … résidence …
        jeanne taps: La mienne n’y est pas
        jeanne < … immeuble …
        jeanne: {code}
        jeanne < Bienvenue, Jeanne Roy. …
        jeanne < {{ref}} …
        jeanne < Reprenons maintenant … immeuble …
        jeanne: Villa Mauve, 3 rue du Port
        jeanne < … appartement …
        jeanne: B12
        jeanne < … Quel est l’objet …
        jeanne taps: Autre question
        jeanne < … photos …
        jeanne taps: Sans photo
        jeanne < … Jeanne Roy-Petit … Villa Mauve … B12 … {DOOR} …
    """)


async def test_words_typed_into_the_search_are_kept(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        jeanne (fr): /report
        jeanne < … Quel est votre nom ? …
        jeanne: Jeanne
        jeanne < … résidence …
        jeanne: {DOOR}
        jeanne reads on
        jeanne: {code}
        jeanne < Bienvenue, Jeanne Roy. …
        jeanne < {{ref}} …
        jeanne < Reprenons maintenant … Quel est l’objet …
        jeanne taps: Autre question
        jeanne < … photos …
        jeanne taps: Sans photo
        jeanne < … Les Cèdres … A21 … {DOOR} …
    """)


async def test_what_was_filled_in_leaves_with_the_wrong_person(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        eve (fr): {DOOR}
        eve < … Quel est votre nom ? …
        eve: {code}
        eve < Bienvenue, Jeanne Roy. …
        eve < {{ref}} …
        eve < Reprenons maintenant … Quel est l’objet …
        THOMAS types: /palier unlink {{ref}}
        THOMAS < …
        eve reads on
        eve taps: Autre question
        eve < … Quel est votre nom ? …
    """)


async def test_so_does_a_form_that_was_set_aside(desk: Desk) -> None:
    """She was asked something else meanwhile."""
    await desk.report("jeanne", "paris-leak", "De l'eau coule du plafond", language="fr")
    await logged(desk)
    code = await invited(desk)
    async with desk.store.begin() as u:
        jeanne = await u.people.by_chat("telegram", desk.chat.chats["jeanne"].user.chat)
        assert jeanne is not None
        await u.people.save(replace(jeanne, name=None, residence=None, unit=None))
    await desk.play(f"""
        jeanne: /report {DOOR}
        jeanne < … Quel est votre nom ? …
        ticket: Fuite
        KARIM presses: Passer en résolu
        jeanne < … satisfaction ? [Oui, merci | Non, pas encore]
        jeanne taps: Non, pas encore
        jeanne < …
        jeanne: {code}
        jeanne reads on
        jeanne: Ça coule toujours autant
        jeanne reads on
    """)
    told = [text for text, _ in desk.chat.chats["jeanne"].feed]
    assert "Quel est l’objet" in told[-1]
