"""What the technician must know, asked of the resident where one may come to his door (row F1)."""

from __future__ import annotations

from tests.scenario.desk import Desk

ASKED = (
    "_(Is there anything the technician must know before coming? "
    "For example: a dog, a door code, a baby asleep, when somebody is at home.)"
)
LEAK = "Water has been dripping from my kitchen ceiling since this morning"


async def test_his_words_go_with_the_work_order(desk: Desk) -> None:
    await desk.play(f"""
        ellen (en): {LEAK}
        ellen < … What is your name?
        ellen taps: Ellen
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A11
        ellen < What is it about? …
        ellen taps: Water leak
        ellen < {ASKED} [Skip | Back | Cancel]
        ellen: Ring twice, the dog is called Rex
        ellen < Any photos? …
        ellen taps: No photos
        ellen < Please check … For the technician: Ring twice, the dog is called Rex …
        ellen taps: Send
        ellen < Thank you, Ellen. …
        card < ⚠️ Précision du résident : « Ring twice, the dog is called Rex »
        CLAIRE presses: Envoyer un technicien…
        CLAIRE fills: Qui intervient ? = Julien Moreau | Précautions pour le technicien = clé chez le gardien
        ellen's card < … Julien Moreau, Technical department has been asked
        JULIEN < 🧰 … ⚠️ Attention : clé chez le gardien ⚠️ Précision du résident : « Ring twice, the dog …
        card < ⚠️ Attention : clé chez le gardien … ⚠️ Précision du résident : « Ring twice, the dog is called Rex »
    """)


async def test_another_topic_asks_anew_and_a_conversation_never(desk: Desk) -> None:
    await desk.play(f"""
        ellen (en): {LEAK}
        ellen reads on
        ellen taps: Ellen
        ellen reads on
        ellen taps: Les Cèdres
        ellen reads on
        ellen: A11
        ellen reads on
        ellen taps: Water leak
        ellen < {ASKED}
        ellen: Ring twice
        ellen reads on
        ellen taps: No photos
        ellen < … For the technician: Ring twice …
        ellen taps: Change something
        ellen reads on
        ellen taps: Topic
        ellen reads on
        ellen taps: Noise, neighbours
        ellen < What you write sounds more like “Water leak” than “Noise, neighbours”. …
        ellen taps: Noise, neighbours
        ellen < Please check …
        ellen taps: Change something
        ellen reads on
        ellen taps: Topic
        ellen reads on
        ellen taps: Lift
        ellen < {ASKED}
        ellen taps: Skip
        ellen < … For the technician: – …
        ellen taps: Send
        ellen reads on
    """)
    assert "Précision" not in desk.card.text


async def test_nobody_is_asked_about_a_common_area(desk: Desk) -> None:
    await desk.report(
        "ellen", "paris-lift", "The lift stands still since yesterday", unit="Hall of building B"
    )
    await desk.play("card < … Hall of building B …")
    assert "Précision" not in desk.card.text
