"""The sandbox's Web API as the real slack_sdk client meets it."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.faults import Fault
from sandbox.slack.alone import SlackAlone
from sandbox.slack.server import APP_TOKEN, BOT_ID, BOT_TOKEN, BOT_USER, TEAM_ID


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[SlackAlone]:
    async with SlackAlone() as alone:
        await alone.act("add_user", name="Marie Dupont", id="U1", email="marie@example.org")
        await alone.act("add_user", name="Paul Petit", id="U2")
        await alone.act("add_channel", name="tickets", id="C1")
        await alone.act("add_channel", name="elsewhere", id="C2", bot=False)
        await alone.act("add_channel", name="secret", id="C3", private=True, bot=False)
        yield alone


@pytest.fixture
def client(slack: SlackAlone) -> AsyncWebClient:
    return AsyncWebClient(BOT_TOKEN, base_url=slack.api, retry_handlers=[])


async def refusal(call: Any) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as caught:
        await call
    return dict(caught.value.response.data)


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(label: str = "Go", **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": {"type": "plain_text", "text": label}, **more}


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
async def test_who_am_i_and_tokens(slack: SlackAlone, client: AsyncWebClient) -> None:
    who = await client.auth_test()
    assert (who["user_id"], who["bot_id"], who["team_id"]) == (BOT_USER, BOT_ID, TEAM_ID)
    assert (await client.api_test(foo="bar"))["args"]["foo"] == "bar"
    assert (await client.team_info())["team"]["id"] == TEAM_ID
    assert (await client.bots_info(bot=BOT_ID))["bot"]["user_id"] == BOT_USER
    opened = await client.apps_connections_open(app_token=APP_TOKEN)
    assert opened["url"].startswith("ws://127.0.0.1")
    wrong = await refusal(client.apps_connections_open(app_token=BOT_TOKEN))
    assert wrong["error"] == "not_allowed_token_type"
    assert (await refusal(client.auth_test(token="xoxb-wrong")))["error"] == "invalid_auth"  # noqa: S106
    assert (await refusal(client.auth_test(token=APP_TOKEN)))["error"] == "not_allowed_token_type"
    nobody = AsyncWebClient(base_url=slack.api)
    assert (await refusal(nobody.auth_test()))["error"] == "not_authed"
    assert (await refusal(client.api_call("no.such")))["error"] == "unknown_method"
    await slack.act("revoke_token", uninstall=True)
    assert (await refusal(client.auth_test()))["error"] == "token_revoked"
    assert [slack.seen("event", name) != [] for name in ("tokens_revoked", "app_uninstalled")] == [True, True]
    access = await client.oauth_v2_access(client_id="1", client_secret="2", code="sandbox-code")  # noqa: S106
    assert access["access_token"] == BOT_TOKEN
    assert (await client.auth_test())["ok"]


async def test_post_update_delete(slack: SlackAlone, client: AsyncWebClient) -> None:
    payload = {"event_type": "relay", "event_payload": {"id": "42"}}
    posted = await client.chat_postMessage(channel="C1", text="1 < 2 & <@U1> <x>", metadata=payload)
    ts = posted["ts"]
    assert posted["message"]["text"] == "1 &lt; 2 &amp; <@U1> &lt;x&gt;"
    assert posted["message"]["bot_profile"]["app_id"] == "A0PALIER"
    seen = (await slack.act("channel", channel="tickets"))[0]
    assert seen["text"] == "1 < 2 & @Marie Dupont <x>"
    reply = await client.chat_postMessage(channel="C1", text="in thread", thread_ts=ts)
    assert reply["message"]["parent_user_id"] == BOT_USER
    assert (await refusal(client.chat_postMessage(channel="C1", text="x", thread_ts="1.1")))["error"] == (
        "thread_not_found"
    )
    thread = await client.conversations_replies(channel="C1", ts=ts, include_all_metadata=True)
    assert [message["text"] for message in thread["messages"]] == [posted["message"]["text"], "in thread"]
    assert thread["messages"][0]["metadata"] == payload
    assert thread["messages"][0]["reply_count"] == 1
    assert "metadata" not in (await client.conversations_history(channel="C1"))["messages"][0]
    changed = await client.chat_update(channel="C1", ts=ts, text="new", blocks=[section("*new*")])
    assert changed["message"]["blocks"][0]["text"]["text"] == "*new*"
    assert "edited" not in changed["message"]
    changed = await client.chat_update(channel="C1", ts=ts, text="only text")
    assert changed["message"]["blocks"][0]["type"] == "rich_text"
    assert changed["message"]["edited"]["user"] == BOT_ID
    link = await client.chat_getPermalink(channel="C1", message_ts=reply["ts"])
    assert link["permalink"].endswith(f"?thread_ts={ts}&cid=C1")
    await client.chat_delete(channel="C1", ts=reply["ts"])
    assert (await refusal(client.chat_delete(channel="C1", ts=reply["ts"])))["error"] == "message_not_found"
    assert (await refusal(client.conversations_replies(channel="C1", ts="1.1")))[
        "error"
    ] == "thread_not_found"


async def test_refused_posts(slack: SlackAlone, client: AsyncWebClient) -> None:
    theirs = await slack.act("post", user="U1", channel="C1", text="mine")
    for call, error in (
        (client.chat_postMessage(channel="C9", text="x"), "channel_not_found"),
        (client.chat_postMessage(channel="C2", text="x"), "not_in_channel"),
        (client.chat_postMessage(channel="C3", text="x"), "channel_not_found"),
        (client.api_call("chat.postMessage", json={"channel": "C1", "text": ""}), "no_text"),
        (
            client.chat_postMessage(channel="C1", text="x", metadata={"event_type": "x"}),
            "invalid_metadata_format",
        ),
        (client.chat_update(channel="C1", ts="1.1", text="x"), "message_not_found"),
        (client.chat_update(channel="C1", ts=theirs["ts"], text="x"), "cant_update_message"),
        (client.chat_delete(channel="C1", ts=theirs["ts"]), "cant_delete_message"),
        (client.chat_postEphemeral(channel="C1", user="U9", text="x"), "user_not_in_channel"),
        (client.conversations_history(channel="C2"), "not_in_channel"),
        (client.conversations_info(channel="C3"), "channel_not_found"),
        (client.users_info(user="U9"), "user_not_found"),
        (client.users_lookupByEmail(email="a@b.c"), "users_not_found"),
        (client.api_call("chat.update", json={"channel": "C1", "text": "x"}), "invalid_arguments"),
    ):
        assert (await refusal(call))["error"] == error
    await slack.act("archive_channel", channel="tickets")
    assert (await refusal(client.chat_postMessage(channel="C1", text="x")))["error"] == "is_archived"


async def test_limits_of_messages(slack: SlackAlone, client: AsyncWebClient) -> None:
    await slack.act("set_paces", messages_per_second=0)
    long = await client.chat_postMessage(channel="C1", text="x" * 40_001)
    assert len(long["message"]["text"]) == 40_000
    limits: list[tuple[list[dict[str, Any]], str]] = [
        ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        (
            [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
            "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
        ),
        (
            [{"type": "actions", "elements": [button(action_id=str(n)) for n in range(26)]}],
            "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            [{"type": "actions", "elements": [button("x" * 76)]}],
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
        ),
        (
            [{"type": "actions", "elements": [button(value="x" * 2001)]}],
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
        ),
        (
            [{"type": "actions", "block_id": "x" * 256, "elements": [button()]}],
            "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
        ),
        (
            [
                {
                    "type": "actions",
                    "elements": [
                        {
                            "type": "checkboxes",
                            "options": [
                                {"text": {"type": "plain_text", "text": "o"}, "value": str(n)}
                                for n in range(11)
                            ],
                        }
                    ],
                }
            ],
            "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
        ),
        ([{"type": "sektion"}], "unsupported type: sektion [json-pointer:/blocks/0/type]"),
    ]
    for blocks, problem in limits:
        answer = await refusal(client.chat_postMessage(channel="C1", text="t", blocks=blocks))
        assert answer["error"] == "invalid_blocks"
        assert f"[ERROR] {problem}" in answer["response_metadata"]["messages"]
    total = [section("x" * 3000)] * 4
    await client.chat_postMessage(channel="C1", text="t", blocks=[*total, section("x" * 1200)])
    too_long = await refusal(
        client.chat_postMessage(channel="C1", text="t", blocks=[*total, section("x" * 1201)])
    )
    assert too_long["error"] == "msg_blocks_too_long"
    bad = await refusal(client.api_call("chat.postMessage", json={"channel": "C1", "blocks": "{"}))
    assert bad["error"] == "invalid_blocks_format"


async def test_conversations_and_users(slack: SlackAlone, client: AsyncWebClient) -> None:
    await slack.act("add_user", name="Guest", id="U3", guest=True)
    await slack.act("add_user", name="Stranger", id="U4", team="T0FAR")
    await slack.act("add_usergroup", handle="managers", users=["Marie Dupont"], id="S1")
    first = await client.conversations_list(limit=1, types="public_channel,private_channel")
    rest = await client.conversations_list(
        cursor=first["response_metadata"]["next_cursor"], types="public_channel,private_channel"
    )
    assert [channel["id"] for channel in (*first["channels"], *rest["channels"])] == ["C1", "C2"]
    info = (await client.conversations_info(channel="C1", include_num_members=True))["channel"]
    assert (info["is_member"], info["is_ext_shared"], info["num_members"]) == (True, False, 3)
    assert set((await client.conversations_members(channel="C1"))["members"]) >= {"U1", "U2", BOT_USER}
    joined = await client.conversations_join(channel="C2")
    assert joined["channel"]["is_member"]
    assert (await client.conversations_join(channel="C2"))["warning"] == "already_in_channel"
    made = (await client.conversations_create(name="palier-desk"))["channel"]["id"]
    assert (await refusal(client.conversations_create(name="palier-desk")))["error"] == "name_taken"
    await client.conversations_invite(channel=made, users=["U1", "U2"])
    assert (await refusal(client.conversations_invite(channel=made, users="U1")))[
        "error"
    ] == "already_in_channel"
    assert (await client.conversations_rename(channel=made, name="desk"))["channel"]["name"] == "desk"
    await client.conversations_archive(channel=made)
    assert (await refusal(client.conversations_archive(channel=made)))["error"] == "already_archived"
    direct = (await client.conversations_open(users="U1"))["channel"]["id"]
    assert direct == (await client.chat_postMessage(channel="U1", text="hello"))["channel"]
    users = {user["id"]: user for user in (await client.users_list())["members"]}
    assert "U4" not in users
    assert users["U3"]["is_restricted"]
    assert (await client.users_info(user="U4"))["user"]["is_stranger"]
    assert (await client.users_lookupByEmail(email="Marie@example.org"))["user"]["id"] == "U1"
    channels = (await client.users_conversations())["channels"]
    assert {channel["id"] for channel in channels} == {"C1", "C2", made}
    assert (await client.usergroups_list(include_users=True))["usergroups"][0]["users"] == ["U1"]
    assert (await client.usergroups_users_list(usergroup="S1"))["users"] == ["U1"]
    await slack.act("set_scopes", scopes=["users:read", "channels:read"])
    assert "email" not in (await client.users_info(user="U1"))["user"]["profile"]
    missing = await refusal(client.users_lookupByEmail(email="marie@example.org"))
    assert (missing["error"], missing["needed"]) == ("missing_scope", "users:read.email")
    assert missing["provided"] == "channels:read,users:read"


async def test_reactions_and_pins(slack: SlackAlone, client: AsyncWebClient) -> None:
    ts = (await slack.act("post", user="U1", channel="C1", text="leak"))["ts"]
    await client.reactions_add(channel="C1", timestamp=ts, name="eyes")
    again = await refusal(client.reactions_add(channel="C1", timestamp=ts, name="eyes"))
    assert again["error"] == "already_reacted"
    got = await client.reactions_get(channel="C1", timestamp=ts)
    assert got["message"]["reactions"] == [{"name": "eyes", "users": [BOT_USER], "count": 1}]
    await client.reactions_remove(channel="C1", timestamp=ts, name="eyes")
    gone = await refusal(client.reactions_remove(channel="C1", timestamp=ts, name="eyes"))
    assert gone["error"] == "no_reaction"
    await client.pins_add(channel="C1", timestamp=ts)
    assert (await refusal(client.pins_add(channel="C1", timestamp=ts)))["error"] == "already_pinned"
    assert [entry.name for entry in slack.journal.entries if entry.kind == "effect"][-3:] == [
        "reaction",
        "unreaction",
        "pin",
    ]


async def test_files_go_up_and_come_down(slack: SlackAlone, client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel="C1", text="ticket"))["ts"]
    done = await client.files_upload_v2(
        channel="C1", thread_ts=ts, content=b"%PDF-", filename="plan.pdf", initial_comment="the <plan>"
    )
    assert not done["file"]["shares"]
    event = await slack.journal.wait_for(lambda entry: (entry.kind, entry.name) == ("event", "file_share"))
    share = event.data["event"]
    assert (share["user"], share["bot_id"], share["thread_ts"]) == (BOT_USER, BOT_ID, ts)
    assert share["text"] == "the &lt;plan&gt;"
    info = (await client.files_info(file=done["file"]["id"]))["file"]
    assert info["shares"]["public"]["C1"][0]["ts"] == share["ts"]
    url = share["files"][0]["url_private_download"]
    async with aiohttp.ClientSession() as session:
        async with session.get(url, headers={"Authorization": f"Bearer {BOT_TOKEN}"}) as answer:
            assert (answer.content_type, await answer.read()) == ("application/pdf", b"%PDF-")
        async with session.get(url) as answer:
            assert (answer.status, answer.content_type) == (200, "text/html")
        await slack.act("set_scopes", scopes=["files:write"])
        async with session.get(url, headers={"Authorization": f"Bearer {BOT_TOKEN}"}) as answer:
            assert answer.content_type == "text/html"
    await slack.act("set_scopes")
    assert b"%PDF-".hex() not in json.dumps([entry.data for entry in slack.journal.entries])
    await client.files_delete(file=done["file"]["id"])
    assert (await refusal(client.files_info(file=done["file"]["id"])))["error"] == "file_not_found"
    empty = await refusal(client.files_getUploadURLExternal(filename="a", length=0))
    assert empty["error"] == "invalid_arguments"
    unsent = await client.files_getUploadURLExternal(filename="a", length=2)
    unknown = await refusal(
        client.files_completeUploadExternal(files=[{"id": unsent["file_id"]}], channel_id="C1")
    )
    assert unknown["error"] == "file_not_found"


async def as_often_as_it_goes(call: Callable[[], Awaitable[Any]]) -> tuple[int, Any]:
    """How often a call is taken until it is refused, and the refusal."""
    taken = 0
    while True:
        try:
            await call()
        except SlackApiError as refused:
            return taken, refused.response
        taken += 1


async def test_paces(slack: SlackAlone, client: AsyncWebClient) -> None:
    begun = time.monotonic()
    said, response = await as_often_as_it_goes(lambda: client.chat_postMessage(channel="C1", text="x"))
    assert 10 <= said <= 10 + time.monotonic() - begun, "the burst grows by one a second meanwhile"
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    assert response.headers["Retry-After"] == "1"
    await client.conversations_join(channel="C2")
    await client.chat_postMessage(channel="C2", text="another channel has its own pace")
    await slack.act("set_paces", messages_per_second=0)
    await client.chat_postMessage(channel="C1", text="x")
    begun = time.monotonic()
    asked, _ = await as_often_as_it_goes(client.users_list)
    assert 20 <= asked <= 20 + time.monotonic() - begun
    await slack.act("set_paces", tiers=False)
    await client.users_list()


async def test_faults(slack: SlackAlone, client: AsyncWebClient) -> None:
    def said() -> int:
        return len(slack.seen("effect", "message"))

    def fault(kind: Any, **more: Any) -> None:
        slack.faults.add(Fault("slack", "chat.postMessage", kind, **more))

    fault("error", status=200, description="fatal_error", match={"channel": "C1"})
    assert (await refusal(client.chat_postMessage(channel="C1", text="x")))["error"] == "fatal_error"
    fault("error", status=429, retry_after=30)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C1", text="x")
    assert caught.value.response.headers["Retry-After"] == "30"
    fault("error")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C1", text="x")
    assert caught.value.response.status_code == 500
    fault("html", status=503)
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel="C1", text="x")
    fault("reset_before")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="C1", text="x")
    assert said() == 0
    fault("lost_answer")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="C1", text="x")
    assert said() == 1
    fault("truncate")
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel="C1", text="x")
    assert said() == 2
    fault("latency", seconds=0.02)
    await client.chat_postMessage(channel="C1", text="x")
    assert said() == 3


async def test_forms_and_token_parameters_are_taken(slack: SlackAlone) -> None:
    form = {"token": BOT_TOKEN, "channel": "C1", "blocks": json.dumps([section("by form")])}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.api}chat.postMessage", data=form) as answer,
    ):
        posted = await answer.json()
    assert posted["message"]["blocks"][0]["text"]["text"] == "by form"
    assert "token" not in slack.seen("call", "chat.postMessage")[0].data
