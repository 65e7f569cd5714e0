"""The contract of a ChatDriver: the real library against the sandbox's Bot API.

Add a driver to ``DRIVERS`` and it is held to all of it.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import traceback
from collections.abc import AsyncIterator, Awaitable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.channels.telegram import ChatDriver, TelegramChannel, make_driver
from bot.channels.telegram.driver import Target, Upload
from bot.channels.telegram.drivers import DriverName
from bot.channels.telegram.parse import ALLOWED, parse
from bot.ports.channel import RawEvent, SendFailed
from bot.ports.inbound import ChatMessage, ChatTap
from sandbox.faults import Fault
from sandbox.telegram.alone import TelegramAlone
from sandbox.telegram.people_files import small_png
from sandbox.telegram.server import TOKEN

pytestmark = pytest.mark.asyncio(loop_scope="module")

DRIVERS: list[DriverName] = ["aiogram"]
SECRET = TOKEN.partition(":")[2]
KEYBOARD = [
    [{"text": "Oui", "callback_data": "t1", "style": "success"}, {"text": "Non", "callback_data": "t2"}]
]


@dataclass
class Bench:
    """A driver at work on a sandbox, and residents who have started the bot."""

    driver: ChatDriver
    telegram: TelegramAlone
    names: Any = field(default_factory=itertools.count)

    async def resident(self, **named: Any) -> int:
        made = await self.telegram.do("add_resident", f"R{next(self.names)}", started=True, **named)
        return int(made["id"])

    async def chat(self, resident: int) -> list[dict[str, Any]]:
        return list(await self.telegram.do("chat", resident))

    def fault(self, method: str, kind: Any, **named: Any) -> None:
        self.telegram.faults.add(Fault("telegram", method, kind, **named))

    async def drain(self) -> int | None:
        """Confirm whatever waits; the offset to go on from."""
        offset = None
        while found := await self.driver.poll(offset, 0, ALLOWED):
            offset = max(update["update_id"] for update in found) + 1
        return offset


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=DRIVERS)
async def shared(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    async with TelegramAlone() as telegram:
        await telegram.do("set_paces", per_chat=0, overall=0)
        driver = make_driver(request.param, TOKEN, telegram.base)
        yield Bench(driver, telegram)
        await driver.close()


@pytest_asyncio.fixture(loop_scope="module")
async def bench(shared: Bench) -> AsyncIterator[Bench]:
    yield shared
    shared.telegram.faults.clear()
    await shared.drain()


async def failure_of(call: Awaitable[Any]) -> SendFailed:
    """The failure of a call, checked to tell no secret: not in its text, its causes or its traceback."""
    with pytest.raises(SendFailed) as caught:
        await call
    told = "".join(traceback.format_exception(caught.value))
    error: BaseException | None = caught.value
    while error is not None:
        told += repr(error) + repr(error.args)
        error = error.__cause__ or error.__context__
    assert SECRET not in told
    return caught.value


async def drained(driver: ChatDriver, file_id: str, at_most: int = 1 << 20) -> bytes:
    async with aclosing(driver.fetch(file_id, at_most)) as chunks:
        return b"".join([chunk async for chunk in chunks])


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
    (update,) = await asyncio.wait_for(poll, 5)
    assert update["message"]["text"] == "now"
    assert bench.telegram.calls("getUpdates")[-1].data["allowed_updates"] == list(ALLOWED)


async def test_a_webhook_bars_polling_until_it_is_deleted(bench: Bench) -> None:
    resident = await bench.resident()
    await bench.driver.set_webhook("https://house.example/telegram", "s3cret", ALLOWED)
    assert await bench.driver.webhook_url() == "https://house.example/telegram"
    await bench.telegram.do("send_text", resident, "kept")
    failure = await failure_of(bench.driver.poll(None, 0, ALLOWED))
    assert failure.reason == "conflict"
    await bench.driver.delete_webhook()
    assert await bench.driver.webhook_url() == ""
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
    assert failure.reason == "gone"
    await bench.telegram.do("set_topics_enabled", False)


FILES = [
    ("photo", "a.png", small_png(7)),
    ("document", 'biên "bản".pdf', b"%PDF" * 50_000),
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
    french, dutch = await bench.resident(language_code="fr"), await bench.resident(language_code="nl")
    await bench.driver.set_menu(None, [("report", "Report a problem")])
    await bench.driver.set_menu("fr", [("report", "Signaler un problème"), ("help", "Aide")])
    offered = [item["description"] for item in await bench.telegram.do("menu", french)]
    assert offered == ["Signaler un problème", "Aide"]
    assert [item["description"] for item in await bench.telegram.do("menu", dutch)] == ["Report a problem"]


# ---- fetching ----


async def sent_file(bench: Bench, **named: Any) -> str:
    await bench.telegram.do("send_document", await bench.resident(), **named)
    return str((await bench.driver.poll(None, 0, ALLOWED))[-1]["message"]["document"]["file_id"])


async def test_fetch(bench: Bench) -> None:
    data = bytes(range(256)) * 1000
    file_id = await sent_file(bench, data_base64=base64.b64encode(data).decode())
    assert await drained(bench.driver, file_id, len(data)) == data


async def test_fetch_at_most(bench: Bench) -> None:
    file_id = await sent_file(bench, size=1000)
    assert (await failure_of(drained(bench.driver, file_id, 999))).reason == "too_large"
    lied = bench.telegram.server.world.files.by_id[file_id]
    lied.data, lied.size = b"x" * 5000, 10
    assert (await failure_of(drained(bench.driver, file_id, 999))).reason == "too_large"
    huge = await sent_file(bench, size=(20 << 20) + 1)
    assert (await failure_of(drained(bench.driver, huge, 1 << 30))).reason == "too_large"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"kind": "error", "status": 404, "description": "Not Found"}, "gone"),
        ({"kind": "error", "status": 500}, "server"),
        ({"kind": "html", "status": 502}, "server"),
        ({"kind": "reset_before", "times": None}, "unknown"),
        ({"kind": "truncate"}, "unknown"),
    ],
)
async def test_fetch_fails(bench: Bench, fault: dict[str, Any], reason: str) -> None:
    file_id = await sent_file(bench, size=1000)
    bench.fault("file", **fault)
    assert (await failure_of(drained(bench.driver, file_id))).reason == reason


async def test_fetch_of_no_file(bench: Bench) -> None:
    assert (await failure_of(drained(bench.driver, "AgAC-nothing"))).reason == "gone"


# ---- failing ----


@pytest.mark.parametrize(
    ("fault", "reason", "retry_after"),
    [
        (
            {"status": 429, "description": "Too Many Requests: retry after 7", "retry_after": 7},
            "flood",
            7.0,
        ),
        ({"status": 403, "description": "Forbidden: bot was blocked by the user"}, "unreachable", None),
        ({"status": 403, "description": "Forbidden: user is deactivated"}, "gone", None),
        ({"status": 400, "description": "Bad Request: chat not found"}, "unreachable", None),
        ({"status": 400, "description": "Bad Request: can't parse entities: x"}, "refused", None),
        ({"status": 413, "description": "Request Entity Too Large"}, "too_large", None),
        ({"status": 401, "description": "Unauthorized"}, "refused", None),
        ({"status": 404, "description": "Not Found"}, "refused", None),
        ({"status": 500, "description": "Internal Server Error"}, "server", None),
        ({"status": 502, "description": "Bad Gateway"}, "server", None),
        ({"kind": "html", "status": 502, "description": "Bad Gateway"}, "server", None),
        ({"kind": "html", "status": 200}, "unknown", None),
    ],
)
async def test_refusals(bench: Bench, fault: dict[str, Any], reason: str, retry_after: float | None) -> None:
    resident = await bench.resident()
    bench.fault("sendMessage", **{"kind": "error", **fault})
    failure = await failure_of(bench.driver.send_text(Target(resident), "x"))
    assert (failure.reason, failure.retry_after) == (reason, retry_after)
    assert await bench.chat(resident) == []


@pytest.mark.parametrize(("kind", "arrived"), [("lost_answer", 1), ("truncate", 1), ("reset_before", 0)])
async def test_what_may_have_arrived_is_unknown(bench: Bench, kind: str, arrived: int) -> None:
    resident = await bench.resident()
    bench.fault("sendMessage", kind)
    assert (await failure_of(bench.driver.send_text(Target(resident), "x"))).reason == "unknown"
    assert len(await bench.chat(resident)) == arrived


async def test_a_file_whose_answer_is_lost_is_unknown(bench: Bench, tmp_path: Path) -> None:
    resident = await bench.resident()
    path = tmp_path / "f"
    path.write_bytes(b"x" * 300_000)
    bench.fault("sendDocument", "lost_answer")
    upload = Upload("document", path, "f.bin")
    assert (await failure_of(bench.driver.send_file(Target(resident), upload))).reason == "unknown"


@pytest.mark.parametrize("name", DRIVERS)
async def test_no_connection_is_network(name: DriverName) -> None:
    driver = make_driver(name, TOKEN, "http://127.0.0.1:9")
    for call in (driver.open(), driver.send_text(Target(1), "x"), driver.poll(None, 0, ALLOWED)):
        failure = await failure_of(call)
        assert (failure.reason, failure.retryable) == ("network", True)
    await driver.close()


async def test_blocked_deactivated_and_never_started(bench: Bench) -> None:
    resident = await bench.resident()
    await bench.telegram.do("block", resident)
    assert (await failure_of(bench.driver.send_text(Target(resident), "x"))).reason == "unreachable"
    await bench.telegram.do("deactivate", resident)
    assert (await failure_of(bench.driver.send_text(Target(resident), "x"))).reason == "gone"
    stranger = (await bench.telegram.do("add_resident", "Nobody"))["id"]
    assert (await failure_of(bench.driver.send_text(Target(stranger), "x"))).reason == "unreachable"
    assert (await failure_of(bench.driver.send_text(Target(1), "x"))).reason == "unreachable"


async def test_too_long_and_too_large(bench: Bench, tmp_path: Path) -> None:
    resident = await bench.resident()
    await bench.driver.send_text(Target(resident), "😀" * 2048)
    for text in ("😀" * 2048 + "a", ""):
        assert (await failure_of(bench.driver.send_text(Target(resident), text))).reason == "refused"
    path = tmp_path / "f"
    path.write_bytes(small_png(9) + bytes(10 << 20))
    upload = Upload("photo", path, "f.png")
    assert (await failure_of(bench.driver.send_file(Target(resident), upload))).reason == "too_large"


async def test_flood(bench: Bench) -> None:
    resident = await bench.resident()
    await bench.telegram.do("set_paces", per_chat=0.1, per_chat_burst=1, overall=0)
    await bench.driver.send_text(Target(resident), "1")
    failure = await failure_of(bench.driver.send_text(Target(resident), "2"))
    await bench.telegram.do("set_paces", per_chat=0, overall=0)
    assert failure.reason == "flood"
    assert 9 <= (failure.retry_after or 0) <= 10


# ---- the channel over it ----


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 3, 2, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        pytest.fail(f"slept {seconds} s")


async def test_the_channel_stores_before_it_confirms(bench: Bench) -> None:
    resident = await bench.resident()
    asked = (await bench.driver.send_text(Target(resident), "?", keyboard=KEYBOARD))["message_id"]
    await bench.driver.set_webhook("https://house.example/telegram", "s3cret", ALLOWED)
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
        timeout=5,
    )
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    assert [event.id for event in stored] == [str(number) for number in pending]
    assert [event.lane for event in stored] == [f"telegram:{resident}", "telegram:?", f"telegram:{resident}"]
    assert bench.telegram.seen("toast")[-1]["query"] == query
