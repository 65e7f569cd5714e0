"""A price that is not accepted holds every step of a visit, not its sending alone (row F2)."""

from __future__ import annotations

from tests.scenario.desk import Desk

LEAK = "Water has been dripping from the ceiling since this morning"
SENT = """
    CLAIRE presses: Envoyer un technicien…
    CLAIRE fills: Qui intervient ? = Marc Petit
    ellen's card < … Marc Petit, Technical department has been asked
    MARC < 🧰 Claire Dubois vous envoie
    ellen < … is now looking after …
"""
QUOTED = """
    CLAIRE presses: Devis…
    CLAIRE fills: Prix en EUR = 80 | Pour quoi ? = A new seal
    ellen < … Price: €80.00 …
"""


async def test_he_who_was_sent_does_not_set_out(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"""
        {SENT}
        {QUOTED}
        card < 💶 Le prix n’est pas encore accepté
        MARC < … 💶 _(Please wait: the resident has been told a price, and nobody may be sent before it is accepted.)
        MARC presses: work.picked_up
        MARC < C’est une prestation payante
        ellen < nothing
        ellen taps: Accept
        ellen < Thank you. You have accepted
        MARC < ✅ …
        MARC < … 💶 _(The resident has accepted the price: you can go.)
        card < [Pris en main]
        MARC presses: Pris en main
        ellen < Marc Petit, Technical department has taken on the work
    """)


async def test_he_who_is_on_the_way_does_not_begin_and_he_who_is_there_comes_back(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"""
        {SENT}
        MARC presses: Pris en main
        ellen < has taken on the work
        {QUOTED}
        MARC < … 💶 …
        MARC presses: work.on_site
        MARC < C’est une prestation payante
        ellen taps: Accept
        ellen < Thank you. You have accepted
        MARC < ✅ …
        MARC < … 💶 _(The resident has accepted the price: you can go.)
        MARC presses: Sur place
        ellen < is on site
        {QUOTED}
        MARC presses: checklist.tick
        MARC < C’est une prestation payante
        MARC presses: Retour d’intervention
        card < de retour
        MARC presses: work.send
        MARC's window < C’est une prestation payante
    """)
