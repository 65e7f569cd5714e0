"""The sandbox's Telegram: how updates wait, are confirmed, expire and reach a webhook."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiogram
import pytest
import pytest_asyncio
import telegram
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiohttp import web

from sandbox.journal import PATIENCE
from sandbox.telegram.alone import TelegramAlone
from tests.e2e.telegram_alone import ana, bot, ptb, tg

__all__ = ["ana", "bot", "ptb", "tg"]


async def called(tg: TelegramAlone, method: str, times: int) -> None:
    """Wait until the method was called that often."""
    await tg.journal.wait_for(lambda _: len(tg.calls(method)) >= times)


class Hook:
    """A webhook that answers what it is told to, then 200."""

    def __init__(self) -> None:
        self.url = ""
        self.grown = asyncio.Event()
        self.got: list[tuple[str | None, str | None]] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.reply: dict[str, Any] | None = None
        self.refuse_text: str | None = None

    async def take(self, request: web.Request) -> web.Response:
        body = await request.json()
        text = body.get("message", {}).get("text") or body.get("callback_query", {}).get("data")
        self.got.append((text, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        self.grown.set()
        if text == self.refuse_text and text is not None:
            return web.Response(status=500)
        if self.answers:
            status, headers = self.answers.pop(0)
            return web.Response(status=status, headers=headers)
        return web.json_response(self.reply or {})

    @property
    def texts(self) -> list[str | None]:
        return [text for text, _ in self.got]

    async def received(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while len(self.got) < count:
                self.grown.clear()
                await self.grown.wait()


@pytest_asyncio.fixture
async def hook() -> AsyncIterator[Hook]:
    made = Hook()
    app = web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def test_offset_confirms(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    for text in "abcde":
        await tg.do("send_text", ana, text)
    first = await bot.get_updates(limit=2)
    assert [u.message.text for u in first] == ["a", "b"]
    assert [u.message.text for u in await bot.get_updates(limit=2)] == ["a", "b"]
    rest = await bot.get_updates(offset=first[1].update_id + 1)
    assert [u.message.text for u in rest] == ["c", "d", "e"]
    assert [u.message.text for u in await bot.get_updates(offset=-1)] == ["e"]
    assert len(await tg.do("pending_updates")) == 1


async def test_ids_may_jump_below_the_offset(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    await tg.do("send_text", ana, "avant")
    (before,) = await bot.get_updates()
    assert await bot.get_updates(offset=before.update_id + 1) == []
    tg.server.updates._last_id = 41  # the lowest jump, made certain
    await tg.do("send_text", ana, "après")
    (after,) = await bot.get_updates(offset=before.update_id + 1)
    assert after.update_id == 42
    assert await bot.get_updates(offset=43) == []
    assert (await tg.do("jump_update_ids"))["next"] > 0


async def test_long_poll_returns_when_something_happens(
    tg: TelegramAlone, bot: aiogram.Bot, ptb: telegram.Bot, ana: int
) -> None:
    assert await bot.get_updates(timeout=0) == []
    waiting = asyncio.ensure_future(ptb.get_updates(timeout=20))
    await called(tg, "getUpdates", 2)
    await tg.do("send_text", ana, "coucou")
    (update,) = await asyncio.wait_for(waiting, PATIENCE)
    assert update.message
    assert update.message.text == "coucou"


async def test_the_older_of_two_pollers_is_ended(
    bot: aiogram.Bot, ptb: telegram.Bot, tg: TelegramAlone
) -> None:
    older = asyncio.ensure_future(bot.get_updates(timeout=20))
    await called(tg, "getUpdates", 1)
    newer = asyncio.ensure_future(ptb.get_updates(timeout=20))
    await called(tg, "getUpdates", 2)
    with pytest.raises(TelegramConflictError, match="make sure that only one bot instance is running"):
        await asyncio.wait_for(older, PATIENCE)
    await bot.set_webhook("http://127.0.0.1:9/none")
    with pytest.raises(telegram.error.Conflict, match="setWebhook"):
        await asyncio.wait_for(newer, PATIENCE)
    with pytest.raises(telegram.error.Conflict, match="can't use getUpdates method while webhook is active"):
        await ptb.get_updates()
    assert await bot.delete_webhook()
    assert await bot.get_updates() == []


async def test_updates_expire(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    message = (await tg.do("send_text", ana, "x"))["message_id"]
    await tg.do("press", ana, message, data="d", force=True)
    tg.clock.advance(149)
    assert len(await bot.get_updates()) == 2
    tg.clock.advance(2)
    assert len(await bot.get_updates()) == 1
    tg.clock.advance(86_400)
    assert await bot.get_updates() == []


async def test_allowed_updates_persist(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    message = (await tg.do("send_text", ana, "x"))["message_id"]
    await tg.do("react", ana, message, "👍")
    assert len(await bot.get_updates(offset=-1, allowed_updates=["message_reaction"])) == 1
    await tg.do("send_text", ana, "not wanted")
    await tg.do("react", ana, message, "❤")
    updates = await bot.get_updates()
    assert [u.event_type for u in updates] == ["message", "message_reaction"]
    await bot.get_updates(offset=-1, allowed_updates=[])
    await tg.do("send_text", ana, "wanted")
    assert (await bot.get_updates())[-1].message.text == "wanted"


async def test_a_malformed_update_is_served_as_it_is(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    await tg.do("push_raw", {"message": {"message_id": 1, "date": 1, "chat": "oops"}})
    with pytest.raises(Exception, match="Failed to deserialize"):
        await bot.get_updates()


async def test_webhook_with_secret(tg: TelegramAlone, bot: aiogram.Bot, hook: Hook, ana: int) -> None:
    await tg.do("send_text", ana, "en attente")
    with pytest.raises(TelegramBadRequest, match="secret token contains unallowed characters"):
        await bot.set_webhook(hook.url, secret_token="é")  # noqa: S106
    hook.reply = {"method": "sendMessage", "chat_id": ana, "text": "reçu"}
    await bot.set_webhook(hook.url, secret_token="s3cret", max_connections=5)  # noqa: S106
    await hook.received(1)
    await tg.journal.wait_for(lambda e: (e.kind, e.name) == ("effect", "message"))
    assert hook.got == [("en attente", "s3cret")]
    assert tg.seen("message")[0]["text"] == "reçu"
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (hook.url, 0, 5)
    assert "s3cret" not in str(tg.journal.entries)


async def test_a_failing_update_blocks_its_chat_alone(
    tg: TelegramAlone, bot: aiogram.Bot, hook: Hook, ana: int
) -> None:
    tg.server.webhook.backoff_scale = 0.01
    bo = (await tg.do("add_resident", "Bo"))["id"]
    await bot.set_webhook(hook.url)
    hook.refuse_text = "poison"
    first = (await tg.do("send_text", ana, "poison"))["message_id"]
    await tg.do("send_text", ana, "derrière")
    await tg.do("send_text", bo, "ailleurs")
    await tg.do("press", ana, first, data="bouton", force=True)
    while not (len(hook.got) >= 5 and {"ailleurs", "bouton"} <= set(hook.texts)):
        await hook.received(len(hook.got) + 1)
    assert "derrière" not in hook.texts
    assert (await bot.get_webhook_info()).last_error_message == (
        "Wrong response from the webhook: 500 Internal Server Error"
    )
    hook.refuse_text = None
    while "derrière" not in hook.texts:
        await hook.received(len(hook.got) + 1)
    await tg.journal.wait_for(lambda _: not tg.server.updates.pending())
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_webhook_backs_off_and_gives_up_on_gone(
    tg: TelegramAlone, bot: aiogram.Bot, hook: Hook, ana: int
) -> None:
    waits: list[float] = []
    tg.server.webhook.backoff_scale = 0.001
    hook.answers = [(500, {}), (500, {}), (429, {"Retry-After": "40"})]
    loop = asyncio.get_running_loop()
    await bot.set_webhook(hook.url)
    await tg.do("send_text", ana, "x")
    for count in (3, 4):
        await hook.received(count)
        waits.append(loop.time())
    assert waits[1] - waits[0] >= 0.03
    hook.answers = [(410, {})] * 50
    await tg.do("send_text", ana, "y")
    await tg.journal.wait_for(lambda e: e.data.get("status") == 410)
    tg.clock.advance(23 * 3600)
    await tg.journal.wait_for(lambda e: e.name == "webhook_removed")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    (kept,) = await bot.get_updates()
    assert kept.message
    assert kept.message.text == "y"


async def test_webhook_that_does_not_answer_in_time(tg: TelegramAlone, bot: aiogram.Bot, ana: int) -> None:
    await tg.do("set_webhook_delivery", 0.001, 0.02)

    async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(deaf, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await bot.set_webhook(f"http://127.0.0.1:{port}/")
    await tg.do("send_text", ana, "x")
    await tg.journal.wait_for(lambda e: e.data.get("error") == "Read timeout expired")
    await bot.set_webhook("http://127.0.0.1:9/")
    await tg.journal.wait_for(lambda e: e.data.get("error") == "Connection refused")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == []
    server.close()
    await server.wait_closed()
