"""Whoever opened the invitation was the wrong person: nothing goes there any more (ADR 0040)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.scenario.desk import Desk
from tests.scenario.invited_desk import invited, linked, logged

LEAK = "De l'eau coule du plafond de la cuisine depuis ce matin"


@pytest.fixture
async def wrong(desk: Desk) -> Desk:
    """Eve, who has a request of her own, has opened the link for Jeanne Roy."""
    await desk.report("eve", "paris-leak", LEAK, language="fr", unit="B7")
    await logged(desk)
    await linked(desk, "eve")
    await desk.play("""
        eve < Bienvenue, Jeanne Roy.
        eve < {ref} …
        thread < 🔗 …
    """)
    return desk


async def test_who_names_a_resident_reads_what_to_name(wrong: Desk) -> None:
    await wrong.play("""
        THOMAS types: /palier unlink Jeanne Roy
        THOMAS < … Julien Moreau … /palier unlink RÉFÉRENCE
        eve < nothing
    """)


async def test_she_has_none_again_and_keeps_her_own(wrong: Desk) -> None:
    await wrong.play("""
        KARIM: Votre solde est de 300 euros.
        eve < Votre solde …
        KARIM presses: Passer en résolu
        eve < … satisfaction ? [Oui, merci | Non, pas encore]
        KARIM in "a relié une conversation" presses: Ce n’est pas la bonne personne…
        eve < ✎ Cette demande n’est plus suivie dans cette conversation. …
        eve < nothing
        thread < ✂️ Karim Benali a délié la conversation …
        thread < ☎️ … Jeanne Roy (06 12 34 56 78) …
        card < 🔕 … (06 12 34 56 78)
        eve taps: Oui, merci
        eve < Ce bouton n’est plus actif. …
        card < confirmation du résident en attente
        KARIM: Encore un détail.
        mark < 🔕
        eve < nothing
        eve: /status
        eve < Vos demandes en cours : … Fuite d’eau …
        eve: Ça coule toujours
        eve sees 👌
        ticket: Fuite
        thread < Eve: Ça coule toujours
        MARC: J’arrive.
        eve < J’arrive.
        ticket: Charges
        KARIM in "a relié une conversation" presses: Ce n’est pas la bonne personne…
        KARIM < Cette conversation n’est plus reliée.
        KARIM presses: Historique…
        KARIM's window < … Karim Benali … a délié la conversation …
    """)
    async with wrong.store.begin() as u:
        eve = await u.people.by_chat("telegram", wrong.chat.chats["eve"].user.chat)
        assert eve is not None
        assert (eve.name, eve.unit, eve.phone) == ("Eve", "B7", None)
    await linked(wrong, "jeanne")
    await wrong.play("""
        jeanne < Bienvenue, Jeanne Roy.
        jeanne < {ref} …
        jeanne < Votre solde est de 300 euros.
        jeanne < Encore un détail.
        jeanne < … satisfaction ? [Oui, merci | Non, pas encore]
        jeanne < nothing
        eve < nothing
    """)


async def test_what_was_queued_does_not_go_there(wrong: Desk) -> None:
    """It waits for its place when the link is ended: staff are told that nobody reads it."""
    card = wrong.card
    words = wrong.slack.write(wrong.staff("KARIM"), card.room, card.ts, "Votre solde est de 300 euros.")
    (line,) = [one for one in wrong.slack.thread(card) if "a relié une conversation" in one.text]
    press = wrong.slack.press_labelled(wrong.staff("KARIM"), line, "Ce n’est pas la bonne personne…")
    for event in (words, press):
        wrong.clock.advance(timedelta(seconds=1))
        await wrong.store.receive([event], wrong.clock.now())
        await wrong.handle()
    await wrong.settle()
    await wrong.play("""
        eve < ✎ Cette demande n’est plus suivie …
        eve < nothing
        mark < 🔕
        thread has 🔕 Non transmis : …
    """)


async def test_a_deleted_message_leaves_the_wrong_chat_too(wrong: Desk) -> None:
    await wrong.play("""
        KARIM: Votre solde est de 300 euros.
        eve < Votre solde …
        THOMAS types: /palier unlink {ref}
        THOMAS < La conversation de Jeanne Roy n’est plus reliée … Ce qui y avait été envoyé y reste.
        eve < ✎ Cette demande n’est plus suivie …
        THOMAS types: /palier unlink {ref}
        THOMAS < Aucune conversation n’a été reliée par une invitation pour Jeanne Roy.
    """)
    await linked(wrong, "jeanne")
    await wrong.play("""
        jeanne < Bienvenue, Jeanne Roy.
        jeanne < {ref} …
        jeanne < Votre solde est de 300 euros.
        KARIM edits: Votre solde est de 310 euros.
        jeanne < ✎ … Votre solde est de 310 euros.
        eve < nothing
        KARIM deletes
        jeanne < 🗑 … Votre solde …
        eve < 🗑 … Votre solde …
        eve < nothing
    """)


async def test_letters_logged_since_go_along_with_a_new_number(wrong: Desk) -> None:
    """Staff took the chat for hers meanwhile."""
    await wrong.play("""
        CLAIRE types: /palier new
        CLAIRE writes there: Qui est-ce ? Un nom, un logement ou un e-mail = jeanne
        CLAIRE turns: Rechercher
        CLAIRE writes there: Personnes trouvées = Jeanne Roy · Les Cèdres, A21 · Telegram | Téléphone = 07 77
        CLAIRE writes there: Objet = Charges, paiements | Reçue = Par courrier
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = Une seconde lettre
        CLAIRE < …
        eve < L’agence a bien reçu votre courrier. …
        KARIM in "a relié une conversation" presses: Ce n’est pas la bonne personne…
        eve < ✎ Cette demande n’est plus suivie …
        eve < ✎ Cette demande n’est plus suivie …
        card < Une seconde lettre … 🔕 … (07 77)
        ticket: ont doublé
        card < 🔕 … (07 77)
        ticket: Fuite
        card < Eve … De l'eau coule
    """)
    assert "🔕" not in wrong.card.text
    async with wrong.store.begin() as u:
        eve = await u.people.by_chat("telegram", wrong.chat.chats["eve"].user.chat)
        assert eve is not None
        assert (eve.name, eve.phone) == ("Eve", None)


async def test_two_records_of_one_person_in_one_chat(wrong: Desk) -> None:
    """Each comes out by its own way back."""
    first = wrong.card
    await logged(wrong, "La cave est inondée", topic="Autre question", new="Madame Roy")
    await linked(wrong, "eve", "CLAIRE")
    await wrong.play("""
        eve < Bienvenue, Madame Roy. … : • … · Autre question • … Fuite d’eau • … Charges, paiements …
        eve < … {ref} …
        CLAIRE in "a relié une conversation" presses: Ce n’est pas la bonne personne…
        eve < ✎ Cette demande n’est plus suivie …
        card < Madame Roy … 🔕
    """)
    wrong.look_at(first)
    await wrong.play("""
        KARIM: Votre solde est de 300 euros.
        eve < Votre solde …
        mark < ✅
    """)


async def test_what_was_said_there_is_out_of_reach_then(wrong: Desk) -> None:
    """Her words in the other's request stay as they are; an answer to one of its messages is about her own."""
    await wrong.play("""
        KARIM: Votre solde est de 300 euros.
        eve < Votre solde …
        eve answers "Votre solde": Quel solde ?
        eve sees 👌
        thread has (↩️ …) Jeanne Roy: Quel solde ?
        KARIM in "a relié une conversation" presses: Ce n’est pas la bonne personne…
        eve < ✎ …
        eve edits: Rien du tout
        eve < …
        eve answers "Votre solde": Cela ne me concerne pas
        eve sees 👌
        ticket: Fuite
        thread has ✂️ Karim Benali a délié Jeanne Roy de cette conversation …
        thread has Eve: Cela ne me concerne pas
        ticket: Charges
        thread has (↩️ …) Jeanne Roy: Quel solde ?
    """)
    assert not any("concerne" in one.text for one in wrong.slack.thread(wrong.card))


async def test_it_was_the_right_chat_after_all(wrong: Desk) -> None:
    """What stands there is not sent again; what was written meanwhile is."""
    await wrong.play("""
        KARIM: Votre solde est de 300 euros.
        eve < Votre solde …
        KARIM in "a relié une conversation" presses: Ce n’est pas la bonne personne…
        eve < ✎ …
        KARIM: Il est dû le 15.
        mark < 🔕
    """)
    await linked(wrong, "eve")
    await wrong.play("""
        eve < Bienvenue, Jeanne Roy.
        eve < Votre demande {ref} · Charges …
        eve < 🕓 … Il est dû le 15.
        eve < nothing
        mark < 🔕 ✅
        KARIM presses: Passer en résolu
        eve < … satisfaction ? [Oui, merci | Non, pas encore]
        eve taps: Oui, merci
        eve < … clôturée.
        eve reads on
        card < clôturée
    """)


async def test_what_she_was_asked_for_the_other_is_dropped_what_she_was_writing_stays(wrong: Desk) -> None:
    await wrong.play("""
        eve: /report
        eve < … Quel est l’objet …
        eve taps: Autre question
        eve < …
        KARIM presses: Passer en résolu
        eve < … satisfaction ? [Oui, merci | Non, pas encore]
        eve taps: Non, pas encore
        eve < Nous en sommes désolés …
        KARIM in "a relié une conversation" presses: Ce n’est pas la bonne personne…
        eve < ✎ …
        eve: Le digicode de la cave est en panne depuis hier soir
        eve < … photos …
        eve taps: Sans photo
        eve < Merci de vérifier … Eve … B7 … digicode …
    """)
    assert not any("digicode" in one.text for one in wrong.slack.thread(wrong.card))


async def test_they_are_written_in_her_language_again(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    await desk.play(f"""
        eve (zh): /start home-{code}
        eve reads on
        card < Langue: chinois
        KARIM in "a relié une conversation" presses: Ce n’est pas la bonne personne…
        eve < ✎ 此诉求不再在此对话中跟进 …
        card < Langue: français … 🔕
    """)


async def test_what_was_joined_to_hers_is_not_forgotten(wrong: Desk) -> None:
    await wrong.play(
        """
        KARIM presses: Fusionner…
        KARIM fills: À quelle demande se rattache-t-elle ? = {other}
        eve reads on
    """.replace("{other}", await _title(wrong, "Fuite"))
    )
    await wrong.play("""
        THOMAS types: /palier unlink {ref}
        THOMAS < La conversation de Jeanne Roy …
        eve reads on
        ticket: Fuite
        thread has ✂️ Thomas Leroy a délié Jeanne Roy … d’enregistrer à nouveau …
        card < Eve
    """)


async def _title(desk: Desk, words: str) -> str:
    """What the card with these words is called."""
    (card,) = [one for one in desk.slack.cards() if words in one.text and one.card is not None]
    assert card.card is not None
    return card.card.title


async def test_the_topic_of_a_request_is_nobodys_then(desk: Desk) -> None:
    desk.chat.topics = True
    await logged(desk)
    await linked(desk, "eve")
    await desk.play("""
        eve reads on
        KARIM in "a relié une conversation" presses: Ce n’est pas la bonne personne…
        eve reads on
        eve in "Charges": Que se passe-t-il ?
        thread has ✂️ …
        eve < … Quel est votre nom ? …
        eve reads on
    """)
    posts = [one.text for one in desk.slack.thread(desk.card)]
    assert not any("Que se passe-t-il" in text for text in posts)
    await linked(desk, "jeanne")
    await desk.play("""
        jeanne < Bienvenue …
        jeanne < 📝 Charges, paiements … ▸ … {ref} …
    """)
