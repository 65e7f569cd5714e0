"""A request that can't be closed because new times for a visit are owed is not forgotten (rows D5, D6)."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_who_owes_new_times_is_reminded_of_them(desk: Desk) -> None:
    await desk.report("camille", "paris-leak", "De l'eau coule du plafond depuis ce matin", language="fr")
    await desk.play("""
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-04 | De – à = 10:00-12:00 | Qui intervient ? = Marc Petit
        camille reads on
        camille taps: Un autre horaire
        camille reads on
        camille: plutôt vendredi
        camille reads on
        MARC presses: Passer en résolu
        camille reads on
        MARC < Convenu …
        MARC < … N’a plus lieu …
        MARC < … 📅 Camille demande un autre horaire …
        MARC < nothing
        (7 days later)
        camille < nothing
        thread < ☎️ De nouveaux horaires sont encore à proposer à Camille …
        MARC < … De nouveaux horaires sont encore à proposer à Camille … le silence du résident ne clôt pas la demande.
        MARC in "Visite de Marc" presses: Annuler la visite…
        MARC fills: Motif = C’est réparé
        camille reads on
        (7 days later)
        camille < … nous la clôturerons.
    """)
