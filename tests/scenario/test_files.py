"""A file that can't go over: its sender hears of it, a line stands in its place, the words go all the same (row C3)."""

from __future__ import annotations

from tests.scenario.desk import Desk

LEAK = "Water drips from the ceiling of the second-floor corridor"


async def test_a_file_of_staff_that_is_gone(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    sent = desk.slack.write(
        desk.staff("KARIM"),
        desk.card.room,
        desk.card.ts,
        "Here are both",
        files=("plan.pdf", "list.pdf"),
    )
    del desk.slack.files["desk-file-" + min(name.split("-")[-1] for name in desk.slack.files)]
    await desk.happens(sent)
    await desk.play("""
        ellen < … Here are both
        ellen < 📎 list.pdf
        ellen < 📎 Karim Benali, … sent you a file that could not be delivered here: plan.pdf. …
        ellen < nothing
        thread < ⚠️ 📎 plan.pdf : …
        thread < nothing
        mark < ⚠️
    """)


async def test_a_file_of_staff_that_the_chat_does_not_take(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        (telegram fails 1 times: too_large)
        KARIM sends: film.mp4
        ellen < 📎 Karim Benali, … film.mp4. …
        ellen < nothing
        thread < ⚠️ 📎 film.mp4 : _(Not delivered: the file is too large for the other side.)
        mark < ⚠️
        KARIM: I'll bring it along.
        ellen < I'll bring it along.
    """)


async def test_a_file_of_which_nobody_knows_whether_it_arrived(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        (telegram fails 2 times: unknown)
        KARIM sends: film.mp4
        ellen < nothing
        thread < ⚠️ 📎 film.mp4 : … interrompue deux fois …
        thread < nothing
        mark < ⏳ ⚠️
    """)


async def test_a_file_that_is_too_large_is_not_even_fetched(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    first = desk.slack.write(
        desk.staff("KARIM"), desk.card.room, desk.card.ts, "", files=("film.mp4",), size=(50 << 20) + 1
    )
    desk.slack.files.clear()
    await desk.happens(first)
    await desk.play("""
        ellen < 📎 … film.mp4. …
        thread < ⚠️ 📎 film.mp4 : _(Not delivered: the file is too large for the other side.)
    """)


async def test_a_file_of_an_internal_comment_that_is_gone(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    sent = desk.slack.write(
        desk.staff("KARIM"), desk.card.room, desk.card.ts, ";; the quote", files=("quote.pdf",)
    )
    desk.slack.files.clear()
    await desk.happens(sent)
    await desk.play("""
        notes < … Karim Benali: the quote
        notes < ⚠️ … quote.pdf
        thread < ⚠️ … quote.pdf
        mark < 🔒 ⚠️
        ellen < nothing
    """)


async def test_a_file_of_a_resident_that_is_too_large(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    desk.chat.join("ellen", "en")
    file = desk.chat.file("film.mp4")
    desk.chat.files.clear()
    await desk.happens(desk.chat.write("ellen", "Look at this", files=(file,)))
    await desk.play("""
        thread < Ellen: Look at this
        thread < ⚠️ … film.mp4 …
        ellen < Your file film.mp4 could not be passed on
        ellen < nothing
    """)


async def test_a_long_post_with_a_file(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    text = "\n".join(f"{number}. Turn the tap off and on again." for number in range(300))
    sent = desk.slack.write(desk.staff("KARIM"), desk.card.room, desk.card.ts, text, files=("steps.txt",))
    await desk.happens(sent, sent)
    chat = desk.chat.chats["ellen"]
    *parts, file = chat.unread
    heading, _, first = parts[0].partition("\n")
    assert len(parts) > 3
    assert "Karim" in heading
    assert "".join([first, *parts[1:]]) == text
    assert file == "📎 steps.txt "
    await desk.play("mark < ✅")
