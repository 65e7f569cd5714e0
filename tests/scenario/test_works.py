"""Works: a conversation becomes a checklist and back, a technician goes, jobs are done or not (rows B2, B3, F1)."""

from __future__ import annotations

from tests.scenario.desk import Desk

GATE = "The gate of the car park squeaks\nand its lamp has been flickering since Monday"
LEAK = "Water has been dripping from the ceiling since this morning"
MINDED = "chien méchant, code 4711B"


async def test_a_whole_story_from_conversation_to_work_done(desk: Desk) -> None:
    await desk.report("ellen", "paris-access", GATE)
    await desk.play(f"""
        card in #CARE001 < Badges, clés, parking
        CLAIRE presses: En faire une liste d’étapes…
        CLAIRE's window < Les étapes: The gate of the car park squeaks and its lamp has been flickering since Monday
        CLAIRE's window < Service: … (Service clients)
        CLAIRE turns: Électricité, éclairage
        CLAIRE's window < Les étapes: Mettre hors tension … Contrôler après … The gate of the car park squeaks
        CLAIRE's window < (Service technique)
        CLAIRE fills: Les étapes = - Graisser la charnière\\n2. Changer la lampe\\n\\nEssayer la porte \
            | Qui intervient ? = Marc Petit | Précautions pour le technicien = {MINDED}
        ellen < Your request {{ref}} is now in the hands of our technicians: 3 steps.
        ellen < Your request {{ref}} (Badges, keys, parking) is now with Technical department.
        card in #TECH001 < Intervention: Marc Petit · prévue … ☐ Graisser la charnière \
            ☐ Changer la lampe ☐ Essayer … ⚠️ Attention : {MINDED} … [Envoyer un technicien…]
        ellen: Thank you
        thread < Ellen: Thank you

        MARC presses: Envoyer un technicien…
        MARC's window < (Marc Petit) … {MINDED}
        MARC fills: Qui intervient ? = Julien Moreau
        ellen < Julien Moreau, Technical department is now looking after your request {{ref}}.
        ellen's card < … Julien Moreau, Technical department has been asked
        JULIEN < 🧰 Marc Petit vous envoie à Les Cèdres, A11 : {{ref}} … {MINDED} … → C0TECH001/
        card < Intervention: Julien Moreau · envoyé … [Pris en main] [Prendre en charge]
        JULIEN presses: Pris en main
        ellen < Julien Moreau, Technical department has taken on the work for your request {{ref}}.
        JULIEN presses: Sur place
        ellen < Julien Moreau, Technical department is on site for your request {{ref}}.
        card < envoyé … pris en main … sur place … [Retour d’intervention]

        JULIEN ticks: 1
        ellen's card < … 1 of 3 …
        JULIEN presses: Photos…
        JULIEN fills: Quelle étape ? = Changer la lampe | Quand ont-elles été prises ? = Avant les travaux \
            | Photos = avant1.jpg, avant2.jpg | Vos mots = Verre cassé
        thread < Julien Moreau: 📎 avant1.jpg Avant les travaux · Changer la lampe · Verre cassé
        thread < Julien Moreau: 📎 avant2.jpg
        ellen < nothing
        card < ☐ Changer la lampe 📷 2 · 💬 Verre cassé
        JULIEN presses: Impossible à faire…
        JULIEN mends Veuillez choisir une raison: Quelle étape ? = Changer la lampe
        JULIEN fills: Quelle étape ? = Changer la lampe | Pourquoi ? = Il manque une pièce, à commander. \
            | Avec vos propres mots = fournisseur en faillite
        ellen < One step of the work for your request {{ref}} could not be done this time.
        ellen's card < … 1 of 3 …
        thread < ⛔ Julien Moreau: Changer la lampe : Il manque une pièce, à commander. fournisseur en faillite
        card < ☐ Changer la lampe ⛔ impossible · Julien Moreau
        JULIEN ticks: 3
        ellen's card < … 2 of 3 …
        ellen < The work on your request {{ref}} is over for now, but not everything could be done.
        card < Statut: en cours
        JULIEN presses: Retour d’intervention
        ellen's card < … Julien Moreau, Technical department has been on site …
        card < de retour
        MARC presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        card < clôturée
    """)
    told = " ".join(text for text, _ in desk.chat.chats["ellen"].feed)
    assert not any(secret in told for secret in (MINDED, "faillite", "charnière", "Verre cassé", "pièce"))
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        (visit,) = await u.works.visits(ticket.id)
        assert {visit.dispatched_by, visit.picked_up_by} == {"marc-petit", "julien-moreau"}
        assert len(visit.stamps) == 4
        assert [(photo.number, photo.side) for photo in await u.works.photos(ticket.id)] == [
            (1, "before")
        ] * 2


async def test_back_to_a_conversation_and_forth_again(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC ticks: 1
        ellen < … is now looking after your request {ref}.
        ellen's card < … 1 of 5 …
        MARC presses: Revenir à une conversation
        ellen < We go on with your request {ref} in conversation
        card in #TECH001 < {ref} · Fuite d’eau
        MARC presses: Historique…
        MARC's window < Marc Petit en a refait une conversation : ☑ Couper … · ☐ Trouver …
        MARC: Which floor is it on?
        ellen < Marc Petit, Technical department: Which floor is it on?
        MARC presses: Autre service…
        MARC fills: Service = Service clients
        ellen < is now with Customer care.
        CLAIRE presses: En faire une liste d’étapes…
        CLAIRE's window < Les étapes: Couper l’arrivée d’eau … Photographier
        CLAIRE fills: Service = Service technique
        ellen < in the hands of our technicians: 5 steps
        ellen < is now with Technical department
        card in #TECH001 < ☑ Couper … ☐ Trouver
    """)
    assert not desk.slack.cards()[1].card or not desk.slack.cards()[1].card.ticks  # type: ignore[union-attr]


async def test_steps_in_another_order_and_a_list_changed_meanwhile(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday evening")
    await desk.play("""
        MARC ticks: 1
        ellen < … is now looking after your request {ref}.
        ellen's card < … 1 of 4 …
        MARC presses: Modifier les étapes…
        JULIEN presses: Modifier les étapes…
        MARC fills: Les étapes = Appeler le fabricant\\nVérifier que personne n’est bloqué\\nNettoyer la cabine
        ellen's card < … 1 of 3 …
        card < ☐ Appeler le fabricant ☑ Vérifier … Marc Petit, … ☐ Nettoyer la cabine
        JULIEN fills: Les étapes = Un tout autre travail
        JULIEN < Quelqu’un a modifié la liste entre-temps
        JULIEN < Un tout autre travail
        MARC ticks: 1
        ellen's card < … 2 of 3 …
        card < ☑ Appeler le fabricant … ☑ Vérifier
        JULIEN presses: Modifier les étapes…
        JULIEN mends Veuillez écrire au moins une étape: Les étapes = -
        JULIEN mends Au plus 40 étapes: Les étapes = 1234567890123456789012345678901234567890123456789012345678901\
234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890
        JULIEN fills: Les étapes = Appeler le fabricant\\nVérifier que personne n’est bloqué
        ellen's card < … 2 of 2 …
        ellen < The work on your request {ref} (Lift) is done. Are you satisfied?
        card < travaux faits
        MARC unticks: 2
        ellen's card < … 1 of 2 …
        card < en cours
        JULIEN presses: Travaux faits
        ellen < … is over, though not everything could be done. Is it settled for you all the same?
        JULIEN presses: Historique…
        JULIEN's window < Marc Petit a retiré une étape : ☐
    """)


async def test_two_tick_at_once_and_neither_takes_the_others_away(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    card = desk.card
    assert card.card is not None
    tick = card.card.ticks_action
    one = desk.slack.press(desk.staff("MARC"), card, tick, checked=("0",))
    other = desk.slack.press(desk.staff("JULIEN"), card, tick, checked=("1",))
    await desk.happens(one, other)
    await desk.play("""
        ellen's card < … 2 of 5 …
        card < ☑ Couper … Marc Petit … ☑ Trouver … Julien Moreau
    """)
    again = desk.slack.press(desk.staff("JULIEN"), card, tick, checked=("0",))
    await desk.happens(again)
    await desk.play("""
        ellen's card < … 1 of 5 …
        card < ☑ Couper … ☐ Trouver
    """)


async def test_a_tick_on_a_card_that_was_older_than_the_list(desk: Desk) -> None:
    """A number is never given again: the tick meant a step that is gone."""
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday evening")
    late = desk.slack.press(desk.staff("JULIEN"), desk.card, "checklist.tick", checked=("3",))
    await desk.play("""
        MARC presses: Modifier les étapes…
        MARC fills: Les étapes = Vérifier que personne n’est bloqué
        ellen < Marc Petit, Technical department is now looking after your request {ref}.
        MARC presses: Modifier les étapes…
        MARC fills: Les étapes = Vérifier que personne n’est bloqué\\nDeux\\nTrois\\nQuatre
    """)
    await desk.happens(late)
    await desk.play("ellen < nothing")


async def test_two_press_the_same_step_at_once(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        CLAIRE presses: Envoyer un technicien…
        CLAIRE fills: Qui intervient ? = Marc Petit
        ellen < Marc Petit, Technical department is now looking after your request {ref}.
        ellen's card < … Marc Petit, Technical department has been asked
        MARC < 🧰 Claire Dubois vous envoie
        MARC and JULIEN press: Pris en main
        ellen < Marc Petit, Technical department has taken on the work
        JULIEN < Marc Petit a été plus rapide
        JULIEN presses: Sur place
        ellen < is on site
        JULIEN presses: Retour d’intervention
        JULIEN presses: Envoyer un technicien…
        JULIEN fills: Qui intervient ? = Julien Moreau
        ellen's card < … Julien Moreau, Technical department has been asked
        card < Intervention: Julien Moreau (2) · envoyé
        MARC presses: Pris en main
        ellen's card < … Marc Petit, Technical department has taken on the work
        ellen < Marc Petit, Technical department has taken on the work
    """)


async def test_roles_and_refusals(desk: Desk) -> None:
    await desk.report("ellen", "paris-complaint", "The caretaker shouted at my son in the hall")
    await desk.play("""
        card in #MGMT001 < La direction examine
        CLAIRE presses: En faire une liste d’étapes…
        CLAIRE fills: Les étapes = Parler au gardien
        CLAIRE < Seul un responsable peut faire cela.
        CLAIRE < Parler au gardien
        STRANGER presses: work.make
        STRANGER < Seules les personnes inscrites
        HA presses: ticket.take
        HA < …
        HELENE presses: En faire une liste d’étapes…
        HELENE fills: Les étapes = Parler au gardien
        ellen < in the hands of our technicians: 1 step.
        card in #MGMT001 < ☐ Parler au gardien … La direction examine … [Transmettre]
        CLAIRE presses: Modifier les étapes…
        CLAIRE fills: Les étapes = Rien du tout
        CLAIRE < Seul un responsable peut faire cela.
        CLAIRE < Rien du tout
        CLAIRE presses: Revenir à une conversation
        CLAIRE < Seul un responsable peut faire cela.
        HELENE presses: work.send
        HELENE's window < _(That is no longer possible: the request has moved on in the meantime.)
        HELENE presses: Transmettre
        ellen < is now with
        card < ☐ Parler au gardien … [Envoyer un technicien…]
        HELENE presses: work.on_site
        HELENE < plus possible
    """)


async def test_a_word_for_the_resident_and_photos_he_may_see(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC presses: Un mot sur une étape…
        MARC fills: Quelle étape ? = Trouver l’origine de la fuite | Vos mots = Joint du voisin usé
        thread < 💬 Marc Petit: Trouver l’origine de la fuite : Joint du voisin usé
        ellen < Marc Petit, Technical department is now looking after your request {ref}.
        ellen < nothing
        MARC presses: Un mot sur une étape…
        MARC fills: Quelle étape ? = Trouver l’origine de la fuite | Vos mots = It was a worn seal. \
            | Pour qui ? = Le résident peut le lire
        ellen < Marc Petit, Technical department: It was a worn seal.
        thread < Marc Petit au résident: It was a worn seal.
        MARC presses: Photos…
        MARC fills: Quelle étape ? = Trouver l’origine de la fuite | Quand ont-elles été prises ? = Après les travaux \
            | Photos = apres.jpg | Vos mots = Dry again | Pour qui ? = Le résident peut le lire
        ellen < Marc Petit, Technical department: Dry again
        ellen < 📎 apres.jpg
        MARC presses: Impossible à faire…
        MARC fills: Quelle étape ? = Prévenir les logements voisins | Pourquoi ? = Personne n’était là pour ouvrir. \
            | Pour qui ? = Le résident peut le lire
        ellen < One step … could not be done this time
        ellen < Marc Petit, Technical department: Nobody was there to open.
        MARC ticks: 3
        ellen's card < … 1 of 5 …
        card < ☑ Prévenir les logements voisins Marc Petit
    """)


async def test_photos_that_come_later_do_not_finish_the_work_again(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday evening")
    await desk.play("""
        MARC ticks: 1, 2, 3, 4
        ellen's card < … 4 of 4 …
        ellen < The work on your request {ref} (Lift) is done. Are you satisfied?
        MARC presses: Reprendre la main
        card < en cours
        MARC presses: Photos…
        MARC fills: Quelle étape ? = Appeler l’ascensoriste | Quand ont-elles été prises ? = Après les travaux \
            | Photos = apres.jpg
        thread < 📎 apres.jpg
        ellen < nothing
        card < en cours
        MARC ticks: 1
        ellen < nothing
    """)


async def test_a_topic_of_another_kind_leaves_the_list_that_staff_made(desk: Desk) -> None:
    await desk.report("ellen", "paris-access", GATE)
    await desk.play("""
        CLAIRE presses: En faire une liste d’étapes…
        CLAIRE fills: Les étapes = Graisser
        ellen < in the hands of our technicians: 1 step
        CLAIRE chooses: Emménager, déménager
        ellen < (Moving in or out) is now with
        card < Emménager, déménager … ☐ Graisser
        CLAIRE chooses: Fuite d’eau
        ellen < (Water leak) is now with Technical department
        card in #TECH001 < ☐ Couper
    """)
    assert "Graisser" not in desk.card.text
