"""A visit agreed with a resident goes with its request: ended, moved elsewhere, joined to another (row D6)."""

from __future__ import annotations

from tests.scenario.desk import Desk
from tests.scenario.test_visits import LEAK, NOISE, agreed


async def test_a_request_that_ends_takes_its_visit_with_it(desk: Desk) -> None:
    await agreed(desk)
    await desk.play("""
        MARC presses: Refuser…
        MARC fills: Ou avec vos propres mots = C'est à la charge de la mairie.
        camille < … C'est à la charge de la mairie.
        camille < … est close sur cette explication …
        camille < La visite prévue le mercredi 4 mars, 10:00–12:00 n’aura pas lieu, car … {ref} est terminée.
        camille < 📎 … Ce fichier retire la visite de votre agenda.
        JULIEN < N’a plus lieu, la demande est close : …
        camille taps: Un autre horaire
        camille < Cela a changé entre-temps. …
        (3 days later)
        camille < nothing
        JULIEN < nothing
    """)


async def test_offers_of_a_request_that_has_ended(desk: Desk) -> None:
    await desk.report("camille", "paris-noise", NOISE, language="fr")
    await desk.play("""
        CLAIRE presses: Proposer une visite…
        CLAIRE fills: Jour 1 = 2026-03-04 | De – à 1 = 10h | Qui intervient ? = Marc Petit
        camille < … [mercredi 4 mars, 10:00–11:00 | Aucun ne me convient]
        CLAIRE presses: Refuser…
        CLAIRE fills: Ou avec vos propres mots = Non
        camille < …
        camille < …
        camille < Les horaires de visite que nous avions proposés ne valent plus, …
        camille taps: mercredi 4 mars, 10:00–11:00
        camille < Votre demande {ref} est terminée, aucune visite n’est donc prévue. …
    """)


async def test_a_visit_moves_with_its_request_to_another_department(desk: Desk) -> None:
    await agreed(desk)
    await desk.play("""
        MARC presses: Autre service…
        MARC fills: Service = Service clients
        camille < … Votre interlocuteur : Service clients.
        thread has 📅 Visite de Julien Moreau : mercredi 4 mars, 10:00–12:00
        card in #CARE001 < … 📅 Visite de Julien Moreau …
        camille's card < … 📅 Visite : mercredi 4 mars, 10:00–12:00 …
        CLAIRE in "📅 Visite de" presses: En route
        camille < … est maintenant suivie par …
        camille < … est en route vers vous …
    """)


async def test_a_visit_goes_with_what_its_request_is_joined_to(desk: Desk) -> None:
    first = await desk.report("camille", "paris-leak", LEAK, language="fr")
    await agreed(desk)
    await desk.play(f"""
        MARC presses: Fusionner…
        MARC fills: À quelle demande se rattache-t-elle ? = {first.text.split(" · ")[0]} · Fuite d’eau
        camille < … nous traitons les deux sous …
    """)
    desk.look_at(first)
    await desk.play("""
        card < … 📅 Visite de Julien Moreau : mercredi 4 mars, 10:00–12:00
        thread has 📅 Visite de Julien Moreau : mercredi 4 mars, 10:00–12:00
        camille's card < … 📅 Visite : mercredi 4 mars, …
        camille taps: Annuler la visite
        camille < Faut-il …
        camille taps: Oui, l’annuler
        camille < La visite prévue le mercredi 4 mars, 10:00–12:00 est annulée. Votre demande {ref} reste ouverte …
        camille < 📎 …
    """)
