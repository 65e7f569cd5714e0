"""Limits that only show under load or with careless calls: caps, disabling, unknown parameters, the journal."""

from __future__ import annotations

import inspect
import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.journal import Journal
from sandbox.slack.alone import SlackAlone
from sandbox.slack.server import BOT_TOKEN
from sandbox.slack.web_api import METHODS
from sandbox.telegram.alone import TelegramAlone
from sandbox.telegram.server import TOKEN

Json = dict[str, Any]


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[SlackAlone]:
    async with SlackAlone() as alone:
        await alone.act("add_user", name="Marie Dupont", id="U1")
        await alone.act("add_channel", name="tickets", id="C1")
        yield alone


@pytest.fixture
def client(slack: SlackAlone) -> AsyncWebClient:
    return AsyncWebClient(BOT_TOKEN, base_url=slack.api)


async def refused(call: Any) -> Json:
    with pytest.raises(SlackApiError) as caught:
        await call
    answer: Json = caught.value.response.data
    return answer


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"api.test"}))
def test_parameters_are_those_of_the_client_library(method: str) -> None:
    camel = method.replace(".", "_")
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", camel).lower()
    call = getattr(AsyncWebClient, camel, None) or getattr(AsyncWebClient, snake)
    taken = set(inspect.signature(call).parameters)
    known = {*METHODS[method].required, *METHODS[method].optional}
    if method == "files.completeUploadExternal":
        known.discard("channels")
    assert known <= taken


async def test_unknown_parameters_and_properties_are_refused(client: AsyncWebClient) -> None:
    answer = await refused(client.api_call("chat.postMessage", json={"channel": "C1", "txt": "x"}))
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] unknown parameter: txt"]
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}, "colour": "red"}
    button = {"type": "button", "text": {"type": "plain_text", "text": "Go"}, "data": "1"}
    blocks = [section, {"type": "actions", "elements": [button]}]
    answer = await refused(client.chat_postMessage(channel="C1", text="x", blocks=blocks))
    assert (answer["error"], answer["errors"]) == (
        "invalid_blocks",
        [
            "invalid additional property: colour [json-pointer:/blocks/0]",
            "invalid additional property: emoji [json-pointer:/blocks/0/text]",
            "invalid additional property: data [json-pointer:/blocks/1/elements/0]",
        ],
    )


async def test_long_texts_are_cut_when_posted_and_refused_when_changed(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="C1", text="é" * 40_001)
    assert posted["warning"] == "message_truncated"
    assert len(posted["message"]["text"]) == 40_000
    assert await client.chat_update(channel="C1", ts=posted["ts"], text="x" * 4_000)
    answer = await refused(client.chat_update(channel="C1", ts=posted["ts"], text="x" * 4_001))
    assert answer["error"] == "msg_too_long"


async def test_an_hour_has_an_end(slack: SlackAlone) -> None:
    await slack.act("set_switches", events_per_hour=3)
    slack.clock.advance(3600 - slack.clock.now() % 3600)  # it has just begun
    for number in range(6):
        await slack.act("post", user="U1", channel="C1", text=str(number))
    assert (await slack.act("sockets"))["unacknowledged"] == 4
    (limited,) = slack.seen("event", "app_rate_limited")
    assert limited.data["minute_rate_limited"] % 60 == 0
    assert len(slack.seen("event", "dropped")) == 3
    slack.clock.advance(3600)
    await slack.act("post", user="U1", channel="C1", text="again")
    assert (await slack.act("sockets"))["unacknowledged"] == 5


async def test_a_request_url_that_fails_is_disabled(slack: SlackAlone) -> None:
    async def answer(request: web.Request) -> web.Response:
        body = await request.json()
        return web.Response(text=body["challenge"]) if "challenge" in body else web.Response(status=500)

    app = web.Application()
    app.router.add_post("/slack", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack"
    await slack.act("set_switches", retry_scale=0, disable_after=4)
    await slack.act("set_request_urls", events=url)
    await slack.act("post", user="U1", channel="C1", text="one")
    await slack.journal.wait_for(lambda entry: entry.name == "request_url_disabled")
    before = len(slack.seen("event", "delivery"))
    await slack.act("post", user="U1", channel="C1", text="two")
    assert slack.seen("event", "dropped")[-1].data["disabled"]
    assert len(slack.seen("event", "delivery")) == before
    await slack.act("set_request_urls", events=url)
    await slack.act("post", user="U1", channel="C1", text="three")
    await slack.journal.wait_for(lambda entry: entry.name == "delivery", after=slack.journal.last - 1)
    await runner.cleanup()


async def test_history_of_distributed_apps(slack: SlackAlone, client: AsyncWebClient) -> None:
    for number in range(20):
        await slack.act("post", user="U1", channel="C1", text=str(number))
    assert len((await client.conversations_history(channel="C1"))["messages"]) == 20
    await slack.act("set_switches", distributed_app=True)
    assert len((await client.conversations_history(channel="C1", limit=100))["messages"]) == 15
    assert (await refused(client.conversations_history(channel="C1")))["error"] == "ratelimited"


async def test_webhook_replies_may_be_forms() -> None:
    async def answer(_: web.Request) -> web.Response:
        text = f"method=sendMessage&chat_id={ana}&text=re%C3%A7u"
        return web.Response(text=text, content_type="application/x-www-form-urlencoded")

    async with TelegramAlone() as telegram:
        ana = (await telegram.do("add_resident", "Ana"))["id"]
        app = web.Application()
        app.router.add_post("/", answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"{telegram.base}/bot{TOKEN}/setWebhook"
        async with aiohttp.ClientSession() as session:
            form = {"url": f"http://127.0.0.1:{runner.addresses[0][1]}/"}
            async with session.post(url, data=form) as done:
                assert (await done.json())["ok"]
        await telegram.do("send_text", ana, "bonjour")
        await telegram.journal.wait_for(lambda entry: entry.name == "message" and entry.kind == "effect")
        assert telegram.seen("message")[0]["text"] == "reçu"
        await runner.cleanup()


async def test_a_full_journal_drops_the_oldest_and_keeps_the_numbers() -> None:
    journal = Journal(lambda: 0.0, limit=20)
    for number in range(1, 101):
        assert journal.add("control", "effect", "x", {}).number == number
    kept = [entry.number for entry in journal.entries]
    assert kept == list(range(kept[0], 101))
    assert len(kept) <= 20
    assert journal.last == 100
    assert [entry.number for entry in journal.since(98)] == [99, 100]
    assert [entry.number for entry in journal.since(0)] == kept
    assert (await journal.wait_for(lambda entry: entry.number > 3)).number == kept[0]
    with pytest.raises(TimeoutError, match="the last lines are"):
        await journal.wait_for(lambda _: False, timeout=0.01)
