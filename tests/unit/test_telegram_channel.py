"""The poll loop's promises and what is called for each delivery, over a driver that writes down its calls."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.driver import ChatDriver
from bot.channels.telegram.failures import failed
from bot.channels.telegram.parse import ALLOWED
from bot.domain.addresses import MessageRef, Place
from bot.domain.audience import Button, ForResident, Public, Received, Remove, ResidentContent, Retouch
from bot.domain.ids import AttachmentId
from bot.domain.message import Attachment
from bot.ports.channel import Delivery, LocalFile, RawEvent, Receipt, SendFailed
from bot.ports.desk import Post
from bot.ports.files import Looks

PLACE = Place("telegram", "42", "9")
TARGET = MessageRef("telegram", "42", "7")


class Clock:
    """Counts what is slept."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def now(self) -> datetime:
        return datetime(2026, 3, 2, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


class Driver:
    """Answers every method from ``script``, oldest first; a poll past its end is cancelled."""

    def __init__(self, **script: Any) -> None:
        self.script: dict[str, list[Any]] = script
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        async def call(*arguments: Any, **named: Any) -> Any:
            self.calls.append((name, *arguments, *(value for value in named.values() if value)))
            answers = self.script.get(name)
            if answers:
                answer = answers.pop(0)
                if isinstance(answer, BaseException):
                    raise answer
                return answer
            if name == "poll":
                raise asyncio.CancelledError
            return {"username": "palier_bot"} if name == "open" else {"message_id": 8}

        return call

    async def fetch(self, file_id: str, at_most: int) -> AsyncGenerator[bytes, None]:
        for answer in self.script["fetch"]:
            if isinstance(answer, BaseException):
                raise answer
            yield answer

    def named(self, name: str) -> list[tuple[Any, ...]]:
        return [call[1:] for call in self.calls if call[0] == name]


def channel_over(driver: Any) -> tuple[TelegramChannel, Clock]:
    clock = Clock()
    checked: ChatDriver = driver
    return TelegramChannel(checked, clock), clock


def update(number: Any, **content: Any) -> dict[str, Any]:
    return {"update_id": number, **(content or {"message": {"chat": {"id": 42}}})}


async def received(
    driver: Driver, failures: list[BaseException] | None = None
) -> tuple[list[RawEvent], Clock]:
    channel, clock = channel_over(driver)
    stored: list[RawEvent] = []

    async def receive(events: list[RawEvent]) -> None:
        driver.calls.append(("receive",))
        if failures:
            raise failures.pop(0)
        stored.extend(events)

    with pytest.raises(asyncio.CancelledError):
        await channel.run(receive)
    return stored, clock


async def test_committed_before_confirmed() -> None:
    driver = Driver(poll=[[update(5), update(6)], [], [update(3)]])
    stored, _ = await received(driver)
    assert [(event.id, event.lane) for event in stored] == [(n, "telegram:42") for n in ("5", "6", "3")]
    assert [call[0] for call in driver.named("poll")] == [None, 7, 7, 4]
    order = [call[0] for call in driver.calls]
    assert order[:4] == ["open", "delete_webhook", "poll", "receive"]
    assert driver.named("poll")[0][2] == ALLOWED


async def test_what_the_inbox_cannot_take_comes_again() -> None:
    driver = Driver(poll=[[update(5)], [update(5)]])
    stored, clock = await received(driver, [OSError("disk full")])
    assert [event.id for event in stored] == ["5"]
    assert [call[0] for call in driver.named("poll")] == [None, None, 6]
    assert clock.slept == [1.0]


async def test_waits_longer_and_longer_and_starts_anew_after_success() -> None:
    network, conflict = SendFailed("network"), failed(409, "Conflict: terminated by other getUpdates request")
    failures = [network, conflict, failed(502, "Bad Gateway"), SendFailed("unknown"), *[network] * 3]
    driver = Driver(open=[network], poll=[*failures, [], network, failed(429, "Too Many", 35.0)])
    _, clock = await received(driver)
    assert clock.slept == [1, 1, 2, 4, 8, 16, 30, 30, 1, 35]


@pytest.mark.parametrize("method", ["open", "poll"])
async def test_a_wrong_token_ends_it(method: str) -> None:
    channel, clock = channel_over(Driver(**{method: [failed(401, "Unauthorized")]}))

    async def receive(events: list[RawEvent]) -> None:
        pytest.fail("nothing came")

    with pytest.raises(SendFailed, match="BotFather"):
        await channel.run(receive)
    assert clock.slept == []


async def test_updates_without_a_number_are_stored_and_do_not_spin() -> None:
    driver = Driver(poll=[["oops", update("x")], [update("x"), update(9)]])
    stored, clock = await received(driver)
    assert len(stored) == 4
    assert clock.slept == [1.0]
    assert driver.named("poll")[-1][0] == 10


async def test_presses_are_answered_once_they_are_stored() -> None:
    presses = [update(n, callback_query={"id": f"q{n}", "from": {"id": 1}}) for n in (1, 2)]
    driver = Driver(poll=[[*presses, update(3, callback_query="oops")]], answer_choice=[SendFailed("server")])
    stored, clock = await received(driver)
    assert len(stored) == 3
    assert driver.named("answer_choice") == [("q1",), ("q2",)]
    order = [call[0] for call in driver.calls]
    assert order.index("receive") < order.index("answer_choice")
    assert clock.slept == []


async def deliver(
    driver: Any, content: ResidentContent | Post, file: LocalFile | None = None, *, uncertain: bool = False
) -> Receipt:
    channel, _ = channel_over(driver)
    return await channel.deliver(Delivery("k", PLACE, content, file=file, uncertain=uncertain))


def local(path: Path, name: str = "a.png", kind: str = "photo", media_type: str = "image/png") -> LocalFile:
    path.write_bytes(b"content")
    attachment = Attachment(AttachmentId("a"), None, "slack", "F", kind, name, media_type)
    return LocalFile(attachment, path, Looks(media_type, 640, 480))


async def test_says_text_with_buttons_and_a_quote() -> None:
    driver = Driver()
    content = ForResident(Public("Bonjour"), ((Button(Public("Oui"), "t"),),), quotes=TARGET)
    receipt = await deliver(driver, content, uncertain=True)
    assert receipt == Receipt(MessageRef("telegram", "42", "8"))
    ((target, text, keyboard),) = driver.named("send_text")
    assert (target.chat, target.topic, target.reply_to, text) == (42, 9, 7, "Bonjour")
    assert keyboard == [[{"text": "Oui", "callback_data": "t"}]]


async def test_an_answer_without_a_message_is_unknown() -> None:
    with pytest.raises(SendFailed, match="unknown"):
        await deliver(Driver(send_text=[{}]), ForResident(Public("x")))


async def test_says_a_file_with_its_caption(tmp_path: Path) -> None:
    driver = Driver()
    await deliver(driver, ForResident(Public("voilà"), attachment=AttachmentId("a")), local(tmp_path / "f"))
    ((_, upload, caption),) = driver.named("send_file")
    assert (upload.kind, upload.path, upload.name, caption) == ("photo", tmp_path / "f", "a.png", "voilà")


async def test_what_is_no_photo_for_telegram_goes_as_a_document(tmp_path: Path) -> None:
    driver = Driver(send_file=[failed(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")])
    await deliver(driver, ForResident(Public(""), attachment=AttachmentId("a")), local(tmp_path / "f"))
    assert [call[1].kind for call in driver.named("send_file")] == ["photo", "document"]


@pytest.mark.parametrize(("text", "reason"), [("a" * 1025, "refused"), ("ok", "not_ready")])
async def test_a_file_that_cannot_go(tmp_path: Path, text: str, reason: str) -> None:
    driver = Driver()
    file = local(tmp_path / "f") if reason == "refused" else None
    with pytest.raises(SendFailed, match=reason):
        await deliver(driver, ForResident(Public(text), attachment=AttachmentId("a")), file)
    assert driver.calls == []


async def test_a_file_that_left_the_store(tmp_path: Path) -> None:
    file = local(tmp_path / "f")
    file.path.unlink()
    with pytest.raises(SendFailed, match="refused"):
        await deliver(Driver(), ForResident(Public("x"), attachment=AttachmentId("a")), file)


BUTTONS = ((Button(Public("Oui"), "t"),),)


@pytest.mark.parametrize(
    ("content", "method"),
    [
        (ForResident(Public("x"), BUTTONS), "edit_text"),
        (ForResident(Public("x"), BUTTONS, AttachmentId("a")), "edit_caption"),
        (ForResident(Public(""), BUTTONS), "edit_keyboard"),
    ],
)
async def test_retouch(content: ForResident, method: str) -> None:
    same = failed(400, "Bad Request: message is not modified: specified new message content is the same")
    for script in ({}, {method: [same]}):
        driver = Driver(**script)
        assert await deliver(driver, Retouch(TARGET, content)) == Receipt()
        assert driver.named(method)[0][:2] == (42, 7)


async def test_a_retouch_that_fails() -> None:
    gone = failed(400, "Bad Request: message to edit not found")
    for failure, reason in ((gone, "gone"), (SendFailed("unknown"), "network")):
        with pytest.raises(SendFailed, match=reason):
            await deliver(Driver(edit_text=[failure]), Retouch(TARGET, ForResident(Public("x"))))


async def test_removing() -> None:
    other = MessageRef(TARGET.channel, TARGET.room, "8")
    gone = failed(400, "Bad Request: message to delete not found")
    driver = Driver(delete=[gone])
    assert await deliver(driver, Remove((TARGET, other))) == Receipt()
    assert driver.named("delete") == [(42, 7), (42, 8)]
    assert await deliver(Driver(), Remove(())) == Receipt()


async def test_case_24_what_is_too_old_to_be_removed() -> None:
    other = MessageRef(TARGET.channel, TARGET.room, "8")
    old = failed(400, "Bad Request: message can't be deleted for everyone")
    driver = Driver(delete=[old])
    with pytest.raises(SendFailed, match="refused"):
        await deliver(driver, Remove((TARGET, other)))
    assert len(driver.named("delete")) == 2
    for failure, reason in ((SendFailed("unknown"), "network"), (SendFailed("flood", "", 3), "flood")):
        with pytest.raises(SendFailed, match=reason):
            await deliver(Driver(delete=[failure]), Remove((TARGET,)))


async def test_the_quiet_sign() -> None:
    driver = Driver()
    assert await deliver(driver, Received(TARGET)) == Receipt()
    assert driver.named("react") == [(42, 7, "👌")]
    gone = failed(400, "Bad Request: message to react not found")
    assert await deliver(Driver(react=[gone]), Received(TARGET)) == Receipt()
    with pytest.raises(SendFailed, match="network"):
        await deliver(Driver(react=[SendFailed("unknown")]), Received(TARGET))


async def test_the_desk_is_elsewhere() -> None:
    with pytest.raises(SendFailed, match="refused"):
        await deliver(Driver(), Post("x"))


def test_pace() -> None:
    channel, _ = channel_over(Driver())
    overall = ("telegram", 1 / 28, 28)
    assert channel.pace(PLACE, ForResident(Public("x"))) == (("telegram:chat:42", 1.0, 20), overall)
    assert channel.pace(PLACE, Received(TARGET)) == (overall,)


async def test_fetch() -> None:
    channel, _ = channel_over(Driver(fetch=[b"ab", b"cd"]))
    assert [chunk async for chunk in channel.fetch("F")] == [b"ab", b"cd"]
    channel, _ = channel_over(Driver(fetch=[b"ab", SendFailed("unknown")]))
    with pytest.raises(SendFailed, match="network"):
        _ = [chunk async for chunk in channel.fetch("F")]


async def test_check() -> None:
    channel, _ = channel_over(
        Driver(open=[{"username": "b", "has_topics_enabled": True}], webhook=[{"url": ""}])
    )
    assert await channel.check() == [
        (True, "Telegram: the bot @b answers"),
        (True, "Telegram: chat topics are on"),
    ]
    channel, _ = channel_over(Driver(webhook=[{"url": "https://x"}]))
    assert [good for good, _ in await channel.check()] == [True, True, False]
    channel, _ = channel_over(Driver(open=[failed(401, "Unauthorized")]))
    ((good, line),) = await channel.check()
    assert not good
    assert "@BotFather" in line


def test_importing_the_channel_loads_no_library() -> None:
    probe = "import sys, bot.channels.telegram; sys.exit(bool({'aiogram', 'telegram'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0  # noqa: S603
