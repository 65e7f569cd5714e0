"""A mark, a sign or a reaction for what its author has deleted meanwhile: nobody misses it, so nothing is wrong."""

from __future__ import annotations

import structlog

from tests.scenario.desk import Desk

CHARGES = "Why are the charges of this quarter twice those of the last"


def dead(desk: Desk) -> list[str]:
    return [payload for (payload,) in desk.memory.rows("SELECT payload FROM outbox WHERE state = 'dead'")]


async def deliver_all(desk: Desk, channel: str) -> None:
    while await desk.deliver(channel):
        pass


async def test_staff_delete_what_is_about_to_be_marked(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    said = desk.slack.write(desk.staff("KARIM"), desk.card.room, desk.card.ts, "The meter was read twice.")
    await desk.store.receive([said], desk.clock.now())
    await desk.handle()
    await deliver_all(desk, "telegram")
    desk.read_all()
    with structlog.testing.capture_logs() as logs:
        await desk.happens(desk.slack.delete(desk.slack.own()))
        await desk.settle()
    assert [line for line in logs if line["log_level"] in ("warning", "error")] == []
    assert dead(desk) == []
    await desk.play("ellen < 🗑 … The meter was read twice.")


async def test_a_resident_deletes_what_is_about_to_be_signed(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    said = desk.chat.write("ellen", "It is 412 euros.")
    await desk.store.receive([said], desk.clock.now())
    await desk.handle()
    chat = desk.chat.chats["ellen"]
    chat.bubbles.remove(chat.own())
    with structlog.testing.capture_logs() as logs:
        await desk.settle()
    assert [line for line in logs if line["log_level"] in ("warning", "error")] == []
    assert dead(desk) == []
    await desk.play("thread < Ellen: It is 412 euros.")


async def test_what_is_said_is_still_missed(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    desk.chat.chats["ellen"].blocked = True
    with structlog.testing.capture_logs() as logs:
        await desk.play("KARIM: The meter was read twice.")
    assert {line["event"] for line in logs if line["log_level"] == "warning"} == {"delivery_lost"}
    assert any("The meter was read twice." in payload for payload in dead(desk))
