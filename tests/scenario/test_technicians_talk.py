"""Colleagues and the technician on a job speak with each other: he in Telegram, they in the thread (rows B2, C6)."""

from __future__ import annotations

from bot.ports.channel import RawEvent
from tests.fakes.faults import Fault
from tests.scenario.desk import Desk
from tests.scenario.technician_desk import LEAK, linked, without_slack

SENT = """
    CLAIRE presses: Envoyer un technicien…
    CLAIRE fills: Qui intervient ? = Julien Moreau
    ellen's card < … Julien Moreau, Technical department has been asked
    julien reads on
    ellen reads on
"""


async def _at_work(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(SENT)
    desk.looked["U0JULIEN"] = len(desk.slack.private["U0JULIEN"])


async def test_he_is_addressed_and_answers(desk: Desk) -> None:
    await _at_work(desk)
    await desk.play("""
        CLAIRE (addressed): @Julien Moreau prends la grande échelle, s'il te plaît
        julien < 💬 Claire Dubois · {ref} · Fuite d’eau · Les Cèdres, A11 prends la grande échelle, s'il te plaît \
            [Répondre]
        mark < 🔒 🧰
        CLAIRE < Gardé en interne : Julien Moreau le lit dans sa conversation de travail, le résident ne le voit pas.
        notes < Claire Dubois: @Julien Moreau prends la grande échelle
        julien taps: Répondre
        julien < Écrivez ici un mot, une question … {ref} … [Annuler]
        julien: Elle est cassée, une autre ?
        julien < 🔒 Transmis à vos collègues, {ref}. Le résident ne le lit pas.
        thread < 🧰 Julien Moreau: Elle est cassée, une autre ?
        notes < Julien Moreau: Elle est cassée
        CLAIRE < … Fuite d’eau … 🧰 Julien Moreau: Elle est cassée, une autre ?
        CLAIRE in "Elle est cassée" presses: Écrire au technicien…
        CLAIRE's window < Écrire au technicien … à Julien Moreau ? … (Envoyer)
        CLAIRE fills: Que voulez-vous écrire à Julien Moreau ? = Au sous-sol, porte B
        julien < 💬 Claire Dubois · … Au sous-sol, porte B [Répondre]
        thread < 🔒 Claire Dubois à Julien Moreau: Au sous-sol, porte B
        notes < Claire Dubois: Au sous-sol, porte B
        ellen < nothing
    """)
    (copy,) = [one for one in desk.slack.thread(desk.card) if "Claire Dubois à Julien" in one.text]
    assert copy.signs == "🧰"
    told = " ".join(text for text, _ in desk.chat.chats["ellen"].feed)
    assert not any(secret in told for secret in ("échelle", "cassée", "sous-sol"))


async def test_a_sign_may_stand_before_his_name_and_a_typed_name_counts(desk: Desk) -> None:
    await _at_work(desk)
    await desk.play("""
        CLAIRE: note: @julien le code est 4711B
        julien < 💬 Claire Dubois · … le code est 4711B
        mark < 🔒 🧰
        CLAIRE < Gardé en interne : Julien Moreau le lit
        CLAIRE: @Julien, c'est au 2e
        julien < 💬 Claire Dubois · … c'est au 2e
        CLAIRE < Gardé en interne : Julien Moreau le lit
        CLAIRE: note: prévenir le gardien
        mark < 🔒
        julien < nothing
        CLAIRE: @Marc tu peux regarder ?
        mark < 🔒
        CLAIRE < Gardé en interne : le message s’adresse d’abord à un collègue.
        julien < nothing
        ellen < nothing
    """)


async def test_words_are_changed_and_taken_back_with_him_too(desk: Desk) -> None:
    await _at_work(desk)
    await desk.play("""
        CLAIRE: note: @Julien le code est 4711B
        julien < 💬 … le code est 4711B
        CLAIRE < …
        CLAIRE edits: note: @Julien le code est 0815A
        julien < ✎ 💬 Claire Dubois · … le code est 0815A
        CLAIRE deletes
        julien < 🗑 💬 … le code est 0815A
        julien < nothing
        ellen < nothing
    """)


async def _queued(desk: Desk, words: str) -> RawEvent:
    """Claire's words wait for him; the event that she deletes them is at hand."""
    card = desk.card
    written = desk.slack.write(desk.staff("CLAIRE"), card.room, card.thread or card.ts, words)
    deleted = desk.slack.delete(desk.slack.own())
    await desk.store.receive([written], desk.clock.now())
    assert await desk.handle()
    return deleted


async def test_words_taken_back_before_they_left_never_reach_him(desk: Desk) -> None:
    await _at_work(desk)
    await desk.happens(await _queued(desk, "note: @Julien le code est 4711B"))
    await desk.play("julien < nothing")
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        assert await u.messages.notes_of(ticket.id) == []


async def test_words_changed_before_they_left_reach_him_changed(desk: Desk) -> None:
    await _at_work(desk)
    card = desk.card
    written = desk.slack.write(
        desk.staff("CLAIRE"), card.room, card.thread or card.ts, "@Julien le code est 4711B"
    )
    await desk.store.receive([written], desk.clock.now())
    assert await desk.handle()
    await desk.play("""
        CLAIRE edits: @Julien le code est 0815A
        julien < 💬 Claire Dubois · … le code est 4711B
        julien < ✎ 💬 Claire Dubois · … le code est 0815A
        mark < 🔒 🧰
        julien < nothing
    """)


async def test_what_may_have_reached_him_before_it_was_taken_back_is_told(desk: Desk) -> None:
    await _at_work(desk)
    desk.chat.faults.order(Fault("unknown", arrives=True))
    deleted = await _queued(desk, "note: @Julien le code est 4711B")
    await desk.deliver("telegram")
    await desk.happens(deleted)
    await desk.play("""
        julien < 💬 … le code est 4711B
        julien < nothing
        thread < ⚠️ … il se peut que Julien Moreau l’ait encore
    """)


async def test_after_two_days_he_is_asked_to_disregard_it(desk: Desk) -> None:
    await _at_work(desk)
    await desk.play("""
        CLAIRE sends: plan.jpg "note: @Julien le code est 4711B"
        julien < 💬 … le code est 4711B
        julien < 📎 plan.jpg
        CLAIRE < …
        (49 hours later)
        julien reads on
        ellen reads on
        (telegram fails 1 times: refused)
        CLAIRE deletes
        julien < ✎ Ce message a été retiré.
        julien < Merci de ne pas tenir compte d’un message de Claire Dubois ({ref} · Fuite d’eau
        julien < nothing
        thread has ⚠️ Un message a été retiré, mais Telegram ne permet plus de le supprimer. Julien Moreau a été prié
    """)
    assert not any("4711B" in bubble.text for bubble in desk.chat.chats["julien"].bubbles)


async def test_taken_back_while_he_has_blocked_the_bot(desk: Desk) -> None:
    await _at_work(desk)
    await desk.play("""
        CLAIRE: note: @Julien le code est 4711B
        julien < 💬 … le code est 4711B
        CLAIRE < …
        julien blocks
        CLAIRE deletes
        thread < ⚠️ Un message a été retiré, mais Julien Moreau a bloqué le bot
        julien < nothing
    """)


async def test_what_the_workspace_has_cleared_away_stays_with_him(desk: Desk) -> None:
    await _at_work(desk)
    await desk.play("""
        CLAIRE: note: @Julien la vanne est au 2e
        julien < 💬 … la vanne est au 2e
        CLAIRE < …
        (8 days later)
        julien reads on
        ellen reads on
        CLAIRE deletes
        julien < nothing
    """)


async def test_a_plan_goes_to_him_and_no_step_is_asked_for(desk: Desk) -> None:
    await _at_work(desk)
    await desk.play("""
        CLAIRE sends: plan.jpg "@Julien c'est cette vanne"
        julien < 💬 Claire Dubois · … c'est cette vanne
        julien < 📎 plan.jpg
        mark < 🔒 🧰
        CLAIRE < Gardé en interne : Julien Moreau le lit
        notes < 📎 plan.jpg
        thread < nothing
        ellen < nothing
    """)


async def test_two_jobs_and_he_answers_the_right_one(desk: Desk) -> None:
    await _at_work(desk)
    first = desk.card.reference
    await desk.play("CLAIRE: note: @Julien coupe d'abord l'eau\njulien reads on")
    await desk.report("paul", "paris-lift", "The lift has been standing still since yesterday", unit="B12")
    await desk.play(f"""
        CLAIRE presses: Envoyer un technicien…
        CLAIRE fills: Qui intervient ? = Julien Moreau
        paul reads on
        julien reads on
        julien answers "coupe d'abord l'eau": C'est fait
        julien < 🔒 Transmis à vos collègues, {first}.
        ticket: Fuite d’eau
        thread < 🧰 Julien Moreau: C'est fait
        CLAIRE chooses: Bruit, voisinage
        ellen reads on
        julien < 🧰 Demande {first} : il ne vous reste rien à y faire.
        julien answers "coupe d'abord l'eau": Et maintenant ?
        julien < Cette intervention n’est plus la vôtre : rien n’a été transmis.
        julien taps: Répondre
        julien < Cette intervention n’est plus la vôtre : rien n’a été transmis.
        CLAIRE: note: @Julien une dernière chose
        julien < nothing
        paul < nothing
    """)
    assert not any("Et maintenant" in one.text for one in desk.slack.shown)


async def test_who_is_not_on_the_job_or_has_no_chat_does_not_read_it_and_that_is_said(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        CLAIRE: note: @Julien tu peux y aller ?
        mark < 🔒
        CLAIRE < Gardé en interne, et Julien Moreau ne le lit pas : personne ne l’a envoyé
        CLAIRE (addressed): @Julien Moreau tu peux y aller ?
        CLAIRE < Gardé en interne : le message s’adresse d’abord à un collègue.
        CLAIRE presses: Envoyer un technicien…
        CLAIRE fills: Qui intervient ? = Julien Moreau
        ellen reads on
        CLAIRE: note: @Julien prends la clé
        mark < 🔒
        CLAIRE < Gardé en interne, et Julien Moreau ne le lit pas : aucune conversation … /palier link Julien Moreau
        JULIEN < 🧰 …
        CLAIRE presses: Écrire au technicien…
        CLAIRE fills: Que voulez-vous écrire à Julien Moreau ? = Prends la clé
        JULIEN < … 💬 Claire Dubois: Prends la clé
        thread has Claire Dubois à Julien Moreau: Prends la clé
        ellen < nothing
    """)


async def test_strangers_and_guests_do_not_reach_him(desk: Desk) -> None:
    await _at_work(desk)
    await desk.play("""
        GUEST: note: @Julien appelle-moi
        STRANGER: @Julien appelle-moi
        HUNG: note: @Julien appelle-moi
        KARIM (foreign): @Julien appelle-moi
        KARIM (bot): @Julien appelle-moi
        julien < nothing
        ellen < nothing
    """)


async def test_he_has_blocked_the_bot_and_his_colleagues_learn_it(desk: Desk) -> None:
    await _at_work(desk)
    await desk.play("""
        julien blocks
        CLAIRE: note: @Julien prends la clé
        mark < 🔒 ⚠️
        thread < ⚠️ Julien Moreau n’a pas reçu ceci dans Telegram (le bot est bloqué
        ellen < nothing
    """)


async def test_nobody_knows_whether_he_has_it_and_that_is_said(desk: Desk) -> None:
    await _at_work(desk)
    await desk.play("""
        (telegram fails 2 times: unknown)
        CLAIRE: note: @Julien prends la clé
        mark < 🔒 ⚠️
        thread < ⚠️ Julien Moreau n’a pas reçu … (la connexion a été coupée deux fois
        ellen < nothing
    """)


async def test_nothing_is_sent_once_he_is_unlinked(desk: Desk) -> None:
    await _at_work(desk)
    card = desk.card
    written = desk.slack.write(
        desk.staff("CLAIRE"), card.room, card.thread or card.ts, "note: @Julien code 4711B"
    )
    await desk.store.receive([written], desk.clock.now())
    assert await desk.handle()
    await desk.play("""
        THOMAS types: /palier unlink Julien
        THOMAS < Julien Moreau n’est plus relié
        julien < ✎ Cette conversation n’est plus reliée
        julien < nothing
        thread < ⚠️ Julien Moreau n’a pas reçu ceci dans Telegram (sa conversation n’est plus reliée)
    """)


async def test_a_technician_who_is_on_telegram_alone(desk: Desk) -> None:
    desk.directory = without_slack("julien-moreau")
    await desk.restart()
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        CLAIRE presses: Envoyer un technicien…
        CLAIRE fills: Qui intervient ? = Julien Moreau
        ellen reads on
        julien reads on
        CLAIRE: @Julien la clé est chez le gardien
        julien < 💬 Claire Dubois · … la clé est chez le gardien [Répondre]
        CLAIRE < Gardé en interne : Julien Moreau le lit
        julien: Merci, je passe la prendre
        julien < 🔒 Transmis …
        CLAIRE < … 🧰 Julien Moreau: Merci
        ellen < nothing
    """)


async def test_his_menu_offers_what_is_of_use_there(desk: Desk) -> None:
    await linked(desk)
    assert desk.chat.chats["julien"].menu == [
        "/jobs – Mes interventions",
        "/help – Ce que je peux faire",
        "/leave – Ne plus recevoir mes interventions ici",
    ]
    await linked(desk, "perso")
    assert desk.chat.chats["julien"].menu == []
    assert desk.chat.chats["perso"].menu
    await desk.play("julien reads on\nperso reads on\nTHOMAS types: /palier unlink Julien")
    assert desk.chat.chats["perso"].menu == []
    await linked(desk, "perso")
    assert desk.chat.chats["perso"].menu
