"""The main story: a leak becomes a checklist, is ticked off, reopened, closed and rated."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_from_first_word_to_five_stars(desk: Desk) -> None:
    await desk.play("""
        camille (fr): De l'eau coule du plafond du couloir au 2e étage depuis ce matin
        camille < … quelques courtes questions. … Quel est votre nom ? [Camille | Annuler]
        camille: Camille Martin
        camille < De quelle résidence … [Les Cèdres | Sông Xanh Riverside | 梧桐苑 | … | Retour | Annuler]
        camille taps: Les Cèdres
        camille < De quel appartement … [Retour | Annuler]
        camille: A21
        camille < Quel est l’objet … [Fuite d’eau | Ascenseur | … | Autre question | Retour | Annuler]
        camille taps: Fuite d’eau
        camille < Y a-t-il quelque chose que le technicien …
        camille taps: Passer
        camille < Avez-vous des photos ? … [Sans photo | Retour | Annuler]
        camille sends: plafond.jpg
        camille < Bien reçu, merci (1 fichier jusqu’ici). … [C’est tout | Retour | Annuler]
        camille taps: C’est tout
        camille < Merci de vérifier … Camille Martin … Les Cèdres … A21 … Fuite d’eau … De l'eau coule … 1 fichier \
            [Envoyer | Modifier | Recommencer | Annuler]
        camille taps: Envoyer
        camille < Camille Martin … {ref} (Fuite d’eau) … Service technique … mercredi 10:00 … /report

        card in #TECH001 < {ref} · Fuite d’eau … Les Cèdres, A21 … Camille Martin … nouvelle … français \
            … De l'eau coule … ☐ Couper … ☐ Photographier … [Prendre en charge]
        thread < Camille Martin: 📎 plafond.jpg

        MARC ticks: 1
        camille < Votre demande {ref} est maintenant suivie par Marc Petit, Service technique.
        camille's card < {ref} · Fuite d’eau … en cours de traitement … Marc Petit … avant … 1 sur 5
        card < en cours … Marc Petit … ☑ Couper l’arrivée d’eau … Marc Petit, … 10:0 … ☐ Trouver
        JULIEN ticks: 2, 3
        camille's card < … 3 sur 5
        JULIEN unticks: 3
        camille's card < … 2 sur 5
        camille < nothing
        card < ☑ Trouver … Julien Moreau … ☐ Prévenir

        MARC presses: Passer en résolu
        camille < {ref} (Fuite d’eau) … Marc Petit, Service technique … satisfaction ? [Oui, merci | Non, pas encore]
        card < confirmation du résident en attente
        camille taps: Non, pas encore
        camille < Nous en sommes désolés …
        card < en cours … ↩️ Rouverte
        thread < Le résident n’est pas satisfait
        camille: Ça goutte encore au même endroit
        camille < Merci, c’est transmis.
        thread < Camille Martin: Ça goutte encore au même endroit

        MARC presses: Passer en résolu
        camille < … satisfaction ? [Oui, merci | Non, pas encore]
        camille taps: Oui, merci
        camille < Merci. Votre demande {ref} est clôturée.
        camille < Comment évaluez-vous … [★★★★★ | ★★★★ | ★★★ | ★★ | ★]
        camille taps: ★★★★★
        camille < _(Thank you! Would you like to add a word?) [Passer]
        camille: Très rapide, merci à Marc
        camille < Merci pour votre évaluation.
        card < clôturée … ★★★★★ « Très rapide, merci à Marc »
        thread < Camille Martin: ★★★★★
        thread < Camille Martin: Très rapide, merci à Marc
        camille: /status
        camille < Vous n’avez aucune demande en cours.
    """)
    assert (await desk.ticket()).rating == 5


async def test_rated_without_a_word(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday evening")
    await desk.play("""
        MARC presses: Passer en résolu
        ellen < … Are you satisfied? [Yes, thank you | No, not yet]
        ellen taps: Yes, thank you
        ellen < … is closed.
        ellen < How would you rate …
        ellen taps: ★★★
        ellen < Thank you! Would you like to add a word? [Skip]
        ellen taps: Skip
        ellen < Thank you for your rating.
        card < ★★★☆☆
        ellen taps: No, not yet
        ellen < already … /status
    """)


async def test_a_press_that_comes_too_late(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", "Water has been dripping from the ceiling since this morning")
    await desk.play("""
        MARC presses: Passer en résolu
        ellen < Are you satisfied?
        JULIEN presses: ticket.resolve
        JULIEN < Marc Petit a été plus rapide
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        JULIEN presses: ticket.take
        JULIEN < Marc Petit a été plus rapide
        ellen taps: Yes, thank you
        ellen < already … /status
        card < clôturée
        MARC: One last word after all
        ellen < Marc Petit … One last word after all
    """)
