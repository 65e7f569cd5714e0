"""A resident whom staff had recorded without a chat is invited to one, and goes on there (rows A10, C1; ADR 0040)."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.people import NO_CHAT
from tests.scenario.desk import Desk
from tests.scenario.invited_desk import BILL, code_shown, invited, linked, logged

LEAK = "De l'eau coule du plafond de la cuisine depuis ce matin"


async def test_from_a_letter_to_the_chat(desk: Desk) -> None:
    await logged(desk)
    await desk.play("""
        KARIM: Bonjour Madame, nous vérifions.
        mark < 🔕
        thread < 🔕 Non transmis : le résident n’a pas de messagerie.
        KARIM: Le relevé a été lu deux fois.
        KARIM edits: Le relevé a été lu trois fois.
        KARIM sends: releve.pdf "Le voici"
        KARIM: Elle a encore appelé trois fois !
        KARIM deletes
        KARIM notes: Dame pénible
        KARIM in "pas de messagerie" presses: Inviter sur Telegram…
        KARIM's window < Inviter sur Telegram … Pour Jeanne Roy, une seule fois, jusqu’au lundi 16 mars 2026 … \
            /link … À transmettre, dans la langue de Jeanne Roy … Bonjour Jeanne Roy, votre demande {ref} … \
            /link … jusqu’au lundi 16 mars 2026 …
    """)
    code = code_shown(desk)
    await desk.play(f"""
        jeanne (fr): /start home-{code}
        jeanne < Bienvenue, Jeanne Roy. … Vos demandes … : • {{ref}} · Charges, paiements … /status
        jeanne < {{ref}} · Charges, paiements … Karim Benali …
        jeanne < 🕓 Message du lundi 10:00, écrit avant que … Karim Benali … : Bonjour Madame, nous vérifions.
        jeanne < 🕓 Message du … Le relevé a été lu trois fois.
        jeanne < 🕓 Message du … Le voici
        jeanne < 📎 releve.pdf
        jeanne < nothing
        thread < 🔗 Jeanne Roy a relié une conversation Telegram (Jeanne) … 3 messages …
        thread < nothing
        KARIM: Vous recevrez un avoir de 40 euros.
        jeanne < Karim Benali, … Vous recevrez un avoir de 40 euros.
        mark < ✅
        jeanne: Merci, pour quel mois ?
        jeanne sees 👌
        thread < Jeanne Roy: Merci, pour quel mois ?
        jeanne answers "trois fois": Trois, vraiment ?
        thread < (↩️ En réponse à … Le relevé a été lu trois fois. …) Jeanne Roy: Trois, vraiment ?
        KARIM presses: Historique…
        KARIM's window < … Jeanne Roy … a relié une conversation : Jeanne … Karim Benali … a invité le résident …
        KARIM presses: Passer en résolu
        jeanne < … satisfaction ? [Oui, merci | Non, pas encore]
        jeanne taps: Oui, merci
        jeanne < … clôturée.
        jeanne reads on
        card < clôturée
    """)
    assert "🔕" not in desk.card.text
    assert "Inviter" not in desk.card.text
    told = " ".join(text for text, _ in desk.chat.chats["jeanne"].feed)
    assert not any(never in told for never in ("pénible", "encore appelé", "deux fois"))
    signs = {one.text: one.signs for one in desk.slack.shown if one.author is not None}
    assert signs["Bonjour Madame, nous vérifions."] == "🔕 ✅"
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        resident = await u.people.get(ticket.resident)
        assert (resident.channel, resident.name, resident.unit) == ("telegram", "Jeanne Roy", "A21")
        assert resident.phone == "06 12 34 56 78"


async def test_what_the_chat_had_of_its_own_is_in_one_place_with_it(desk: Desk) -> None:
    await desk.report("jo", "paris-leak", LEAK, language="en", unit="B7")
    await logged(desk)
    await logged(desk, "La cave est inondée", topic="Autre question", name="Jeanne")
    await linked(desk, "jo", "CLAIRE")
    await desk.play("""
        jo < Welcome, Jeanne Roy. … in this chat: • … · Charges, payments • … · Something else • … · Water leak …
        jo < … (Charges, payments) …
        jo < … Something else …
        jo < nothing
        thread < 🔗 Jeanne Roy a relié une conversation Telegram (Jo) …
        ticket: Charges
        thread < 🔗 Jeanne Roy a relié une conversation Telegram (Jo) …
        ticket: Fuite
        thread < 🔗 L’auteur de cette demande a suivi l’invitation de Jeanne Roy (Jo) …
        card < Jo … nouvelle
        jo: /status
        jo < Your open requests: … Something else … Charges, payments … Water leak …
        jo: Any news?
        jo < … [… | … | … Water leak | A new request]
        jo reads on
        ticket: Charges
        card < Langue: anglais
        KARIM presses: Fusionner…
        KARIM's window < … Autre question …
        KARIM types: /palier find jeanne
        KARIM < … Charges, paiements …
    """)
    await logged(desk, "Encore une lettre", name="jeanne")
    await desk.play("jo < The office has received your letter. … Jeanne Roy. …")


async def test_a_new_chat_speaks_his_language_and_the_words_to_send_too(desk: Desk) -> None:
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE writes there: Nouvelle personne : nom = Trần Lan | Téléphone = 06 12 | Résidence = Les Cèdres
        CLAIRE writes there: Nouvelle personne : langue = vietnamien | Objet = Charges, paiements
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = Les charges ont doublé
        CLAIRE < …
        card < Langue: vietnamien
        KARIM presses: Inviter sur Telegram…
        KARIM's window < … À transmettre, dans la langue de Trần Lan … Kính gửi Trần Lan, yêu cầu {ref} …
    """)
    code = code_shown(desk).lower().replace("-", " ")
    await desk.play(f"""
        lan (de): /link {code}
        lan < Kính chào Trần Lan. …
        lan reads on
        card < Langue: vietnamien
    """)


async def test_only_closed_requests_stay_as_they_are(desk: Desk) -> None:
    await logged(desk)
    await desk.play("""
        KARIM presses: Marquer comme importante
        KARIM presses: Passer en résolu
        KARIM presses: Noter un appel…
        KARIM fills: L’appel = joint : tout va bien
        card < clôturée … 🔕
    """)
    await linked(desk)
    await desk.play("""
        jeanne < Bienvenue, Jeanne Roy. … Vous n’avez aucune demande en cours pour le moment. …
        jeanne < nothing
        KARIM < 🔗 Jeanne Roy a relié une conversation Telegram (Jeanne) grâce à votre invitation.
        card < clôturée … 🔕
        (31 days later)
        jeanne < … {ref} (Charges, paiements) … [Oui, tout va bien | Non, …]
        jeanne taps: Non, …
        jeanne < …
        jeanne: Le total est toujours faux
        jeanne reads on
        card < en cours
        KARIM: Nous avons revu votre dossier.
        jeanne < Nous avons revu votre dossier.
    """)
    assert "🔕" not in desk.card.text


async def test_times_for_a_visit_wait_for_him_there(desk: Desk) -> None:
    await logged(desk, LEAK, topic="Fuite d’eau")
    await desk.play("""
        MARC presses: Proposer une visite…
        MARC fills: Jour 1 = 2026-03-04 | De – à 1 = 10:00-12:00 | Qui intervient ? = Julien Moreau
        MARC < 🔕 …
    """)
    await linked(desk, who="MARC")
    await desk.play("""
        jeanne < Bienvenue, Jeanne Roy.
        jeanne < {ref} · Fuite d’eau …
        jeanne < Julien Moreau, … Quel horaire … [mercredi 4 mars, 10:00–12:00 | Aucun ne me convient]
        jeanne taps: mercredi 4 mars, 10:00–12:00
        jeanne < C’est convenu …
        jeanne < 📎 …
        card < 📅 Visite de Julien Moreau : mercredi 4 mars, 10:00–12:00
        MARC < …
        JULIEN < …
    """)


async def test_a_visit_agreed_by_phone_is_in_his_calendar_then(desk: Desk) -> None:
    await logged(desk, LEAK, topic="Fuite d’eau")
    await desk.play("""
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-04 | De – à = 10:00-12:00 | Qui intervient ? = Julien Moreau
        JULIEN < …
    """)
    await linked(desk, who="MARC")
    await desk.play("""
        jeanne < Bienvenue, Jeanne Roy.
        jeanne < {ref} · Fuite d’eau …
        jeanne < C’est convenu … mercredi 4 mars, 10:00–12:00. … [Un autre horaire | Annuler la visite]
        jeanne < 📎 … Pour votre agenda.
        jeanne < nothing
        (46 hours later)
        jeanne < … mercredi …
        jeanne reads on
        JULIEN < …
    """)


async def test_a_price_waits_for_his_word_there(desk: Desk) -> None:
    await logged(desk, "Accrocher quatre miroirs", topic="Petits travaux chez vous")
    await desk.play("""
        MARC presses: Devis…
        MARC fills: Prix en EUR = 120 | Pour quoi ? = Pose de quatre miroirs
    """)
    await linked(desk, who="MARC")
    await desk.play("""
        jeanne < Bienvenue, Jeanne Roy.
        jeanne < {ref} …
        jeanne < Marc Petit, … {ref} : Pose de quatre miroirs … 120,00 € … [Accepter | Non, merci]
        jeanne taps: Accepter
        jeanne < …
        card < accepté par le résident
        MARC < …
    """)


async def test_the_question_whether_all_is_settled_and_its_clock(desk: Desk) -> None:
    await logged(desk)
    await desk.play("""
        KARIM presses: Passer en résolu
        thread < ☎️ … Jeanne Roy …
    """)
    await linked(desk)
    await desk.play("""
        jeanne < Bienvenue, Jeanne Roy.
        jeanne < {ref} …
        jeanne < … satisfaction ? [Oui, merci | Non, pas encore]
        jeanne < nothing
        (49 hours later)
        jeanne < … Sans nouvelles de votre part …
        (25 hours later)
        jeanne < …
        card < clôturée
    """)


async def test_what_is_missing_is_asked_there(desk: Desk) -> None:
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE writes there: Nouvelle personne : nom = Jeanne Roy | Téléphone = 06 12 34 56 78
        CLAIRE writes there: Objet = Charges, paiements | Reçue = Par courrier | Résidence = Les Cèdres
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = Les charges du trimestre ont doublé
        CLAIRE < …
        KARIM presses: Demander ce qui manque
    """)
    await linked(desk)
    await desk.play("""
        jeanne < Bienvenue, Jeanne Roy.
        jeanne < {ref} …
        jeanne < Karim Benali, …
        jeanne < De quel appartement …
        jeanne: A21
        jeanne < Merci. Votre demande {ref} est maintenant complète.
        card < Les Cèdres, A21
    """)


async def test_a_request_that_comes_while_the_window_is_open_is_his(desk: Desk) -> None:
    """The window holds whom it found; he has linked a chat since."""
    await logged(desk)
    code = await invited(desk)
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE writes there: Qui est-ce ? Un nom, un logement ou un e-mail = jeanne
        CLAIRE turns: Rechercher
        CLAIRE writes there: Personnes trouvées = Jeanne Roy · Les Cèdres, A21 · 06 12 34 56 78
    """)
    await desk.play(f"""
        jeanne (fr): /link {code}
        jeanne reads on
        CLAIRE writes there: Objet = Charges, paiements | Reçue = Par courrier
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = Et une seconde lettre
        CLAIRE < …
        jeanne < L’agence a bien reçu votre courrier. …
        KARIM presses: resident.invite
        KARIM's window < …
    """)
    assert "/link" not in str(desk.slack.open["U0KARIM"].modal)
    assert (await desk.ticket()).contact is None


async def test_what_is_on_its_way_to_nobody_when_she_links_reaches_her(desk: Desk) -> None:
    await logged(desk)
    code = await invited(desk)
    desk.chat.join("jeanne", "fr")
    card = desk.card
    words = desk.slack.write(desk.staff("KARIM"), card.room, card.ts, "Bonjour Madame, nous vérifions.")
    for event in (words, desk.chat.write("jeanne", f"/start home-{code}")):
        desk.clock.advance(timedelta(seconds=1))
        await desk.store.receive([event], desk.clock.now())
        await desk.handle()
    await desk.settle()
    await desk.play("""
        jeanne < Bienvenue, Jeanne Roy.
        jeanne < {ref} …
        jeanne < … Bonjour Madame, nous vérifions.
        jeanne < nothing
        mark < ✅
        thread < 🔗 …
        thread < nothing
    """)


async def test_in_chats_with_topics_each_request_has_its_own(desk: Desk) -> None:
    desk.chat.topics = True
    await logged(desk)
    await desk.play("KARIM: Bonjour Madame, nous vérifions.")
    await linked(desk)
    await desk.play("""
        jeanne < Bienvenue, Jeanne Roy.
        jeanne < 👀 Charges, paiements · en cours … ▸ … {ref} …
        jeanne < 👀 Charges, paiements … ▸ 🕓 … Bonjour Madame, nous vérifions.
        jeanne in "Charges": Merci
        thread has Jeanne Roy: Merci
    """)


async def test_nobody_is_anybodys_twice(desk: Desk) -> None:
    """What the database holds of her after all: one resident with a chat, the record kept for the way back."""
    await logged(desk)
    before = await desk.ticket()
    await linked(desk)
    desk.read_all()
    after = await desk.ticket()
    async with desk.store.begin() as u:
        recorded = await u.people.get(before.resident)
        assert recorded.channel == NO_CHAT
        assert await u.tickets.open_of(recorded.id) == []
        (found,) = await u.people.find(after.office, "jeanne", 5)
        assert found.id == after.resident
        joined = await u.persons.joined(recorded.id)
        assert joined is not None
        assert joined.chat == after.resident
    assert BILL in after.description
