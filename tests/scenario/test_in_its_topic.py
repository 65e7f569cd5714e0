"""Whatever a resident is told about a ticket stands in its chat topic, whoever speaks and wherever he spoke last."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk

LEAK = "Water has been dripping from the ceiling since this morning"
JOB = "Please hang up four heavy mirrors in my bathroom for me"
NOISE = "The neighbours above have been renovating every night for two weeks"
IDEA = "Why not plant a few fruit trees along the path behind hall B"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk whose residents' chats have topics."""
    desk.chat.topics = True
    return desk


def strays(desk: Desk) -> list[str]:
    """What Ellen was told in General about a ticket that has a topic."""
    references = [card.text.split()[0] for card in desk.slack.cards()]
    told = [text for text, bubble in desk.chat.chats["ellen"].feed if bubble.topic is None]
    return [text for text in told if any(one in text for one in references)]


async def test_a_firm_and_an_outside_party_are_asked(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC presses: À un prestataire…
        MARC fills: Quel prestataire ? = Plomberie Roussel | Que lui écrivez-vous ? = Fuite au 2e
        ellen < … Water leak … ▸ Marc Petit … For your request {ref} we have asked a specialised firm. …
        MARC presses: Reprendre la main
        MARC presses: Demander à un tiers…
        MARC fills: À qui ? = Promoteur | La question par écrit = Qui répare le joint ?
        ellen < … Water leak … ▸ … Promoteur …
    """)
    assert strays(desk) == []


async def test_a_price_is_offered_and_answered(desk: Desk) -> None:
    await desk.report("ellen", "paris-handyman", JOB)
    await desk.play("""
        MARC presses: Devis…
        MARC fills: Prix en EUR = 90 | Pour quoi ? = Four mirrors
        ellen < … ▸ Marc Petit, Technical department offers you for your request {ref}: …
        ellen taps: No, thank you
        ellen < … ▸ … declined …
        ellen < … ▸ … tell us why …
        ellen in "Small": Too dear
        ellen < … ▸ Thank you, I have passed that on. …
        MARC presses: Devis…
        MARC fills: Prix en EUR = 50 | Pour quoi ? = Four mirrors
        ellen < … ▸ … offers you …
        (30 days later)
        ellen taps: Accept
        ellen < … ▸ … {ref} …
        MARC presses: Devis…
        MARC fills: Prix en EUR = 40 | Pour quoi ? = Four mirrors
        ellen < … ▸ … offers you …
        ellen taps: Accept
        ellen < … ▸ Thank you. You have accepted …
    """)
    assert strays(desk) == []


async def test_a_visit_and_its_steps(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC presses: Envoyer un technicien…
        MARC fills: Qui intervient ? = Julien Moreau
        ellen reads on
        JULIEN presses: Pris en main
        ellen < … ▸ Julien Moreau, Technical department has taken on …
        JULIEN presses: Sur place
        ellen < … ▸ Julien Moreau, Technical department is on site …
        JULIEN presses: Impossible à faire…
        JULIEN fills: Quelle étape ? = Réparer, puis remettre en eau et contrôler \
            | Pourquoi ? = Il manque une pièce, à commander.
        ellen < … ▸ One step of the work …
        MARC presses: Retour d’intervention
        MARC presses: Revenir à une conversation
        ellen < … ▸ … conversation …
        MARC presses: En faire une liste d’étapes…
        MARC fills: Les étapes = Chercher la fuite
        ellen < … ▸ … technicians: 1 step.
    """)
    assert strays(desk) == []


async def test_it_is_something_else_and_it_is_closed(desk: Desk) -> None:
    await desk.report("ellen", "paris-complaint", NOISE)
    await desk.play("""
        HELENE presses: Nature…
        HELENE fills: Nature = suggestion
        ellen < … ▸ … suggestion …
        HELENE presses: Transmettre
        ellen < … ▸ … is now with …
        CLAIRE presses: Passer en résolu
        ellen < … ▸ … Is everything settled …
        ellen taps: Yes, thank you
        ellen < … ▸ Thank you. Your request {ref} is closed.
        ellen < … ▸ How would you rate …
        ellen taps: ★★★★★
        ellen < … ▸ … add a word …
        ellen in "Complaint": Very quick
        ellen < … ▸ Thank you for your rating. …
    """)
    assert strays(desk) == []


async def test_a_file_that_stays_behind(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        (telegram fails 1 times: too_large)
        MARC sends: plan.pdf
        ellen reads on
        (telegram fails 1 times: too_large)
        MARC sends: coupe.pdf
        ellen < … ▸ … coupe.pdf …
    """)
    assert strays(desk) == []
    assert all(bubble.topic for _, bubble in desk.chat.chats["ellen"].feed[-2:])
