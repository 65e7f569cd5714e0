"""A ticket's thread is lost: it goes on elsewhere, nothing is lost or doubled, residents notice nothing."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk
from tests.scenario.reports import LIFT


@pytest.fixture(autouse=True)
async def reported(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.play("""
        ellen: It hums a little
        MARC: We are on our way.
        mark < ✅
        ellen < Marc Petit, … We are on our way.
    """)


async def test_the_card_is_deleted(desk: Desk) -> None:
    """Acceptance case 26."""
    await desk.play("""
        (the card is deleted)
        ellen < nothing
        card in #TECH001 < Ellen
        thread < 🧵 … C0TECH001/
        thread < (_(What was said before)) … Ellen : It hums a little … Marc Petit, … We are on our way.
        thread < nothing
        ellen: Now it smells
        ellen sees 👌
        thread < Ellen: Now it smells
        thread < nothing
        MARC: Nobody use it please
        mark < ✅
        ellen < Nobody use it please
        #MGMT001 < nothing
    """)
    assert (await desk.ticket()).generation == 1


async def test_the_deletion_is_found_out(desk: Desk) -> None:
    """All of it has gone, and nobody told us."""
    desk.slack.shown.clear()
    await desk.play("""
        ellen: Now it smells
        ellen sees 👌
        thread < 🧵
        thread < It hums a little
        thread < Ellen: Now it smells
        thread < nothing
        ellen < nothing
    """)


async def test_what_is_written_below_the_deleted_card(desk: Desk) -> None:
    old = desk.card
    await desk.play("(the card is deleted)")
    await desk.happens(desk.slack.write(desk.staff("MARC"), old.room, old.ts, "Still here?"))
    await desk.play("""
        mark < 🔒
        MARC < _(Kept internal: this request has moved on to another thread. Please answer there.)
        ellen < nothing
        notes < Still here?
    """)


async def test_the_card_of_a_closed_ticket_is_not_made_anew(desk: Desk) -> None:
    await desk.play("""
        MARC presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen reads on
    """)
    before = len(desk.slack.cards())
    await desk.play("(the card is deleted)")
    assert len(desk.slack.cards()) == before - 1


@pytest.mark.parametrize("heard", ["", " unheard"])
async def test_the_channel_is_archived(desk: Desk, heard: str) -> None:
    await desk.report("camille", "paris-lift", LIFT, unit="A12")
    await desk.play(f"""
        (#TECH001 closes{heard})
        camille: My mother is on the sixth floor
        camille sees 👌
        camille: She can't walk
        camille sees 👌
        card in #MGMT001 < Camille
        thread < 🧵 … C0TECH001/
        thread < Camille: My mother is on the sixth floor
        thread < Camille: She can't walk
        thread < nothing
    """)


async def test_the_alarm_comes_once(desk: Desk) -> None:
    await desk.report("camille", "paris-lift", LIFT, unit="A12")
    await desk.play("""
        (#TECH001 closes)
        #MGMT001 < 🚨 … C0TECH001
    """)
    await desk.happens(
        desk.chat.write("ellen", "Now it smells"), desk.chat.write("camille", "She can't walk")
    )
    await desk.play("""
        (#TECH001 closes)
        ellen < nothing
        camille < nothing
        (25 hours later)
        ellen: And it rains in
    """)
    alarms = [shown.text for shown in desk.slack.top("C0MGMT001") if shown.text.startswith("🚨")]
    assert len(alarms) == 1
    cards = [card for card in desk.slack.cards() if card.room == "C0MGMT001"]
    assert len(cards) == 2, "one new thread a ticket"
    shown = [post.text for card in cards for post in desk.slack.thread(card)]
    for words in ("Now it smells", "She can't walk", "And it rains in"):
        assert sum(words in text for text in shown) == 1


async def test_nothing_waiting_is_lost_or_doubled(desk: Desk) -> None:
    """What was on its way when the channel closed arrives in its order, behind the card, with its signs."""
    desk.slack.closed.add("C0TECH001")
    words = [f"number {number}" for number in range(8)]
    await desk.happens(*(desk.chat.write("ellen", text) for text in words))
    await desk.happens(*desk.chat.send("ellen", ["lift.jpg"], "like this"))
    card = desk.card
    assert card.room == "C0MGMT001"
    shown = [post.text for post in desk.slack.thread(card)]
    assert [text for text in shown if "number" in text] == [f"Ellen: {text}" for text in words]
    assert "lift.jpg" in shown[-1]
    assert sum("It hums a little" in text for text in shown) == 1
    chat = desk.chat.chats["ellen"]
    assert all(bubble.received for bubble in chat.bubbles if bubble.own and bubble.text in words)
    await desk.play("ellen < nothing")


async def test_a_thread_that_stands_in_stays_internal(desk: Desk) -> None:
    await desk.play("""
        (#TECH001 closes)
        ellen: Now it smells
        MARC: I'll look at it
        mark < 🔒
        MARC < Gardé en interne … remplace un canal …
        ellen < nothing
        MARC replies: We come at nine.
        ellen < We come at nine.
    """)


async def test_a_new_ticket_goes_where_it_can_be_read(desk: Desk) -> None:
    await desk.play("(#TECH001 closes)")
    card = await desk.report("camille", "paris-lift", LIFT, unit="A12", photos=("lift.jpg",))
    assert card.room == "C0MGMT001"
    texts = [post.text for post in desk.slack.thread(card)]
    assert sum("lift.jpg" in text for text in texts) == 1


async def test_the_bot_is_invited_back(desk: Desk) -> None:
    await desk.play("""
        (#TECH001 closes)
        ellen: Now it smells
        card in #MGMT001 < Ellen
        (#TECH001 opens)
        ellen: It hums again
        card in #MGMT001 < Ellen
        thread < Ellen: It hums again
        thread < nothing
    """)
    card = await desk.report("camille", "paris-lift", LIFT, unit="A12")
    assert card.room == "C0TECH001"


async def test_no_channel_is_left(desk: Desk) -> None:
    """It waits, and goes out when one is open again."""
    desk.slack.closed |= {"C0TECH001", "C0MGMT001", "C0STAFF001"}
    event = desk.chat.write("ellen", "Now it smells")
    await desk.store.receive([event], desk.clock.now())
    while await desk._step():
        pass
    assert not [shown for shown in desk.slack.shown if "Now it smells" in shown.text]
    desk.slack.closed.clear()
    await desk.play("""
        (11 minutes later)
        ellen sees 👌
        thread < Ellen: Now it smells
        thread < nothing
    """)


async def test_the_management_channel_is_gone_too(desk: Desk) -> None:
    desk.slack.closed.add("C0MGMT001")
    await desk.play("""
        (#TECH001 closes)
        #STAFF001 < 🚨 … C0TECH001
        ellen: Now it smells
        card in #STAFF001 < Ellen
        thread < Ellen: Now it smells
        ellen < nothing
    """)


async def test_internal_comments_when_the_staff_channel_is_gone(desk: Desk) -> None:
    desk.slack.closed.add("C0STAFF001")
    await desk.play("""
        MARC notes: bad payer
        MARC notes: twice
        ellen < nothing
        #MGMT001 < 🔒
    """)
    root = next(shown for shown in desk.slack.top("C0MGMT001") if shown.text.startswith("🔒"))
    texts = [shown.text for shown in desk.slack.thread(root)]
    assert [text.split(": ")[1] for text in texts] == ["bad payer", "twice"]


async def test_a_comment_edited_after_its_thread_moved(desk: Desk) -> None:
    await desk.play("""
        (#TECH001 closes)
        ellen: Now it smells
        ellen edits: Now it smokes
        thread has Ellen: Now it smokes …
        ellen < nothing
    """)


async def test_a_shared_channel_fails_closed(desk: Desk) -> None:
    """Acceptance case 30."""
    await desk.play("""
        (#TECH001 is shared)
        #MGMT001 < 🚨 … C0TECH001
        MARC: The code of the door is 1234
        mark < 🔒
        MARC < Gardé en interne … partagé …
        MARC (foreign): Call me
        mark < 🔒
        #MGMT001 < 🚨
        ellen < nothing
        MARC replies: We come at nine.
        ellen < We come at nine.
        (#TECH001 is shared)
        #MGMT001 < nothing
        (#TECH001 is unshared)
        MARC: We come at ten.
        mark < ✅
        ellen < We come at ten.
    """)
