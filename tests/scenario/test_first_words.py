"""What a resident writes at first, or when asked for something else, is taken for what it is (rows A2, A5)."""

from __future__ import annotations

import pytest

from bot.ports.inbound import FileRef
from tests.scenario.desk import Desk

MAP = "https://www.openstreetmap.org/?mlat=48.856600&mlon=2.352200#map=18/48.856600/2.352200"


async def test_a_sentence_is_no_name_and_is_not_lost(desk: Desk) -> None:
    await desk.play("""
        ellen (en): /report
        ellen < What is your name? [Ellen | Cancel]
        ellen: I have a leak in my kitchen since this morning!
        ellen < I have added that to your description. What is your name? For example: “Emma Brown”. [Ellen | Cancel]
        ellen: Ellen Fischer
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen taps: Water leak
        ellen < … technician must know before coming …
        ellen taps: Skip
        ellen < Any photos? …
        ellen taps: No photos
        ellen < Please check … Your name: Ellen Fischer … Description: I have a leak in my kitchen since this morning!
    """)


@pytest.mark.parametrize(
    ("language", "sentence", "asks", "named", "name"),
    [
        (
            "fr",
            "L’ascenseur est bloqué au 2e",
            "Par exemple",
            "Je m’appelle Camille Martin",
            "Camille Martin",
        ),
        (
            "vi",
            "Thang máy bị hỏng từ sáng nay",
            "Ví dụ",
            "Tôi là Nguyễn Thị Lan Hương",
            "Nguyễn Thị Lan Hương",
        ),
        ("zh", "电梯从今天早上开始就坏了", "例如", "我叫欧阳娜娜", "欧阳娜娜"),
    ],
)
async def test_in_other_languages(
    desk: Desk, language: str, sentence: str, asks: str, named: str, name: str
) -> None:
    await desk.play(f"""
        lan ({language}): /report
        lan < …
        lan: {sentence}
        lan < … {asks}
        lan: {named}
        lan < …
        lan taps: Les Cèdres
        lan < …
        lan: A31
        lan < …
    """)
    async with desk.store.begin() as u:
        resident = await u.people.by_chat("telegram", "lan")
        stored = await u.dialogs.get(resident.id) if resident else None
    assert stored is not None
    assert stored["state"]["answers"]["author"] == name
    assert stored["state"]["answers"]["description"] == sentence


async def test_who_insists_on_his_name_has_it(desk: Desk) -> None:
    await desk.play("""
        ellen (en): /report
        ellen < What is your name?
        ellen: Help Need
        ellen < For example: “Emma Brown”.
        ellen: Help Need
        ellen < Which residence …
    """)


@pytest.mark.parametrize(
    "words", [f"📍 Hall B, 3 rue Haute des Lilas\n{MAP}", f"📍 {MAP}", "👤 Paul Plombier, +33 6 12 34 56 78"]
)
async def test_a_place_or_a_contact_describes_nothing(desk: Desk, words: str) -> None:
    desk.chat.join("ellen", "en")
    await desk.happens(desk.chat.write("ellen", words))
    await desk.play("""
        ellen < What is your name?
        ellen: Ellen Fischer
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen taps: Water leak
        ellen < Please describe it: what, where exactly, since when?
        ellen: Water drips from the ceiling here since this morning
        ellen < … technician must know before coming …
        ellen taps: Skip
        ellen < Any photos? …
        ellen taps: No photos
        ellen reads on
        ellen taps: Send
        ellen reads on
    """)
    assert " ".join(words.split()) in " ".join(desk.card.text.split())


async def test_a_place_in_answer_to_something_else_is_kept(desk: Desk) -> None:
    await desk.play(f"""
        ellen (en): /report
        ellen < What is your name?
        ellen: 📍 {MAP}
        ellen < I have added that to your description. What is your name? For example …
        ellen: Ellen Fischer
        ellen < Which residence …
        ellen: 📍 https://www.openstreetmap.org/?mlat=49&mlon=2#map=18/49/2
        ellen < I have added that to your description. Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen taps: Water leak
        ellen < Please describe it …
        ellen: Water drips from the ceiling here since this morning
        ellen < … technician must know before coming …
        ellen taps: Skip
        ellen < Any photos? …
        ellen taps: No photos
        ellen < Please check … 📍 {MAP} 📍 … mlat=49 … Water drips
    """)


async def test_a_sticker_goes_with_the_request_and_describes_nothing(desk: Desk) -> None:
    desk.chat.join("ellen", "en")
    desk.chat.files["S"] = b"RIFF"
    sticker = FileRef("S", "sticker", "sticker.webp", "image/webp", 4)
    await desk.happens(desk.chat.write("ellen", "😭", files=(sticker,)))
    await desk.play("""
        ellen < What is your name?
        ellen: Ellen Fischer
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen taps: Water leak
        ellen < Please describe it: …
        ellen: Water drips from the ceiling here since this morning
        ellen < … technician must know before coming …
        ellen taps: Skip
        ellen < Any photos? …
        ellen taps: No photos
        ellen < Please check … 😭 Water drips …
        ellen taps: Send
        ellen reads on
        card < 😭 Water drips
    """)


async def test_nothing_is_open_to_cancel(desk: Desk) -> None:
    await desk.play("""
        ellen (en): /cancel
        ellen < You are not filling in anything just now. Requests you have already sent stand: /status shows them.
        ellen: /report
        ellen < What is your name?
        ellen: /cancel
        ellen < All right, I have dropped it; nothing was sent. …
        ellen: /cancel
        ellen < You are not filling in anything just now. …
    """)


@pytest.mark.parametrize(
    ("language", "thanks"),
    [
        ("fr", "Merci beaucoup à toute l’équipe !"),
        ("en", "Thank you so much for your help"),
        ("vi", "cảm ơn em nhiều"),
        ("zh", "谢谢啦"),
        ("en", "👍"),
    ],
)
async def test_thanks_begin_no_request(desk: Desk, language: str, thanks: str) -> None:
    await desk.play(f"""
        lan ({language}): {thanks}
        lan < _(You are welcome. Write to me whenever you need something.)
        lan < nothing
        lan: /status
        lan < _(You have no open request. To open one: /report.)
    """)
