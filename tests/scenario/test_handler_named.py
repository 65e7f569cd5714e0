"""However somebody becomes the first to look after a ticket, its resident is told who it is, once (row D2)."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk

LEAK = "Water has been dripping from the ceiling since this morning"

WAYS = {
    "a technician is sent": """
        KARIM presses: Envoyer un technicien…
        KARIM fills: Qui intervient ? = Marc Petit
    """,
    "a step can't be done": """
        MARC presses: Impossible à faire…
        MARC fills: Quelle étape ? = Prévenir les logements voisins | Pourquoi ? = Personne n’était là pour ouvrir.
    """,
    "a firm is asked": """
        MARC presses: À un prestataire…
        MARC fills: Quel prestataire ? = Plomberie Roussel
    """,
    "an outside party is asked": """
        MARC presses: Demander à un tiers…
        MARC fills: À qui ? = Promoteur | La question par écrit = Qui répare ?
    """,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_he_is_named_once(desk: Desk, way: str) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"{way}\nellen reads on\nMARC: I am on my way\nellen reads on")
    named = [text for text, _ in desk.chat.chats["ellen"].feed if "Marc Petit" in text]
    telling = [text for text in named if "now looking after" in text or "now looked after" in text]
    assert len(telling) == 1, named
    assert "now looking after" in telling[0]


async def test_who_ends_it_is_named_by_the_question(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC presses: Répondue
        ellen < Marc Petit, Technical department has answered your request {ref} … [Yes, thank you | No, not yet]
        ellen < nothing
    """)


async def test_who_has_it_is_not_named_again(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen < Karim Benali, Accounts is now looking after your request {ref}.
        KARIM presses: Envoyer un technicien…
        KARIM fills: Qui intervient ? = Marc Petit
        ellen < nothing
        MARC presses: Travaux faits
        ellen < The work on your request {ref} (Water leak) is over …
        ellen < nothing
    """)
