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
