"""Canned replies, and a call logged by staff, through the whole product."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.e2e.house import House, a_ticket, house


async def _window(house: House, who: str, words: str) -> dict[str, Any]:
    """The window that somebody has open, once it shows these words."""

    def shows(entry: Any) -> bool:
        fits = entry.kind == "effect" and entry.name == "view" and entry.data.get("user") == who
        return fits and words in str(entry.data["view"])

    await house.sandbox.journal.wait_for(shows, timeout=20)
    shown: dict[str, Any] = await house.sandbox.slack.actions()["view"](user=who)
    return shown


async def test_a_canned_reply_is_picked_read_and_sent(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        slack = home.sandbox.slack.actions()
        about = {"channel": thread.channel, "ts": thread.ts, "action_id": "ticket.more"}
        await slack["press"](user="U0MARC", selected="ticket.canned", **about)
        await home.soon(_window(home, "U0MARC", "Souhaite être appelé"))
        await slack["press_in_view"](user="U0MARC", action_id="reply", selected="Souhaite être appelé")
        await home.soon(_window(home, "U0MARC", "de vive voix"))
        sent = await slack["submit_view"](user="U0MARC", values={"words": "Je suis là jusqu’à 17 h."})
        assert sent == {"view": None}
        await home.soon(home.stage.hears(camille, "Je suis là jusqu’à 17 h."))


async def test_a_call_is_logged_for_a_known_resident(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, _ = await home.soon(a_ticket(home.stage))
        slack = home.sandbox.slack.actions()
        await slack["command"](user="U0CLAIRE", channel="C0CARE001", command="/palier", text="new")
        await home.soon(_window(home, "U0CLAIRE", "Rechercher"))
        await slack["fill_view"](
            user="U0CLAIRE", values={"who": "moreau", "description": "Le badge est perdu"}
        )
        await slack["press_in_view"](user="U0CLAIRE", label="Rechercher")
        await home.soon(_window(home, "U0CLAIRE", "Camille Moreau · Les Cèdres, B12"))
        sent = await slack["submit_view"](
            user="U0CLAIRE",
            values={"resident": "Camille Moreau · Les Cèdres, B12 · Telegram", "topic": "Autre question"},
        )
        assert sent == {"view": None}
        await home.soon(home.stage.hears(camille, "L’agence a bien noté votre appel."))
        await home.soon(home.stage.finds("C0CARE001", "Le badge est perdu"))
