"""The ledger of promises: answers, calls, promises by a day and visits, kept or broken (row D9)."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.ids import StaffKey
from bot.domain.pledge import Pledge, PledgeKind
from tests.scenario.desk import Desk

CHARGES = "Je ne comprends pas la régularisation de charges de cette année"


async def test_an_answer_in_time_is_a_promise_kept(desk: Desk) -> None:
    await desk.report("camille", "paris-charges", CHARGES, language="fr")
    await desk.play("""
        SOPHIE types: /palier promesses
        SOPHIE < Promesses : 1 en cours ; ce mois-ci, tenues : 0, non tenues : 0 … ⏳ mercredi 10:00 · une réponse · \
            {ref} · Charges, paiements · Camille
        MARC types: /palier promesses
        MARC < Rien n’est promis, …
        KARIM presses: Prendre en charge
        camille < …
        KARIM types: /palier promesses
        KARIM < Promesses : 1 en cours …
        (47 hours later)
        KARIM < … ⏰ Karim Benali : le résident attend une réponse avant mercredi 10:00.
        KARIM: Bonjour, voici le détail.
        camille < …
        (2 hours later)
        KARIM types: /palier promesses
        KARIM < Promesses : 0 en cours ; ce mois-ci, tenues : 1, non tenues : 0 … ✅ …
        KARIM presses: Historique…
        KARIM's window < … a tenu ce qui était promis : une réponse …
    """)


async def test_no_answer_in_time_is_a_promise_broken(desk: Desk) -> None:
    await desk.report("camille", "paris-charges", CHARGES, language="fr")
    await desk.play("""
        KARIM notes: Je regarde
        (49 hours later)
        KARIM types: /palier promesses
        KARIM < Promesses : 0 en cours ; ce mois-ci, tenues : 0, non tenues : 1 … ❌ …
        KARIM: Bonjour
        camille < …
        KARIM types: /palier promesses
        KARIM < Promesses : 0 en cours ; ce mois-ci, tenues : 0, non tenues : 1 …
        (31 days later)
        KARIM types: /palier promesses
        KARIM < Rien n’est promis, …
    """)


async def test_a_call_back_is_promised_made_and_recorded(desk: Desk) -> None:
    await desk.report("camille", "paris-charges", CHARGES, language="fr")
    await desk.play("""
        KARIM presses: Rappeler…
        KARIM fills: Je rappelle avant = 1772460000
        camille < Karim Benali, … vous appellera avant lundi 15:00 au sujet de votre demande {ref}.
        thread has 📞 Karim Benali rappelle Camille avant lundi 15:00 (–)
        KARIM types: /palier promesses
        KARIM < Promesses : 2 en cours … ⏳ lundi 15:00 · un rappel · Karim Benali · …
        KARIM in "rappelle Camille" presses: Appelé…
        KARIM fills: Le résident a été = pas joint | Ce qui a été dit = Répondeur
        camille < Karim Benali, … a essayé de vous appeler au sujet de votre demande {ref}. …
        thread has 📞 Karim Benali a appelé Camille : pas joint · Répondeur
        KARIM types: /palier promesses
        KARIM < Promesses : 1 en cours ; ce mois-ci, tenues : 1 …
    """)


async def test_a_call_that_is_forgotten(desk: Desk) -> None:
    await desk.report("camille", "paris-charges", CHARGES, language="fr")
    await desk.play("""
        KARIM presses: Rappeler…
        KARIM fills: Je rappelle avant = 1772460000
        camille < …
        (5 hours later)
        thread has 📌 Le rappel promis à Camille avant lundi 15:00 n’est pas noté. Veuillez appeler maintenant.
        KARIM < … 📌 Le rappel promis …
        camille < nothing
        KARIM in "Le rappel promis" presses: Appelé…
        KARIM fills: Le résident a été = joint
        thread has 📞 Karim Benali a appelé Camille : joint
        KARIM types: /palier promesses
        KARIM < Promesses : 1 en cours ; ce mois-ci, tenues : 0, non tenues : 1 …
    """)


async def test_a_day_without_an_hour_is_the_end_of_its_work(desk: Desk) -> None:
    """At midnight Slack's picker stands until somebody chooses an hour."""
    await desk.report("camille", "paris-charges", CHARGES, language="fr")
    await desk.play("""
        KARIM presses: Rappeler…
        KARIM mends Veuillez choisir un moment à venir.: Je rappelle avant = 1772319600
        KARIM fills: Je rappelle avant = 1772406000
        camille < … vous appellera avant lundi 17:00 au sujet de votre demande {ref}.
        thread has 📞 Karim Benali rappelle Camille avant lundi 17:00 (–)
        KARIM presses: Rappeler…
        KARIM fills: Je rappelle avant = 1772838000
        camille < … vous appellera avant samedi 18:00 au sujet …
        (8 hours later)
        thread has 📌 Le rappel promis à Camille avant lundi 17:00 n’est pas noté. Veuillez appeler maintenant.
        KARIM presses: Rappeler…
        KARIM mends Veuillez choisir un moment à venir.: Je rappelle avant = 1772406000
    """)


async def test_a_promise_by_a_day(desk: Desk) -> None:
    await desk.report("camille", "paris-charges", CHARGES, language="fr")
    await desk.play("""
        SOPHIE presses: S’engager ou faire une remise…
        SOPHIE fills: De quoi s’agit-il ? = Un engagement | Quoi exactement ? = un décompte détaillé \
            | Pour quand = 2026-03-04
        camille < … nous nous engageons : un décompte détaillé. …
        thread has 📌 un décompte détaillé · sans coût · 4 mars 2026
        SOPHIE types: /palier promesses
        SOPHIE < … ⏳ mercredi 18:00 · un engagement : un décompte détaillé …
        (57 hours later)
        thread has 📌 Promis à Camille pour aujourd’hui : un décompte détaillé …. Est-ce tenu ?
        SOPHIE < … Est-ce tenu ?
        SOPHIE in "Est-ce tenu" presses: Tenue
        thread has ✅ Tenue, dit Sophie Lambert : un décompte détaillé …
    """)


async def test_visits_stand_in_it(desk: Desk) -> None:
    await desk.report(
        "camille", "paris-leak", "De l'eau coule du plafond depuis ce matin, sans arrêt", language="fr"
    )
    await desk.play("""
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-03 | De – à = 10:00 | Qui intervient ? = Julien Moreau
        camille reads on
        MARC types: /palier promesses
        MARC < Promesses : 1 en cours ; ce mois-ci, tenues : 1 … ⏳ mardi 10:00 · une visite · Julien Moreau · …
        (25 hours later)
        camille reads on
        MARC < … ⏰ …
        MARC types: /palier promesses
        MARC < Promesses : 0 en cours ; ce mois-ci, tenues : 1, non tenues : 1 … ❌ mardi …
    """)


async def test_a_request_that_ends_unanswered_withdraws_its_promise(desk: Desk) -> None:
    await desk.report("camille", "paris-charges", CHARGES, language="fr")
    await desk.play("""
        KARIM presses: Rappeler…
        KARIM fills: Je rappelle avant = 1772460000
        camille < …
        KARIM presses: Refuser…
        KARIM fills: Ou avec vos propres mots = Non
        camille reads on
        KARIM types: /palier promesses
        KARIM < Promesses : 0 en cours ; ce mois-ci, tenues : 1, non tenues : 0 …
        (8 hours later)
        KARIM < nothing
    """)


async def test_one_promise_and_forty_five(desk: Desk) -> None:
    await desk.report("camille", "paris-charges", CHARGES, language="fr")
    await desk.play("""
        SOPHIE types: /palier promesses
        SOPHIE < Promesses : 1 en cours ; ce mois-ci, tenues : 0, non tenues : 0 ⏳ mercredi 10:00 · une réponse · …
    """)
    ticket, now = await desk.ticket(), desk.clock.now()
    async with desk.store.begin() as u:
        for number in range(44):
            at = now + timedelta(hours=5, minutes=number)
            await u.ledger.put(
                Pledge(PledgeKind.CALL, f"call{number}", ticket.id, StaffKey("karim-benali"), at, now)
            )
    await desk.play("""
        KARIM types: /palier promises
        KARIM < Promesses : 45 en cours … · Page 1 sur 3 ⏳ lundi 15:00 · un rappel · Karim Benali · {ref} …
        KARIM pages: Suivant →
        KARIM < Promesses : 45 en cours … · Page 2 sur 3 ⏳ lundi 15:20 · un rappel · …
        KARIM pages: Suivant →
        KARIM < … · Page 3 sur 3 ⏳ lundi 15:40 · … ⏳ mercredi 10:00 · une réponse · {ref} …
        KARIM pages: ← Précédent
        KARIM < … · Page 2 sur 3 …
    """)
