"""What people change after they said it, where that is less usual: before it has arrived, long after, in a caption."""

from __future__ import annotations

from bot.domain.audience import Remove
from tests.fakes.channels import Fault
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES

LONG = "The charges of the third quarter, explained line by line. " * 150


async def test_an_edit_to_fewer_parts_before_any_has_arrived_is_marked(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    written = desk.slack.write(desk.staff("KARIM"), desk.card.room, desk.card.ts, f"{LONG}The end.")
    changed = desk.slack.edit(desk.slack.own(), "Shorter.")
    await desk.happens(written, changed)
    desk.read_all()
    await desk.play("mark < ✅")
    texts = [bubble.text for bubble in desk.chat.chats["ellen"].bubbles if not bubble.own]
    assert texts[-1].endswith("Shorter.")


async def test_a_part_that_cannot_be_deleted_any_more_is_emptied_and_marked(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    written = desk.slack.write(desk.staff("KARIM"), desk.card.room, desk.card.ts, f"{LONG}The end.")
    changed = desk.slack.edit(desk.slack.own(), "Shorter.")
    desk.chat.faults.order(Fault("refused", only=(Remove,)))
    await desk.happens(written, changed)
    desk.read_all()
    await desk.play("mark < ✅")
    texts = [bubble.text for bubble in desk.chat.chats["ellen"].bubbles if not bubble.own]
    assert texts[-1] == desk.say("This part of the message no longer applies.", "en")


async def test_captions_change_on_both_sides(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM sends: plan.mp4 "The old plan"
        ellen < The old plan
        ellen < 📎 plan.mp4
        KARIM edits: The new plan
        ellen < ✎ … The new plan
        ellen < nothing
        mark < ✅
        KARIM sends: bill.pdf
        ellen < 📎 bill.pdf Karim Benali, Accounts:
        KARIM edits: The bill of March
        ellen < Karim Benali, Accounts: The bill of March
        ellen < nothing
        mark < ✅
        ellen sends: wall.jpg, floor.jpg "On the second floor"
        thread has Ellen: On the second floor
        ellen sends: film.mp4 "A film of it"
        thread has Ellen: A film of it
        ellen edits: A film of the ceiling
        thread has Ellen: A film of the ceiling (Modifié. Avant : « A film of it »)
        ellen < nothing
    """)
    caption = next(one for one in desk.chat.chats["ellen"].bubbles if one.text == "On the second floor")
    await desk.happens(desk.chat.change("ellen", caption, "On the third floor"))
    await desk.play("""
        thread has Ellen: On the third floor (Modifié. Avant : « On the second floor »)
        ellen < nothing
    """)
