"""Visits agreed with residents: offered, picked, moved, cancelled, kept or missed (row D6)."""

from __future__ import annotations

from tests.scenario.desk import Desk

LEAK = "De l'eau coule du plafond de la cuisine depuis ce matin"
NOISE = "Le voisin du dessus fait du bruit chaque nuit jusqu'à trois heures"


async def test_staff_offer_times_and_the_resident_picks_one(desk: Desk) -> None:
    await desk.report("camille", "paris-leak", LEAK, language="fr")
    await desk.play("""
        MARC presses: Proposer une visite…
        MARC's window < Proposer une visite … Jour 1 … De – à 1 … Jour 3 … Qui intervient ? … \
            Comment se préparer, texte habituel … Dégagez l'accès … (Proposer)
        MARC mends Veuillez choisir au moins un jour: Jour 1 = 2026-03-04 | De – à 1 = 10:00-12:00 | Jour 2 = 2026-03-05 \
            | Qui intervient ? = Julien Moreau
        MARC mends Veuillez écrire l’horaire ainsi: Jour 1 = 2026-03-04 | De – à 1 = le matin \
            | Qui intervient ? = Julien Moreau
        MARC mends Ce moment est déjà passé.: Jour 1 = 2026-03-01 | De – à 1 = 10h | Qui intervient ? = Julien Moreau
        MARC fills: Jour 1 = 2026-03-04 | De – à 1 = 10:00-12:00 | Jour 2 = 2026-03-05 | De – à 2 = 14h-16h \
            | Qui intervient ? = Julien Moreau
        camille < Julien Moreau, Service technique souhaite passer chez vous pour votre demande {ref}. \
            Quel horaire vous convient ? … Lieu : Les Cèdres, 27 avenue des Cèdres, 75020 Paris, A11 … \
            Pour préparer la visite : Dégagez l'accès … \
            [mercredi 4 mars, 10:00–12:00 | jeudi 5 mars, 14:00–16:00 | Aucun ne me convient]
        card < Statut: réponse du résident en attente … 📅 Visite de Julien Moreau : le résident choisit parmi \
            mercredi 4 mars, 10:00–12:00 · jeudi 5 mars, 14:00–16:00
        camille's card < … 📅 Visite : merci de choisir …
        camille taps: jeudi 5 mars, 14:00–16:00
        camille < C’est convenu : Julien Moreau, Service technique passera jeudi 5 mars, 14:00–16:00 pour votre demande \
            {ref}. … Pour préparer la visite : … [Un autre horaire | Annuler la visite]
        camille < 📎 … Pour votre agenda.
        thread has ✅ Camille choisit : jeudi 5 mars, 14:00–16:00
        JULIEN < Convenu avec le résident : … Fuite d'eau, Les Cèdres, A11 … jeudi 5 mars, 14:00–16:00
        MARC < … ✅ Camille choisit …
        card < … 📅 Visite de Julien Moreau : jeudi 5 mars, 14:00–16:00
        camille's card < … 📅 Visite : jeudi 5 mars, 14:00–16:00, Julien Moreau, Service technique.
        camille taps: mercredi 4 mars, 10:00–12:00
        camille < C’est déjà convenu : jeudi 5 mars, 14:00–16:00. …
        camille taps: Aucun ne me convient
        camille < C’est déjà convenu …
    """)
