"""A resident had blocked the bot: once he can be reached again, he gets what staff had written to him, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.fakes.channels import Fault
from tests.scenario.desk import Desk

CHARGES = "Why are the charges of this quarter twice those of the last"
LIFT = "The lift has been standing still since yesterday evening"


@pytest.fixture(autouse=True)
async def reported(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
    """)


def signs(desk: Desk) -> dict[str, str]:
    """The marks of staff's messages, by their words."""
    return {shown.text: shown.signs for shown in desk.slack.shown if shown.author is not None}


async def test_he_gets_what_he_missed_in_order(desk: Desk) -> None:
    await desk.play("""
        ellen blocks
        KARIM: The meter was read twice.
        mark < ⚠️
        thread < bloqué … dès qu’il sera de nouveau joignable
        KARIM: You get 120 euros back.
        mark < ⚠️
        (26 hours later)
        ellen unblocks
        thread < 👋 … joignable … 2 messages …
        ellen < Sent to you on … 2026 … when you could not be reached … Karim … The meter was read twice.
        ellen < Sent to you on … when you could not be reached … Karim … You get 120 euros back.
        ellen < nothing
    """)
    assert signs(desk) == {"The meter was read twice.": "⚠️ ✅", "You get 120 euros back.": "⚠️ ✅"}


async def test_he_gets_it_once(desk: Desk) -> None:
    await desk.play("""
        ellen blocks
        KARIM: The meter was read twice.
        ellen unblocks
        ellen < The meter was read twice.
        ellen blocks
        ellen unblocks
        ellen: thank you
        ellen < nothing
        ellen blocks
        KARIM: You're welcome.
        ellen unblocks
        thread < 👋 … 1 message …
        ellen < You're welcome.
        ellen < nothing
    """)


async def test_he_blocks_again_before_it_has_come(desk: Desk) -> None:
    await desk.play("ellen blocks")
    await desk.play("KARIM: The meter was read twice.")
    back = desk.chat.block("ellen", False)
    await desk.store.receive(back, desk.clock.now())
    await desk.handle()
    desk.chat.chats["ellen"].blocked = True
    await desk.settle()
    await desk.play("""
        mark < ⚠️
        ellen < nothing
        ellen unblocks
        ellen < The meter was read twice.
        mark < ⚠️ ✅
        ellen < nothing
    """)


async def test_only_the_parts_he_has_not(desk: Desk) -> None:
    """The text came, the file did not: he gets the file, the message is then delivered."""
    chat = desk.chat.chats["ellen"]
    sent = desk.slack.write(
        desk.staff("KARIM"), desk.card.room, desk.card.ts, "The bill.", files=("bill.pdf",)
    )
    await desk.store.receive([sent], desk.clock.now())
    await desk.handle()
    await desk.deliver("telegram")
    chat.blocked = True
    await desk.settle()
    await desk.play("""
        ellen < The bill.
        mark < ⚠️
        ellen unblocks
        ellen < 📎 bill.pdf … Sent to you on
        ellen < nothing
        mark < ⚠️ ✅
    """)


async def test_it_was_edited_and_taken_back_meanwhile(desk: Desk) -> None:
    await desk.play("""
        KARIM: We come on Monday.
        ellen < We come on Monday.
        ellen blocks
        KARIM edits: We come on Tuesday.
        KARIM: Bring the bill.
        KARIM deletes
        thread < bloqué
        KARIM: Bring the last bill.
        KARIM edits: Bring the last two bills.
        ellen unblocks
        ellen < ✎ … We come on Tuesday.
        ellen < Sent to you on … Bring the last two bills.
        ellen < nothing
    """)
    assert signs(desk)["Bring the last two bills."] == "⚠️ ✅"
    everything = "\n".join(post.text for post in desk.slack.thread(desk.card))
    assert "sa copie n’a pas pu" not in everything, "he has no copy of what never came"


async def test_what_he_had_is_taken_back_when_he_returns(desk: Desk) -> None:
    await desk.play("""
        KARIM: The code is 1234.
        ellen < The code is 1234.
        ellen blocks
        KARIM deletes
        thread < n’a pas pu être supprimée
        ellen unblocks
        ellen < 🗑 … The code is 1234.
        ellen < nothing
    """)


async def test_written_in_a_window(desk: Desk) -> None:
    await desk.play("""
        ellen blocks
        KARIM replies: We come at nine.
        ellen unblocks
        ellen < Sent to you on … We come at nine.
        ellen < nothing
    """)
    posts = [post for post in desk.slack.thread(desk.card) if "We come at nine." in post.text]
    assert [post.signs for post in posts] == ["⚠️ ✅"]


async def test_of_a_request_that_was_closed_he_gets_the_last_word(desk: Desk) -> None:
    await desk.play("""
        ellen blocks
        KARIM: The meter was read twice.
        KARIM: You get 120 euros back.
        KARIM presses: Refuser…
        KARIM fills: Ou avec vos propres mots = Nothing can be given back.
        ellen unblocks
        ellen < Sent to you on … Nothing can be given back.
        ellen < Sent to you on … Your request {ref} is closed with this explanation. …
        ellen < nothing
    """)


async def test_several_requests(desk: Desk) -> None:
    charges = desk.card
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.play("""
        ellen blocks
        MARC: The lift will be mended on Friday.
    """)
    desk.look_at(charges)
    await desk.play("""
        KARIM: The meter was read twice.
        ellen unblocks
        ellen < The lift will be mended on Friday.
        ellen < The meter was read twice.
        ellen < nothing
        thread < 👋 … 1 message …
    """)


async def test_what_was_refused_for_another_reason_stays_so(desk: Desk) -> None:
    desk.chat.faults.order(Fault("refused", times=1))
    await desk.play("KARIM: The meter was read twice.")
    await desk.later(timedelta(minutes=1))
    await desk.play("""
        mark < ⚠️
        ellen blocks
        KARIM: You get 120 euros back.
        ellen unblocks
        ellen < You get 120 euros back.
        ellen < nothing
    """)


async def test_what_windows_said(desk: Desk) -> None:
    """A call, a question, a price: each a sentence of the catalogue, with words or figures of staff in it."""
    await desk.play("""
        ellen blocks
        KARIM: I look into it.
        KARIM presses: Rappeler…
        KARIM fills: Je rappelle avant = 1772460000
        KARIM: The meter was read twice.
        (2 hours later)
        SOPHIE presses: S’engager ou faire une remise…
        SOPHIE fills: De quoi s’agit-il ? = Un engagement | Quoi exactement ? = a new statement \
            | Pour quand = 2026-03-04
        ellen unblocks
        thread has 👋 … 4 messages …
        ellen < Sent to you on Monday 10:00, when you could not be reached: … I look into it.
        ellen < Sent to you on Monday 10:00, … Karim Benali, … will call you before Monday 15:00 …
        ellen < Sent to you on Monday 10:00, … The meter was read twice.
        ellen < Sent to you on Monday 12:00, … we promise you: a new statement. …
        ellen < nothing
        ellen blocks
        ellen unblocks
        ellen < nothing
    """)


async def test_a_price_is_answered_all_the_same(desk: Desk) -> None:
    await desk.play("""
        ellen blocks
        KARIM presses: Devis…
        KARIM fills: Prix en EUR = 120 | Pour quoi ? = A second meter
        ellen unblocks
        ellen < Sent to you on … A second meter … €120.00 … [Accept | No, thank you]
        ellen taps: Accept
        ellen < … accepted …
        ellen < nothing
    """)


async def test_what_is_asked_anew_does_not_come_twice(desk: Desk) -> None:
    await desk.play("""
        ellen blocks
        KARIM: You get 120 euros back.
        KARIM presses: Répondue
        ellen unblocks
        ellen < Sent to you on … You get 120 euros back.
        ellen < … Is everything settled for you? …
        ellen < nothing
    """)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "fr",
            "🕓 Message du lundi 10:00, qui n’avait pas pu vous être remis : Karim Benali, … avant lundi 15:00 …",
        ),
        (
            "en",
            "🕓 Sent to you on Monday 10:00, when you could not be reached: Karim Benali, … before Monday 15:00 …",
        ),
        (
            "vi",
            "🕓 Tin nhắn gửi lúc 10:00 thứ Hai, khi chúng tôi chưa liên lạc được với anh/chị: Karim … 15:00 thứ Hai …",
        ),
        ("zh", "🕓 星期一 10:00 发给您的消息，当时未能送达： … 星期一 15:00 …"),
    ],
)
async def test_what_he_reads_in_his_language(desk: Desk, language: str, told: str) -> None:
    await desk.report("chloe", "paris-charges", CHARGES, language=language)
    await desk.play(f"""
        chloe blocks
        KARIM presses: Rappeler…
        KARIM fills: Je rappelle avant = 1772460000
        chloe unblocks
        chloe < {told}
        chloe < nothing
    """)
