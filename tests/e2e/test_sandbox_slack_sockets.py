"""Socket Mode and interactions as the real slack_bolt app meets them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from sandbox.control import ActionError
from sandbox.journal import PATIENCE
from sandbox.slack.alone import SlackAlone
from sandbox.slack.server import APP_TOKEN, BOT_TOKEN, BOT_USER

Json = dict[str, Any]


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[SlackAlone]:
    async with SlackAlone() as alone:
        await alone.act("add_user", name="Marie Dupont", id="U1")
        await alone.act("add_user", name="Paul Petit", id="U2")
        await alone.act("add_channel", name="tickets", id="C1")
        await alone.act("set_switches", ack_seconds=PATIENCE, redelivery_seconds=PATIENCE)
        yield alone


class Desk:
    """A bolt app that keeps every event it gets."""

    def __init__(self, slack: SlackAlone) -> None:
        self.client = AsyncWebClient(BOT_TOKEN, base_url=slack.api)
        logger = logging.getLogger("bolt-under-test")
        logger.setLevel(logging.CRITICAL)
        self.app = AsyncApp(client=self.client, logger=logger, ignoring_self_events_enabled=False)
        self.bodies: list[Json] = []
        self._grown = asyncio.Event()

        @self.app.use
        async def keep(body: Json, next_: Callable[[], Any]) -> None:
            if "event" in body:
                self.bodies.append(body)
                self._grown.set()
            await next_()

        @self.app.event({"type": "message"})
        async def message() -> None:
            pass

    @property
    def events(self) -> list[Json]:
        return [body["event"] for body in self.bodies]

    async def event(self, kind: str) -> Json:
        """The first event of this type or subtype, waiting for it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for event in self.events:
                    if kind in (event["type"], event.get("subtype")):
                        return event
                self._grown.clear()
                await self._grown.wait()


@asynccontextmanager
async def connected(app: AsyncApp, ping_interval: float = PATIENCE) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app, APP_TOKEN, ping_interval=ping_interval)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@pytest_asyncio.fixture
async def desk(slack: SlackAlone) -> AsyncIterator[Desk]:
    desk = Desk(slack)
    async with connected(desk.app):
        yield desk


def element(kind: str, action_id: str, **more: Any) -> Json:
    return {"type": kind, "action_id": action_id, **more}


def option(text: str, value: str) -> Json:
    return {"text": {"type": "plain_text", "text": text}, "value": value}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


async def test_what_a_person_writes_arrives(slack: SlackAlone, desk: Desk) -> None:
    root = await slack.act(
        "post", user="U1", channel="tickets", text="5 > 3 & @Paul Petit 🔒 https://a.example/x."
    )
    event = await desk.event("message")
    assert event["text"] == "5 &gt; 3 &amp; <@U2> :lock: <https://a.example/x>."
    assert (event["user"], event["channel"], event["channel_type"], event["team"]) == (
        "U1",
        "C1",
        "channel",
        "T0HOME",
    )
    assert event["ts"] == event["event_ts"] == root["ts"]
    assert event["client_msg_id"]
    kinds = [part["type"] for part in event["blocks"][0]["elements"][0]["elements"]]
    assert kinds == ["text", "user", "text", "emoji", "text", "link", "text"]
    body = desk.bodies[0]
    assert (body["type"], body["api_app_id"]) == ("event_callback", "A0PALIER")
    assert body["authorizations"][0]["user_id"] == BOT_USER
    await slack.act(
        "post", user="Paul Petit", channel="C1", text="hey @palier", thread_ts=root["ts"], broadcast=True
    )
    broadcast = await desk.event("thread_broadcast")
    assert (broadcast["thread_ts"], broadcast["root"]["text"]) == (root["ts"], event["text"])
    assert broadcast["parent_user_id"] == "U1"
    assert (await desk.event("app_mention"))["text"] == f"hey <@{BOT_USER}>"
    file = {"name": "leak.png", "mime": "image/png", "data_base64": "iVBORw=="}
    await slack.act("post", user="U1", channel="C1", text="see", files=[file])
    shared = await desk.event("file_share")
    assert (shared["files"][0]["mimetype"], shared["files"][0]["size"]) == ("image/png", 4)
    await slack.act("other_bot_posts", channel="C1", text="beep", legacy=True)
    assert (await desk.event("bot_message"))["bot_id"] == "B0OTHER"
    seen = await slack.act("thread", channel="C1", ts=root["ts"])
    assert [line["text"] for line in seen] == ["5 > 3 & @Paul Petit 🔒 https://a.example/x.", "hey @Palier"]


async def test_edits_unfurls_and_deletions(slack: SlackAlone, desk: Desk) -> None:
    root = (await slack.act("post", user="U1", channel="C1", text="one"))["ts"]
    reply = (await slack.act("post", user="U2", channel="C1", text="two", thread_ts=root))["ts"]
    await slack.act("edit", user="U2", channel="C1", ts=reply, text="deux")
    edited = await desk.event("message_changed")
    assert edited["message"]["edited"]["user"] == "U2"
    assert (edited["message"]["text"], edited["previous_message"]["text"]) == ("deux", "two")
    assert edited["hidden"]
    await slack.act("settle")
    desk.bodies.clear()
    await slack.act("unfurl", channel="C1", ts=reply)
    unfurled = await desk.event("message_changed")
    assert unfurled["message"]["edited"] == edited["message"]["edited"]
    assert unfurled["message"]["attachments"][0]["from_url"]
    await slack.act("settle")
    desk.bodies.clear()
    await slack.act("delete", user="U1", channel="C1", ts=root)
    await slack.act("settle")
    tombstone, replayed = sorted(desk.events, key=lambda event: str(event["ts"]))
    assert (tombstone["message"]["subtype"], tombstone["message"]["ts"]) == ("tombstone", root)
    assert replayed["message"]["text"] == replayed["previous_message"]["text"] == "deux"
    desk.bodies.clear()
    await slack.act("delete", user="U2", channel="C1", ts=reply)
    await slack.act("settle")
    assert [event["deleted_ts"] for event in sorted(desk.events, key=lambda event: str(event["ts"]))] == [
        reply,
        root,
    ]


async def test_channels_people_and_strangers(slack: SlackAlone, desk: Desk) -> None:
    await slack.act("add_user", name="Stranger", id="U7", team="T0FAR")
    await slack.act("add_channel", name="shared", id="C7", ext_shared=True, members=["U7"])
    ts = (await slack.act("post", user="U7", channel="shared", text="hello"))["ts"]
    assert (await desk.event("message"))["user_team"] == "T0FAR"
    assert desk.bodies[0]["is_ext_shared_channel"]
    await slack.act("react", user="U7", channel="shared", ts=ts, name="✅")
    assert (await desk.event("reaction_added"))["reaction"] == "white_check_mark"
    await slack.act("unreact", user="U7", channel="shared", ts=ts, name="white_check_mark")
    assert (await desk.event("reaction_removed"))["item"] == {"type": "message", "channel": "C7", "ts": ts}
    await slack.act("add_member", channel="shared", user="U1")
    assert (await desk.event("member_joined_channel"))["user"] == "U1"
    await slack.act("remove_member", channel="shared", user="U1")
    assert (await desk.event("member_left_channel"))["user"] == "U1"
    await slack.act("rename_channel", channel="shared", name="common")
    assert (await desk.event("channel_rename"))["channel"]["name"] == "common"
    await slack.act("archive_channel", channel="common")
    assert (await desk.event("channel_archive"))["channel"] == "C7"
    await slack.act("update_user", user="U1", guest=True)
    assert (await desk.event("user_change"))["user"]["is_restricted"]
    await slack.act("remove_bot", channel="tickets")
    assert (await desk.event("channel_left"))["channel"] == "C1"
    before = len(desk.bodies)
    await slack.act("post", user="U1", channel="tickets", text="they don't hear this")
    await slack.act("push_raw_event", event={"type": "message", "subtype": "odd", "channel": "C1"})
    assert await desk.event("odd")
    assert len(desk.bodies) == before + 1
    await slack.act("unarchive_channel", channel="common")
    with pytest.raises(ActionError, match="Paul Petit is not in #common"):
        await slack.act("post", user="U2", channel="common", text="x")


async def test_unacknowledged_events_come_again(slack: SlackAlone, desk: Desk) -> None:
    await slack.act("set_switches", redelivery_seconds=0.03)
    await slack.act("delay_acks", seconds=PATIENCE)
    await slack.act("post", user="U1", channel="C1", text="x")
    await slack.act("settle")
    assert len({body["event_id"] for body in desk.bodies}) == 1
    assert len(desk.bodies) >= 2
    attempts = [entry.data["attempt"] for entry in slack.seen("event", "delivery")]
    assert attempts[:2] == [0, 1]
    await slack.act("set_switches", redelivery_seconds=PATIENCE)
    await slack.act("duplicate_next_event")
    await slack.act("post", user="U1", channel="C1", text="y")
    await slack.act("settle")
    twice = [body["event_id"] for body in desk.bodies if body["event"]["text"] == "y"]
    assert twice == [twice[0]] * 2


async def test_refresh_and_drop_with_events_in_flight(slack: SlackAlone, desk: Desk) -> None:
    async with connected(desk.app, ping_interval=0.5):  # it looks soon whether it was cut off
        assert (await slack.act("sockets"))["connections"] == 2
        for number in range(50):
            if number == 20:
                await slack.act("refresh_sockets", close_after=0.01)
            if number == 40:
                await slack.act("drop_sockets")
            await slack.act("post", user="U1", channel="C1", text=str(number))
            await asyncio.sleep(0)  # noqa: TID251
        await slack.act("settle")
        assert {event["text"] for event in desk.events} == {str(number) for number in range(50)}
        links = {entry.data["link"] for entry in slack.seen("event", "delivery")}
        assert len(links) >= 3


async def test_events_wait_for_a_socket(slack: SlackAlone) -> None:
    desk = Desk(slack)
    await slack.act("post", user="U1", channel="C1", text="while you were out")
    assert await slack.act("sockets") == {"connections": 0, "unacknowledged": 1}
    async with connected(desk.app):
        assert (await desk.event("message"))["text"] == "while you were out"
        await slack.act("settle")
    await slack.act("post", user="U1", channel="C1", text="again")
    with pytest.raises(ActionError, match="1 payloads are not acknowledged"):
        await slack.act("settle", seconds=0.01)


async def test_at_most_ten_connections(slack: SlackAlone) -> None:
    client = AsyncWebClient(BOT_TOKEN, base_url=slack.api)
    async with aiohttp.ClientSession() as session:
        sockets = []
        for _ in range(10):
            url = (await client.apps_connections_open(app_token=APP_TOKEN))["url"]
            sockets.append(await session.ws_connect(url))
        assert (await sockets[9].receive_json())["num_connections"] == 10
        url = (await client.apps_connections_open(app_token=APP_TOKEN))["url"]
        extra = await session.ws_connect(url)
        assert (await extra.receive_json())["reason"] == "too_many_websockets"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_slash_command_and_response_url(slack: SlackAlone, desk: Desk) -> None:
    hooks: list[str] = []

    @desk.app.command("/palier")
    async def palier(ack: Any, command: Json) -> None:
        hooks.append(command["response_url"])
        await ack(f"got {command['text']} in #{command['channel_name']}")

    assert (
        await slack.act("command", user="Marie Dupont", channel="tickets", command="/palier", text="status")
    )["acknowledged"]
    assert [line["text"] for line in await slack.act("ephemerals", user="U1")] == ["got status in #tickets"]
    webhook = AsyncWebhookClient(hooks[0])
    assert (await webhook.send(text="for all", response_type="in_channel")).status_code == 200
    assert (await slack.act("channel", channel="tickets"))[-1]["text"] == "for all"
    for _ in range(4):
        await webhook.send(text="only you")
    used = await webhook.send(text="too often")
    assert (used.status_code, "used_url" in used.body) == (404, True)
    await slack.act("set_switches", ack_seconds=0.05)
    await slack.act("set_commands", commands=["/palier", "/unknown"])
    answer = await slack.act("command", user="U1", channel="tickets", command="/unknown")
    assert not answer["acknowledged"]


async def test_every_kind_of_element(slack: SlackAlone, desk: Desk) -> None:
    taken: list[Json] = []
    hooks: list[str] = []

    @desk.app.action({"block_id": "desk"})
    async def act(ack: Any, body: Json) -> None:
        await ack()
        taken.append(body)
        hooks.append(body["response_url"])

    options = [option("Lift", "lift"), option("Water", "water")]
    blocks = [
        {
            "type": "actions",
            "block_id": "desk",
            "elements": [
                element("button", "take", text=plain("Take"), value="t1", style="primary"),
                element("overflow", "more", options=[option("Close", "close"), option("Merge", "merge")]),
                element("static_select", "topic", placeholder=plain("Topic"), options=options),
                element("users_select", "who", placeholder=plain("Assign")),
                element("checkboxes", "list", options=[option("Called", "called"), option("Paid", "paid")]),
                element("radio_buttons", "urgency", options=[option("High", "high"), option("Low", "low")]),
                element("datepicker", "due"),
            ],
        }
    ]
    ts = (await desk.client.chat_postMessage(channel="C1", text="card", blocks=blocks))["ts"]
    press: Json = {"user": "U1", "channel": "tickets", "ts": ts}
    assert await slack.act("press", **press, label="Take") == {"acknowledged": True}
    assert (taken[0]["actions"][0]["value"], taken[0]["message"]["ts"]) == ("t1", ts)
    assert taken[0]["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": "C1",
        "is_ephemeral": False,
    }
    await slack.act("press", **press, label="Merge")
    await slack.act("press", **press, label="Water")
    await slack.act("press", **press, action_id="who", selected_user="Paul Petit")
    await slack.act("press", **press, action_id="list", selected=["called", "paid"])
    await slack.act("press", **press, label="Called")
    await slack.act("press", **press, label="Low")
    await slack.act("press", **press, action_id="due", selected="2026-12-01")
    actions = [body["actions"][0] for body in taken[1:]]
    assert [actions[n]["selected_option"]["value"] for n in (0, 1, 5)] == ["merge", "water", "low"]
    assert actions[2]["selected_user"] == "U2"
    assert [[one["value"] for one in actions[n]["selected_options"]] for n in (3, 4)] == [
        ["called", "paid"],
        ["paid"],
    ]
    assert actions[6]["selected_date"] == "2026-12-01"
    state = taken[-1]["state"]["values"]["desk"]
    assert state["topic"]["selected_option"]["value"] == "water"
    assert "take" not in state
    seen = (await slack.act("channel", channel="tickets"))[0]
    assert "[ ] Called" in seen["blocks"]
    assert "[x] Paid" in seen["blocks"]
    with pytest.raises(ActionError, match=r"visible: Take, Close, Merge"):
        await slack.act("press", **press, label="Nothing")
    await AsyncWebhookClient(hooks[0]).send(text="taken by Marie", replace_original=True)
    assert (await slack.act("channel", channel="tickets"))[0]["blocks"] == ["taken by Marie"]
    only = (await desk.client.chat_postEphemeral(channel="C1", user="U1", text="psst", blocks=blocks))[
        "message_ts"
    ]
    await slack.act("press", user="U1", channel="C1", ts=only, label="Take")
    assert taken[-1]["container"]["is_ephemeral"]
    assert "message" not in taken[-1]
    await AsyncWebhookClient(hooks[-1]).send_dict({"delete_original": True})
    assert await slack.act("ephemerals", user="U1") == []
