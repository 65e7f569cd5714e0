"""Technicians who have their jobs in Telegram: linked by a code, one message a job, the desk's own actions (B2, F1)."""

from __future__ import annotations

from tests.scenario.desk import Desk
from tests.scenario.technician_desk import LEAK, code_for, linked

SEND = """
    CLAIRE presses: Envoyer un technicien…
    CLAIRE fills: Qui intervient ? = Julien Moreau | Précautions pour le technicien = clé chez le gardien
    ellen's card < … Julien Moreau, Technical department has been asked
    JULIEN < 🧰 Claire Dubois vous envoie
"""


async def test_a_job_from_sending_to_the_end(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK, cautions="Ring twice", photos=("ceiling.jpg",))
    await desk.play(f"{SEND}\njulien reads on")
    early = desk.chat.tap("julien", "Pris en main")
    await desk.play("""
        CLAIRE presses: Devis…
        CLAIRE fills: Prix en EUR = 80 | Pour quoi ? = A new seal
        ellen < … Price: €80.00 …
    """)
    await desk.happens(early)
    await desk.play("""
        julien < C’est une prestation payante
        ellen taps: Accept
        ellen < Thank you. You have accepted
        julien taps: Pris en main
        ellen < has taken on the work
    """)


async def test_he_leaves_and_nothing_stays_behind(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"""
        {SEND}
        julien reads on
        julien: /leave
        julien < Ne plus recevoir … [Oui, y mettre fin | Annuler]
        julien taps: Oui, y mettre fin
        julien < ✎ Cette conversation n’est plus reliée
        julien < ✎ Cette conversation n’est plus reliée
        THOMAS < 🔗 Julien Moreau y a mis fin
        JULIEN presses: Pris en main
        ellen < has taken on
        julien < nothing
        julien: Bonjour
        julien < Quel est votre nom
    """)
    assert not any("gardien" in one.text for one in desk.chat.chats["julien"].bubbles)
