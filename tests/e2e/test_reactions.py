"""Reactions both ways on the real libraries: every driver, every intake."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox.journal import Entry
from tests.e2e.house import ANSWER, House, a_ticket, house


@pytest.mark.parametrize(
    ("driver", "telegram", "slack"),
    [
        ("aiogram", "polling", "http"),
        ("aiogram", "webhook", "socket"),
        ("ptb", "polling", "socket"),
        ("ptb", "webhook", "http"),
    ],
)
async def test_reactions_both_ways(tmp_path: Path, driver: str, telegram: str, slack: str) -> None:
    async with house(tmp_path, driver, telegram, slack) as at:
        chat, desk = at.sandbox.telegram.actions(), at.sandbox.slack.actions()
        camille, thread = await a_ticket(at.stage)
        answered = await at.stage.posts("Marc Petit", thread, ANSWER)
        await at.stage.marked(thread, answered, "white_check_mark")
        bubble = next(m for m in await chat["chat"](camille.id) if ANSWER in m["text"])
        await chat["react"](camille.id, bubble["id"], "🔥")
        await at.stage.marked(thread, answered, "fire")
        await chat["react"](camille.id, bubble["id"], None)
        await at.settled()
        shown = next(m for m in await desk["thread"](thread.channel, thread.ts) if m["ts"] == answered)
        assert [*shown["reactions"]] == ["white_check_mark"]

        await at.stage.writes(camille, "Merci, je serai là.")
        post = await at.stage.reads(thread, "je serai là")
        await at.settled()
        assert await sign(at, camille.id) == "👌"
        for act, name, seen in (
            ("react", "white_check_mark", "👍"),
            ("react", "clown_face", None),
            ("unreact", "white_check_mark", "👌"),
        ):
            last = at.sandbox.journal.last
            await desk[act]("Marc Petit", thread.channel, post["ts"], name)
            if seen is not None:
                await at.soon(at.sandbox.journal.wait_for(signed, after=last))
                assert await sign(at, camille.id) == seen
        signs = [e.data["emoji"] for e in at.sandbox.journal.entries if signed(e)]
        assert signs == ["👌", "👍", "👌"]


def signed(entry: Entry) -> bool:
    """Whether the bot's sign under a resident's message has just changed."""
    return (entry.side, entry.kind, entry.name) == ("telegram", "effect", "reaction")


async def sign(at: House, resident: int) -> str | None:
    """The bot's reaction to what a resident wrote last."""
    own = [m for m in await at.sandbox.telegram.actions()["chat"](resident) if not m["from_bot"]]
    return own[-1]["reaction"]  # type: ignore[no-any-return]
