"""Acceptance cases 9 to 12 and 31: what goes out arrives once, in order, or somebody is told."""

from __future__ import annotations

from pathlib import Path

from sandbox.stage import Resident, Stage, Thread
from tests.e2e.house import ANSWER, House, a_ticket, house


async def test_case_09_slack_takes_a_post_and_drops_the_connection(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        at.fault("slack", "chat.postMessage", "lost_answer")
        await at.stage.writes(camille, "Le plafond se fissure.")
        await at.stage.writes(camille, "Et la lumière est coupée.")
        await at.soon(at.stage.reads(thread, "la lumière est coupée"))
        await at.settled()
        shown = [text for text in await at.thread(thread) if "fissure" in text or "lumière" in text]
        assert [("fissure" in text, "lumière" in text) for text in shown] == [(True, False), (False, True)]


async def test_case_10_telegram_takes_a_message_and_its_answer_is_lost(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        await at.settled()
        at.fault("telegram", "sendMessage", "lost_answer")
        await at.stage.posts("Marc Petit", thread, ANSWER)
        await at.soon(at.stage.reads(thread, "deux fois"))
        await at.settled()
        assert await at.shown(camille, ANSWER) == 2
        assert at.flagged() == 1


async def test_case_11_flood_control_holds_one_chat_only(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        paul, other = await another_ticket(at.stage)
        at.fault(
            "telegram", "sendMessage", "error", status=429, retry_after=35, match={"chat_id": camille.id}
        )
        first = at.sandbox.journal.last
        answers = ["Je passe à 9 h.", "Ou plutôt à 10 h."]
        for answer in answers:
            await at.stage.posts("Marc Petit", thread, answer)
        await at.sandbox.journal.wait_for(
            lambda e: e.name == "sendMessage" and e.data.get("status") == 429, after=first
        )
        await at.stuck()
        await at.stage.posts("Marc Petit", other, ANSWER)
        await at.stage.hears(paul, ANSWER)
        await at.stuck()
        at.advance(15)
        await at.stage.posts("Marc Petit", other, "Sonnez en bas.")
        await at.stage.hears(paul, "Sonnez en bas.")
        assert not [text for text in at.heard(camille) if any(answer in text for answer in answers)]
        await at.stuck()
        at.advance(20)
        await at.stage.hears(camille, answers[-1])
        await at.settled()
        heard = [text for text in at.heard(camille) if any(answer in text for answer in answers)]
        assert [text.split("\n")[1] for text in heard] == answers


async def test_case_12_slack_asks_for_half_a_minute(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        await at.settled()
        before = at.sandbox.journal.last
        at.fault("slack", "chat.postMessage", "error", status=429, retry_after=30)
        words = ["Le plafond se fissure.", "La lumière est coupée.", "Le gardien est prévenu."]
        for text in words:
            await at.stage.writes(camille, text)
        await at.sandbox.journal.wait_for(lambda e: e.data.get("fault") == "error", after=before)
        await at.stuck()
        at.advance(10)
        await at.stage.asks("Marc Petit", "C0TECH001", "status")
        assert not posts_with(at, words)
        await at.stuck()
        at.advance(20)
        await at.stage.reads(thread, words[-1])
        await at.settled()
        assert posts_with(at, words) == words


async def test_case_31_a_resident_blocks_the_bot(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        await at.settled()
        await at.sandbox.telegram.actions()["block"](camille.id)
        answered = await at.stage.posts("Marc Petit", thread, ANSWER)
        await at.stage.marked(thread, answered, "warning")
        await at.stage.reads(thread, "bloqué")
        before = at.sandbox.journal.last
        at.advance(3600)
        await at.stage.asks("Marc Petit", "C0TECH001", "status")
        await at.settled()
        tried = [e for e in at.sandbox.journal.since(before) if e.name == "sendMessage"]
        assert tried == [], "nothing is sent in vain"
        assert await at.shown(camille, ANSWER) == 0


async def another_ticket(stage: Stage) -> tuple[Resident, Thread]:
    """Somebody else's request."""
    paul = await stage.resident("Paul", "Girard", "fr")
    await stage.writes(
        paul, "Bonjour, l'ascenseur du bâtiment A est arrêté entre deux étages depuis hier soir"
    )
    await stage.taps(paul, "Paul Girard")
    await stage.taps(paul, "Les Cèdres")
    await stage.hears(paul, "appartement")
    await stage.writes(paul, "A11")
    await stage.taps(paul, "Fuite d’eau")
    await stage.taps(paul, "Passer")
    await stage.taps(paul, "Sans photo")
    await stage.taps(paul, "Envoyer")
    return paul, await stage.finds("C0TECH001", "arrêté entre deux étages")


def posts_with(at: House, words: list[str]) -> list[str]:
    """Those of ``words`` that our posts show, as often as they do, in the posts' order."""
    return [word for post in at.posted() for word in words if word in str(post["blocks"])]
