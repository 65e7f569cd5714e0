"""Deliveries that fail, events that can't be handled, copies of events, texts of any length."""

from __future__ import annotations

import pytest

from bot.ports.channel import RawEvent
from bot.ports.desk import Post
from bot.services.relay import relay
from tests.fakes.channels import Fault, Shown
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES, LIFT


async def test_a_delivery_that_must_wait(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        (telegram fails 3 times: server)
        KARIM: The meter was read twice.
        mark < ⏳ ✅
        ellen < Karim Benali, Accounts: The meter was read twice.
        ellen < nothing
    """)


async def test_flood_control_is_obeyed_and_order_kept(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("camille", "paris-charges", CHARGES, unit="A12")
    desk.chat.faults.order(Fault("flood", retry_after=40, room="ellen"))
    sent = []
    for number in range(3):
        sent.append(
            desk.slack.write(desk.staff("KARIM"), "C0ACCT001", desk.slack.cards()[0].ts, f"number {number}")
        )
    sent.append(desk.slack.write(desk.staff("KARIM"), "C0ACCT001", desk.slack.cards()[1].ts, "not held up"))
    before = desk.clock.now()
    await desk.happens(*sent)
    assert (desk.clock.now() - before).total_seconds() >= 40
    await desk.play("""
        camille < not held up
        ellen < number 0
        ellen < number 1
        ellen < number 2
    """)


async def test_the_platforms_pace(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    desk.chat.paces = (("chat", 1.0, 2),)
    before = desk.clock.now()
    card = desk.card
    await desk.happens(
        *(desk.slack.write(desk.staff("KARIM"), card.room, card.ts, f"number {n}") for n in range(5))
    )
    assert [text.split("\n")[1] for text in desk.chat.chats["ellen"].unread] == [
        f"number {n}" for n in range(5)
    ]
    assert (desk.clock.now() - before).total_seconds() >= 3


async def test_a_lost_answer_is_sent_once_more_and_staff_are_told(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    desk.chat.faults.order(Fault("unknown", arrives=True))
    await desk.play("""
        KARIM: The meter was read twice.
        mark < ⏳ ✅
        ellen < The meter was read twice.
        ellen < The meter was read twice.
        ellen < nothing
        thread < ⚠️
    """)


async def test_a_lost_answer_of_the_desk_makes_no_double(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    desk.slack.faults.order(Fault("unknown", arrives=True, only=(Post,)))
    await desk.play("""
        ellen: I pay by transfer
        ellen sees 👌
        thread < Ellen: I pay by transfer
        thread < nothing
    """)


@pytest.mark.parametrize("told", [False, True], ids=["found out", "told by the platform"])
async def test_a_resident_who_blocked_the_bot(desk: Desk, told: bool) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("camille", "paris-lift", LIFT, unit="A12")
    await desk.happens(*desk.chat.block("ellen", True, told=told))
    await desk.play("""
        ticket: Charges
        KARIM: Are you there?
        mark < ⚠️
        thread < ⚠️ … bot
        KARIM: Hello?
        mark < ⚠️
        thread < nothing
        ticket: Ascenseur
        MARC: We are on our way.
        mark < ✅
        camille < We are on our way.
        ellen unblocks
        ellen < Are you there?
        ellen < Hello?
        ticket: Charges
        KARIM: Once more
        mark < ✅
        ellen < Once more
        ellen blocks
        KARIM: And now?
        mark < ⚠️
        thread < ⚠️ … bot
    """)


async def test_a_refused_delivery(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        (telegram fails 1 times: refused)
        KARIM: The meter was read twice.
        mark < ⚠️
        thread < ⚠️
        KARIM: Second attempt
        mark < ✅
        ellen < Second attempt
    """)


async def test_a_file_that_has_gone(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    event = desk.chat.send("ellen", ["letter.pdf"], "Here it is")
    desk.chat.files.clear()
    await desk.happens(*event)
    await desk.play("""
        thread < Ellen: Here it is
        thread < letter.pdf
        ellen < letter.pdf
    """)


async def test_an_event_that_nobody_can_read(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    good = desk.chat.write("ellen", "I pay by transfer")
    broken = [
        RawEvent("telegram", f"broken-{n}", "ellen", payload)
        for n, payload in enumerate(
            ("{}", "not json", "[]", "null", '{"is": "ChatTap", "event": {"user": 1}}', "")
        )
    ]
    await desk.happens(*broken, good)
    await desk.play(
        "thread < Ellen: I pay by transfer\n" + "#MGMT001 < telegram\n" * len(broken) + "ellen < nothing"
    )


async def test_a_handler_that_fails_for_ever(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("camille", "paris-lift", LIFT, unit="A12")
    kept, tries = relay._public, []

    async def breaks(*given: object) -> None:
        if "poison" in given[4].text:  # type: ignore[attr-defined]
            tries.append(1)
            raise ZeroDivisionError("a bug")
        await kept(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(relay, "_public", breaks)
    first, second = desk.slack.cards()
    await desk.happens(
        desk.slack.write(desk.staff("KARIM"), first.room, first.ts, "poison"),
        desk.slack.write(desk.staff("KARIM"), first.room, first.ts, "after it"),
        desk.slack.write(desk.staff("MARC"), second.room, second.ts, "beside it"),
    )
    assert len(tries) == 5
    await desk.play("""
        ellen < after it
        ellen < nothing
        camille < beside it
        #MGMT001 < slack … ZeroDivisionError
        #MGMT001 < nothing
    """)


async def test_the_same_event_five_times(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    said = desk.chat.write("ellen", "I pay by transfer")
    card = desk.card
    answered = desk.slack.write(desk.staff("KARIM"), card.room, card.ts, "Noted")
    note = desk.slack.hand_in(desk.staff("KARIM"), card, "ticket.note", "payeur fiable")
    taken = desk.slack.press(desk.staff("SOPHIE"), card, "ticket.take")
    for _ in range(5):
        await desk.happens(said, answered, note, taken, said, note)
    await desk.play("""
        thread < Ellen: I pay by transfer
        thread < nothing
        notes < payeur fiable
        notes < nothing
        ellen < Noted
        ellen < nothing
        SOPHIE < Karim Benali a été plus rapide
        SOPHIE < nothing
    """)


async def test_long_texts_are_split_not_cut(desk: Desk) -> None:
    words = " ".join(f"mot{n}" for n in range(1400)) + " 🏠" * 200
    assert len(words) > 10_000
    card = await desk.report("ellen", "paris-charges", words)
    assert card.card is not None
    _same("".join([card.card.body, *_texts(desk, card)]), words)

    await desk.happens(desk.slack.write(desk.staff("KARIM"), card.room, card.ts, words))
    _same("".join(desk.chat.chats["ellen"].unread).split("\n", 1)[1], words)
    desk.read_all()

    before = len(_texts(desk, card))
    await desk.happens(desk.chat.write("ellen", words))
    _same("".join(_texts(desk, card)[before:]), f"Ellen: {words}")
    assert desk.chat.chats["ellen"].own().received

    await desk.happens(desk.slack.write(desk.staff("KARIM"), card.room, card.ts, f";; {words}"))
    notes = desk.notes()
    assert notes is not None
    _same("".join(_texts(desk, notes)), f"Karim Benali: {words}")
    assert desk.chat.chats["ellen"].unread == []


async def test_a_long_description_in_several_messages(desk: Desk) -> None:
    """Clients cut what is longer than 4,096 characters into several messages."""
    parts = [" ".join(f"wort{n}" for n in range(start, start + 500)) for start in (0, 500, 1000)]
    desk.chat.join("ellen", "en")
    await desk.happens(*(desk.chat.write("ellen", part) for part in parts))
    desk.read_all()
    await desk.play("""
        ellen taps: Ellen
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen taps: Something else
        ellen < Any photos?
        ellen taps: No photos
        ellen < Please check … wort0
        ellen reads on
        ellen taps: Send
        ellen < Thank you, Ellen.
    """)
    card = desk.card
    assert card.card is not None
    _same("".join([card.card.body, *_texts(desk, card)]), "\n".join(parts))


def _texts(desk: Desk, root: Shown) -> list[str]:
    return [shown.text for shown in desk.slack.thread(root) if shown.author is None]


def _same(left: str, right: str) -> None:
    """Compare without a drawing of the difference, which takes minutes for long texts."""
    same = left == right
    assert same, f"{len(left)} characters, not the same {len(right)}"


async def test_who_comes_back_is_asked_again(desk: Desk) -> None:
    """Blocked while the question was asked: nobody waits unseen."""
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen blocks
        KARIM presses: Passer en résolu
        thread < bloqué
        ellen unblocks
        thread < de nouveau joignable
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
    """)


async def test_a_misspelt_residence_is_said_to_be_unknown(desk: Desk) -> None:
    desk.chat.join("ellen", "en")
    await desk.play("""
        ellen: Water has been dripping from the ceiling since this morning
        ellen < What is your name?
        ellen: 📍 1.000000, 2.000000
        ellen < I have added that to your description.
        ellen: Ellen
        ellen < Which residence …
        ellen: zzzz
        ellen < I found nothing by that name. Please choose from the list, write it another way, or tap …
        ellen: cedres
        ellen < Which flat …
    """)
