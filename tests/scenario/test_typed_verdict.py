"""Who types his answer to "are you satisfied?" is understood, and asked before anything comes of it (row D5)."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk

STUCK = "The lift has been standing still since yesterday evening"


@pytest.mark.parametrize(
    ("language", "no", "yes"),
    [
        ("fr", "Non, toujours bloqué", "Oui c’est bon, merci"),
        ("en", "not done, still stuck", "Yes, all good now"),
        ("vi", "Chưa xong, vẫn kẹt", "Được rồi em"),
        ("zh", "还没修好", "已经好了"),
    ],
)
async def test_no_and_yes(desk: Desk, language: str, no: str, yes: str) -> None:
    await desk.report("lan", "paris-lift", STUCK, language=language)
    await desk.play(f"""
        MARC presses: Passer en résolu
        lan < … [_(Yes, thank you) | _(No, not yet)]
        lan: {no}
        lan < _(It is not settled yet, then: your request {{reference}} is open again. What you wrote is with us.)
        thread < Lan: {no}
        card < en cours … ↩️
        MARC presses: Passer en résolu
        lan < … [_(Yes, thank you) | _(No, not yet)]
        lan: {yes}
        lan < _(Glad to hear it. Shall I close your request {{reference}}?) [_(Yes, close it) | _(No, not yet)]
        thread < Lan: {yes}
        lan taps: _(Yes, close it)
        lan < _(Thank you. Your request {{reference}} is closed.)
        lan < _(How would you rate the way we handled it?)
        card < clôturée
    """)


async def test_anything_else_says_that_it_has_not_ended(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", STUCK)
    await desk.play("""
        MARC presses: Passer en résolu
        ellen < … Are you satisfied?
        ellen: The technician left his ladder here
        thread < Ellen: The technician left his ladder here
        ellen < nothing
        ellen sees 👌
        card < en cours
        MARC presses: Passer en résolu
        ellen < … Are you satisfied?
        ellen: Yes, all good
        ellen < Glad to hear it.
        thread < Ellen: Yes, all good
        ellen: ok
        thread < Ellen: ok
        ellen < is closed
        ellen < How would you rate …
        ellen taps: Yes, close it
        ellen < already …
        ellen taps: Yes, thank you
        ellen < already …
    """)


async def test_thanks_reopen_nothing(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", STUCK)
    await desk.play("""
        MARC presses: Passer en résolu
        ellen < … Are you satisfied?
        ellen: Thank you so much!
        ellen < Glad to hear it. Shall I close your request {ref}?
        thread < Ellen: Thank you so much!
        card < confirmation du résident en attente
        ellen taps: Yes, close it
        ellen < is closed
        ellen < How would you rate …
        ellen: Thanks again
        ellen < You are welcome. …
        ellen < nothing
        card < clôturée
    """)


async def test_with_several_open_the_one_that_asks_is_meant(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", "Water has been dripping from the ceiling")
    await desk.report("ellen", "paris-lift", STUCK)
    await desk.play("""
        MARC presses: Passer en résolu
        ellen < … Are you satisfied?
        ellen: no, still stuck
        ellen < It is not settled yet, then: your request {ref} is open again.
        thread < Ellen: no, still stuck
    """)
