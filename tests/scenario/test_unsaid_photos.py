"""Photos of a technician with several jobs who never says which they show come to staff, who put them right (F1)."""

from __future__ import annotations

from dataclasses import replace

from tests.scenario.desk import Desk
from tests.scenario.technician_desk import linked
from tests.scenario.test_slips import asked, labels

LEAK, WALL = "Water has been dripping under the sink since this morning", "The wall of the corridor is wet"


async def two_jobs(desk: Desk) -> None:
    await linked(desk)
    for words in (LEAK, WALL):
        await desk.report("ellen", "paris-leak", words)
        await desk.play("""
            MARC presses: Envoyer un technicien…
            MARC fills: Qui intervient ? = Julien Moreau
            julien reads on
            ellen reads on
        """)
    desk.read_all()


async def test_colleagues_say_whose_they_are(desk: Desk) -> None:
    await two_jobs(desk)
    await desk.play("""
        ticket: under the sink
        JULIEN presses: Pris en main
        ellen reads on
        julien reads on
        julien sends: mur.jpg "humide, à cacher"
        julien < De quelle intervention s’agit-il ? …
        (20 minutes later)
        julien < 📎 Vos photos ne sont pas encore chez vos collègues. …
        thread < nothing
        (46 minutes later)
        julien < 📎 Transmis à vos collègues, {ref}. …
        thread has 🧰 Julien Moreau: 📎 mur.jpg humide, à cacher
        thread has Julien Moreau n’a pas indiqué … 1 📷 …
        notes has Julien Moreau: humide, à cacher
        MARC in "n’a pas indiqué" presses: Une autre demande…
        MARC's window < … Quelle demande ? …
    """)
    assert labels(asked(desk, desk.card.room, "n’a pas indiqué"))[3:] == [
        "Une autre demande…",
        "Aucune de ces étapes",
    ]
    (title,) = [one.card.title for one in desk.slack.cards() if WALL in one.text and one.card is not None]
    await desk.play(f"""
        MARC fills: Quelle demande ? = {title} · Les Cèdres, A11
        thread has 1 📷 … Marc Petit …
        ticket: corridor
        thread has 🧰 Julien Moreau: 📎 mur.jpg humide, à cacher
        thread has 1 📷 pour l’étape « Couper …
        MARC in "1 📷 pour l’étape" presses: Avant les travaux
        card < 📷 1
        (2 hours later)
        julien < nothing
        ellen < nothing
    """)
    assert "cacher" not in " ".join(text for text, _ in desk.chat.chats["ellen"].feed)


async def test_they_are_tied_where_they_are(desk: Desk) -> None:
    await two_jobs(desk)
    await desk.play("""
        julien sends: mur.jpg, sol.jpg
        julien < De quelle intervention s’agit-il ? …
        (16 minutes later)
        julien < 📎 Vos photos …
        (46 minutes later)
        julien < 📎 Transmis à vos collègues, {ref}. …
        MARC in "n’a pas indiqué" presses: Avant les travaux
        thread has 2 📷 · … · Avant les travaux
        card < 📷 2
        julien taps: Les Cèdres
        julien reads on
        ellen < nothing
    """)


async def test_he_answers_late(desk: Desk) -> None:
    await two_jobs(desk)
    await desk.play("""
        julien sends: mur.jpg
        julien < De quelle intervention s’agit-il ? …
        (20 minutes later)
        julien < 📎 Vos photos ne sont pas encore chez vos collègues. …
        julien taps: {ref}
        julien reads on
        julien taps: Couper
        julien reads on
        julien taps: Avant
        julien reads on
        card < 📷 1
        (2 hours later)
        julien < nothing
    """)


async def test_those_of_one_who_has_left_meanwhile(desk: Desk) -> None:
    await two_jobs(desk)
    await desk.play("""
        julien sends: siphon.jpg "le siphon"
        julien < De quelle …
    """)
    others = tuple(one for one in desk.directory.staff if one.name != "Julien Moreau")
    desk.directory = replace(desk.directory, staff=others)
    await desk.restart()
    await desk.play("""
        (16 minutes later)
        thread has 🧰 julien-moreau: 📎 siphon.jpg le siphon
        thread has julien-moreau n’a pas indiqué …
        julien < nothing
    """)


async def test_he_says_which_job_and_no_more(desk: Desk) -> None:
    await two_jobs(desk)
    await desk.play("""
        ticket: under the sink
        julien sends: siphon.jpg
        julien < De quelle intervention s’agit-il ? …
        julien taps: {ref}
        julien < Quelle étape ? …
        (16 minutes later)
        thread < 🧰 Julien Moreau: 📎 siphon.jpg
        julien < 📎 Transmis à vos collègues, {ref}. …
        (2 hours later)
        julien < nothing
        thread < nothing
    """)


async def test_the_request_they_show_is_joined_to_another_meanwhile(desk: Desk) -> None:
    await two_jobs(desk)
    sink = desk.slack.cards()[0].reference
    await desk.play(f"""
        julien sends: mur.jpg
        julien < De quelle intervention s’agit-il ? …
        ticket: corridor
        julien taps: {{ref}}
        julien reads on
        MARC presses: Fusionner…
        MARC fills: À quelle demande se rattache-t-elle ? = {sink} · Fuite d’eau
        ellen reads on
        julien reads on
        (20 minutes later)
        julien < 📎 Transmis à vos collègues, {sink}. …
        ticket: {sink}
        thread has 🧰 Julien Moreau: 📎 mur.jpg
    """)
