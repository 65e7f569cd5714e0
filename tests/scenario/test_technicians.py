"""Technicians who have their jobs in Telegram: linked by a code, one message a job, the desk's own actions (B2, F1)."""

from __future__ import annotations

from tests.scenario.desk import Desk
from tests.scenario.technician_desk import LEAK, code_for, linked

SEND = """
    CLAIRE presses: Envoyer un technicien…
    CLAIRE fills: Qui intervient ? = Julien Moreau | Précautions pour le technicien = clé chez le gardien
    ellen's card < … Julien Moreau, Technical department has been asked
    JULIEN < 🧰 Claire Dubois vous envoie
"""


async def test_a_job_from_sending_to_the_end(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK, cautions="Ring twice", photos=("ceiling.jpg",))
    await desk.play(f"""
        {SEND}
        julien < 🧰 {{ref}} · Fuite d’eau 📍 Les Cèdres, A11 … 👤 Ellen … ⚠️ Attention : clé chez le gardien \
            ⚠️ Précision du résident : « Ring twice » … {LEAK} … ☐ Couper l’arrivée d’eau … \
            [Pris en main | ☐ Couper l’arrivée d’eau et sécuriser… | ☐ Trouver l’origine de la fuite | … \
            | Impossible à faire… | Un mot sur une étape… | Travaux faits | … | 📷 Les photos du résident (1)]
        julien taps: 📷 Les photos du résident (1)
        julien < 📎 ceiling.jpg {{ref}}
        julien taps: Pris en main
        ellen < … is now looking after …
        ellen < Julien Moreau, Technical department has taken on the work
        julien < nothing
        card < Intervention: Julien Moreau · envoyé … pris en main
        julien taps: Sur place
        ellen < Julien Moreau, Technical department is on site
        julien taps: ☐ Trouver l’origine de la fuite
        ellen's card < … 1 of 5 …
        card < ☑ Trouver l’origine de la fuite Julien Moreau
        julien taps: ☑ Trouver l’origine de la fuite
        card < ☐ Trouver l’origine de la fuite
        julien taps: ☐ Trouver l’origine de la fuite
        julien taps: Un mot sur une étape…
        julien < Quelle étape ? [Couper … | Trouver … | … | Annuler]
        julien taps: Trouver l’origine de la fuite
        julien < ✎ Écrivez votre mot sur « Trouver l’origine de la fuite »
        julien: Joint usé du voisin
        julien < Noté pour « Trouver l’origine de la fuite ». Seuls vos collègues le lisent.
        thread < 💬 Julien Moreau: Trouver l’origine de la fuite : Joint usé du voisin
        julien taps: Impossible à faire…
        julien < Quelle étape ?
        julien taps: Prévenir les logements voisins
        julien < ✎ Pourquoi … [Personne n’était là pour ouvrir. | … | Annuler]
        julien taps: Personne n’était là pour ouvrir.
        ellen < One step … could not be done this time
        julien < ✎ C’est noté : Prévenir les logements voisins. Seuls vos collègues
        thread < ⛔ Julien Moreau: Prévenir les logements voisins : Personne n’était là pour ouvrir.
        julien sends: avant.jpg "sous l'évier"
        julien < Quelle étape ? [… | Aucune de ces étapes | Annuler]
        julien taps: Trouver l’origine de la fuite
        julien < ✎ Quand ont-elles été prises ? [Avant les travaux | Après les travaux | Annuler]
        julien taps: Avant les travaux
        julien < ✎ 📷 1 · Trouver l’origine de la fuite · Avant les travaux. Le résident ne le voit pas.
        thread < 📎 avant.jpg Avant les travaux · Trouver l’origine de la fuite · sous l'évier
        julien: Il faut revenir jeudi, le gardien est prévenu
        julien < 🔒 Transmis à vos collègues, {{ref}}. Le résident ne le lit pas.
        thread < 🧰 Julien Moreau: Il faut revenir jeudi
        notes has Julien Moreau: Il faut revenir jeudi
        ellen < nothing
        julien taps: Travaux faits
        ellen < … is over, though not everything could be done
        julien taps: Retour d’intervention
        card < travaux faits … de retour
        ellen taps: Yes, thank you
        ellen reads on
        julien < nothing
    """)
    told = " ".join(text for text, _ in desk.chat.chats["ellen"].feed)
    assert not any(secret in told for secret in ("gardien", "jeudi", "Joint", "évier", "ouvrir"))
    (job,) = [one.text for one in desk.chat.chats["julien"].bubbles if one.text.startswith("🧰")]
    assert "il ne vous reste rien à y faire" in job
    assert "gardien" not in job
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        (visit,) = await u.works.visits(ticket.id)
        assert {visit.picked_up_by, visit.on_site_by, visit.returned_by} == {"julien-moreau"}
        (photo,) = await u.works.photos(ticket.id)
        assert (photo.number, photo.side, photo.by) == (1, "before", "julien-moreau")
        assert (await u.messages.attachment(photo.attachment)).ticket == ticket.id


async def test_a_code_works_once_and_for_a_day(desk: Desk) -> None:
    first = await code_for(desk, "Julien")
    code = await code_for(desk, "moreau")
    await desk.play(f"""
        joe (fr): /link {first}
        joe < Ce code ne fonctionne pas, ou plus : …
        joe: /link nonsense
        joe < Ce code ne fonctionne pas, ou plus : …
        julien (fr): /link {code.lower()}
        julien < Cette conversation est désormais
        THOMAS < 🔗 Julien Moreau a relié une conversation Telegram (Julien) avec votre code.
        joe: /start tech-{code}
        joe < Ce code ne fonctionne pas, ou plus : …
        julien: Bonjour
        julien < Vous n’avez aucune intervention en ce moment : rien n’a été transmis.
        julien: /report
        julien < Cette conversation est réservée à votre travail.
        julien: /help
        julien < Ceci est votre conversation de travail.
    """)
    late = await code_for(desk, "Julien")
    await desk.play(f"""
        (25 hours later)
        joe: /link {late}
        joe < Ce code ne fonctionne pas, ou plus : …
        CLAIRE types: /palier link Julien
        CLAIRE < Seul un responsable
        THOMAS types: /palier link Marc
        THOMAS < Aucun de vos techniciens de ce nom … Julien Moreau
        HUONG types: /palier link Julien
        HUONG < …
    """)
    assert desk.slack.cards() == []


async def test_a_new_code_moves_him_to_another_chat(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"{SEND}\njulien < 🧰 … clé chez le gardien")
    await linked(desk, "perso")
    await desk.play("""
        julien < ✎ Cette conversation n’est plus reliée
        perso < 🧰 … clé chez le gardien
        julien: Bonjour
        julien reads on
        perso taps: Pris en main
        ellen < … is now looking after …
        ellen < has taken on the work
    """)


async def test_who_has_requests_of_his_own_there_is_not_linked(desk: Desk) -> None:
    await desk.report("julien", "paris-leak", LEAK, language="fr")
    code = await code_for(desk, "Julien")
    await desk.play(f"""
        julien: /link {code}
        julien < Vous avez dans cette conversation des demandes en cours en tant que résident
        MARC presses: Passer en résolu
        julien < satisfaction
        julien taps: Oui, merci
        julien reads on
        julien: /link {code}
        julien < Cette conversation est désormais
        THOMAS < 🔗 …
        julien taps: ★★★★★
        julien < Ce bouton n’est plus utilisé.
    """)


async def test_a_colleague_takes_the_job_and_it_comes_back(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"""
        {SEND}
        julien < 🧰 … [Pris en main | …]
        MARC presses: Pris en main
        ellen < … is now looking after …
        ellen < Marc Petit, Technical department has taken on the work
        julien < 🧰 Marc Petit a maintenant la demande {{ref}} : vous n’avez pas à y aller.
        MARC presses: Sur place
        ellen < is on site
        MARC presses: Retour d’intervention
        CLAIRE presses: Envoyer un technicien…
        CLAIRE fills: Qui intervient ? = Julien Moreau
        JULIEN < 🧰 …
        julien < 🧰 {{ref}} … Intervention : Julien Moreau (2) · envoyé
        julien taps: Pris en main
        ellen < Julien Moreau, Technical department has taken on the work
    """)
    old = [one for one in desk.chat.chats["julien"].bubbles if "Fuite" in one.text]
    assert len(old) == 2
    assert not old[0].buttons


async def test_two_press_at_once_and_one_has_his_way(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"{SEND}\njulien reads on")
    here = desk.chat.tap("julien", "Pris en main")
    there = desk.slack.press(desk.staff("MARC"), desk.card, "work.picked_up")
    await desk.happens(there, here)
    feed = [text for text, _ in desk.chat.chats["julien"].feed]
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        (visit,) = await u.works.visits(ticket.id)
    if visit.technician == "marc-petit":
        assert any("n’est plus la vôtre" in text for text in feed)
    else:
        await desk.play("MARC < Julien Moreau a été plus rapide")
    told = [text for text, _ in desk.chat.chats["ellen"].feed if "has taken on" in text]
    assert len(told) == 1
    await desk.play("julien reads on\nellen reads on")
    await desk.happens(desk.chat.press("julien", "nonsense:0"))
    await desk.play("julien < Ce bouton n’est plus utilisé.")


async def test_two_tick_at_once_and_a_tick_that_came_twice(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"{SEND}\njulien reads on")
    here = desk.chat.tap("julien", "☐ Trouver l’origine de la fuite")
    twice = desk.chat.tap("julien", "☐ Trouver l’origine de la fuite")
    there = desk.slack.press(desk.staff("MARC"), desk.card, "checklist.tick", checked=("0",))
    await desk.happens(here, there, twice)
    await desk.play("""
        ellen's card < … 2 of 5 …
        card < ☑ Couper … Marc Petit … ☑ Trouver … Julien Moreau
    """)


async def test_a_route_changed_on_the_way_and_a_list_taken_back(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"""
        {SEND}
        julien reads on
        julien taps: Pris en main
        ellen < … is now looking after …
        ellen < has taken on
        CLAIRE chooses: Propreté, déchets
        ellen < is now with
        julien < nothing
        card in #CLEAN001 < Julien Moreau · envoyé
        julien taps: Sur place
        ellen < is on site
        julien taps: Retour d’intervention
        CLAIRE presses: Revenir à une conversation
        ellen < in conversation
        julien < nothing
        julien: Autre chose
        julien < Vous n’avez aucune intervention en ce moment
    """)
    (job,) = [one for one in desk.chat.chats["julien"].bubbles if one.text.startswith("🧰")]
    assert not job.buttons


async def test_a_list_that_becomes_a_conversation_on_the_way_calls_him_off(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"""
        {SEND}
        julien reads on
        CLAIRE chooses: Bruit, voisinage
        ellen reads on
        julien < 🧰 Demande {{ref}} : il ne vous reste rien à y faire.
    """)


async def test_two_jobs_are_told_apart(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"{SEND}\njulien reads on")
    first = desk.card.reference
    await desk.report("paul", "paris-lift", "The lift has been standing still since yesterday", unit="B12")
    await desk.play("""
        CLAIRE presses: Envoyer un technicien…
        CLAIRE fills: Qui intervient ? = Julien Moreau
        paul's card < … Julien Moreau …
        JULIEN < 🧰 …
        julien < 🧰 {ref} …
        julien: Je suis en retard
        julien < De quelle intervention s’agit-il ? [{ref} · Ascenseur · Les Cèdres, B12 | … | Annuler]
        julien taps: {ref} · Ascenseur · Les Cèdres, B12
        julien < ✎ 🔒 Transmis à vos collègues, {ref}.
        thread < 🧰 Julien Moreau: Je suis en retard
    """)
    await desk.play(f"""
        julien answers "{first} · Fuite d’eau": L'eau est coupée
        julien < 🔒 Transmis à vos collègues, {first}.
        julien sends: un.jpg, deux.jpg
        julien < De quelle intervention …
        julien taps: {first} · Fuite d’eau · Les Cèdres, A11
        julien < ✎ Quelle étape ?
        julien taps: Aucune de ces étapes
        julien < ✎ 📎 Transmis à vos collègues, {first}.
        julien: /jobs
        julien < 🧰 {first} …
        julien < 🧰 {{ref}} …
        ellen < nothing
        paul < … is now looking after …
        paul < nothing
    """)
    card = next(card for card in desk.slack.cards() if card.reference == first)
    shown = " ".join(one.text for one in desk.slack.thread(card))
    assert "L'eau est coupée" in shown
    assert "un.jpg" in shown
    assert "deux.jpg" in shown


async def test_a_price_that_is_not_accepted_holds_him_too(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"{SEND}\njulien reads on")
    early = desk.chat.tap("julien", "Pris en main")
    await desk.play("""
        CLAIRE presses: Devis…
        CLAIRE fills: Prix en EUR = 80 | Pour quoi ? = A new seal
        ellen < … is now looking after …
        ellen < … Price: €80.00 …
    """)
    await desk.happens(early)
    await desk.play("""
        julien < C’est une prestation payante
        ellen taps: Accept
        ellen < Thank you. You have accepted
        JULIEN < …
        julien taps: Pris en main
        ellen < has taken on the work
    """)


async def test_he_leaves_and_nothing_stays_behind(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"""
        {SEND}
        julien reads on
        julien: /leave
        julien < Ne plus recevoir … [Oui, y mettre fin | Annuler]
        julien taps: Oui, y mettre fin
        julien < ✎ Cette conversation n’est plus reliée
        julien < ✎ Cette conversation n’est plus reliée
        THOMAS < 🔗 Julien Moreau y a mis fin
        JULIEN presses: Pris en main
        ellen < … is now looking after …
        ellen < has taken on
        julien < nothing
        julien: Bonjour
        julien < Quel est votre nom
    """)
    assert not any("gardien" in one.text for one in desk.chat.chats["julien"].bubbles)
