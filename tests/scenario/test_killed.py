"""The process is killed with all received and nothing handled (acceptance case 2); anywhere else: ``e2e/crash``."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk

LIFT = "The lift has been standing still since yesterday evening"


@pytest.mark.parametrize("handled", [0, 1, 7, 20])
async def test_case_02_killed_after_a_batch_of_twenty(desk: Desk, handled: int) -> None:
    await desk.report("ellen", "paris-lift", LIFT)
    words = [f"number {number:02}" for number in range(20)]
    batch = [desk.chat.write("ellen", text) for text in words]
    await desk.store.receive(batch, desk.clock.now())
    for _ in range(handled):
        await desk.handle()
    await desk.restart()
    await desk.store.receive(
        batch, desk.clock.now()
    )  # its offset was never confirmed: Telegram sends it again
    await desk.settle()
    posts = [post.text for post in desk.slack.thread(desk.card) if "number" in post.text]
    assert posts == [f"Ellen: {text}" for text in words]
    await desk.play("ellen < nothing")
