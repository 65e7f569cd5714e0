"""Sending to the desk: real slack_sdk against the sandbox's Slack."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from slack_bench import NASTY, OFFICE, Bench, HandClock, a_bench, a_card, new_channel, say, slack

from bot.channels.slack import reconcile
from bot.channels.slack.channel import SlackChannel
from bot.domain.addresses import Destination, MessageRef, Place
from bot.domain.audience import ForResident, Public
from bot.domain.ids import AttachmentId
from bot.domain.message import Attachment
from bot.ports.channel import CanCheck, CanFetch, Channel, Delivery, LocalFile, SendFailed
from bot.ports.desk import (
    Card,
    Mark,
    Post,
    Recard,
    Reword,
    SetMark,
    Upload,
    Whisper,
)
from bot.ports.files import Looks
from sandbox.faults import Fault
from sandbox.slack.alone import SlackAlone
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, BOT_USER
from tests.fakes.windows import windows

__all__ = ["slack"]


@pytest_asyncio.fixture
async def bench(slack: SlackAlone) -> AsyncIterator[Bench]:
    async with a_bench(slack) as one:
        yield one


async def test_a_card_and_what_follows_in_its_thread(bench: Bench) -> None:
    root = await bench.posted(a_card())
    reply = await bench.posted(Post(NASTY, author="Anne, flat 4"), thread=root)
    card = bench.message(root)
    assert card["blocks"][0]["text"]["text"] == "K7QM-4T2P Leak"
    assert card["metadata"]["event_payload"] == {"key": "k1"}
    assert bench.message(reply)["thread_ts"] == root
    words = bench.message(reply)["blocks"][0]["elements"][0]["elements"]
    assert [(leaf["type"], leaf["text"]) for leaf in words] == [("text", "Anne, flat 4\n"), ("text", NASTY)]
    assert "<!channel>" not in bench.message(reply)["text"]


async def test_a_post_is_reworded_in_its_place(bench: Bench) -> None:
    root = await bench.posted(a_card())
    reply = await bench.posted(Post("On Monday", author="Anne", above="In answer to “?”"), thread=root)
    post = Post(NASTY, author="Anne", below=f"Edited. Earlier: {NASTY}")
    assert await bench.send(Reword(MessageRef("slack", "C1", reply), post), thread=root) is None
    message = bench.message(reply)
    assert message["thread_ts"] == root
    assert [block["type"] for block in message["blocks"]] == ["rich_text", "context"]
    assert message["blocks"][1]["elements"] == [
        {"type": "plain_text", "text": f"Edited. Earlier: {NASTY}", "emoji": False}
    ]
    assert "<!channel>" not in message["text"]
    gone = Reword(MessageRef("slack", "C1", "1.000001"), post)
    with pytest.raises(SendFailed, match="gone"):
        await bench.send(gone, thread=root)


async def test_a_card_is_kept_current_and_points_to_its_new_thread(bench: Bench) -> None:
    root = await bench.posted(a_card())
    there = Destination("thread:T42:2")
    assert await bench.send(Recard(Card("Done")), thread=root) is None
    assert bench.message(root)["blocks"][0]["text"]["text"] == "Done"
    moved = Recard(Card("Moved"), moved_to=there)
    with pytest.raises(SendFailed) as failed:
        await bench.send(moved, thread=root)
    assert failed.value.reason == "not_ready"
    await bench.send(moved, thread=root, linked={there: Place("slack", "C2", "12.000034")})
    assert "<https://home.slack.com/archives/C2/p12000034|the new thread>" in json.dumps(bench.message(root))
    assert bench.message(root)["metadata"]["event_payload"] == {"key": "k1"}


async def test_marks_take_each_others_place(bench: Bench) -> None:
    root = await bench.posted(a_card())
    await bench.slack.act("react", user="U1", channel="C1", ts=root, name="lock")
    target = MessageRef("slack", "C1", root)
    for mark, name in ((Mark.WAITING, "hourglass_flowing_sand"), (Mark.DELIVERED, "white_check_mark")):
        await bench.send(SetMark(target, mark))
        await bench.send(SetMark(target, mark))
        reactions = bench.message(root)["reactions"]
        assert {one["name"]: one["users"] for one in reactions} == {"lock": ["U1"], name: [BOT_USER]}


async def test_a_direct_message_goes_to_the_persons_conversation(bench: Bench) -> None:
    ref = await bench.send(Post("Ticket K7QM is late"), room="U2")
    again = await bench.send(Post("and another"), room="U2")
    assert ref is not None
    assert again is not None
    assert ref.room == again.room != "U2"
    assert len(bench.slack.seen("call", "conversations.open")) == 1


async def test_a_residents_words_never_go_to_the_desk_as_such(bench: Bench) -> None:
    place = Place("slack", "C1")
    with pytest.raises(SendFailed) as failed:
        await bench.channel.deliver(Delivery("k", place, ForResident(Public("hello"))))
    assert failed.value.reason == "refused"


@pytest.mark.parametrize("kind", ["lost_answer", "truncate"])
@pytest.mark.parametrize("in_thread", [False, True])
async def test_a_post_whose_answer_was_lost_is_not_posted_twice(
    bench: Bench, kind: str, in_thread: bool
) -> None:
    thread = await bench.posted(a_card()) if in_thread else None
    bench.fault("chat.postMessage", kind)
    with pytest.raises(SendFailed) as failed:
        await bench.send(Post("once"), thread=thread, key="lost")
    assert failed.value.reason == "unknown"
    ref = await bench.send(Post("once"), thread=thread, key="lost", uncertain=True)
    channel = bench.slack.server.slack.workspace.channels["C1"]
    assert [one.ts for one in channel.messages.values() if "once" in one.wire["text"]] == [
        ref.id if ref else ""
    ]


@pytest.mark.parametrize(("waited", "pages"), [(0, 14), (2 * 3600, 2)])
async def test_a_lost_answer_at_the_end_of_a_long_thread(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, waited: int, pages: int
) -> None:
    """All that was posted since it was queued is read, and no more."""
    monkeypatch.setattr(reconcile, "PAGE", 1)
    thread = await bench.posted(a_card())
    for number in range(12):
        await bench.slack.act("post", user="U1", channel="C1", text=str(number), thread_ts=thread)
    bench.slack.clock.advance(waited)
    bench.fault("chat.postMessage", "lost_answer")
    queued_at = datetime.fromtimestamp(bench.slack.clock.now(), UTC)
    with pytest.raises(SendFailed):
        await bench.send(Post("once"), thread=thread, key="lost", queued_at=queued_at)
    ref = await bench.send(Post("once"), thread=thread, key="lost", queued_at=queued_at, uncertain=True)
    channel = bench.slack.server.slack.workspace.channels["C1"]
    assert [one.ts for one in channel.messages.values() if "once" in one.wire["text"]] == [
        ref.id if ref else ""
    ]
    assert len(bench.slack.seen("call", "conversations.replies")) == pages


async def test_a_post_that_never_arrived_is_posted_when_uncertain(bench: Bench) -> None:
    bench.fault("chat.postMessage", "reset_before")
    with pytest.raises(SendFailed):
        await bench.send(Post("once"), key="lost")
    assert await bench.send(Post("once"), key="lost", uncertain=True) is not None


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"kind": "error", "status": 429, "retry_after": 7}, "flood"),
        ({"kind": "html", "status": 503}, "unknown"),
        ({"kind": "error", "status": 200, "description": "internal_error"}, "unknown"),
        ({"kind": "error", "status": 200, "description": "invalid_auth"}, "server"),
        ({"kind": "error", "status": 200, "description": "invalid_blocks"}, "refused"),
        ({"kind": "error", "status": 200, "description": "is_archived"}, "closed"),
    ],
)
async def test_failures_have_their_reason(bench: Bench, fault: dict[str, Any], reason: str) -> None:
    bench.fault("chat.postMessage", **fault)
    with pytest.raises(SendFailed) as failed:
        await bench.send(Post("x"))
    assert failed.value.reason == reason
    assert failed.value.retry_after == (7 if reason == "flood" else None)
    assert BOT_TOKEN not in str(failed.value)
    assert "http" not in failed.value.detail.lower().replace("http 503", "")


async def test_a_missing_scope_is_named_and_waits(bench: Bench) -> None:
    await bench.slack.act("set_scopes", scopes=["chat:read"])
    with pytest.raises(SendFailed, match="chat:write") as failed:
        await bench.send(Post("x"))
    assert failed.value.retryable


async def test_nobody_listens(slack: SlackAlone) -> None:
    channel = SlackChannel(
        BOT_TOKEN,
        APP_TOKEN,
        "http://127.0.0.1:9/",
        clock=HandClock(),
        directory=OFFICE,
        say=say,
        windows=windows(OFFICE),
    )
    with pytest.raises(SendFailed) as failed:
        await channel.deliver(Delivery("k", Place("slack", "C1"), Post("x")))
    assert failed.value.reason == "network"
    await channel.close()


async def test_gone_threads_and_channels(bench: Bench) -> None:
    for room, thread, reason in (
        ("C1", "1.1", "lost"),
        ("CNONE", None, "closed"),
        ("CMANAGE", None, "closed"),
    ):
        with pytest.raises(SendFailed) as failed:
            await bench.send(Post("x"), room=room, thread=thread)
        assert failed.value.reason == reason


# ---- files ----


def a_file(folder: Path, content: bytes = b"leak" * 50_000) -> LocalFile:
    path = folder / "kept"
    path.write_bytes(content)
    attachment = Attachment(AttachmentId("A1"), None, "telegram", "x", "photo", "leak.jpg", "image/jpeg")
    return LocalFile(attachment, path, Looks())


async def test_a_file_goes_into_the_thread_and_comes_back(bench: Bench, tmp_path: Path) -> None:
    root = await bench.posted(a_card())
    file, recorded = a_file(tmp_path), list[str]()
    content = Upload(AttachmentId("A1"), "Anne", NASTY)

    async def record(progress: str) -> None:
        recorded.append(progress)

    await bench.send(content, thread=root, file=file, record=record)
    shown = (await bench.seen("message", subtype="file_share")).data
    assert shown["thread_ts"] == root
    assert shown["files"][0]["title"] == "leak.jpg"
    assert "<!channel>" not in shown["text"]
    await bench.send(content, thread=root, file=file, uncertain=True, progress=recorded[0])
    assert len(bench.slack.seen("effect", "file")) == 1
    fetched = b"".join([chunk async for chunk in bench.channel.fetch(recorded[0])])
    assert fetched == file.path.read_bytes()


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("upload", "reset_before"),
        ("upload", "lost_answer"),
        ("files.completeUploadExternal", "reset_before"),
        ("files.completeUploadExternal", "lost_answer"),
    ],
)
async def test_an_upload_cut_off_anywhere_arrives_once(
    bench: Bench, tmp_path: Path, method: str, kind: str
) -> None:
    file, recorded = a_file(tmp_path), list[str]()

    async def record(progress: str) -> None:
        recorded.append(progress)

    bench.fault(method, kind)
    with pytest.raises(SendFailed) as failed:
        await bench.send(Upload(AttachmentId("A1")), file=file, record=record)
    assert failed.value.retryable
    await bench.send(
        Upload(AttachmentId("A1")), file=file, record=record, uncertain=True, progress=recorded[-1]
    )
    await bench.seen("message", subtype="file_share")
    await bench.posted(Post("later"))
    shares = [one for one in bench.slack.seen("effect", "message") if one.data.get("subtype") == "file_share"]
    assert len(shares) == 1
    sent = hashlib.sha256(file.path.read_bytes()).hexdigest()
    assert [one.data["sha256"] for one in bench.slack.seen("effect", "file")] == [sent]


async def test_an_upload_without_its_file_waits(bench: Bench) -> None:
    with pytest.raises(SendFailed) as failed:
        await bench.send(Upload(AttachmentId("A1")))
    assert failed.value.reason == "not_ready"


async def test_a_login_page_is_no_file(bench: Bench) -> None:
    said = await bench.slack.act(
        "post", user="U1", channel="C1", files=[{"name": "a.pdf", "mime": "application/pdf"}]
    )
    bench.fault("download", "html", status=200)
    with pytest.raises(SendFailed, match="files:read") as failed:
        await anext(bench.channel.fetch(said["files"][0]))
    assert failed.value.reason == "refused"
    with pytest.raises(SendFailed) as failed:
        await anext(bench.channel.fetch("F0"))
    assert failed.value.reason == "gone"


@pytest.mark.parametrize("mode", ["post", "external"])
async def test_what_only_looks_like_a_file_is_none(bench: Bench, mode: str) -> None:
    page = {"name": "Procedure", "mime": "application/vnd.slack-docs", "mode": mode}
    said = await bench.slack.act("post", user="U1", channel="C1", files=[page])
    with pytest.raises(SendFailed) as failed:
        await anext(bench.channel.fetch(said["files"][0]))
    assert failed.value.reason == "no_kind"


async def test_a_snippet_is_a_file(bench: Bench) -> None:
    snippet = {"name": "steps", "mime": "text/plain", "data_base64": "MS4gT3Blbg==", "mode": "snippet"}
    said = await bench.slack.act("post", user="U1", channel="C1", files=[snippet])
    assert b"".join([chunk async for chunk in bench.channel.fetch(said["files"][0])]) == b"1. Open"


async def test_our_token_goes_to_no_other_host(bench: Bench) -> None:
    said = await bench.slack.act("post", user="U1", channel="C1", files=[{"name": "a.pdf", "size": 3}])
    bench.slack.server.public_url = "http://elsewhere.example/slack"
    with pytest.raises(SendFailed) as failed:
        await anext(bench.channel.fetch(said["files"][0]))
    assert failed.value.reason == "refused"
    assert "elsewhere" not in str(failed.value)


# ---- the doctor ----


async def test_a_good_set_up(bench: Bench) -> None:
    lines = await bench.channel.check()
    assert all(good for good, _ in lines), lines
    assert any("joins by itself" in words for _, words in lines)
    assert any("app_home_opened" in words and "Home Tab" in words for _, words in lines)


async def test_the_doctor_says_what_to_do(bench: Bench) -> None:
    await bench.slack.act("set_scopes", scopes=["channels:read", "groups:read", "users:read"])
    await bench.slack.act("remove_bot", channel="staff")
    await bench.slack.act("archive_channel", channel="manage")
    await bench.slack.act("update_user", user="U2", guest=True)
    words = "\n".join(words for good, words in await bench.channel.check() if not good)
    for told in ("files:read", "/invite @palier", "archived", "Paul Petit"):
        assert told in words


async def test_the_doctor_stops_at_a_bad_token(slack: SlackAlone) -> None:
    channel = new_channel(slack, bot="xoxb-wrong")
    ((good, words),) = await channel.check()
    assert not good
    assert "Check the xoxb- token" in words
    assert "xoxb-wrong" not in words
    await channel.close()


async def test_the_doctor_blames_no_token_where_slack_can_not_be_reached(slack: SlackAlone) -> None:
    channel = new_channel(slack)
    slack.faults.add(Fault("slack", "auth.test", "reset_before", times=None))
    ((good, words),) = await channel.check()
    assert not good
    assert "PALIER_SLACK_API_BASE" in words
    assert "token" not in words
    await channel.close()


def test_it_is_the_channel_the_house_asks_for(slack_parts: SlackChannel) -> None:
    channel: Channel = slack_parts
    fetcher: CanFetch = slack_parts
    checker: CanCheck = slack_parts
    assert channel.name == "slack"
    assert all(one is slack_parts for one in (channel, fetcher, checker))


@pytest.fixture
def slack_parts() -> SlackChannel:
    return SlackChannel(
        "xoxb", "xapp", None, clock=HandClock(), directory=OFFICE, say=say, windows=windows(OFFICE)
    )


def test_each_kind_of_post_has_the_pace_that_slack_gives_it(slack_parts: SlackChannel) -> None:
    channel = slack_parts
    place = Place("slack", "C1")
    assert channel.pace(place, Post("x")) == (("slack:C1", 1.0, 8),)
    assert channel.pace(place, Whisper("x", reply_to="https://hooks.slack.com/x")) == ()
    assert channel.pace(place, Recard(Card("x")))[0][0] == "slack:tier3"
