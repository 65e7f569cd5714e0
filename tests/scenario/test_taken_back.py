"""What staff take back was no answer: the resident waits for one again (rows C4, D3)."""

from __future__ import annotations

from bot.domain.ticket import State
from tests.scenario.desk import Desk

CHARGES = "Why have the charges doubled since January?"


async def test_an_answer_that_was_for_somebody_else(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    due, owed = (await desk.ticket()).due_at, (await desk.ticket()).owed_since
    await desk.play("""
        ellen: Are you there?
        (2 hours later)
        KARIM: Your lamp is mended.
        ellen reads on
        card < … En charge: Karim Benali …
        KARIM deletes
        ellen reads on
        card < … Réponse avant: …
    """)
    ticket = await desk.ticket()
    assert (ticket.owed_since, ticket.due_at) == (owed, due)
    await desk.play("""
        (23 hours later)
        KARIM < … ⏰ Karim Benali : le résident attend une réponse avant mercredi …
    """)


async def test_into_a_note_or_by_its_button(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: She never pays.
        KARIM edits: ;; She never pays.
        ellen reads on
    """)
    assert (await desk.ticket()).owed_since is not None
    await desk.play("""
        KARIM replies: It was the wrong meter.
        KARIM in "wrong meter" presses: Retirer
        ellen reads on
    """)
    assert (await desk.ticket()).owed_since is not None


async def test_a_question_taken_back_waits_for_nobody(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM asks: Which flat is it?
        card < … En attente de: le résident …
        KARIM in "Which flat" presses: Retirer
        ellen reads on
        card < … Réponse avant: …
    """)
    assert (await desk.ticket()).state is State.OPEN


async def test_what_was_answered_before_stays_answered(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: It was the wrong meter, you get 200 euros back.
        ellen: Thank you!
        KARIM: Your lamp is mended.
        KARIM deletes
        ellen reads on
    """)
    assert (await desk.ticket()).owed_since is None
