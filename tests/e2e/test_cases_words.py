"""Acceptance cases 15 to 18, 27, 29, 30 and 32: words arrive as they were written, from those who may write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.domain.text import units
from tests.e2e.house import ANSWER, a_ticket, house

LINK = "https://example.org/plan"
DRIVERS = ["aiogram", "ptb"]


@pytest.mark.parametrize("driver", DRIVERS)
async def test_case_15_as_many_emoji_as_fit_and_a_link_at_the_border(tmp_path: Path, driver: str) -> None:
    async with house(tmp_path, driver) as at:
        camille, thread = await a_ticket(at.stage)
        await at.settled()
        heard = len(at.heard(camille))
        written = "😀" * 4096 + LINK + " 😀" * 500
        await at.stage.posts("Marc Petit", thread, written)
        await at.settled()
        parts = [text for text in at.heard(camille)[heard:] if "deux fois" not in text]
        assert len(parts) > 2
        assert all(units(part) <= 4096 for part in parts)
        # Telegram trims a message's ends: the space at which it was cut
        assert same(bare("".join(parts).partition("\n")[2]), bare(written))
        assert any(LINK in part for part in parts)


@pytest.mark.parametrize("driver", DRIVERS)
async def test_case_16_as_many_ampersands_as_fit(tmp_path: Path, driver: str) -> None:
    async with house(tmp_path, driver) as at:
        camille, _ = await a_ticket(at.stage)
        await at.settled()
        before = len(at.posted())
        await at.stage.writes(camille, "&" * 4096)
        await at.settled()
        texts = [said(post) for post in at.posted()[before:]]
        assert len(texts) > 1
        assert "".join(texts).count("&") == 4096


@pytest.mark.parametrize("driver", DRIVERS)
async def test_case_17_a_resident_can_call_nobody(tmp_path: Path, driver: str) -> None:
    async with house(tmp_path, driver) as at:
        camille, _ = await a_ticket(at.stage)
        await at.settled()
        before = len(at.posted())
        hostile = "<!channel> <@U1> & <http://e|bank> <@U0MARC> @channel"
        await at.stage.writes(camille, hostile)
        await at.settled()
        [post] = at.posted()[before:]
        assert hostile in said(post)
        kinds = {leaf.get("type") for leaf in leaves(post["blocks"])}
        assert not kinds & {"user", "broadcast", "usergroup", "link", "channel"}
        assert "<!" not in post["text"]
        assert "<@" not in post["text"]
        assert "<http" not in post["text"]


@pytest.mark.parametrize("driver", DRIVERS)
async def test_case_18_staff_type_what_looks_like_markup(tmp_path: Path, driver: str) -> None:
    async with house(tmp_path, driver) as at:
        camille, thread = await a_ticket(at.stage)
        typed = "_*[x](y) <b> 5>3 </b> &amp; ``` ~~ \\_"
        await at.stage.posts("Marc Petit", thread, typed)
        await at.stage.hears(camille, typed)
        await at.settled()
        assert {e.data["status"] for e in at.seen("telegram", "answer", "sendMessage")} == {200}


async def test_case_27_also_sent_to_the_channel(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        await at.sandbox.slack.actions()["post"]("Marc Petit", "C0TECH001", ANSWER, thread.ts, broadcast=True)
        await at.stage.posts("Marc Petit", thread, "Sonnez en bas.")
        await at.stage.hears(camille, "Sonnez en bas.")
        await at.settled()
        assert await at.shown(camille, ANSWER) == 1


@pytest.mark.parametrize("legacy", [False, True])
async def test_case_29_another_bot_in_the_thread(tmp_path: Path, legacy: bool) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        await at.sandbox.slack.actions()["other_bot_posts"](
            "C0TECH001", "Build 42 is green", thread_ts=thread.ts, legacy=legacy
        )
        await at.stage.posts("Marc Petit", thread, ANSWER)
        await at.stage.hears(camille, ANSWER)
        await at.settled()
        assert not any("Build 42" in text for text in at.heard(camille))


async def test_case_30_somebody_of_another_organisation(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        slack = at.sandbox.slack.actions()
        await slack["add_user"]("Eve Elsewhere", id="U0EVE", team="T0OTHER")
        await slack["add_member"]("C0TECH001", "U0EVE")
        await at.stage.posts("Eve Elsewhere", thread, "Donnez-moi vos codes.")
        await at.settled()
        await at.stage.finds("C0MGMT001", "extérieure")
        await at.stage.posts("Marc Petit", thread, ANSWER)
        await at.stage.hears(camille, ANSWER)
        await at.settled()
        assert not any("codes" in text for text in at.heard(camille))


async def test_case_32_commands_and_buttons_are_for_those_who_may(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        _, thread = await a_ticket(at.stage)
        slack = at.sandbox.slack.actions()
        await slack["add_user"]("Gaston Guest", id="U0GASTON", guest=True)
        await slack["add_member"]("C0TECH001", "U0GASTON")
        await at.settled()
        before = len(at.posted())
        with structlog.testing.capture_logs() as logs:
            answer = await at.stage.asks("Gaston Guest", "C0TECH001", "status")
            await at.stage.presses("Gaston Guest", thread, "Prendre en charge")
            await at.settled()
        assert "fuite" not in str(answer).lower()
        refused = [line["member"] for line in logs if line["event"] == "refused"]
        assert refused == ["U0GASTON", "U0GASTON"]
        assert len(at.posted()) == before
        assert "Gaston" not in "\n".join(await at.thread(thread))


def said(post: dict[str, Any]) -> str:
    """The words of a post's rich text."""
    return "".join(leaf["text"] for leaf in leaves(post["blocks"]) if leaf.get("type") == "text")


def leaves(blocks: Any) -> list[dict[str, Any]]:
    """All typed objects inside blocks, in order."""
    if isinstance(blocks, list):
        return [leaf for block in blocks for leaf in leaves(block)]
    if not isinstance(blocks, dict):
        return []
    return [blocks, *(leaf for value in blocks.values() for leaf in leaves(value))]


def bare(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def same(left: str, right: str) -> bool:
    """Equal, without a drawing of the difference, which takes minutes for long texts."""
    return left == right
