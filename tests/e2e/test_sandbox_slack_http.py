"""Events, commands and interactions over signed HTTP, with retries, as slack_bolt verifies them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.control import ActionError
from sandbox.journal import PATIENCE
from sandbox.slack.alone import SlackAlone
from sandbox.slack.server import BOT_TOKEN, SIGNING_SECRET

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[SlackAlone]:
    async with SlackAlone() as alone:
        await alone.act("add_user", name="Marie Dupont", id="U1")
        await alone.act("add_channel", name="tickets", id="C1")
        await alone.act("set_switches", retry_scale=0.0001)
        yield alone


@asynccontextmanager
async def served(handler: Handler) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/slack", handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack"
    finally:
        await runner.cleanup()


class Receiver:
    """Answers the challenge, then what the test wants, and keeps what came."""

    def __init__(self, *answers: Callable[[], web.Response]) -> None:
        self._answers = list(answers)
        self.requests: list[tuple[dict[str, str], str]] = []

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.text()
        assert SignatureVerifier(SIGNING_SECRET).is_valid_request(body, dict(request.headers))
        if "url_verification" in body:
            return web.Response(text=(await request.json())["challenge"])
        self.requests.append((dict(request.headers), body))
        return self._answers.pop(0)() if self._answers else web.Response()


async def ended(slack: SlackAlone, name: str) -> None:
    await slack.journal.wait_for(lambda entry: entry.name == name)


def bolt(slack: SlackAlone) -> tuple[AsyncApp, Handler]:
    logger = logging.getLogger("bolt-under-test")
    logger.setLevel(logging.CRITICAL)
    client = AsyncWebClient(BOT_TOKEN, base_url=slack.api)
    app = AsyncApp(client=client, signing_secret=SIGNING_SECRET, logger=logger)

    async def handle(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return app, handle


async def test_bolt_takes_events_commands_and_presses(slack: SlackAlone) -> None:
    app, handle = bolt(slack)
    texts: list[str] = []
    heard = asyncio.Event()

    @app.event("message")
    async def message(event: Json) -> None:
        texts.append(event["text"])
        heard.set()

    @app.command("/palier")
    async def palier(ack: Any, command: Json) -> None:
        await ack(text=f"{command['user_name']} wants {command['text']}", response_type="in_channel")

    @app.action("take")
    async def take(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="taken", replace_original=True)

    async with served(handle) as url:
        await slack.act("set_request_urls", events=url, interactivity=url, commands=url)
        await slack.act("post", user="U1", channel="C1", text="a & b")
        await ended(slack, "ack")
        await asyncio.wait_for(heard.wait(), PATIENCE)
        assert texts == ["a &amp; b"]
        await slack.act("command", user="U1", channel="C1", command="/palier", text="help & more")
        assert (await slack.act("channel", channel="C1"))[-1]["text"] == "marie.dupont wants help & more"
        button = {"type": "button", "action_id": "take", "text": {"type": "plain_text", "text": "Take"}}
        blocks = [{"type": "actions", "elements": [button]}]
        ts = (await app.client.chat_postMessage(channel="C1", text="card", blocks=blocks))["ts"]
        assert await slack.act("press", user="U1", channel="C1", ts=ts, label="Take") == {
            "acknowledged": True
        }
        await ended(slack, "edit")
        assert (await slack.act("channel", channel="C1"))[-1]["blocks"] == ["taken"]
        await slack.act("set_switches", signature_skew_seconds=-301)
        await slack.act("post", user="U1", channel="C1", text="stale")
        await ended(slack, "dropped")
        assert len(texts) == 1


async def test_retries(slack: SlackAlone) -> None:
    receiver = Receiver(lambda: web.Response(status=500), lambda: web.Response(status=503))
    async with served(receiver.answer) as url:
        await slack.act("set_request_urls", events=url)
        await slack.act("post", user="U1", channel="C1", text="x")
        await ended(slack, "ack")
    heads = [headers for headers, _ in receiver.requests]
    assert [head.get("X-Slack-Retry-Num") for head in heads] == [None, "1", "2"]
    assert heads[2]["X-Slack-Retry-Reason"] == "http_error"
    assert len({body for _, body in receiver.requests}) == 1


async def test_three_retries_then_dropped(slack: SlackAlone) -> None:
    receiver = Receiver(*[lambda: web.Response(status=500)] * 9)
    async with served(receiver.answer) as url:
        await slack.act("set_request_urls", events=url)
        await slack.act("post", user="U1", channel="C1", text="x")
        await ended(slack, "dropped")
    assert len(receiver.requests) == 4


async def test_no_retry_is_honoured(slack: SlackAlone) -> None:
    receiver = Receiver(lambda: web.Response(status=500, headers={"X-Slack-No-Retry": "1"}))
    async with served(receiver.answer) as url:
        await slack.act("set_request_urls", events=url)
        await slack.act("post", user="U1", channel="C1", text="x")
        await ended(slack, "dropped")
    assert len(receiver.requests) == 1


async def test_slow_answers_are_retried(slack: SlackAlone) -> None:
    slow = asyncio.Event()
    reasons: list[str | None] = []

    async def handle(request: web.Request) -> web.Response:
        body = await request.json()
        if "challenge" in body:
            return web.json_response({"challenge": body["challenge"]})
        reasons.append(request.headers.get("X-Slack-Retry-Reason"))
        if len(reasons) == 1:
            await slack.act("set_switches", ack_seconds=PATIENCE)  # for the next
            await slow.wait()
        return web.Response()

    async with served(handle) as url:
        await slack.act("set_request_urls", events=url)
        await slack.act("set_switches", ack_seconds=0.25)
        await slack.act("post", user="U1", channel="C1", text="x")
        await ended(slack, "ack")
        slow.set()
    assert reasons == [None, "http_timeout"]


async def test_the_url_must_answer_the_challenge(slack: SlackAlone) -> None:
    async def deaf(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    async with served(deaf) as url:
        with pytest.raises(ActionError, match="did not answer the challenge"):
            await slack.act("set_request_urls", events=url)
    with pytest.raises(ActionError, match="connection_failed"):
        await slack.act("set_request_urls", events=url)
