"""A resident writes in his request's chat topic as soon as he sees it, when we do not know yet where it stands: that is
for that request (ADR 0016)."""

from __future__ import annotations

import pytest

from bot.domain.addresses import Place
from bot.domain.audience import TopicTitle
from tests.fakes.chat import FakeChat
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES, LIFT

QUICK = "And the meter was changed in May"


async def test_what_is_written_before_the_topic_is_known_is_for_its_request(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.chat.topics = True
    await desk.report("ellen", "paris-lift", LIFT)
    opens, wrote = FakeChat.open_topic, []

    async def open_topic(chat: FakeChat, room: Place, title: TopicTitle) -> Place:
        made = await opens(chat, room, title)
        wrote.append(chat.write("ellen", QUICK, topic=made.thread))
        await desk.store.receive(wrote, desk.clock.now())
        await desk.handle()
        return made

    with monkeypatch.context() as patched:
        patched.setattr(FakeChat, "open_topic", open_topic)
        await desk.report("ellen", "paris-charges", CHARGES)
    assert len(wrote) == 1
    await desk.play(f"""
        thread has Ellen: {QUICK}
        ellen < nothing
        ellen in "Charges": And another thing
        ellen < nothing
        thread has Ellen: And another thing
    """)


async def test_a_topic_of_his_own_waits_for_none(desk: Desk) -> None:
    desk.chat.topics = True
    await desk.report("ellen", "paris-charges", CHARGES)
    before = desk.clock.now()
    await desk.play("""
        ellen in "My own": The lift is stuck between two floors
        ellen < My own ▸ … First a few short questions. …
    """)
    assert (desk.clock.now() - before).total_seconds() == 1
