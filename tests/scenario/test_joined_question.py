"""What an outside party was asked about a request goes on with it where that is joined to another (rows C4, E7)."""

from __future__ import annotations

import pytest

import tests.scenario.mail_lines  # noqa: F401 - it declares lines
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES


@pytest.fixture
async def joined(desk: Desk) -> Desk:
    """Two requests of the same resident's; the later one, about which a question is out, is joined to the first."""
    first = await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("ellen", "paris-charges", "The charges of the cellar look wrong to me as well")
    await desk.play(f"""
        KARIM presses: Demander à un tiers…
        KARIM fills: À qui ? = Promoteur | Adresse e-mail = sav@promoteur.example | La question par écrit = Quand ?
        SOPHIE presses: Fusionner…
        SOPHIE fills: À quelle demande se rattache-t-elle ? = {first.reference} · Charges, paiements
        ellen reads on
        ticket: {first.reference}
        thread has 🔗 Sophie Lambert a rattaché
    """)
    return desk


async def test_the_answer_by_mail_can_be_sent_on(joined: Desk) -> None:
    await joined.play("""
        sav@promoteur.example answers: En mai
        thread has 📬 Réponse de Promoteur: En mai …
        KARIM in "En mai" presses: Envoyer au résident…
        KARIM fills: Votre réponse. Le résident la lira telle que vous l’écrivez. = They pay back in May
        ellen < Karim Benali, Accounts: They pay back in May
    """)


async def test_the_answer_can_be_brought_back_by_hand(joined: Desk) -> None:
    await joined.play("""
        KARIM presses: Réponse de…
        KARIM fills: Leur réponse = En mai
        thread has 📬 Réponse de Promoteur: En mai …
    """)


async def test_another_answer_does_not_end_the_wait_for_it(joined: Desk) -> None:
    await joined.play("""
        KARIM presses: Demander à un tiers…
        KARIM fills: À qui ? = Mairie | Adresse e-mail = mairie@paris.example | La question par écrit = Combien ?
        card < en attente d’un intervenant extérieur
        sav@promoteur.example answers: En mai
        thread has 📬 Réponse de Promoteur: En mai …
        card < en attente d’un intervenant extérieur
        mairie@paris.example answers: Douze
        thread has 📬 Réponse de Mairie: Douze …
        card < Statut: en cours
    """)
