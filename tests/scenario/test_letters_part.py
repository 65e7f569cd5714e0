"""Two recorded persons share a chat: a letter logged since goes with whom it was logged for (rows A10, ADR 0040)."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk
from tests.scenario.invited_desk import linked, logged


async def letter(desk: Desk, found: str, words: str) -> None:
    """Claire logs one more of whom the search finds in a chat."""
    await desk.play(f"""
        CLAIRE types: /palier new
        CLAIRE writes there: Qui est-ce ? Un nom, un logement ou un e-mail = {found}
        CLAIRE turns: Rechercher
        CLAIRE writes there: Personnes trouvées = {found} · Les Cèdres, A21 · Telegram
        CLAIRE writes there: Objet = Autre question | Reçue = Par courrier
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = {words}
        CLAIRE < Enregistrée : demande {{ref}} pour {found}. …
        eve reads on
    """)


@pytest.fixture
async def shared(desk: Desk) -> Desk:
    """Eve has opened the links of Jeanne Roy, then of Madame Blanc; each has written a letter since."""
    await logged(desk)
    await linked(desk, "eve")
    await letter(desk, "Jeanne Roy", "Une lettre de Jeanne")
    await logged(desk, "La cave est sale", topic="Autre question", new="Madame Blanc")
    await linked(desk, "eve", "CLAIRE")
    await letter(desk, "Madame Blanc", "Une lettre de Blanc")
    return desk


@pytest.mark.parametrize("first", ["Jeanne", "Blanc"])
async def test_each_goes_with_its_own_in_any_order(shared: Desk, first: str) -> None:
    other = "Blanc" if first == "Jeanne" else "Jeanne"
    await shared.play(f"""
        ticket: Une lettre de {first}
        THOMAS types: /palier unlink {{ref}}
        THOMAS < La conversation de … {first} … n’est plus reliée …
        eve reads on
        thread has ✂️ …
        ticket: Une lettre de {other}
        card < {other}
        KARIM: Nous vérifions.
        eve < Nous vérifions.
        mark < ✅
        ticket: Une lettre de {first}
        KARIM: Ceci ne va plus là.
        mark < 🔕
        eve < nothing
        ticket: Une lettre de {other}
        THOMAS types: /palier unlink {{ref}}
        THOMAS < La conversation de … {other} … n’est plus reliée …
        eve reads on
        KARIM: Ceci non plus.
        mark < 🔕
        eve < nothing
    """)


async def test_it_was_chosen_in_a_window_of_before(desk: Desk) -> None:
    """Claire had found the record itself; it was linked meanwhile, and another after it."""
    await logged(desk)
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE writes there: Qui est-ce ? Un nom, un logement ou un e-mail = jeanne
        CLAIRE turns: Rechercher
        CLAIRE writes there: Personnes trouvées = Jeanne Roy · Les Cèdres, A21 · 06 12 34 56 78
        CLAIRE writes there: Objet = Autre question | Reçue = Par courrier
    """)
    await linked(desk, "eve")
    window = desk.slack.open["U0CLAIRE"]
    await logged(desk, "La cave est sale", topic="Autre question", new="Madame Blanc")
    await linked(desk, "eve", "CLAIRE")
    desk.slack.open["U0CLAIRE"] = window
    await desk.play("""
        eve reads on
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = Une lettre de Jeanne
        CLAIRE < …
        eve reads on
        ticket: La cave
        THOMAS types: /palier unlink {ref}
        THOMAS < La conversation de Madame Blanc …
        eve reads on
        ticket: Une lettre de Jeanne
        KARIM: Nous vérifions.
        eve < Nous vérifions.
        THOMAS types: /palier unlink {ref}
        THOMAS < …
        eve reads on
        KARIM: Ceci non plus.
        mark < 🔕
    """)
