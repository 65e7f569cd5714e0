"""What technicians tell a resident about a step is a message like any other: it can be edited and taken back."""

from __future__ import annotations

from tests.fakes.channels import Shown
from tests.scenario.desk import Desk

LEAK = "Water has been dripping from the ceiling since this morning"


def posts(desk: Desk) -> list[Shown]:
    """The posts of the thread that have buttons of their own, the card aside."""
    return [one for one in desk.slack.shown if one.actions and one.card is None]


async def test_a_word_is_edited_and_taken_back(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC presses: Un mot sur une étape…
        MARC fills: Quelle étape ? = Trouver l’origine de la fuite | Vos mots = It was a worn seal. \
            | Pour qui ? = Le résident peut le lire
        ellen < Your request {ref} is now looked after by Marc Petit, Technical department: It was a worn seal.
        ellen < nothing
    """)
    (post,) = posts(desk)
    assert [one.label for one in post.actions] == ["Modifier", "Retirer"]
    await desk.happens(desk.slack.press_labelled(desk.staff("MARC"), post, "Modifier"))
    await desk.play("""
        MARC fills: Votre message. Celui du résident sera modifié de même. = It was a broken seal.
        ellen < ✎ … It was a broken seal.
    """)
    (post,) = posts(desk)
    await desk.happens(desk.slack.press_labelled(desk.staff("MARC"), post, "Retirer"))
    await desk.play("""
        ellen < 🗑 … It was a broken seal.
        MARC presses: Historique…
        MARC's window < … a retiré un message
    """)


async def test_a_reason_is_read_by_each_in_his_language(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC presses: Impossible à faire…
        MARC fills: Quelle étape ? = Prévenir les logements voisins | Pourquoi ? = Personne n’était là pour ouvrir. \
            | Pour qui ? = Le résident peut le lire
        ellen < One step … could not be done this time
        ellen < … Marc Petit, Technical department: Nobody was there to open.
        thread has Marc Petit au résident: Personne n’était là pour ouvrir.
        thread has (Envoyé en ces termes :) Nobody was there to open.
    """)


async def test_photos_without_a_word_say_when_they_were_taken(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC presses: Photos…
        MARC fills: Quelle étape ? = Trouver l’origine de la fuite | Quand ont-elles été prises ? = Après les travaux \
            | Photos = apres.jpg | Pour qui ? = Le résident peut le lire
        ellen < … Marc Petit, Technical department: After the work
        ellen < 📎 apres.jpg
        thread has Marc Petit au résident: Après les travaux
    """)
    (post,) = posts(desk)
    await desk.happens(desk.slack.press_labelled(desk.staff("MARC"), post, "Retirer"))
    await desk.play("""
        ellen < 🗑 …
        ellen < 🗑 …
        ellen < nothing
    """)
