"""An album is one message, however its parts come; several files of staff come under one signature (row C3)."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from bot.ports.channel import RawEvent
from tests.scenario.desk import Desk

LEAK = "Water drips from the ceiling of the second-floor corridor"


def album(desk: Desk, who: str, **captions: str) -> list[RawEvent]:
    """The parts of an album, in the order it was sent in: a file name without ending, and its caption."""
    album = f"album-of-{'-'.join(captions)}"
    return [
        desk.chat.write(who, words, files=(desk.chat.file(f"{name}.jpg"),), album=album)
        for name, words in captions.items()
    ]


async def posts(desk: Desk) -> list[str]:
    """What the thread shows below its card."""
    return [shown.text for shown in desk.slack.thread(desk.card)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_an_album_is_one_message_in_any_order(desk: Desk, order: tuple[int, ...]) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    parts = album(desk, "ellen", wall="The wall", floor="", meter="The meter")
    for number in order:
        await desk.happens(parts[number])
    shown = await posts(desk)
    assert shown[0] == "Ellen: The wall\nThe meter"
    assert sorted(shown[1:]) == ["📎 floor.jpg", "📎 meter.jpg", "📎 wall.jpg"]
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        _, said = await u.messages.public_of(ticket.id)
    assert said.text == "The wall\nThe meter"
    assert len(said.attachments) == 3
    assert await posts(desk) == shown
    await desk.play("""
        ellen < nothing
        ellen sees 👌
    """)


async def test_an_album_at_once(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.happens(*reversed(album(desk, "ellen", wall="", floor="", meter="Look")))
    await desk.play("""
        thread < Ellen: Look
        thread < 📎 wall.jpg
        thread < 📎 floor.jpg
        thread < 📎 meter.jpg
        thread < nothing
        ellen < nothing
    """)


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_parts_that_come_in_different_polls(desk: Desk, order: tuple[int, ...]) -> None:
    """Each is asked for by itself, a moment after the other: they stand in the order in which she sent them, and what
    she wrote after them stands behind them."""
    await desk.report("ellen", "paris-leak", LEAK)
    parts = album(desk, "ellen", wall="", floor="Look", meter="")
    for number in order:
        await desk.store.receive([parts[number]], desk.clock.now())
        await desk.handle()
        desk.clock.advance(timedelta(milliseconds=400))
    await desk.happens(desk.chat.write("ellen", "Please hurry"))
    await desk.play("""
        thread < Ellen: Look
        thread < 📎 wall.jpg
        thread < 📎 floor.jpg
        thread < 📎 meter.jpg
        thread < Ellen: Please hurry
        thread < nothing
        ellen < nothing
        ellen sees 👌
    """)


async def test_an_album_that_never_ends_is_shown(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    for part in album(desk, "ellen", **{f"a{n}": "" for n in range(9)}):
        await desk.store.receive([part], desk.clock.now())
        await desk.handle()
        desk.clock.advance(timedelta(milliseconds=900))
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        _, said = await u.messages.public_of(ticket.id)
    assert said.attachments, "its first parts no longer wait"


async def test_words_that_come_after_other_messages(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    first, late = album(desk, "ellen", wall="", floor="Since Monday")
    await desk.happens(first)
    await desk.play("""
        thread < Ellen:
        thread < 📎 wall.jpg
        ellen: It gets worse
        thread < Ellen: It gets worse
        KARIM: On my way.
        ellen < On my way.
    """)
    await desk.happens(late)
    await desk.play("""
        thread has Ellen: Since Monday
        thread < 📎 floor.jpg
        thread < nothing
        ellen < nothing
    """)


async def test_each_part_has_its_own_words_to_edit(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.happens(*album(desk, "ellen", wall="The wall", floor="The floor"))
    await desk.play("""
        thread < Ellen: The wall The floor
        ellen edits: The cellar
        thread has Ellen: The wall The cellar (Modifié. …)
    """)


async def test_an_album_and_a_late_part_in_the_dialog_and_after_it(desk: Desk) -> None:
    desk.chat.join("ellen", "en")
    first, second, third, last = album(desk, "ellen", wall=LEAK, floor="", meter="", door="The door")
    await desk.happens(second)
    await desk.play("ellen < What is your name?")
    await desk.happens(first)
    await desk.play("""
        ellen < nothing
        ellen: Ellen
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen taps: Water leak
        ellen < Is there anything the technician must know …
        ellen taps: Skip
        ellen < Any photos? …
        ellen taps: That's all
        ellen < Please check … 2 files
    """)
    await desk.happens(third)
    await desk.play("""
        ellen < nothing
        ellen taps: Send
        ellen < Thank you, Ellen.
        card < Water drips from the ceiling
        thread < Ellen:
        thread < 📎 wall.jpg
        thread < 📎 floor.jpg
        thread < 📎 meter.jpg
        thread < nothing
        ellen: /report
        ellen < What is it about?
    """)
    await desk.happens(last)
    await desk.play("""
        thread has Ellen: … The door
        thread < 📎 door.jpg
        thread < nothing
        ellen < nothing
    """)


async def test_an_album_for_one_of_two_requests(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday evening")
    first, second, late = album(desk, "ellen", wall="", floor="", meter="Like this")
    await desk.happens(first)
    await desk.play("ellen < Which of your requests …")
    await desk.happens(second)
    await desk.play("""
        ellen < nothing
        ellen taps: … Water leak
        ellen < Added to your request
        ticket: Water drips
    """)
    await desk.happens(late)
    await desk.play("""
        thread has Ellen: Like this
        thread < 📎 wall.jpg
        thread < 📎 floor.jpg
        thread < 📎 meter.jpg
        ellen < nothing
    """)


async def test_a_late_part_follows_its_ticket(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    first, late = album(desk, "ellen", wall="", floor="The stain")
    await desk.happens(first)
    await desk.play("""
        KARIM chooses: Ascenseur
        ellen reads on
        card in #TECH001 < …
    """)
    await desk.happens(late)
    await desk.play("""
        thread has Ellen: The stain
        thread < 📎 wall.jpg
        thread < 📎 floor.jpg
        thread < nothing
        ellen < nothing
    """)


async def test_a_part_twice_and_a_failed_part(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    first, lost = album(desk, "ellen", wall="", floor="Both")
    desk.chat.files.popitem()
    await desk.happens(first, first, lost, lost)
    await desk.play("""
        thread < Ellen: Both
        thread < 📎 wall.jpg
        thread < ⚠️ … floor.jpg
        thread < nothing
        ellen < Your file floor.jpg could not be passed on
        ellen < nothing
    """)


async def test_more_files_than_fit(desk: Desk) -> None:
    desk.chat.join("ellen", "en")
    await desk.happens(*album(desk, "ellen", **{f"a{n}": LEAK if n == 0 else "" for n in range(9)}))
    await desk.play("ellen < What is your name?")
    await desk.happens(*album(desk, "ellen", b1="", b2=""))
    await desk.play("ellen < Received, thank you: all that you sent together is kept. … name?")
    await desk.happens(*album(desk, "ellen", c1="", c2="", c3=""))
    await desk.play("""
        ellen < That is as many files as fit
        ellen < nothing
    """)
    async with desk.store.begin() as u:
        resident = await u.people.by_chat("telegram", "ellen")
        stored = await u.dialogs.get(resident.id) if resident else None
    assert stored is not None
    assert [file["name"] for file in stored["state"]["files"][8:]] == ["a8.jpg", "b1.jpg", "b2.jpg"]


async def test_several_files_of_staff_have_one_signature(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        KARIM sends: plan.pdf, list.pdf, page.pdf "The papers"
        ellen < … The papers
        ellen < 📎 plan.pdf
        ellen < 📎 list.pdf
        ellen < 📎 page.pdf
        ellen < nothing
        mark < ✅
        KARIM sends: one.pdf, two.pdf
        ellen < 📎 one.pdf Karim …
        ellen < 📎 two.pdf
        ellen < nothing
        KARIM sends: three.pdf "Also there"
        ellen < … Also there
        ellen < 📎 three.pdf
        ellen < nothing
    """)
    assert [text for text, _ in desk.chat.chats["ellen"].feed if "two.pdf" in text] == ["📎 two.pdf "]


async def test_an_album_at_the_photo_question(desk: Desk) -> None:
    """Its parts come one by one: no number is told that the next part makes wrong; the summary has the right one."""
    desk.chat.join("ellen", "en")
    await desk.play("""
        ellen: Water drips from the ceiling of the second-floor corridor
        ellen < What is your name?
        ellen: Ellen
        ellen reads on
        ellen: Les Cèdres
        ellen reads on
        ellen: A11
        ellen reads on
        ellen taps: Water leak
        ellen < … technician must know before coming …
        ellen taps: Skip
        ellen < Any photos?
        ellen sends: a.jpg, b.jpg, c.jpg
        ellen < Received, thank you: all that you sent together is kept. … Any photos?
        ellen < nothing
        ellen sends: d.jpg
        ellen < Received, thank you: 4 files so far.
        ellen taps: That's all
        ellen < Photos: 4 files
    """)
