"""His word was on its way when silence closed his request: it wins (row D5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.scenario.desk import Desk

CHARGES = "Why are the charges of this quarter twice those of the last"


async def closed(desk: Desk) -> datetime:
    """A request that silence has closed; when that was."""
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        (48 hours later)
        ellen < If we hear nothing before
        (24 hours later)
        ellen < We have not heard from you, so we have closed your request {ref} …
    """)
    desk.read_all()
    return desk.clock.now()


async def test_what_he_wrote_before_opens_it_again(desk: Desk) -> None:
    at = await closed(desk)
    desk.clock.advance(timedelta(hours=2))
    late = desk.chat.write(
        "ellen", "I found one more bill, it has the number 4711", at=at - timedelta(hours=1)
    )
    await desk.happens(late)
    await desk.play("""
        ellen < Our messages have crossed: you had written before we closed your request {ref}, so it is not closed.
        thread < ↩️ Le résident avait écrit avant que son silence ne fasse clôturer cette demande …
        thread < Ellen: I found one more bill, it has the number 4711
        card < Statut: en cours
        ellen < nothing
        (100 hours later)
        ellen < nothing
        KARIM presses: Historique…
        KARIM's window < Palier … a annulé la clôture
    """)
    assert len(desk.slack.cards()) == 1


async def test_a_clear_no_and_a_clear_yes(desk: Desk) -> None:
    at = await closed(desk)
    await desk.happens(desk.chat.write("ellen", "No!", at=at - timedelta(seconds=1)))
    await desk.play("""
        ellen < Our messages have crossed
        ellen < It is not settled yet, then: your request {ref} is open again. …
        KARIM < … ↩️ Le résident n’est pas satisfait : la demande est de nouveau ouverte.
        SOPHIE < … ↩️ Le résident n’est pas satisfait …
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        (48 hours later)
        ellen < If we hear nothing before
        (24 hours later)
        ellen < We have not heard from you
    """)
    await desk.happens(desk.chat.write("ellen", "Yes, all is fine", at=desk.clock.now()))
    await desk.play("""
        ellen < Our messages have crossed
        ellen < Glad to hear it. Shall I close your request {ref}?
        ellen < … Are you satisfied?
        card < confirmation du résident
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate
    """)


async def test_thanks_and_what_is_written_later_change_nothing(desk: Desk) -> None:
    at = await closed(desk)
    await desk.happens(desk.chat.write("ellen", "Thank you, Karim!", at=at - timedelta(hours=1)))
    await desk.play("""
        ellen < You are welcome.
        card < clôturée
    """)
    desk.clock.advance(timedelta(hours=1))
    await desk.happens(desk.chat.write("ellen", "The lift is out of order", at=desk.clock.now()))
    await desk.play("""
        ellen < What is it about?
        card < clôturée
    """)


async def test_one_of_several(desk: Desk) -> None:
    at = await closed(desk)
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday evening")
    await desk.happens(desk.chat.write("ellen", "It makes a strange noise", at=at - timedelta(hours=1)))
    await desk.play("""
        ellen < Our messages have crossed
        ellen < Which of your requests is this about? […Lift … | …Charges … | …]
        ellen < … (Charges, payments) as resolved. Are you satisfied?
        ticket: Charges
        card < confirmation du résident
    """)


async def test_the_buttons_under_the_question_answer_it_still(desk: Desk) -> None:
    await closed(desk)
    await desk.play("""
        ellen taps first: No, not yet
        ellen < I'm sorry to hear that; your request is open again. What is still wrong?
        card < Statut: en cours
        ellen: The sum
        ellen < passed that on
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        (48 hours later)
        ellen < If we hear nothing before
        (24 hours later)
        ellen < closed your request
        ellen taps: Yes, thank you
        ellen < Thank you. Your request {ref} is closed.
        ellen < How would you rate
        card < clôturée
        ellen taps first: No, not yet
        ellen < You have already answered that
    """)
    ticket = await desk.ticket()
    assert (ticket.reopened, ticket.rating_asked) == (1, True)
