"""The webhook's promises, over a driver that writes down its calls; and what the doctor says of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.telegram import TelegramChannel, Webhook
from bot.channels.telegram.failures import failed
from bot.channels.telegram.parse import ALLOWED, parse
from bot.channels.telegram.webhook import PATH, SECRET_HEADER
from bot.domain.errors import Unreadable
from bot.ports.channel import RawEvent, SendFailed
from bot.ports.web import Answer, Request

HOOK = Webhook("https://desk.example.org/telegram", "s3cret", 10)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MESSAGE = {"update_id": 5, "message": {"chat": {"id": 42}}}


class Clock:
    """Time goes by when the test says so."""

    def __init__(self) -> None:
        self.slept: asyncio.Queue[float] = asyncio.Queue()
        self.ticks: asyncio.Queue[None] = asyncio.Queue()

    def now(self) -> datetime:
        return NOW

    async def sleep(self, seconds: float) -> None:
        self.slept.put_nowait(seconds)
        await self.ticks.get()


class Driver:
    """A bot whose webhook is ``info``; ``refusals`` are raised by setWebhook first."""

    def __init__(self, *refusals: SendFailed, **info: Any) -> None:
        self.refusals, self.info = list(refusals), {"url": "", **info}
        self.set: list[tuple[Any, ...]] = []

    async def open(self) -> dict[str, Any]:
        return {"username": "b"}

    async def set_webhook(self, *given: Any) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.set.append(given)
        self.info["url"] = given[0]

    async def webhook(self) -> dict[str, Any]:
        return self.info


class House:
    """A channel at work and what it has stored; ``failures`` are raised by the next commits."""

    def __init__(self, driver: Any) -> None:
        self.driver, self.clock = driver, Clock()
        self.channel = TelegramChannel(driver, self.clock, webhook=HOOK)
        self.stored: list[RawEvent] = []
        self.failures: list[Exception] = []

    async def receive(self, events: list[RawEvent]) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.stored.extend(events)

    async def post(self, body: Any, told: str | None = HOOK.secret) -> Answer:
        (route,) = self.channel.routes()
        assert route.path == PATH
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await route.answer(Request({} if told is None else {SECRET_HEADER: told}, raw))


@asynccontextmanager
async def at_work(driver: Any = None) -> AsyncIterator[House]:
    house = House(driver or Driver())
    run = asyncio.ensure_future(house.channel.run(house.receive))
    await house.clock.slept.get()
    yield house
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)


async def test_the_webhook_is_set_and_its_route_tells_nothing() -> None:
    async with at_work() as house:
        assert house.driver.set == [("https://desk.example.org/telegram", "s3cret", ALLOWED, 10)]
        assert TelegramChannel(house.driver, house.clock).routes() == ()


async def test_committed_before_answered() -> None:
    async with at_work() as house:
        assert await house.post(MESSAGE) == Answer(200)
        assert [(event.id, event.lane) for event in house.stored] == [("5", "telegram:42")]


@pytest.mark.parametrize("secret", [None, "", "s3cre", "s3cret ", "S3CRET", "\udcff", "é" * 999])
async def test_without_the_secret_nothing_is_stored(secret: str | None) -> None:
    async with at_work() as house:
        assert (await house.post(MESSAGE, secret)).status == 401
        assert house.stored == []


async def test_what_the_inbox_cannot_take_comes_again() -> None:
    async with at_work() as house:
        house.failures = [OSError("disk full")]
        assert (await house.post(MESSAGE)).status == 503
        assert (await house.post(MESSAGE)).status == 200
        assert len(house.stored) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"7",
        b"null",
        b'{"update_id": 3}',
        b'{"message": {"chat": "oops"}}',
    ],
)
async def test_poison_is_stored_and_can_not_be_read(body: bytes) -> None:
    async with at_work() as house:
        assert (await house.post(body)).status == 200
        (event,) = house.stored
        with pytest.raises(Unreadable):
            parse(json.loads(event.payload))


async def test_a_press_is_answered_in_the_answer() -> None:
    async with at_work() as house:
        answer = await house.post({"update_id": 6, "callback_query": {"id": "77", "from": {"id": 42}}})
        assert json.loads(answer.body) == {"method": "answerCallbackQuery", "callback_query_id": "77"}
        assert answer.headers == {"Content-Type": "application/json"}
        house.failures = [OSError("disk full")]
        assert (await house.post({"update_id": 7, "callback_query": {"id": "78"}})) == Answer(503)


async def test_shut_before_and_after() -> None:
    house = House(Driver())
    assert (await house.post(MESSAGE)).status == 503
    async with at_work() as house:
        pass
    assert (await house.post(MESSAGE)).status == 503
    assert house.stored == []


async def test_setting_it_is_tried_again_and_a_wrong_token_ends() -> None:
    house = House(Driver(SendFailed("network"), failed(401, "Unauthorized")))
    run = asyncio.ensure_future(house.channel.run(house.receive))
    assert await house.clock.slept.get() == 1.0
    house.clock.ticks.put_nowait(None)
    with pytest.raises(SendFailed, match="BotFather"):
        await run


async def test_a_webhook_that_was_taken_away_is_set_again() -> None:
    async with at_work() as house:
        house.driver.info = {"url": "", "last_error_date": 5, "last_error_message": "Connection refused"}
        house.clock.ticks.put_nowait(None)
        await house.clock.slept.get()
        assert len(house.driver.set) == 2


def errors(seconds_ago: int, message: str) -> dict[str, Any]:
    return {"last_error_date": int(NOW.timestamp()) - seconds_ago, "last_error_message": message}


@pytest.mark.parametrize(
    ("info", "good", "words"),
    [
        ({}, True, "is not set yet; `palier run` sets it"),
        ({"url": HOOK.url}, True, "the webhook is set"),
        ({"url": "https://elsewhere.example/x"}, False, "leads to https://elsewhere.example/x"),
        ({"url": HOOK.url, "pending_update_count": 7}, True, "7 updates wait"),
        ({"url": HOOK.url, **errors(7200, "Connection refused")}, True, "the webhook is set"),
        ({"url": HOOK.url, **errors(120, "Connection refused")}, False, "failed 2 min ago: Connection refused. Check"),
        ({"url": HOOK.url, **errors(60, "Wrong response from the webhook: 401 Unauthorized")}, False, "Another secret"),
        ({"url": HOOK.url, **errors(60, "Wrong response from the webhook: 404 Not Found")}, False, "hand /telegram on"),
        ({"url": HOOK.url, **errors(60, "Wrong response from the webhook: 502 Bad Gateway")}, False, "at work"),
    ],
)  # fmt: skip
async def test_the_doctor(info: dict[str, Any], good: bool, words: str) -> None:
    lines = await House(Driver(**info)).channel.check()
    fits: Callable[[tuple[bool, str]], bool] = lambda line: line[0] is good and words in line[1]  # noqa: E731
    assert any(map(fits, lines)), lines
    assert all(ok for ok, _ in lines) is good
