"""What people change after they said it, where that is less usual: before it has arrived, long after, in a caption."""

from __future__ import annotations

from bot.domain.audience import Remove
from tests.fakes.channels import Fault
from tests.scenario.desk import Desk

CHARGES = "Why are the charges of this quarter twice those of the last"
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
