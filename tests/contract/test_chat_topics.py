"""The contract of chat topics: both drivers, and the channel over them, against the sandbox's Bot API."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from chat_bench import Bench, failure_of, started

from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.driver import Target
from bot.channels.telegram.parse import ALLOWED, parse
from bot.domain.addresses import Place
from bot.domain.audience import ForResident, Public, StatusCard, TopicTitle
from bot.ports.channel import Delivery, HasTopics, SendFailed
from bot.ports.inbound import ChatMessage, ChatTap, Ignored
from sandbox.telegram.methods_topics import ICONS
from tests.fakes.clock import FrozenClock

__all__ = ["started"]

pytestmark = pytest.mark.asyncio(loop_scope="module")
NEW = TopicTitle(Public("Fuite d’eau · reçue"), "📝")
ODD = TopicTitle(Public("Fuite d’eau · reçue"), "🪠")


@pytest_asyncio.fixture(loop_scope="module")
async def bench(started: Bench) -> AsyncIterator[Bench]:
    await started.telegram.do("set_topics_enabled", True)
    yield started
    await started.tidy()


def channel_of(bench: Bench, *, topics: bool = True) -> TelegramChannel:
    return TelegramChannel(bench.driver, FrozenClock(), topics=topics)


# ---- the drivers ----


async def test_a_topic_is_made_and_changed(bench: Bench) -> None:
    resident = await bench.resident()
    icons = {sticker["emoji"]: sticker["custom_emoji_id"] for sticker in await bench.driver.topic_icons()}
    assert icons["📝"] in ICONS
    made = await bench.driver.create_topic(resident, "Fuite", icons["📝"])
    topic = made["message_thread_id"]
    await bench.driver.edit_topic(resident, topic, "Fuite · close", icons["✅"])
    await bench.driver.edit_topic(resident, topic, "Fuite · fermée", None)
    assert await bench.telegram.do("topics", resident) == [
        {"topic": topic, "name": "Fuite · fermée", "icon": "✅"}
    ]
    sent = await bench.driver.send_text(Target(resident, topic), "here")
    assert sent["message_thread_id"] == topic


async def test_what_is_said_in_a_topic_tells_its_topic(bench: Bench) -> None:
    resident = await bench.resident()
    topic = (await bench.driver.create_topic(resident, "Fuite", None))["message_thread_id"]
    keyboard = [[{"text": "Oui", "callback_data": "t1"}]]
    asked = await bench.driver.send_text(Target(resident, topic), "?", keyboard=keyboard)
    await bench.telegram.do("send_text", resident, "yes", topic=topic)
    await bench.telegram.do("send_text", resident, "general")
    await bench.telegram.do("press", resident, asked["message_id"], label="Oui")
    await bench.telegram.do("rename_topic", resident, topic, "Mine")
    said, general, tapped, renamed = [parse(one) for one in await bench.driver.poll(None, 0, ALLOWED)]
    assert isinstance(said, ChatMessage)
    assert isinstance(general, ChatMessage)
    assert isinstance(tapped, ChatTap)
    assert isinstance(renamed, Ignored)
    assert (said.topic, general.topic, tapped.topic) == (str(topic), None, str(topic))


async def test_why_a_topic_fails(bench: Bench) -> None:
    resident = await bench.resident()
    topic = (await bench.driver.create_topic(resident, "Fuite", None))["message_thread_id"]
    await bench.telegram.do("delete_topic", resident, topic)
    for call in (
        bench.driver.send_text(Target(resident, topic), "lost"),
        bench.driver.edit_topic(resident, topic, "Fuite", None),
    ):
        assert (await failure_of(call)).reason == "no_topic"
    assert (await failure_of(bench.driver.create_topic(resident, "Fuite", "1"))).reason == "refused"
    await bench.telegram.do("set_topics_enabled", False)
    assert "not a forum" in (await failure_of(bench.driver.create_topic(resident, "F", None))).detail


# ---- the channel ----


async def test_the_channel_knows_whether_chats_have_topics(bench: Bench) -> None:
    channel = channel_of(bench)
    assert isinstance(channel, HasTopics)
    assert await channel.has_topics()
    assert not await channel_of(bench, topics=False).has_topics()
    await bench.telegram.do("set_topics_enabled", False)
    assert await channel.has_topics(), "what was said holds for a while"
    assert not await channel_of(bench).has_topics()


async def test_the_switch_is_looked_at_again(bench: Bench) -> None:
    clock = FrozenClock()
    channel = TelegramChannel(bench.driver, clock)
    assert await channel.has_topics()
    await bench.telegram.do("set_topics_enabled", False)
    await clock.sleep(301)
    assert not await channel.has_topics()


async def test_icon_or_emoji_in_the_name(bench: Bench) -> None:
    resident = await bench.resident()
    channel, room = channel_of(bench), Place("telegram", str(resident))
    made = await channel.open_topic(room, NEW)
    await channel.open_topic(room, ODD)
    await channel.retitle(made, TopicTitle(Public("Fuite d’eau · close"), "✅"))
    await channel.retitle(made, TopicTitle(Public("Fuite d’eau · close"), "✅"))
    shown = [(one["name"], one["icon"]) for one in await bench.telegram.do("topics", resident)]
    assert shown == [("Fuite d’eau · close", "✅"), ("🪠 Fuite d’eau · reçue", "")]


async def test_without_icons_the_emoji_stands_in_the_name(bench: Bench) -> None:
    resident = await bench.resident()
    bench.fault("getForumTopicIconStickers", "html", times=1)
    channel = channel_of(bench)
    await channel.open_topic(Place("telegram", str(resident)), NEW)
    (topic,) = await bench.telegram.do("topics", resident)
    assert (topic["name"], topic["icon"]) == ("📝 Fuite d’eau · reçue", "")


async def test_a_lost_answer_may_be_asked_again(bench: Bench) -> None:
    resident = await bench.resident()
    channel, room = channel_of(bench), Place("telegram", str(resident))
    bench.fault("createForumTopic", "lost_answer", times=1)
    with pytest.raises(SendFailed) as caught:
        await channel.open_topic(room, NEW)
    assert caught.value.reason == "network"
    await channel.open_topic(room, NEW)
    assert len(await bench.telegram.do("topics", resident)) == 2


async def test_topics_switched_off_are_noticed(bench: Bench) -> None:
    resident = await bench.resident()
    channel = channel_of(bench)
    assert await channel.has_topics()
    await bench.telegram.do("set_topics_enabled", False)
    with pytest.raises(SendFailed) as caught:
        await channel.open_topic(Place("telegram", str(resident)), NEW)
    assert caught.value.retryable
    assert not await channel.has_topics()


async def test_a_status_card_is_posted_then_changed(bench: Bench) -> None:
    resident = await bench.resident()
    channel, room = channel_of(bench), Place("telegram", str(resident))
    place = await channel.open_topic(room, NEW)
    posted = await channel.deliver(Delivery("k1", place, StatusCard(ForResident(Public("received")))))
    assert posted.ref is not None
    changed = StatusCard(ForResident(Public("closed")), posted.ref)
    for _ in range(2):
        assert (await channel.deliver(Delivery("k2", place, changed))).ref is None
    (shown,) = [one for one in await bench.chat(resident) if one["text"]]
    assert (shown["text"], shown["topic"]) == ("closed", int(place.thread or 0))
    await bench.telegram.do("delete_message", resident, shown["id"])
    with pytest.raises(SendFailed) as caught:
        await channel.deliver(Delivery("k3", place, StatusCard(ForResident(Public("open")), posted.ref)))
    assert caught.value.reason == "gone"
