"""Receiving from the desk, by Socket Mode and over HTTP: real slack-bolt against the sandbox's Slack."""

from __future__ import annotations

import json

import pytest
from slack_bench import (
    NASTY,
    Bench,
    HandClock,
    a_bench,
    a_card,
    bench,
    new_channel,
    receiving,
    slack,
    texts_of,
)

from bot.channels.slack.intake import DEAF_AFTER, DeafError
from bot.domain.addresses import Destination, MessageRef, Place
from bot.ports.desk import (
    Line,
    Menu,
    TickBox,
    Whisper,
)
from bot.ports.inbound import (
    DeskCommand,
    DeskDeletion,
    DeskEdit,
    DeskForm,
    DeskMessage,
    DeskPostGone,
    DeskPress,
    DeskRoom,
    DeskRooms,
    DeskRoster,
    Ignored,
)
from sandbox.slack.alone import SlackAlone

__all__ = ["bench", "slack"]


async def test_what_people_say(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        await bench.slack.act(
            "post", user="U1", channel="C1", text="On my way 🔒 @Paul Petit", thread_ts=root
        )
        message = await bench.hears(DeskMessage)
        assert message.thread == root
        assert message.text == "On my way 🔒 @Paul Petit"
        assert (message.user.home, message.user.human) == (True, True)
        await bench.slack.act("post", user="U4", channel="C1", text="hello", thread_ts=root)
        assert not (await bench.hears(DeskMessage, 2)).user.home
        await bench.slack.act("other_bot_posts", channel="C1", text="beep", thread_ts=root)
        assert not (await bench.hears(DeskMessage, 3)).user.human
        assert Ignored("our own") not in bench.heard(Ignored)


async def test_case_23_an_edit_is_one_and_a_link_preview_none(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        await bench.slack.act("post", user="U1", channel="C1", text="On Monday", thread_ts=root)
        message = await bench.hears(DeskMessage)
        await bench.slack.act("unfurl", channel="C1", ts=message.ref.id, url="https://e.org", title="E")
        await bench.slack.act("edit", user="U1", channel="C1", ts=message.ref.id, text="On Tuesday & so")
        edit = await bench.hears(DeskEdit)
        assert (edit.message.text, edit.message.thread, edit.message.ref) == (
            "On Tuesday & so",
            root,
            message.ref,
        )
        assert edit.message.user == message.user
        assert len(bench.heard(DeskEdit)) == 1


async def test_case_24_a_deletion(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        await bench.slack.act("post", user="U1", channel="C1", text="wrong", thread_ts=root)
        message = await bench.hears(DeskMessage)
        await bench.slack.act("delete", user="U1", channel="C1", ts=message.ref.id)
        assert await bench.hears(DeskDeletion) == DeskDeletion(message.ref)


async def test_case_26_a_deleted_parent_says_nothing_again(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        for number in range(30):
            await bench.slack.act("post", user="U1", channel="C1", text=f"reply {number}", thread_ts=root)
        await bench.hears(DeskMessage, 30)
        before = len(bench.heard(Ignored))
        await bench.slack.act("delete", user="U2", channel="C1", ts=root)
        await bench.hears(Ignored, before + 30)
        assert await bench.hears(DeskPostGone) == DeskPostGone(MessageRef("slack", "C1", root))
        assert len(bench.heard(DeskMessage)) == 30
        assert not bench.heard(DeskEdit)
        assert not bench.heard(DeskDeletion)


async def test_the_roster_knows_guests(bench: Bench) -> None:
    async with receiving(bench):
        first = bench.heard(DeskRoster)[0]
        assert [(member.id, member.guest) for member in first.members] == [("U1", False), ("U2", False)]
        await bench.slack.act("update_user", user="U1", guest=True)
        changed = await bench.hears(DeskRoster, 2)
        assert [(member.id, member.guest) for member in changed.members] == [("U1", True)]
        workspace = bench.slack.server.slack.workspace
        assert workspace.channels["CMANAGE"].has_bot


async def test_buttons_ticks_and_menus(bench: Bench) -> None:
    ticks = tuple(TickBox(f"i{n}", f"Item {n}", done=n == 0) for n in range(12))
    menu = Menu("ticket.assign", "Who?", "T42", (("marie", "Marie"), ("paul", "Paul")))
    async with receiving(bench):
        root = await bench.posted(
            a_card(ticks=ticks, ticks_action="ticket.tick", ticks_value="T42", menus=(menu,), seen="new..0.")
        )
        about = {"user": "U1", "channel": "C1", "ts": root}
        told = await bench.slack.act("press", **about, label="Take it")
        assert told == {"acknowledged": True}
        press = await bench.hears(DeskPress)
        assert (press.action, press.value, press.room) == ("ticket.take", "T42", "C1")
        assert press.message == MessageRef("slack", "C1", root)
        await bench.slack.act("press", **about, action_id="ticket.tick:1", selected="i11")
        assert (await bench.hears(DeskPress, 2)).checked == ("i0", "i11")
        await bench.slack.act("press", **about, action_id="ticket.assign", selected="paul")
        chosen = await bench.hears(DeskPress, 3)
        assert (chosen.action, chosen.value, chosen.choice) == ("ticket.assign", "T42", "paul")
        assert (press.seen, chosen.seen) == ("new..0.", "new..0.")


async def test_a_modal_there_and_back(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        await bench.slack.act("press", user="U1", channel="C1", ts=root, action_id="ticket.note")
        await bench.seen("view", user="U1")
        refused = await bench.slack.act("submit_view", user="U1", values={"text": "  "})
        assert "Please write something first." in json.dumps(refused)
        await bench.slack.act("submit_view", user="U1", values={"text": "The key is with Paul"})
        form = await bench.hears(DeskForm)
        assert (form.name, form.subject, form.values) == (
            "ticket.note",
            "T42",
            {"text": "The key is with Paul"},
        )
        assert not bench.slack.server.slack.workspace.modals.get("U1")
        assert [press.window is not None for press in bench.heard(DeskPress)] == [True]


async def test_a_modal_that_came_too_late_is_excused(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        bench.fault("views.open", "error", status=200, description="expired_trigger_id")
        await bench.slack.act("press", user="U1", channel="C1", ts=root, action_id="ticket.note")
        excuse = (await bench.seen("ephemeral", **{"for": "U1"})).data
        assert excuse["text"].startswith("The window did not open")


async def test_a_stranger_opens_no_modal(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        await bench.slack.act("press", user="U3", channel="C1", ts=root, action_id="ticket.note")
        assert (await bench.hears(DeskPress)).action == "ticket.note"
        assert bench.slack.seen("call", "views.open") == []


async def test_a_command_and_its_whispered_answer(bench: Bench) -> None:
    there = Destination("thread:T42:1")
    async with receiving(bench):
        await bench.slack.act("command", user="U1", channel="C1", command="/palier", text="mine today")
        command = await bench.hears(DeskCommand)
        assert command.words == ("mine", "today")
        lines = (Line("K7QM Leak", there), Line(NASTY, Destination("thread:T43:1")))
        whisper = Whisper("Yours", lines, reply_to=command.reply_to)
        linked = {there: Place("slack", "C1", "12.000034")}
        await bench.send(whisper, thread="U1", linked=linked)
        shown = (await bench.seen("ephemeral", **{"for": "U1"})).data
        assert "https://home.slack.com/archives/C1/p12000034" in json.dumps(shown)
        assert NASTY in [leaf["text"] for leaf in texts_of(shown["blocks"])]
        for _ in range(5):
            await bench.send(whisper, thread="U1", linked=linked)
        assert len(bench.slack.seen("effect", "ephemeral")) == 6
        assert len(bench.slack.seen("call", "chat.postEphemeral")) == 1


async def test_nothing_is_acknowledged_before_it_is_committed(bench: Bench) -> None:
    async with receiving(bench):
        bench.inbox.failures, bench.inbox.failing = 2, "keep me"
        await bench.slack.act("post", user="U1", channel="C1", text="keep me")
        await bench.hears(DeskMessage)
        (event_id,) = (raw.id for raw in bench.inbox.events.values() if "keep me" in raw.payload)
        acks = [one for one in bench.slack.seen("call", "ack") if one.data["event_id"] == event_id]
        assert acks == []
        ack = await bench.slack.journal.wait_for(
            lambda one: one.name == "ack" and one.data["event_id"] == event_id
        )
        sent = [one for one in bench.slack.seen("event", "delivery") if one.data["event_id"] == event_id]
        assert len([one for one in sent if one.number < ack.number]) >= 3
        assert len(bench.heard(DeskMessage)) == 1


async def test_a_second_copy_ends_at_the_inbox(bench: Bench) -> None:
    async with receiving(bench):
        await bench.slack.act("duplicate_next_event")
        await bench.slack.act("post", user="U1", channel="C1", text="twice")
        await bench.inbox.wait_for(lambda: bench.inbox.copies or None)
        assert len(bench.heard(DeskMessage)) == 1


async def test_unknown_events_are_acknowledged(bench: Bench) -> None:
    async with receiving(bench):
        await bench.slack.act("push_raw_event", event={"type": "brand_new", "odd": [1]})
        await bench.slack.journal.wait_for(lambda entry: entry.name == "ack")
        assert Ignored("event brand_new") in bench.heard(Ignored)


async def test_a_dropped_connection_comes_back(slack: SlackAlone) -> None:
    async with a_bench(slack, heartbeat=0.5) as bench, receiving(bench):
        await bench.slack.act("post", user="U1", channel="C1", text="before")
        await bench.hears(DeskMessage)
        await bench.slack.act("drop_sockets")
        await bench.slack.act("post", user="U1", channel="C1", text="during")
        assert (await bench.hears(DeskMessage, 2)).text == "during"


async def test_deaf_for_too_long_ends_the_process(slack: SlackAlone) -> None:
    clock = HandClock()
    bench = Bench(slack, new_channel(slack, clock, app="xapp-wrong"))
    clock.tick(DEAF_AFTER)
    with pytest.raises(DeafError):
        await bench.channel.run(bench.inbox.receive)
    await bench.channel.close()


async def told(bench: Bench, room: DeskRoom, *, times: int = 1) -> None:
    """Until this was said of a channel so often; the bot's own joining is said, too."""

    def found() -> bool | None:
        return bench.heard(DeskRooms).count(DeskRooms((room,))) == times or None

    await bench.inbox.wait_for(found)


async def test_what_becomes_of_a_channel(bench: Bench) -> None:
    async with receiving(bench):
        start = await bench.hears(DeskRooms)
        assert DeskRoom("C1", closed=False, shared=False) in start.rooms
        act = bench.slack.act
        await act("rename_channel", channel="C1", name="repairs")
        await act("archive_channel", channel="C1")
        await told(bench, DeskRoom("C1", closed=True))
        await act("unarchive_channel", channel="C1")
        await told(bench, DeskRoom("C1", closed=False))
        await act("share_channel", channel="C1")
        await told(bench, DeskRoom("C1", shared=True))
        await act("post", user="U1", channel="C1", text="who reads this?")
        assert (await bench.hears(DeskMessage)).shared
        await act("share_channel", channel="C1", shared=False)
        await told(bench, DeskRoom("C1", shared=False))
        await act("remove_bot", channel="C1")
        await told(bench, DeskRoom("C1", closed=True), times=2)
