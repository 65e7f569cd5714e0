"""A resident without a chat can't press a button: staff note whether he is satisfied (rows A10, D5)."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk

DEBT = "Why are the charges of this quarter twice those of the last"


@pytest.fixture
async def logged(desk: Desk) -> Desk:
    """A letter of somebody who has no chat, marked as resolved."""
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE writes there: Nouvelle personne : nom = Jeanne Roy | Résidence = Les Cèdres | Logement ou lieu = A21
        CLAIRE writes there: Objet = Charges, paiements | Reçue = Par courrier | Téléphone = 06 12 34 56 78
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = Les charges du trimestre ont doublé
        CLAIRE < Enregistrée …
        KARIM presses: Passer en résolu
        card < … confirmation du résident en attente … [Ce qu’a dit le résident…]
    """)
    return desk


async def test_satisfied(logged: Desk) -> None:
    await logged.play("""
        KARIM presses: Ce qu’a dit le résident…
        KARIM's window < Le résident est-il satisfait ? … Satisfait | Pas encore … Qu’a-t-il dit ?
        KARIM fills: Le résident est-il satisfait ? = Satisfait | Qu’a-t-il dit ? = Tout est clair
        thread has ✅ Le résident est satisfait, noté par Karim Benali. (Tout est clair)
        card < clôturée
        KARIM presses: Historique…
        KARIM's window < Karim Benali … a noté que le résident est satisfait: Tout est clair
    """)


async def test_not_yet(logged: Desk) -> None:
    await logged.play("""
        KARIM presses: Ce qu’a dit le résident…
        KARIM fills: Le résident est-il satisfait ? = Pas encore
        thread has ↩️ Le résident n’est pas satisfait, noté par Karim Benali : la demande est rouverte.
        card < en cours
    """)


async def test_he_presses_it_himself_meanwhile(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", DEBT)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        KARIM presses: Ce qu’a dit le résident…
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        KARIM fills: Le résident est-il satisfait ? = Pas encore
        KARIM < Ce n’est plus possible …
        card < clôturée
        KARIM presses: Rouvrir
        ellen reads on
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        KARIM presses: Ce qu’a dit le résident…
        KARIM fills: Le résident est-il satisfait ? = Satisfait
        ellen < Thank you. Your request {ref} is closed.
        ellen taps: Yes, thank you
        ellen < You have already answered that …
    """)
