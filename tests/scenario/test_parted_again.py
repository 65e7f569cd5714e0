"""What is left in a chat once everybody who was linked to it by mistake has left it (ADR 0040)."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk
from tests.scenario.invited_desk import linked, logged

LEAK = "De l'eau coule du plafond de la cuisine depuis ce matin"


@pytest.mark.parametrize("first", ["Jeanne Roy", "Madame Blanc"])
async def test_two_leave_it_in_any_order(desk: Desk, first: str) -> None:
    """Nothing of either stays in it."""
    await desk.report("eve", "paris-leak", LEAK, language="fr", unit="B7")
    await logged(desk)
    jeanne = desk.card
    await linked(desk, "eve")
    await logged(desk, "La cave est inondée", topic="Autre question", new="Madame Blanc")
    blanc = desk.card
    await linked(desk, "eve", "CLAIRE")
    for card in (jeanne, blanc) if first == "Jeanne Roy" else (blanc, jeanne):
        desk.look_at(card)
        await desk.play("""
            eve reads on
            THOMAS types: /palier unlink {ref}
            THOMAS < …
        """)
    async with desk.store.begin() as u:
        eve = await u.people.by_chat("telegram", desk.chat.chats["eve"].user.chat)
        assert eve is not None
        assert (eve.name, eve.unit, eve.phone) == ("Eve", "B7", None)


async def test_her_own_that_was_joined_to_his_is_not_forgotten(desk: Desk) -> None:
    await desk.report("eve", "paris-leak", LEAK, language="fr", unit="B7")
    await logged(desk)
    await linked(desk, "eve")
    (his,) = [one for one in desk.slack.cards() if "ont doublé" in one.text and one.card is not None]
    assert his.card is not None
    await desk.play(f"""
        ticket: Fuite
        KARIM presses: Fusionner…
        KARIM fills: À quelle demande se rattache-t-elle ? = {his.card.title}
        eve reads on
        ticket: Charges
    """)
    await desk.play("""
        THOMAS types: /palier unlink {ref}
        THOMAS < La conversation de Jeanne Roy …
        eve reads on
        thread has ✂️ Thomas Leroy a délié la conversation …
        thread has ✂️ Eve avait aussi écrit dans cette conversation … d’enregistrer à nouveau pour Eve …
    """)


@pytest.mark.parametrize("whose", ["Charges", "Autre question"])
async def test_what_was_split_off_goes_with_what_it_was_split_off(desk: Desk, whose: str) -> None:
    await logged(desk)
    jeanne = desk.card
    await linked(desk, "eve")
    await logged(desk, "Le hall est sale", topic="Autre question", new="Madame Blanc")
    await linked(desk, "eve", "CLAIRE")
    await desk.play(f"""
        eve reads on
        ticket: {whose}
        CLAIRE presses: Scinder…
        CLAIRE fills: Sur quoi porte la seconde demande ? = La cave est inondée | Objet = Fuite d’eau
        eve reads on
    """)
    desk.look_at(jeanne)
    await desk.play("""
        THOMAS types: /palier unlink {ref}
        THOMAS < …
        eve reads on
        ticket: Fuite
    """)
    assert ("🔕" in desk.card.text) == (whose == "Charges")
