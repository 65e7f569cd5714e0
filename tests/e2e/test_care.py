"""The whole program: a channel is archived, a parent deleted (case 26), a resident floods beside a neighbour."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.house import House, a_ticket, house

WAITED = """
    SELECT max(o.sent_at) - max(i.received_at) FROM inbox i, outbox o JOIN resident r ON o.lane = 'resident:' || r.id
    WHERE i.lane = ? AND r.chat = ?
"""
"""Milliseconds between somebody's last message and our last to him, by the product's clock. (A story's own waiting lets
that clock run on before a message has come in.)"""


async def cards(at: House, channel: str) -> int:
    """How many tickets' cards stand in a channel."""
    return sum("Les Cèdres" in str(post) for post in await at.sandbox.slack.actions()["channel"](channel))


async def test_case_26_a_parent_with_thirty_replies_is_deleted(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        slack = at.sandbox.slack.actions()
        await slack["set_paces"](messages_per_second=0, tiers=False)
        for number in range(30):
            await at.stage.posts("Marc Petit", thread, f"note: remarque {number:02}")
        await at.settled()
        before = at.heard(camille)
        await slack["delete"]("Marc Petit", thread.channel, thread.ts)
        again = await at.soon(at.stage.finds("C0TECH001", "de l’eau coule du plafond"))
        assert again.ts != thread.ts
        await at.stage.writes(camille, "Elle coule encore.")
        await at.soon(at.stage.reads(again, "Elle coule encore."))
        await at.stage.posts("Marc Petit", again, "J’arrive.")
        await at.soon(at.stage.hears(camille, "J’arrive."))
        await at.settled()
        heard = at.heard(camille)
        assert heard[: len(before)] == before
        assert len(heard) == len(before) + 1
        assert at.rows("SELECT count(*) FROM inbox WHERE state = 'quarantined'") == [(0,)]


async def test_a_channel_is_archived_and_opened_again(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, _ = await a_ticket(at.stage)
        await at.settled()
        slack = at.sandbox.slack.actions()
        await slack["archive_channel"]("C0TECH001")
        await at.soon(at.stage.finds("C0MGMT001", "C0TECH001"))
        for number in range(3):
            await at.stage.writes(camille, f"Elle coule encore, {number}.")
        again = await at.soon(at.stage.finds("C0MGMT001", "de l’eau coule du plafond"))
        await at.soon(at.stage.reads(again, "coule encore, 2"))
        await slack["unarchive_channel"]("C0TECH001")
        await at.stage.writes(camille, "Et encore.")
        await at.soon(at.stage.reads(again, "Et encore."))
        await at.settled()
        shown = "\n".join(await at.thread(again))
        assert [shown.count(f"coule encore, {number}") for number in range(3)] == [1, 1, 1]
        assert await cards(at, "C0MGMT001") == 1
        alarms = [post for post in await slack["channel"]("C0MGMT001") if "C0TECH001" in str(post)]
        assert len(alarms) == 1


async def test_a_flood_beside_a_neighbour(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        flooding, thread = await a_ticket(at.stage)
        neighbour = await at.stage.resident("Paul", "Martin", "fr")
        await at.stage.writes(neighbour, "/start")
        await at.stage.hears(neighbour, "/report")
        await at.settled()
        for number in range(150):
            await at.stage.writes(flooding, f"goutte {number:03}")
        await at.stage.writes(neighbour, "/status")
        for number in range(150, 300):
            await at.stage.writes(flooding, f"goutte {number:03}")
        await at.soon(at.stage.hears(neighbour, "aucune demande"))
        await at.settled()
        ((waited,),) = at.rows(WAITED, f"inbox:telegram:telegram:{neighbour.id}", str(neighbour.id))
        assert 0 <= waited < 5_000, "from its coming in to his having the answer"
        at.advance(21)
        await at.soon(at.stage.reads(thread, "goutte 299"))
        await at.settled()
        shown = "\n".join(await at.thread(thread))
        assert all(shown.count(f"goutte {number:03}") == 1 for number in range(300))
        assert len(await at.thread(thread)) < 60
        assert sum("tous vos messages" in text for text in at.heard(flooding)) == 1
