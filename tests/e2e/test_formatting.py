"""Formatting both ways by the whole program, on either Telegram library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.drivers import DriverName
from sandbox.stage import Resident
from tests.e2e.house import House, a_ticket, house

SITE = "https://a.example/bruit"


async def last(at: House, resident: Resident) -> dict[str, Any]:
    """The last message in a resident's chat."""
    chat = await at.sandbox.telegram.actions()["chat"](resident.id)
    return dict(chat[-1])


@pytest.mark.parametrize("driver", ["aiogram", "ptb"])
async def test_formatting_goes_with_the_words(tmp_path: Path, driver: DriverName) -> None:
    async with house(tmp_path, driver) as at:
        camille, thread = await a_ticket(at.stage)
        telegram, slack = at.sandbox.telegram.actions(), at.sandbox.slack.actions()
        await at.settled()
        before = len(at.posted())
        sent = await telegram["send_text"](
            camille.id,
            "😀 très fort, voir ici <!channel>",
            entities=[
                {"type": "bold", "offset": 3, "length": 9},
                {"type": "text_link", "offset": 19, "length": 3, "url": SITE},
                {"type": "spoiler", "offset": 0, "length": 2},
            ],
        )
        await at.settled()
        [post] = at.posted()[before:]
        [block] = post["blocks"]
        assert block["elements"][0]["elements"][1:] == [
            {"type": "text", "text": "😀 "},
            {"type": "text", "text": "très fort", "style": {"bold": True}},
            {"type": "text", "text": ", voir "},
            {"type": "link", "url": SITE, "text": "ici"},
            {"type": "text", "text": " <!channel>"},
        ]
        await telegram["edit_text"](camille.id, sent["message_id"], "😀 très fort, voir ici <!channel>")
        await at.settled()
        shown = "\n".join(await at.thread(thread))
        now, edited, earlier = shown.partition("Modifié.")
        assert edited
        assert f"ici ({SITE})" not in now
        assert "😀 très fort, voir ici <!channel>" in now
        assert f"ici ({SITE})" in earlier

        ts = await at.stage.posts("Marc Petit", thread, "*Demain*\n• à 9 h\n> très fort\n`reset` @channel_x")
        await at.stage.hears(camille, "Demain\n• à 9 h\ntrès fort\nreset @channel_x")
        await at.settled()
        message = await last(at, camille)
        heading = message["text"].index("Demain")
        kinds = {
            one["type"]: message["text"][one["offset"] :][: one["length"]] for one in message["entities"]
        }
        assert heading > 0
        assert kinds["bold"] == "Demain"
        assert kinds["blockquote"] == "très fort"
        assert kinds["code"] == "reset"
        await slack["edit"]("Marc Petit", thread.channel, ts, "Demain\n• à 9 h\n_très fort_\nreset")
        await at.settled()
        message = await last(at, camille)
        assert message["text"][heading:] == "Demain\n• à 9 h\ntrès fort\nreset"
        assert [one["type"] for one in message["entities"]] == ["italic"]


@pytest.mark.parametrize(
    "typed", ["*note:* x", "> note: x", "`note:` x", "• _note:_ x", "1. 🔒 x", "```note: x```"]
)
async def test_a_sign_however_it_is_formatted_keeps_a_comment_inside(tmp_path: Path, typed: str) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        await at.settled()
        heard = len(at.heard(camille))
        await at.stage.posts("Marc Petit", thread, typed.replace("x", "les clés sont chez Paul"))
        await at.settled()
        assert at.heard(camille)[heard:] == []
        assert at.rows("SELECT text FROM message_internal") == [("les clés sont chez Paul",)]
