"""A complaint, a promise and every /palier subcommand, through the whole product and the real slack-bolt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sandbox.control import ActionError
from sandbox.stage import Resident, Thread
from tests.e2e.house import House, a_ticket, house

STAIRS = "La gardienne n’a pas nettoyé le hall B depuis trois semaines"


async def _window(home: House, who: str, words: str, after: int = 0) -> dict[str, Any]:
    """Somebody's window, once it shows these words."""

    def shows(entry: Any) -> bool:
        fits = entry.kind == "effect" and entry.name == "view" and entry.data.get("user") == who
        return fits and words in str(entry.data["view"])

    await home.sandbox.journal.wait_for(shows, after=after)
    shown: dict[str, Any] = await home.sandbox.slack.actions()["view"](user=who)
    return shown


async def _fills(home: House, who: str, thread: Thread, action: str, words: str, **values: Any) -> None:
    """He presses an action of the card, or chooses it from its list, and sends its window in."""
    slack, before = home.sandbox.slack.actions(), home.sandbox.journal.last
    about = {"user": who, "channel": thread.channel, "ts": thread.ts}
    try:
        await slack["press"](action_id=action, **about)
    except ActionError:
        await slack["press"](action_id="ticket.more", selected=action, **about)
    await home.soon(_window(home, who, words, before))
    assert await slack["submit_view"](user=who, values=values) == {"view": None}


async def a_complaint(home: House) -> tuple[Resident, Thread]:
    """Camille complains; the thread in the managers' channel."""
    stage = home.stage
    camille = await stage.resident("Camille", "Moreau", "fr")
    await stage.writes(camille, STAIRS)
    await stage.taps(camille, "Camille Moreau")
    await stage.taps(camille, "Les Cèdres")
    await stage.hears(camille, "appartement")
    await stage.writes(camille, "B12")
    await stage.taps(camille, "Réclamation")
    await stage.hears(camille, "Que souhaitez-vous")
    await stage.writes(camille, "Un passage par semaine")
    await stage.hears(camille, "Pour quand")
    await stage.taps(camille, "Passer")
    await stage.taps(camille, "Sans photo")
    await stage.taps(camille, "Envoyer")
    return camille, await stage.finds("C0MGMT001", "hall B")


async def test_a_complaint_from_its_code_to_its_solution(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_complaint(home))
        await home.settled()
        card = "\n".join(await home.thread(thread))
        assert "PAR-" in card
        assert "Un passage par semaine" in card
        await _fills(
            home,
            "U0HELENE",
            thread,
            "complaint.severity",
            "A – grave",
            severity="A – grave : vie quotidienne, biens ou sécurité en jeu",
        )
        await home.soon(home.stage.reads(thread, "PAR-A-"))
        await home.settled()
        assert any("Réclamation de gravité A" in str(post) for post in home.posted())
        await home.sandbox.slack.actions()["press"](
            user="U0HELENE", channel=thread.channel, ts=thread.ts, action_id="ticket.dispatch"
        )
        await home.soon(home.stage.hears(camille, "Service clients"))
        moved = await home.soon(home.stage.finds("C0CARE001", "hall B"))
        await _fills(
            home,
            "U0CLAIRE",
            moved,
            "complaint.resolve",
            "Cause",
            cause="La gardienne était malade",
            solution="Une remplaçante vient le lundi",
        )
        await home.soon(home.stage.hears(camille, "Une remplaçante vient le lundi"))
        await home.soon(home.stage.taps(camille, "Oui, merci"))
        await home.soon(home.stage.hears(camille, "clôturée"))


async def test_a_promise_above_the_letter_is_decided_in_the_managers_dm(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        slack = home.sandbox.slack.actions()
        values = {"kind": "Une remise de frais", "what": "Les frais de badge", "amount": "300"}
        await _fills(home, "U0MARC", thread, "promise.new", "Votre délégation", **values)
        await home.soon(home.stage.reads(thread, "accord demandé à"))
        await home.settled()
        cards = [post for post in home.posted() if "Souhaite s’engager" in str(post)]
        (card,) = {(post["channel"], post["ts"]) for post in cards}
        assert card[0].startswith("D"), "a direct conversation"
        boss = next(
            member.slack
            for member in home.app.directory.staff
            if member.key == home.app.directory.member_by_slack("U0MARC").manager  # type: ignore[union-attr]
        )
        await slack["press"](user=boss, channel=card[0], ts=card[1], action_id="promise.approve")
        await home.soon(home.stage.hears(camille, "Les frais de badge"))
        await home.soon(home.stage.reads(thread, "Promis"))


SUBCOMMANDS = {
    "status": "Demandes ouvertes",
    "late": "Rien n’est en retard",
    "mine": "rien en charge",
    "open Les Cèdres": "Les Cèdres",
    "find plafond": "Trouvé pour",
    "handover": "relève",
    "help": "/palier handover",
    "nonsense": "help",
}


async def test_every_subcommand_is_answered_to_him_alone(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await home.soon(a_ticket(home.stage))
        slack = home.sandbox.slack.actions()
        for text, words in SUBCOMMANDS.items():
            before = home.sandbox.journal.last
            await slack["command"](user="U0MARC", channel="C0TECH001", command="/palier", text=text)

            def answered(entry: Any, words: str = words) -> bool:
                return entry.side == "slack" and entry.kind == "effect" and words in str(entry.data)

            await home.soon(home.sandbox.journal.wait_for(answered, after=before))
            alone = await slack["ephemerals"](user="U0MARC")
            assert words in str(alone[-1]["blocks"]), text
        await slack["command"](user="U0MARC", channel="C0TECH001", command="/palier", text="new")
        await home.soon(_window(home, "U0MARC", "Rechercher"))


@pytest.mark.parametrize("text", ["status", "late"])
async def test_a_stranger_is_refused(tmp_path: Path, text: str) -> None:
    async with house(tmp_path) as home:
        slack = home.sandbox.slack.actions()
        await slack["add_user"](name="Eve", id="U0EVE")
        await slack["add_channel"](name="lobby", id="C0LOBBY", members=["U0EVE"])
        before = home.sandbox.journal.last
        await slack["command"](user="U0EVE", channel="C0LOBBY", command="/palier", text=text)

        def refused(entry: Any) -> bool:
            return entry.kind == "effect" and "inscrites" in str(entry.data)

        await home.soon(home.sandbox.journal.wait_for(refused, after=before))
