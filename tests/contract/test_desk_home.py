"""The home tab through the real library: opened, published, acted from; answers by pages."""

from __future__ import annotations

import pytest
from slack_bench import Bench, bench, receiving, slack

from bot.domain.addresses import Place, ticket_thread
from bot.domain.ids import TicketId
from bot.ports.channel import SendFailed
from bot.ports.desk import Action, Line, Post, Whisper
from bot.ports.home import HomeLine, HomePart, HomeTab
from bot.ports.inbound import DeskCommand, DeskHome, DeskPress, Ignored

__all__ = ["bench", "slack"]

THREAD = ticket_thread(TicketId("T42"), 0)
ACTS = (("ticket.take", "Take it"), ("ticket.note", "Note"))
LINE = HomeLine("🔴 K7QM <!channel> *Leak* <@U1>", THREAD, "T42", "open.marie.0.", "ticket.more", ACTS)
TAB = HomeTab("Palier", (HomePart("My <work>: 1", (LINE,), "and more"), HomePart("Late: 0")), "just now")


async def publish(bench: Bench, tab: HomeTab = TAB) -> list[str]:
    """What Marie reads then."""
    await bench.send(tab, "U1", linked={THREAD: Place("slack", "C1", "1700000000.000100")})
    home = await bench.slack.act("home", user="U1")
    return list(home["blocks"])


async def test_opened_and_published(bench: Bench) -> None:
    async with receiving(bench):
        await bench.slack.act("open_home", user="U1")
        assert (await bench.hears(DeskHome)).user.id == "U1"
        await bench.slack.act("open_home", user="U1", tab="messages")
        await bench.hears(Ignored)
        assert len(bench.heard(DeskHome)) == 1
        shown = await publish(bench)
        assert shown[:3] == ["Palier", "just now", "*My <work>: 1*"]
        assert "🔴 K7QM <!channel> *Leak* <@U1>" in shown[3].replace("\u200b", "")
        assert await publish(bench) == shown
        assert await publish(bench, HomeTab("Empty")) == ["Empty"]


async def test_an_action_of_a_line(bench: Bench) -> None:
    async with receiving(bench):
        await publish(bench)
        await bench.slack.act("press_in_view", user="U1", home=True, label="Take it")
        pressed = await bench.hears(DeskPress)
        assert (pressed.action, pressed.choice, pressed.value) == ("ticket.more", "ticket.take", "T42")
        assert (pressed.seen, pressed.room, pressed.window) == ("open.marie.0.", "", None)
        await bench.slack.act("press_in_view", user="U1", home=True, label="Note")
        await bench.seen("view", user="U1")
        opened = await bench.hears(DeskPress, 2)
        assert opened.window is not None


async def test_a_very_long_page_is_cut_with_a_word(bench: Bench) -> None:
    part = HomePart(
        "Many",
        tuple(HomeLine("🔴 " + "x" * 2000, THREAD, f"T{n}", "", "ticket.more", ACTS) for n in range(150)),
    )
    await bench.send(HomeTab("Palier", (part,)), "U1")
    home = await bench.slack.act("home", user="U1")
    assert len(home["buttons"]) == 97
    assert "not everything is shown" in home["blocks"][-1]


async def test_nobody_of_that_name(bench: Bench) -> None:
    with pytest.raises(SendFailed) as failed:
        await bench.send(TAB, "U0NOBODY")
    assert not failed.value.retryable


async def test_a_list_is_turned_in_its_place(bench: Bench) -> None:
    async with receiving(bench):
        await bench.slack.act("command", user="U1", channel="C1", command="/palier", text="late")
        asked = await bench.hears(DeskCommand)
        first = Whisper(
            "Late: 41", (Line("one"),), asked.reply_to, (Action("palier.page", "Next", '{"page":1}'),)
        )
        await bench.send(first, "C1", "U1")
        (shown,) = await bench.slack.act("ephemerals", user="U1")
        await bench.slack.act("press", user="U1", channel="C1", ts=shown["ts"], label="Next")
        pressed = await bench.hears(DeskPress)
        assert (pressed.action, pressed.value, pressed.room) == ("palier.page", '{"page":1}', "C1")
        await bench.send(Whisper("Late: 41, page 2", (), pressed.reply_to, (), replaces=True), "C1", "U1")
        (turned,) = await bench.slack.act("ephemerals", user="U1")
        assert turned["ts"] == shown["ts"]
        assert "page 2" in "".join(turned["blocks"])


async def test_a_word_to_one_person_stands_where_he_is_looking(bench: Bench) -> None:
    under = await bench.posted(Post("The leak"))
    await bench.send(Whisper("Kept internal", under=under), "C1", "U1")
    await bench.send(Whisper("Its thread is gone", under="1700000000.000100"), "C1", "U1")
    first, second = await bench.slack.act("ephemerals", user="U1")
    assert (first["thread_ts"], second["thread_ts"]) == (under, None)
