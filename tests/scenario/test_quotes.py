"""Paid service: the price is told and accepted before anybody is sent (row F2)."""

from __future__ import annotations

from tests.scenario.desk import Desk

JOB = "Please hang up four heavy mirrors in my bathroom for me"


async def test_nobody_is_sent_before_the_price_is_accepted(desk: Desk) -> None:
    await desk.report("ellen", "paris-handyman", JOB)
    await desk.play("""
        card in #TECH001 < Petits travaux chez vous … 💶 Le prix n’est pas encore accepté … [Prendre en charge]
        MARC presses: ticket.contractor
        MARC's window < C’est une prestation payante : …
        MARC presses: checklist.tick
        MARC < C’est une prestation payante : …
        MARC presses: work.send
        MARC's window < C’est une prestation payante : …
        MARC presses: Devis…
        MARC's window < Devis … Prix en EUR … Pour quoi ? … Valable jusqu’au: 2026-03-16 … (Envoyer)
        MARC mends Veuillez saisir un montant supérieur à zéro: Prix en EUR = 0 | Pour quoi ? = Pose
        MARC mends Veuillez saisir un montant: Prix en EUR = 1.234 | Pour quoi ? = Pose
        MARC mends d’au plus: Prix en EUR = 99999999999999 | Pour quoi ? = Pose
        MARC mends Veuillez choisir un jour: Prix en EUR = 1 | Pour quoi ? = Pose | Valable jusqu’au = 2026-03-01
        MARC fills: Prix en EUR = 1234.50 | Pour quoi ? = Four mirrors, hung and sealed
        ellen < Marc Petit, Technical department offers you for your request {ref}: Four mirrors, hung and sealed \
            Price: €1,234.50 Valid until: Monday 16 March 2026 Nobody is sent before you accept. … \
            [Accept | No, thank you]
        thread < Marc Petit au résident: 💶 1 234,50 € : Four mirrors, hung and sealed · attend le résident jusqu’au
        card < Statut: réponse du résident en attente … 💶 Le prix n’est pas encore accepté … attend le résident
        ellen: Does that include the mirrors?
        ellen sees 👌
        MARC: No, only the hanging.
        ellen < No, only the hanging.
        ellen taps: Accept
        ellen < Thank you. You have accepted €1,234.50 for your request {ref}. We will now arrange it.
        thread has ✅ Ellen accepte : 1 234,50 € pour Four mirrors, hung and sealed
        MARC < (… Petits travaux …) ✅ Ellen accepte : …
        card < 💶 1 234,50 € : Four mirrors, hung and sealed · accepté par le résident, lundi …
        ellen taps: Accept
        ellen < You have accepted this offer already, thank you.
        ellen taps: No, thank you
        ellen < You have accepted this offer already, thank you.
        MARC ticks: 1
        ellen's card < … 1 of 3 …
        MARC presses: À un prestataire…
        MARC fills: Quel prestataire ? = Plomberie Roussel
        ellen < … specialised firm …
    """)


async def test_declined_with_a_word(desk: Desk) -> None:
    await desk.report("camille", "paris-handyman", JOB, language="fr")
    await desk.play("""
        MARC presses: Devis…
        MARC fills: Prix en EUR = 90 | Pour quoi ? = Pose de quatre miroirs
        camille < … Prix : 90,00 € Valable jusqu’au : lundi 16 mars 2026 … [Accepter | Non, merci]
        camille taps: Non, merci
        camille < C’est noté : vous avez refusé l’offre …
        camille < Souhaitez-vous nous dire pourquoi … [Passer]
        thread has 🚫 Camille refuse : 90,00 € pour Pose de quatre miroirs
        MARC < … 🚫 Camille refuse …
        card < 💶 Le prix n’est pas encore accepté … refusé par le résident
        camille: C'est trop cher pour moi
        camille < Merci, c’est transmis.
        thread has Camille: C'est trop cher pour moi
        MARC presses: Devis…
        MARC fills: Prix en EUR = 60 | Pour quoi ? = Pose de deux miroirs
        camille < … 60,00 € …
        camille taps first: Accepter
        camille < Une offre plus récente a remplacé celle-ci.
        camille taps: Non, merci
        camille < C’est noté …
        camille < Souhaitez-vous …
        MARC < …
        camille taps: Passer
        camille < Merci.
    """)


async def test_an_offer_lapses_and_whoever_answers_late_is_told_kindly(desk: Desk) -> None:
    await desk.report("ellen", "paris-handyman", JOB)
    await desk.play("""
        MARC presses: Devis…
        MARC fills: Prix en EUR = 90 | Pour quoi ? = Mirrors | Valable jusqu’au = 2026-03-04
        ellen < … Valid until: Wednesday 4 March 2026 …
        (3 days later)
        thread has ⌛ L’offre a expiré sans réponse : 90,00 € pour Mirrors
        MARC < … ⌛ L’offre a expiré …
        card < Statut: en cours … En attente de: Marc Petit … expiré le mercredi 4 mars 2026
        ellen < nothing
        MARC presses: Question au résident
        MARC fills: Votre question. Le résident la lira telle que vous l’écrivez. = Are you still interested?
        ellen < … Are you still interested?
        ellen taps: Accept
        ellen < This offer for your request {ref} was valid until Wednesday 4 March 2026. …
        MARC < … ⌛ Ellen a répondu à une offre expirée …
        card < Statut: en cours … En attente de: Marc Petit … 💶 Le prix n’est pas encore accepté
        MARC presses: Historique…
        MARC's window < Ellen _(answered an offer that had lapsed) : 90,00 €
        MARC's window < Palier _(noted that the offer had lapsed) : 90,00 €
        ellen taps: No, thank you
        ellen < This offer …
        MARC < …
    """)


async def test_a_newer_quote_takes_the_place_of_an_accepted_one(desk: Desk) -> None:
    await desk.report("ellen", "paris-handyman", JOB)
    await desk.play("""
        MARC presses: Devis…
        MARC fills: Prix en EUR = 90 | Pour quoi ? = Mirrors
        ellen < … €90.00 …
        MARC presses: Devis…
        MARC fills: Prix en EUR = 95 | Pour quoi ? = Mirrors
        ellen < … €95.00 … This offer takes the place of the earlier one. …
        ellen taps: Accept
        ellen < You have accepted €95.00
        MARC < …
        MARC presses: Devis…
        MARC fills: Prix en EUR = 120 | Pour quoi ? = Mirrors and a shelf
        ellen < … €120.00 …
        card < 💶 Le prix n’est pas encore accepté
        MARC presses: checklist.tick
        MARC < C’est une prestation payante …
    """)


async def test_another_topic_another_price(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", "Water has been dripping from the ceiling since this morning")
    await desk.play("""
        card < ☐ Couper
        MARC chooses: Petits travaux chez vous
        ellen < is now with
        card < 💶 Le prix n’est pas encore accepté
        MARC chooses: Ascenseur
        ellen < is now with
        card < ☐ Vérifier
        MARC presses: Devis…
        MARC fills: Prix en EUR = 90 | Pour quoi ? = Something extra
        ellen < … €90.00 …
        card < 💶 Le prix n’est pas encore accepté
        ellen taps: No, thank you
        ellen < All right …
        ellen < Would you like …
        MARC < …
        card < ☐ Vérifier
        MARC presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
    """)


async def test_an_offer_ends_with_its_request(desk: Desk) -> None:
    await desk.report("ellen", "paris-handyman", JOB)
    await desk.play("""
        MARC presses: Devis…
        MARC fills: Prix en EUR = 90 | Pour quoi ? = Mirrors
        ellen < … €90.00 …
        MARC presses: Refuser…
        MARC fills: Ou avec vos propres mots = Sorry, we are full
        ellen < … Sorry, we are full
        ellen < … is closed with this explanation …
        ellen taps: Accept
        ellen < Your request {ref} has ended, and this offer with it. …
        (30 days later)
        MARC < nothing
    """)


async def test_who_was_sent_before_there_was_a_price_waits_for_it(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", "Water has been dripping from the ceiling since this morning")
    await desk.play("""
        THOMAS presses: Envoyer un technicien…
        THOMAS fills: Qui intervient ? = Marc Petit
        MARC < … vous envoie …
        card < Marc Petit · envoyé lundi 10:00 (Thomas Leroy)
        ellen reads on
        THOMAS presses: Devis…
        THOMAS fills: Prix en EUR = 90 | Pour quoi ? = Repainting
        MARC < … 💶 _(Please wait: the resident has been told a price, and nobody may be sent before it is accepted.)
        ellen < … €90.00 …
        ellen taps: Accept
        ellen < Thank you. You have accepted €90.00 …
        MARC < ✅ …
        MARC < … 💶 _(The resident has accepted the price: you can go.)
    """)


async def test_who_has_no_chat_accepts_on_the_telephone(desk: Desk) -> None:
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE writes there: Nouvelle personne : nom = Jeanne Roy | Résidence = Les Cèdres | Logement ou lieu = A21
        CLAIRE writes there: Téléphone = 0612345678 | Objet = Petits travaux chez vous
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = Accrocher quatre miroirs
        CLAIRE < …
        MARC presses: Réponse au prix…
        MARC fills: Que dit le résident ? = Le prix est accepté
        MARC < _(No price is offered at present: send a quote first.)
        MARC presses: Devis…
        MARC fills: Prix en EUR = 90 | Pour quoi ? = Pose
        card < 💶 Le prix n’est pas encore accepté
        CLAIRE presses: Réponse au prix…
        CLAIRE fills: Que dit le résident ? = Le prix est accepté | Comment vous le savez (pour l’historique) = Appel
        thread has ✅ Noté par Claire Dubois: Jeanne Roy accepte : 90,00 € pour Pose
        MARC < … ✅ Noté par Claire Dubois: Jeanne Roy accepte …
        card < Statut: en cours … accepté par le résident … [Envoyer un technicien…]
        CLAIRE presses: quote.told
        CLAIRE's window < Ce n’est plus possible …
        MARC presses: Historique…
        MARC's window < Claire Dubois _(noted that the resident accepts the price) : 90,00 € : Pose · Appel
    """)
