"""A ticket is a chat topic, where chats have topics (ADR 0016)."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.audience import StatusCard
from bot.domain.errors import Conflict, Unavailable
from storage.places import SqlPlaces
from tests.scenario.desk import Desk
from tests.scenario.reports import LIFT

LEAK = "Water has been dripping from the ceiling since this morning"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk whose residents' chats have topics."""
    desk.chat.topics = True
    return desk


async def test_from_first_word_to_five_stars(desk: Desk) -> None:
    await desk.play("""
        camille (fr): De l'eau coule du plafond du couloir au 2e étage depuis ce matin
        camille < … Quel est votre nom ?
        camille: Camille Martin
        camille < De quelle résidence …
        camille taps: Les Cèdres
        camille < De quel appartement …
        camille: A21
        camille < Quel est l’objet …
        camille taps: Fuite d’eau
        camille < Y a-t-il quelque chose que le technicien …
        camille taps: Passer
        camille < Avez-vous des photos ? …
        camille taps: Sans photo
        camille < Merci de vérifier …
        camille has topics: none
        camille taps: Envoyer
        camille < 📝 Fuite d’eau · reçue · {ref} ▸ Merci, Camille Martin. … {ref} … sujet … /report

        MARC presses: Prendre en charge
        camille < … ▸ … est maintenant suivie par Marc Petit …
        camille has topics: 👀 Fuite d’eau · en cours de traitement · {ref}
        camille's card < {ref} · Fuite d’eau … 👀 … en cours de traitement … Marc Petit … avant …
        MARC: Bonjour, où exactement ?
        camille < 👀 … ▸ Marc Petit, Service technique : … où exactement ?
        camille in "Fuite": Devant l'ascenseur
        thread < Camille Martin: Devant l'ascenseur
        camille sees 👌
        camille in "Fuite" sends: mur.jpg
        thread < 📎 mur.jpg
        camille < nothing

        MARC presses: Passer en résolu
        camille < … ▸ … satisfaction ? [Oui, merci | Non, pas encore]
        camille has topics: ❓ Fuite d’eau · …
        camille taps: Oui, merci
        camille < … ▸ Merci. Votre demande {ref} est clôturée.
        camille < … ▸ Comment évaluez-vous …
        camille taps: ★★★★★
        camille < … ▸ _(Thank you! Would you like to add a word?)
        camille has topics: ✅ Fuite d’eau · clôturée · {ref}
        camille in "Fuite": Très rapide
        camille < ✅ … ▸ Merci pour votre évaluation.
        card < ★★★★★ « Très rapide »
        camille in "Fuite": Au revoir !
        camille < ✅ … ▸ Votre demande {ref} est clôturée. … /report
        thread < Camille Martin: Au revoir !
    """)


async def test_two_topics_do_not_mix(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.play("""
        ellen has topics: 📝 Water leak … | 📝 Lift …
        ellen in "leak": The plumber is here
        ellen in "Lift": It says E4
        ticket: Fuite
        thread has Ellen: The plumber is here
        MARC: Thank you
        ellen < … Water leak … ▸ … Thank you
        ticket: Ascenseur
        thread has Ellen: It says E4
        ellen answers "Thank you": You are welcome
        ticket: Fuite
        thread has Ellen: You are welcome
        ellen: And what about both?
        ellen < Which of your requests … [… Lift | … Water leak | A new request]
        ellen in "Lift": It moves again
        ticket: Ascenseur
        thread has Ellen: It moves again
        ellen taps: … Water leak
        ellen < Added to your request …
        ticket: Fuite
        thread has Ellen: And what about both?
    """)


async def test_a_form_in_one_topic_does_not_swallow_the_others(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.play("""
        ticket: Fuite
        MARC presses: Passer en résolu
        ellen < … Water leak … ▸ … Are you satisfied?
        ellen taps: No, not yet
        ellen < … Water leak … ▸ … What is still wrong?
        ellen in "Lift": It stands still again
        ellen < nothing
        ticket: Ascenseur
        thread has Ellen: It stands still again
        ellen: A word about the lift or the leak
        ellen < Which of your requests …
        ellen in "leak": It drips
        ellen < … Water leak … ▸ Thank you, I have passed that on.
        ticket: Fuite
        thread has Ellen: It drips
        ellen taps: … Lift
        ellen < Added …
        ticket: Ascenseur
        thread has Ellen: A word about the lift or the leak
    """)


async def test_general_says_where_a_word_went(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        ellen: It drips faster
        ellen < Added to your request {ref}.
        thread < Ellen: It drips faster
        ellen in "leak": /report
        ellen < … ▸ That will be a new request: …
        ellen < What is it about?
        ellen in "leak": /status
        ellen < … ▸ Your open requests: … {ref}
        ellen taps: Cancel
        ellen < All right, I have dropped it …
    """)


async def test_a_deleted_topic_comes_back_with_the_next_word(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC presses: Prendre en charge
        ellen < Marc Petit
        ellen deletes "leak"
        MARC ticks: 1
        ellen has topics: none
        ellen < nothing
        MARC: We come at nine
        ellen < 👀 Water leak · … ▸ This conversation had been deleted. … Marc Petit, Technical department: We come …
        mark < ✅
        ellen < 👀 … ▸ … {ref} … 1 of 5 steps done.
        ellen has topics: 👀 Water leak …
        ellen in "leak": Fine
        thread < Ellen: Fine
        MARC ticks: 2
        ellen < nothing
        ellen's card < {ref} … 2 of 5 steps done.
    """)
    (told,) = [one for one in desk.chat.chats["ellen"].bubbles if "had been deleted" in one.text]
    assert not told.card


async def test_nothing_is_lost_when_a_topic_goes_while_much_waits(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        ellen deletes "leak"
        (telegram fails 3 times: network)
        MARC: One
        ellen < … ▸ This conversation had been deleted. … One
        ellen < … ▸ … {ref}
        MARC: Two
        ellen < … ▸ … Two
        mark < ✅
    """)


async def test_a_name_of_his_own_stays_till_the_state_changes(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        ellen renames "leak" to: My ceiling
        MARC asks: Where?
        ellen < … Where?
        ellen has topics: 💬 Water leak · waiting for your answer · {ref}
        ellen renames "leak" to: My ceiling
        MARC: Second floor?
        ellen < My ceiling ▸ … Second floor?
        ellen has topics: My ceiling
    """)


async def test_a_topic_he_opened_becomes_the_tickets(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.play("""
        ellen in "Water!": Water has been dripping from the ceiling since this morning
        ellen < Water! ▸ … What is it about?
        ellen taps: Water leak
        ellen < Water! ▸ Is there anything the technician must know …
        ellen taps: Skip
        ellen < Water! ▸ Any photos? …
        ellen taps: No photos
        ellen < Water! ▸ Please check …
        ellen taps: Send
        ellen < 📝 Water leak · received · {ref} ▸ Thank you, Ellen. …
        ellen has topics: 📝 Lift … | 📝 Water leak · received · {ref}
        ellen in "leak": And it smells
        thread < Ellen: And it smells
    """)


async def test_topics_are_switched_on_and_off_under_way(desk: Desk) -> None:
    desk.chat.topics = False
    await desk.report("ellen", "paris-leak", LEAK)
    desk.chat.topics = True
    await desk.play("""
        ellen has topics: none
        MARC: We come at nine
        ellen < … Water leak … ▸ … We come at nine
        ellen < … Water leak … ▸ Your request {ref} … Marc Petit
        ellen has topics: 👀 Water leak …
    """)
    desk.chat.topics = False
    await desk.play("""
        MARC: At ten, sorry
        ellen < Marc Petit, Technical department: At ten, sorry
        ellen: All right
        ellen < Added …
        thread < Ellen: All right
        MARC presses: Passer en résolu
        ellen < … Are you satisfied?
        ellen taps: Yes, thank you
        ellen < … is closed.
        ellen < How would you rate …
        ellen taps: ★★★★★
        ellen < Thank you! Would you like to add a word?
        ellen: Well done
        ellen < Thank you for your rating.
    """)


async def test_titles_change_only_with_the_state(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC presses: Prendre en charge
        ellen < … is now looking after …
        MARC ticks: 1
        MARC: One
        ellen < One
        ellen in "leak": Two
        MARC ticks: 2, 3
    """)
    assert desk.chat.titled == 1


async def test_edits_and_recall_in_a_topic(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC: We come at nine
        ellen < … ▸ … We come at nine
        MARC edits: We come at ten
        ellen < ✎ … We come at ten
        MARC deletes
        ellen < 🗑 … We come at ten
        ellen in "leak": Thank you
        thread < Ellen: Thank you
        ellen edits: Thank you all
        thread has Ellen: Thank you all
    """)


async def test_a_language_reaches_cards_and_titles(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        ellen: /language
        ellen < _(Which language shall we speak?)
        ellen taps: Français
        ellen < Désormais …
        ellen's card < Merci, Ellen. … {ref}
        ellen has topics: 📝 Fuite d’eau · reçue · {ref}
    """)
    changes = [one for one in desk.chat.delivered if isinstance(one.content, StatusCard)]
    assert len(changes) == 2


@pytest.mark.parametrize("error", [Unavailable("the database is locked"), Conflict("in the way")], ids=repr)
async def test_a_deleted_topic_while_the_database_is_busy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    kept, left = SqlPlaces.hide, [error, error]

    async def hide(*given: Any) -> None:
        await kept(*given)
        if left:
            raise left.pop()

    monkeypatch.setattr(SqlPlaces, "hide", hide)
    await desk.play("""
        ellen deletes "leak"
        MARC: One
        ellen < … ▸ This conversation had been deleted. … One
        ellen reads on
        thread < nothing
        mark < ✅
        ellen < nothing
    """)
    assert not left


@pytest.mark.parametrize("error", [Unavailable("the database is locked"), Conflict("in the way")], ids=repr)
async def test_a_topic_is_made_once_though_the_database_is_busy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    kept, left = SqlPlaces.show, [error, error]

    async def show(places: SqlPlaces, what: str, text: str) -> None:
        await kept(places, what, text)
        if what.startswith("topic:") and left:
            raise left.pop()

    monkeypatch.setattr(SqlPlaces, "show", show)
    await desk.play("""
        ellen deletes "leak"
        MARC: One
        ellen < … ▸ This conversation had been deleted. … One
        ellen has topics: 👀 Water leak …
        thread < nothing
    """)
    assert not left
