"""Canned replies, and a call logged by staff, through the whole product."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.house import a_ticket, house


async def test_a_canned_reply_is_picked_read_and_sent(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        slack = home.sandbox.slack.actions()
        about = {"channel": thread.channel, "ts": thread.ts, "action_id": "ticket.more"}
        await slack["press"](user="U0MARC", selected="ticket.canned", **about)
        await home.soon(home.window("U0MARC", "Souhaite être appelé"))
        await slack["press_in_view"](user="U0MARC", action_id="reply", selected="Souhaite être appelé")
        await home.soon(home.window("U0MARC", "de vive voix"))
        sent = await slack["submit_view"](user="U0MARC", values={"words": "Je suis là jusqu’à 17 h."})
        assert sent == {"view": None}
        await home.soon(home.stage.hears(camille, "Je suis là jusqu’à 17 h."))


async def test_a_call_is_logged_for_a_known_resident(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, _ = await home.soon(a_ticket(home.stage))
        slack = home.sandbox.slack.actions()
        await slack["command"](user="U0CLAIRE", channel="C0CARE001", command="/palier", text="new")
        await home.soon(home.window("U0CLAIRE", "Rechercher"))
        await slack["fill_view"](
            user="U0CLAIRE", values={"who": "moreau", "description": "Le badge est perdu"}
        )
        await slack["press_in_view"](user="U0CLAIRE", label="Rechercher")
        await home.soon(home.window("U0CLAIRE", "Camille Moreau · Les Cèdres, B12"))
        sent = await slack["submit_view"](
            user="U0CLAIRE",
            values={"resident": "Camille Moreau · Les Cèdres, B12 · Telegram", "topic": "Autre question"},
        )
        assert sent == {"view": None}
        await home.soon(home.stage.hears(camille, "L’agence a bien noté votre appel."))
        await home.soon(home.stage.finds("C0CARE001", "Le badge est perdu"))
