"""A sticker is its emoji and its picture; in a dialog it is what its emoji says."""

from __future__ import annotations

from bot.ports.channel import RawEvent
from bot.ports.inbound import FileRef
from tests.scenario.desk import Desk

LEAK = "Water drips from the ceiling of the second-floor corridor"


def a_sticker(desk: Desk, who: str, emoji: str) -> RawEvent:
    """He sends one."""
    desk.chat.files["S"] = b"RIFF"
    file = FileRef("S", "sticker", "sticker.webp", "image/webp", 4)
    return desk.chat.write(who, emoji, files=(file,))


async def test_a_sticker_in_a_ticket(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.happens(a_sticker(desk, "ellen", "🙏"))
    await desk.play("""
        thread < Ellen: 🙏
        thread < 📎 sticker.webp
        thread < nothing
        ellen < nothing
    """)
    await desk.happens(a_sticker(desk, "ellen", ""))
    await desk.play("""
        thread < Ellen: 📎 sticker.webp
        thread < nothing
    """)


async def test_a_sticker_as_the_word_with_the_stars(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < … [Yes, thank you | No, not yet]
        ellen taps: Yes, thank you
        ellen < …
        ellen < How would you rate …
        ellen taps: ★★★★★
        ellen < … add a word …
    """)
    await desk.happens(a_sticker(desk, "ellen", "❤️"))
    await desk.play("""
        ellen < Thank you for your rating.
        thread has Ellen: ❤️
        ellen < nothing
    """)


async def test_a_sticker_is_no_photo_of_the_problem(desk: Desk) -> None:
    desk.chat.join("ellen", "en")
    await desk.play("""
        ellen: /report
        ellen < What is your name?
        ellen: Ellen
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen taps: Water leak
        ellen < Please describe it …
    """)
    await desk.happens(a_sticker(desk, "ellen", "😭"))
    await desk.play("""
        ellen < Could you say a little more …
    """)
