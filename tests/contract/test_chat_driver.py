"""The contract of a ChatDriver: who the bot is, receiving, sending, and the channel over it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from chat_bench import DRIVERS, KEYBOARD, SECRET, Bench, bench, failure_of, started

from bot.channels.telegram import TelegramChannel, make_driver
from bot.channels.telegram.driver import Target, Upload
from bot.channels.telegram.drivers import DriverName
from bot.channels.telegram.parse import ALLOWED, parse
from bot.domain.addresses import Place
from bot.domain.audience import Farewell, Leave, Public
from bot.ports.channel import Delivery, RawEvent
from bot.ports.inbound import ChatMessage, ChatTap
from sandbox.journal import PATIENCE
from sandbox.telegram.people_files import small_png

__all__ = ["bench", "started"]

pytestmark = pytest.mark.asyncio(loop_scope="module")


# ---- who we are ----


async def test_open_tells_who_the_bot_is(bench: Bench) -> None:
    bot = await bench.driver.open()
    assert (bot["username"], bot["has_topics_enabled"]) == ("palier_sandbox_bot", False)


async def test_a_token_of_the_wrong_shape_is_refused_at_once() -> None:
    for name in DRIVERS:
        with pytest.raises(ValueError, match="BotFather") as caught:
            make_driver(name, "no-token-at-all", None)
        assert "no-token" not in str(caught.value)


@pytest.mark.parametrize("name", DRIVERS)
async def test_an_unknown_token_is_refused(bench: Bench, name: DriverName) -> None:
    driver = make_driver(name, f"123456789:other-{SECRET}", bench.telegram.base)
    failure = await failure_of(driver.open())
    assert (failure.reason, failure.retryable) == ("refused", False)
    assert "BotFather" in failure.detail
    await driver.close()


# ---- receiving ----


async def test_a_malformed_update_comes_through_as_it_is(bench: Bench) -> None:
    resident = await bench.resident()
    await bench.telegram.do("send_text", resident, "before")
    oddities: list[dict[str, Any]] = [
        {"message": {"chat": "oops"}},
        {"message": "oops"},
        {"of_tomorrow": {"chat": {"id": 1}, "new": [1.5, None]}},
    ]
    for oddity in oddities:
        await bench.telegram.do("push_raw", oddity)
    await bench.telegram.do("send_text", resident, "after")
    found = await bench.driver.poll(None, 0, ALLOWED)
    assert [{k: v for k, v in update.items() if k != "update_id"} for update in found[1:4]] == oddities
    assert [update["message"]["text"] for update in (found[0], found[4])] == ["before", "after"]
    meant = parse(found[0])
    assert isinstance(meant, ChatMessage)
    assert meant.user.chat == str(resident)


async def test_only_an_offset_confirms(bench: Bench) -> None:
    resident = await bench.resident()
    for text in ("1", "2", "3"):
        await bench.telegram.do("send_text", resident, text)
    first = await bench.driver.poll(None, 0, ALLOWED)
    assert await bench.driver.poll(None, 0, ALLOWED) == first
    rest = await bench.driver.poll(first[0]["update_id"] + 1, 0, ALLOWED)
    assert rest == first[1:]
    assert await bench.driver.poll(first[2]["update_id"] + 1, 0, ALLOWED) == []
    assert await bench.telegram.do("pending_updates") == []


async def test_a_poll_waits_for_what_comes(bench: Bench) -> None:
    resident = await bench.resident()
    poll = asyncio.ensure_future(bench.driver.poll(None, 20, ALLOWED))
    after = len(bench.telegram.journal.entries)
    await bench.telegram.journal.wait_for(lambda entry: entry.name == "getUpdates", after=max(after - 1, 0))
    await bench.telegram.do("send_text", resident, "now")
    (update,) = await asyncio.wait_for(poll, PATIENCE)
    assert update["message"]["text"] == "now"
    assert bench.telegram.calls("getUpdates")[-1].data["allowed_updates"] == list(ALLOWED)


async def test_a_webhook_bars_polling_until_it_is_deleted(bench: Bench) -> None:
    resident = await bench.resident()
    await bench.driver.set_webhook("https://house.example/telegram", "s3cret", ALLOWED, 10)
    info = await bench.driver.webhook()
    assert (info["url"], info["max_connections"]) == ("https://house.example/telegram", 10)
    await bench.telegram.do("send_text", resident, "kept")
    failure = await failure_of(bench.driver.poll(None, 0, ALLOWED))
    assert failure.reason == "conflict"
    await bench.driver.delete_webhook()
    assert (await bench.driver.webhook())["url"] == ""
    (update,) = await bench.driver.poll(None, 0, ALLOWED)
    assert update["message"]["text"] == "kept"


# ---- sending ----


async def test_text_is_literal_with_buttons_and_a_reply(bench: Bench) -> None:
    resident = await bench.resident()
    asked = (await bench.telegram.do("send_text", resident, "?"))["message_id"]
    text = "_*[x](y) <b> 5>3 & &amp; 漏水了 😀"
    sent = await bench.driver.send_text(Target(resident, None, asked), text, keyboard=KEYBOARD)
    shown = (await bench.chat(resident))[-1]
    assert (shown["id"], shown["text"], shown["reply_to"]) == (sent["message_id"], text, asked)
    assert shown["buttons"] == [["Oui", "Non"]]
    call = bench.telegram.calls("sendMessage")[-1].data
    assert call["reply_markup"] == {"inline_keyboard": KEYBOARD}
    assert "parse_mode" not in call


async def test_entities_are_handed_on(bench: Bench) -> None:
    resident = await bench.resident()
    bold = {"type": "bold", "offset": 2, "length": 3}
    await bench.driver.send_text(Target(resident), "😀abc", entities=[bold])
    assert (await bench.chat(resident))[-1]["entities"] == [bold]


async def test_a_reply_to_what_is_gone_is_sent_all_the_same(bench: Bench) -> None:
    resident = await bench.resident()
    await bench.driver.send_text(Target(resident, None, 999_999), "still")
    assert (await bench.chat(resident))[-1]["reply_to"] is None


async def test_a_chat_topic(bench: Bench) -> None:
    resident = await bench.resident()
    await bench.telegram.do("set_topics_enabled", True)
    topic = (await bench.telegram.do("create_topic", resident, "Water"))["topic"]
    await bench.driver.send_text(Target(resident, topic), "in it")
    assert (await bench.chat(resident))[-1]["topic"] == topic
    failure = await failure_of(bench.driver.send_text(Target(resident, topic + 999), "lost"))
    assert failure.reason == "no_topic"
    await bench.telegram.do("set_topics_enabled", False)


FILES = [
    ("photo", "a.png", small_png(7)),
    ("document", "biên 'bản' 1/2 100%.pdf", b"%PDF" * 50_000),
    ("voice", "v.ogg", b"OggS"),
    ("video", "v.mp4", b"mp4"),
]


@pytest.mark.parametrize(("kind", "name", "data"), FILES)
async def test_files_are_streamed_with_caption_and_buttons(
    bench: Bench, tmp_path: Path, kind: Any, name: str, data: bytes
) -> None:
    resident = await bench.resident()
    path = tmp_path / "stored-by-hash"
    path.write_bytes(data)
    sent = await bench.driver.send_file(
        Target(resident), Upload(kind, path, name), caption="voilà <b>", keyboard=KEYBOARD
    )
    shown = (await bench.chat(resident))[-1]
    assert (shown["id"], shown["text"], shown["buttons"]) == (
        sent["message_id"],
        "voilà <b>",
        [["Oui", "Non"]],
    )
    assert (shown["file"]["kind"], shown["file"]["name"], shown["file"]["size"]) == (kind, name, len(data))


async def test_edits(bench: Bench, tmp_path: Path) -> None:
    resident = await bench.resident()
    path = tmp_path / "f"
    path.write_bytes(small_png(8))
    text = (await bench.driver.send_text(Target(resident), "old", keyboard=KEYBOARD))["message_id"]
    photo = (await bench.driver.send_file(Target(resident), Upload("photo", path, "f.png")))["message_id"]
    await bench.driver.edit_text(resident, text, "new <i>")
    await bench.driver.edit_caption(resident, photo, "what it is", keyboard=KEYBOARD)
    first, second = await bench.chat(resident)
    assert (first["text"], first["buttons"]) == ("new <i>", [])
    assert (second["text"], second["buttons"]) == ("what it is", [["Oui", "Non"]])
    await bench.driver.edit_keyboard(resident, text, KEYBOARD)
    await bench.driver.edit_keyboard(resident, photo, None)
    assert [shown["buttons"] for shown in await bench.chat(resident)] == [[["Oui", "Non"]], []]
    failure = await failure_of(bench.driver.edit_text(resident, text, "new <i>", keyboard=KEYBOARD))
    assert "message is not modified" in failure.detail


async def test_delete_and_react(bench: Bench) -> None:
    resident = await bench.resident()
    theirs = (await bench.telegram.do("send_text", resident, "hello"))["message_id"]
    ours = (await bench.driver.send_text(Target(resident), "hello"))["message_id"]
    await bench.driver.react(resident, theirs, "👌")
    await bench.driver.delete(resident, ours)
    (shown,) = await bench.chat(resident)
    assert shown["reaction"] == "👌"
    await bench.driver.react(resident, theirs, None)
    assert (await bench.chat(resident))[0]["reaction"] is None
    for call in (
        bench.driver.delete(resident, ours),
        bench.driver.edit_text(resident, ours, "x"),
        bench.driver.react(resident, ours, "👌"),
    ):
        assert (await failure_of(call)).reason == "gone"


async def test_leave_a_group(bench: Bench) -> None:
    resident = await bench.resident()
    group = (await bench.telegram.do("add_group", "Voisins"))["id"]
    await bench.telegram.do("put_bot_in", group, resident)
    await bench.driver.send_text(Target(group), "Bonjour")
    await bench.driver.leave(group)
    assert (await bench.telegram.do("group_chat", group))["bot"] == "left"
    for chat, reason in ((group, "unreachable"), (resident, "refused")):
        failure = await failure_of(bench.driver.leave(chat))
        assert (failure.reason, failure.retryable) == (reason, False)
    for content in (Farewell(Public("x")), Leave()):
        delivery = Delivery("k", Place("telegram", str(group)), content)
        channel = TelegramChannel(bench.driver, _Clock())
        if isinstance(content, Leave):
            await channel.deliver(delivery)
        else:
            assert (await failure_of(channel.deliver(delivery))).reason == "unreachable"


async def test_answer_choice(bench: Bench) -> None:
    resident = await bench.resident()
    asked = (await bench.driver.send_text(Target(resident), "?", keyboard=KEYBOARD))["message_id"]
    pressed = await bench.telegram.do("press", resident, asked, label="Oui")
    (update,) = await bench.driver.poll(None, 0, ALLOWED)
    meant = parse(update)
    assert isinstance(meant, ChatTap)
    assert (meant.token, meant.message is not None and meant.message.id) == ("t1", str(asked))
    await bench.driver.answer_choice(pressed["query_id"])
    await bench.driver.answer_choice(pressed["query_id"], "Merci")
    assert [toast["text"] for toast in bench.telegram.seen("toast")[-2:]] == ["", "Merci"]
    assert (await failure_of(bench.driver.answer_choice("1"))).reason == "refused"


async def test_menu_by_language(bench: Bench) -> None:
    french, dutch = (
        await bench.resident(language_code="fr"),
        await bench.resident(language_code="nl"),
    )
    await bench.driver.set_menu(None, [("report", "Report a problem")])
    await bench.driver.set_menu("fr", [("report", "Signaler un problème"), ("help", "Aide")])
    offered = [item["description"] for item in await bench.telegram.do("menu", french)]
    assert offered == ["Signaler un problème", "Aide"]
    assert [item["description"] for item in await bench.telegram.do("menu", dutch)] == ["Report a problem"]


async def test_a_menu_of_one_chat_goes_before_the_others_and_can_be_taken_away(bench: Bench) -> None:
    technician, resident = await bench.resident(), await bench.resident()
    await bench.driver.set_menu(None, [("report", "Report a problem")])
    await bench.driver.set_menu(None, [("jobs", "My jobs"), ("leave", "End it")], chat=technician)
    offered = [item["command"] for item in await bench.telegram.do("menu", technician)]
    assert offered == ["jobs", "leave"]
    assert [item["command"] for item in await bench.telegram.do("menu", resident)] == ["report"]
    await bench.driver.set_menu(None, [], chat=technician)
    assert [item["command"] for item in await bench.telegram.do("menu", technician)] == ["report"]


# ---- the channel over it ----


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 3, 2, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        pytest.fail(f"slept {seconds} s")


async def test_the_channel_stores_before_it_confirms(bench: Bench) -> None:
    resident = await bench.resident()
    asked = (await bench.driver.send_text(Target(resident), "?", keyboard=KEYBOARD))["message_id"]
    await bench.driver.set_webhook("https://house.example/telegram", "s3cret", ALLOWED, 10)
    await bench.telegram.do("send_text", resident, "hello")
    await bench.telegram.do("push_raw", {"message": {"chat": "oops"}})
    query = (await bench.telegram.do("press", resident, asked, label="Non"))["query_id"]
    pending = await bench.telegram.do("pending_updates")
    stored: list[RawEvent] = []

    async def receive(events: list[RawEvent]) -> None:
        assert await bench.telegram.do("pending_updates") == pending
        stored.extend(events)

    after = len(bench.telegram.journal.entries)
    channel = TelegramChannel(bench.driver, _Clock(), poll_timeout=20)
    run = asyncio.ensure_future(channel.run(receive))
    confirms = {"offset": str(pending[-1] + 1)}
    await bench.telegram.journal.wait_for(
        lambda entry: (
            (entry.kind, entry.name) == ("call", "getUpdates") and confirms.items() <= entry.data.items()
        ),
        after=after,
    )
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    assert [event.id for event in stored] == [str(number) for number in pending]
    assert [event.lane for event in stored] == [f"telegram:{resident}", "telegram:?", f"telegram:{resident}"]
    assert bench.telegram.seen("toast")[-1]["query"] == query
