"""Modals and home tabs as the real slack_bolt app meets them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.control import ActionError
from sandbox.journal import PATIENCE
from sandbox.slack.alone import SlackAlone
from sandbox.slack.server import APP_TOKEN, BOT_TOKEN

Json = dict[str, Any]


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[SlackAlone]:
    async with SlackAlone() as alone:
        await alone.act("add_user", name="Marie Dupont", id="U1")
        await alone.act("add_user", name="Paul Petit", id="U2")
        await alone.act("add_channel", name="tickets", id="C1")
        await alone.act("set_switches", ack_seconds=PATIENCE, trigger_seconds=PATIENCE)
        yield alone


@pytest_asyncio.fixture
async def app(slack: SlackAlone) -> AsyncIterator[AsyncApp]:
    logger = logging.getLogger("bolt-under-test")
    logger.setLevel(logging.CRITICAL)
    app = AsyncApp(client=AsyncWebClient(BOT_TOKEN, base_url=slack.api), logger=logger)
    handler = AsyncSocketModeHandler(app, APP_TOKEN, ping_interval=PATIENCE)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    yield app
    await handler.close_async()  # type: ignore[no-untyped-call]


def element(kind: str, action_id: str, **more: Any) -> Json:
    return {"type": kind, "action_id": action_id, **more}


def option(text: str, value: str) -> Json:
    return {"text": {"type": "plain_text", "text": text}, "value": value}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def modal(**more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Ticket"),
        "submit": plain("Save"),
        "private_metadata": "T-1",
        "notify_on_close": True,
        "blocks": [
            {
                "type": "input",
                "block_id": "summary",
                "label": plain("Summary"),
                "element": element("plain_text_input", "text", max_length=20),
            },
            {
                "type": "input",
                "block_id": "topic",
                "label": plain("Topic"),
                "optional": True,
                "element": element("static_select", "choice", options=[option("Lift", "lift")]),
            },
        ],
        **more,
    }


async def test_modal_round_trip(  # noqa: PLR0915
    slack: SlackAlone, app: AsyncApp
) -> None:
    opened: list[Json] = []
    submitted: list[Json] = []
    closed = asyncio.Event()

    @app.shortcut("new")
    async def new(ack: Any, shortcut: Json) -> None:
        await ack()
        answer = await app.client.views_open(trigger_id=shortcut["trigger_id"], view=modal())
        opened.append({**answer["view"], "trigger_id": shortcut["trigger_id"]})

    @app.view("form")
    async def form(ack: Any, view: Json) -> None:
        submitted.append(view)
        text = view["state"]["values"]["summary"]["text"]["value"]
        if text == "bad":
            await ack(response_action="errors", errors={"summary": "not that"})
        elif text == "more":
            await ack(response_action="push", view=modal(callback_id="second", title=plain("Second")))
        elif text == "again":
            await ack(response_action="update", view=modal(title=plain("Changed")))
        elif text == "lost":
            return
        else:
            await ack()

    @app.view("second")
    async def second(ack: Any) -> None:
        await ack(response_action="clear")

    @app.view_closed("form")
    async def gone(ack: Any) -> None:
        await ack()
        closed.set()

    ts = (await slack.act("post", user="U1", channel="C1", text="make it a ticket"))["ts"]

    async def open_it() -> None:
        count = len(slack.seen("effect", "view"))
        assert (await slack.act("shortcut", user="U1", callback_id="new", channel="C1", ts=ts))[
            "acknowledged"
        ]
        await slack.journal.wait_for(
            lambda entry: entry.name == "view" and len(slack.seen("effect", "view")) > count
        )

    await open_it()
    shown = await slack.act("view", user="U1")
    assert (shown["title"], shown["submit"], shown["private_metadata"]) == ("Ticket", "Save", "T-1")
    assert [field["label"] for field in shown["inputs"]] == ["Summary", "Topic"]
    assert await slack.act("submit_view", user="U1") == {
        "errors": {"summary": "Please complete this required field."}
    }
    too_long = await slack.act("submit_view", user="U1", values={"Summary": "x" * 21})
    assert "at most 20" in too_long["errors"]["summary"]
    assert submitted == []
    with pytest.raises(ActionError, match=r"there are: Summary \(summary\), Topic \(topic\)"):
        await slack.act("submit_view", user="U1", values={"Nothing": "x"})
    bad = await slack.act("submit_view", user="U1", values={"Summary": "bad", "topic": "Lift"})
    assert bad == {"errors": {"summary": "not that"}}
    assert submitted[0]["state"]["values"]["topic"]["choice"]["selected_option"]["value"] == "lift"
    assert submitted[0]["private_metadata"] == "T-1"
    pushed = await slack.act("submit_view", user="U1", values={"Summary": "more"})
    assert pushed["view"]["title"] == "Second"
    assert await slack.act("submit_view", user="U1", values={"Summary": "x"}) == {"view": None}
    await open_it()
    again = await slack.act("submit_view", user="U1", values={"Summary": "again"})
    assert again["view"]["title"] == "Changed"
    await slack.act("set_switches", ack_seconds=0.05)
    assert "failed" in await slack.act("submit_view", user="U1", values={"Summary": "lost"})
    await slack.act("set_switches", ack_seconds=PATIENCE)
    await slack.act("close_view", user="U1")
    await asyncio.wait_for(closed.wait(), PATIENCE)
    await open_it()
    assert await slack.act("submit_view", user="U1", values={"Summary": "fine"}) == {"view": None}
    trigger = opened[-1]["trigger_id"]
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await app.client.views_open(trigger_id=trigger, view=modal())
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await app.client.views_open(trigger_id="1.2.3", view=modal())


async def test_views_limits_hash_and_home(slack: SlackAlone, app: AsyncApp) -> None:
    triggers: list[str] = []
    await slack.act("set_commands", commands=["/new"])

    @app.command("/new")
    async def new(ack: Any, command: Json) -> None:
        triggers.append(command["trigger_id"])
        await ack()

    async def refused(**more: Any) -> Json:
        await slack.act("command", user="U1", channel="C1", command="/new")
        with pytest.raises(SlackApiError) as caught:
            await app.client.views_open(trigger_id=triggers[-1], view=modal(**more))
        return dict(caught.value.response.data)

    answer = await refused(title=plain("x" * 25))
    assert answer["error"] == "invalid_arguments"
    assert (
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
        in (answer["response_metadata"]["messages"])
    )
    assert (await refused(private_metadata="x" * 3001))["error"] == "invalid_arguments"
    assert (await refused(blocks=[{"type": "divider"}] * 101))["error"] == "invalid_arguments"
    text = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}
    assert (await refused(blocks=[text] * 90))["error"] == "view_too_large"
    await slack.act("command", user="U1", channel="C1", command="/new")
    slack.clock.advance(PATIENCE + 1)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await app.client.views_open(trigger_id=triggers[-1], view=modal())
    await slack.act("command", user="U1", channel="C1", command="/new")
    view = (await app.client.views_open(trigger_id=triggers[-1], view=modal(external_id="mine")))["view"]
    newer = await app.client.views_update(
        view_id=view["id"], hash=view["hash"], view=modal(title=plain("New"))
    )
    assert newer["view"]["id"] == view["id"]
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await app.client.views_update(view_id=view["id"], hash=view["hash"], view=modal())
    home = {
        "type": "home",
        "blocks": [{"type": "actions", "elements": [element("button", "b", text=plain("Mine"))]}],
    }
    pressed = asyncio.Event()

    @app.action("b")
    async def press(ack: Any, body: Json) -> None:
        await ack()
        assert body["container"]["type"] == "view"
        pressed.set()

    await slack.act("open_home", user="U2")
    assert slack.seen("event", "app_home_opened")[0].data["event"]["tab"] == "home"
    await app.client.views_publish(user_id="U2", view=home)
    assert (await slack.act("home", user="U2"))["blocks"] == ["[Mine]"]
    await slack.act("press_in_view", user="U2", label="Mine", home=True)
    await asyncio.wait_for(pressed.wait(), PATIENCE)
