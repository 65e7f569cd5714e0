"""Asked, reminded, closed by silence, opened again; asked once more a month later (rows D5, D7)."""

from __future__ import annotations

from datetime import timedelta

from bot.supervisor import step
from tests.scenario.desk import Desk

CHARGES = "Why are the charges of this quarter twice those of the last"
LEAK = "Water runs down the wall of the cellar since this morning"


async def test_silence_closes_after_one_reminder(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: The meter was read twice; you get the difference back.
        ellen < … difference back.
        KARIM presses: Répondue
        ellen < Karim Benali, Accounts has answered your request {ref} (Charges, payments). Is everything settled \
            for you? [Yes, thank you | No, not yet]
        (47 hours later)
        ellen < nothing
        (1 hours later)
        ellen < We asked whether … {ref} … If we hear nothing before … we will close it. [Yes, thank you | No, not yet]
        (23 hours later)
        ellen < nothing
        (1 hours later)
        ellen < We have not heard from you, so we have closed your request {ref} … [Something is still wrong]
        card < clôturée
        (400 hours later)
        ellen < nothing
        ellen taps: Something is still wrong
        ellen < What is still wrong?
        card < en cours
        ellen: The difference has not come
        ellen < I have passed that on
        thread < Ellen: The difference has not come
        ellen taps first: Something is still wrong
        ellen < Your request {ref} is being looked into already.
        KARIM presses: Historique…
        KARIM's window < Palier … l’a close faute de réponse
    """)


async def test_a_word_before_the_end_keeps_it_open(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        (48 hours later)
        ellen < If we hear nothing before
        (23 hours later)
        ellen: No, it is still the double
        ellen < It is not settled yet, then: your request {ref} is open again.
        card < en cours
        (100 hours later)
        ellen < nothing
        card < en cours
        ellen taps: Yes, thank you
        ellen < We are looking into your request {ref} again.
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate
        ellen taps: ★★★★★
        ellen < Thank you … word
        ellen taps: Skip
        ellen < Thank you for your rating.
        ellen taps: No, not yet
        ellen < You have already answered that
    """)


async def test_thank_you_opens_nothing_again(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Répondue
        ellen < Is everything settled for you?
        ellen: Thank you so much, Karim!
        ellen < Glad to hear it. Shall I close your request {ref}?
        thread < Ellen: Thank you so much, Karim!
        card < répondue
        ellen: Thank you, but the sum is still wrong
        ellen < is open again
        card < en cours
    """)


async def test_stars_are_asked_for_once(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate
        KARIM presses: Rouvrir
        ellen < We are looking into your request {ref} again.
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < nothing
    """)


async def test_what_he_wrote_in_the_last_second_is_handled_before_the_timer(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        (48 hours later)
        ellen < If we hear nothing before
    """)
    late = desk.chat.write("ellen", "No! It is still the double")
    await desk.store.receive([late], desk.clock.now())
    desk.clock.advance(timedelta(hours=24))
    assert await step(desk.worker.take_timers)
    await desk.settle()
    await desk.play("""
        ellen < is open again
        card < en cours
        (2 hours later)
        ellen < nothing
    """)


async def test_nobody_is_closed_over_who_was_never_asked(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.happens(*desk.chat.block("ellen", True, told=True))
    await desk.play("""
        KARIM presses: Passer en résolu
        (48 hours later)
        thread < ☎️ On ne sait pas encore si tout est réglé pour Ellen
        KARIM < On ne sait pas encore
        (400 hours later)
        card < confirmation du résident
        ellen unblocks
        ellen < Are you satisfied?
        (48 hours later)
        ellen < If we hear nothing before
        (24 hours later)
        ellen < closed your request
    """)


async def test_a_call_says_it_for_him(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        KARIM presses: Noter un appel…
        KARIM fills: L’appel = pas joint | Un mot = messagerie
        thread < ☎️ Karim Benali: Appel à Ellen : pas joint. (messagerie)
        card < confirmation du résident
        KARIM presses: Noter un appel…
        KARIM fills: L’appel = joint : tout va bien | Un mot = très aimable
        card < clôturée
        (100 hours later)
        KARIM presses: Noter un appel…
        KARIM fills: L’appel = joint : il reste un problème
        card < en cours
        KARIM presses: Historique…
        KARIM's window < a appelé le résident : joint : il reste un problème
    """)
    assert "aimable" not in " ".join(text for text, _ in desk.chat.chats["ellen"].feed)
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        assert [one.outcome for one in await u.follow_ups.of(ticket.id)] == ["unreached", "fine", "not_fine"]


async def test_a_month_later_he_is_asked_again(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Marquer comme importante
        card < ⭐ Important
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate
        (716 hours later)
        ellen < nothing
        (24 hours later)
        ellen < Some time ago we closed your request {ref} (Charges, payments). Is everything still in order? \
            … [Yes, all is well | No, it isn't]
        ellen taps: Yes, all is well
        ellen < We are glad that all is well.
        thread < ☎️ Prise de nouvelles : tout va bien, dit Ellen.
        ellen taps first: No, it isn't
        ellen < What is still wrong?
        card < en cours
        thread < tout ne va pas bien, dit Ellen
    """)


async def test_what_is_open_again_is_not_asked_about(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Marquer comme importante
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate
        KARIM presses: Rouvrir
        ellen < again
        (1000 hours later)
        ellen < nothing
        KARIM presses: N’est plus importante
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        (1000 hours later)
        ellen < nothing
    """)


async def test_the_work_is_its_first_follow_up(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday evening")
    await desk.play("""
        MARC ticks: 1, 2, 3, 4
        ellen < The work on your request {ref} (Lift) is done. Are you satisfied?
        ellen taps: No, not yet
        ellen < What is still wrong?
        ellen: It stops between the floors
        ellen < passed that on
        MARC presses: Travaux faits
        ellen < is done. Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate
    """)
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        asked = await u.follow_ups.of(ticket.id)
    assert [(one.occasion, one.outcome) for one in asked] == [("work", "not_fine"), ("work", "fine")]


async def test_thanks_are_no_silence(desk: Desk) -> None:
    """Whoever thanked ten minutes ago is neither called to mind nor told that nothing was heard of him."""
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        (2870 minutes later)
        ellen: thank you
        ellen < Glad to hear it. Shall I close …
        (23 hours later)
        ellen < nothing
        (65 minutes later)
        ellen < We asked whether your request …
        (1430 minutes later)
        ellen: thanks again
        ellen < Glad to hear it. …
        (23 hours later)
        ellen < nothing
        (65 minutes later)
        ellen < We have not heard from you …
    """)


async def test_nothing_is_closed_over_a_visit_to_come(desk: Desk) -> None:
    """Silence would call it off; who closes it himself is told so before."""
    await desk.report("ellen", "paris-leak", "Water drips from the ceiling of the second-floor corridor")
    await desk.play("""
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-12 | De – à = 10:00-12:00 | Qui intervient ? = Julien Moreau
        ellen reads on
        MARC presses: Répondue
        ellen < … Is everything settled for you? … The visit on Thursday 12 March, 10:00–12:00 is still to come: \
            once the request is closed, it does not take place. … [Yes, thank you | No, not yet]
        ellen: thanks
        ellen < … Shall I close … The visit on Thursday 12 March, 10:00–12:00 is still to come: …
        (8 days later)
        ellen < nothing
        (47 hours later)
        ellen reads on
        JULIEN in "Rappel" presses: Arrivé sur place
        ellen reads on
        (28 hours later)
        ellen < We asked whether your request …
        (25 hours later)
        ellen < We have not heard from you …
    """)


async def closed_a_month_ago(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Marquer comme importante
        KARIM presses: Passer en résolu
        ellen reads on
        ellen taps: Yes, thank you
        ellen reads on
        (31 days later)
        ellen < Some time ago we closed your request …
    """)


async def test_he_says_in_words_that_all_is_well(desk: Desk) -> None:
    await closed_a_month_ago(desk)
    await desk.play("""
        ellen: Everything is fine
        ellen < We are glad that all is well.
        thread has Ellen: Everything is fine
        thread has ☎️ Prise de nouvelles : tout va bien, dit Ellen.
        ellen: Everything is fine
        ellen < I will take this to the office. …
    """)


async def test_he_says_in_words_that_it_has_begun_again(desk: Desk) -> None:
    await closed_a_month_ago(desk)
    await desk.play("""
        ellen: No, it has begun again
        ellen < Your request {ref} is open again, and I have passed that on. …
        card < en cours
        thread has Ellen: No, it has begun again
    """)


async def test_something_new_is_no_answer_to_it(desk: Desk) -> None:
    await closed_a_month_ago(desk)
    await desk.play("""
        ellen: The lift does not work, it has been standing on the third floor since this morning
        ellen < … take this to the office. …
        card < clôturée …
    """)


async def test_nothing_is_closed_while_we_owe_new_times(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", "Water drips from the ceiling of the second-floor corridor")
    await desk.play("""
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-03 | De – à = 10:00-12:00 | Qui intervient ? = Julien Moreau
        ellen reads on
        MARC presses: Répondue
        ellen reads on
        (27 hours later)
        ellen < We are sorry: …
        (6 days later)
        ellen < nothing
        MARC in "Personne n’a appuyé" presses: Motif et nouveaux horaires…
    """)


async def test_he_answers_it_in_its_topic(desk: Desk) -> None:
    desk.chat.topics = True
    await closed_a_month_ago(desk)
    await desk.play("""
        ellen in "Charges": No, it has begun again
        ellen < … is open again, and I have passed that on. …
        card < en cours
    """)
