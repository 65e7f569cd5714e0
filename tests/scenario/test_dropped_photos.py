"""Photos dropped into the thread of a checklist: never the resident's by accident, tied to a step by a button (F1)."""

from __future__ import annotations

from tests.scenario.desk import Desk

LEAK = "Water has been dripping from the ceiling since this morning"


async def test_a_photo_is_tied_to_the_step_that_is_worked_on(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC ticks: 1
        ellen < … is now looking after
        ellen's card < … 1 of 5 …
        MARC sends: avant.jpg "joint usé, à cacher"
        mark < 🔒
        MARC < Gardé en interne : une photo de l’intervention.
        thread < 1 📷 pour l’étape « Trouver l’origine de la fuite » ? Le résident ne voit rien.
        notes has Marc Petit: joint usé, à cacher
        MARC in "pour l’étape" presses: Avant les travaux
        thread has 1 📷 · Trouver l’origine de la fuite · Avant les travaux
        card < ☐ Trouver l’origine de la fuite 📷 1 · 💬 joint usé, à cacher
        ellen < nothing
    """)
    assert "usé" not in " ".join(text for text, _ in desk.chat.chats["ellen"].feed)
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        (photo,) = await u.works.photos(ticket.id)
    assert (photo.number, photo.side, photo.by) == (1, "before", "marc-petit")


async def test_another_step_none_and_the_resident(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC sends: un.jpg, deux.jpg
        MARC < Gardé en interne
        thread < 2 📷 pour l’étape « Couper …
        MARC in "pour l’étape" presses: Une autre étape…
        MARC fills: Quelle étape ? = Prévenir les logements voisins \
            | Quand ont-elles été prises ? = Après les travaux
        thread has 2 📷 · Prévenir les logements voisins · Après les travaux
        card < ☐ Prévenir les logements voisins 📷 2
        JULIEN sends: trois.jpg
        JULIEN < Gardé en interne
        JULIEN in "1 📷 pour l’étape" presses: Aucune de ces étapes
        thread has 1 📷 sans étape. Le résident ne voit rien.
        MARC sends: quatre.jpg "All dry again"
        MARC < Gardé en interne
        ellen < … is now looking after …
        ellen < nothing
        MARC in "1 📷 pour l’étape" presses: Envoyer au résident
        ellen < Marc Petit, Technical department: All dry again
        ellen < 📎 quatre.jpg
        thread has 1 📷 envoyé au résident par Marc Petit
        MARC: It will dry within a week
        ellen < It will dry within a week
    """)


async def test_two_answer_at_once_and_one_does(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC sends: un.jpg
        MARC < Gardé en interne
    """)
    (post,) = [one for one in desk.slack.thread(desk.card) if one.actions and "📷" in one.text]
    here = desk.slack.press_labelled(desk.staff("MARC"), post, "Avant les travaux")
    there = desk.slack.press_labelled(desk.staff("JULIEN"), post, "Après les travaux")
    await desk.happens(here, there)
    await desk.play("JULIEN < Un collègue a déjà dit ce que montrent ces photos.")
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        assert [photo.side for photo in await u.works.photos(ticket.id)] == ["before"]


async def test_in_a_conversation_a_photo_goes_to_the_resident_as_ever(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why are the charges of this quarter twice those of the last")
    await desk.play("""
        KARIM sends: releve.jpg "Here is the statement"
        ellen < Here is the statement
        ellen < 📎 releve.jpg
    """)
