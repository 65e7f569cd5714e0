"""Photos of a technician who never says what they show (row F1)."""

from __future__ import annotations

from dataclasses import replace

from tests.scenario.desk import Desk
from tests.scenario.technician_desk import linked

LEAK = "Water has been dripping under the sink since this morning"


async def test_colleagues_see_them_all_the_same(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await linked(desk)
    await desk.play("""
        MARC presses: Envoyer un technicien…
        MARC fills: Qui intervient ? = Julien Moreau
        julien < 🧰 {ref} …
        ellen reads on
        julien sends: siphon.jpg "le siphon"
        julien < Quelle étape ? …
        (14 minutes later)
        thread < nothing
        (2 minutes later)
        thread < 🧰 Julien Moreau: 📎 siphon.jpg le siphon
        julien < 📎 Transmis à vos collègues, {ref}. …
        julien taps: Trouver l’origine de la fuite
        julien reads on
        (1 hours later)
        julien < nothing
        thread < nothing
        ellen < nothing
    """)


async def test_of_two_jobs_he_is_asked_again(desk: Desk) -> None:
    await linked(desk)
    for words in (LEAK, "The ceiling of the corridor is wet on the 2nd floor"):
        await desk.report("ellen", "paris-leak", words)
        await desk.play("""
            MARC presses: Envoyer un technicien…
            MARC fills: Qui intervient ? = Julien Moreau
            julien reads on
            ellen reads on
        """)
    await desk.play("""
        julien sends: mur.jpg
        julien < De quelle intervention s’agit-il ? …
        (20 minutes later)
        julien < 📎 Vos photos ne sont pas encore chez vos collègues. …
        thread < nothing
    """)


async def test_those_of_one_who_has_left_meanwhile(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await linked(desk)
    await desk.play("""
        MARC presses: Envoyer un technicien…
        MARC fills: Qui intervient ? = Julien Moreau
        julien reads on
        ellen reads on
        julien sends: siphon.jpg "le siphon"
        julien < Quelle étape ? …
    """)
    others = tuple(one for one in desk.directory.staff if one.name != "Julien Moreau")
    desk.directory = replace(desk.directory, staff=others)
    await desk.restart()
    await desk.play("""
        (16 minutes later)
        thread < 🧰 julien-moreau: 📎 siphon.jpg le siphon
        julien < nothing
    """)
