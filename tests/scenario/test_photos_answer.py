"""Photos that staff send to the resident are an answer, with or without words (rows C1, C3, D2, D3)."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk
from tests.scenario.test_slips import asked, labels

LEAK = "Water has been dripping from the ceiling since this morning"


@pytest.mark.parametrize("words", ["", ' "All dry again"'])
async def test_out_of_the_thread_of_a_checklist(desk: Desk, words: str) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    assert (await desk.ticket()).owed_since is not None
    await desk.play(f"""
        MARC sends: quatre.jpg{words}
        MARC < Gardé en interne
    """)
    assert (await desk.ticket()).owed_since is not None
    await desk.play("""
        MARC in "1 📷 pour l’étape" presses: Envoyer au résident
        ellen < … Marc Petit, Technical department …
        ellen reads on
        card < En charge: Marc Petit
        (30 hours later)
        MARC < nothing
    """)
    ticket = await desk.ticket()
    assert ticket.owed_since is None
    assert (ticket.handler, ticket.state, ticket.escalated) == ("marc-petit", "open", 0)
    await desk.play("""
        ellen: It is wet again
        ellen sees 👌
    """)
    assert (await desk.ticket()).owed_since is not None


async def test_a_photo_alone_in_a_conversation(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why are the charges of this quarter twice those of the last")
    await desk.play("""
        KARIM sends: releve.jpg
        ellen < … Karim Benali …
        card < En charge: Karim Benali
    """)
    assert (await desk.ticket()).owed_since is None


async def test_what_reminded_of_an_answer_says_that_it_was_given(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC presses: Prendre en charge
        ellen reads on
        (24 hours later)
        MARC < … le résident attend une réponse
        JULIEN sends: quatre.jpg
        JULIEN < Gardé en interne
        JULIEN in "1 📷 pour l’étape" presses: Envoyer au résident
        ellen reads on
    """)
    post = asked(desk, "U0MARC", "attend une réponse")
    assert labels(post) == []
    assert "Répondre au résident · Julien Moreau, mardi 10:00" in post.text
