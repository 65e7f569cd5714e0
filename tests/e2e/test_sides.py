"""A paid service through the whole product: told, accepted, passed to contractors by letter and in their channel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sandbox.stage import Thread
from tests.e2e.house import House, a_ticket, house

ROUSSEL = "chantiers@plomberie-roussel.example"


async def _chooses(home: House, thread: Thread, action: str, words: str, **values: Any) -> None:
    """Marc chooses from the card's list, and fills the window."""
    slack, before = home.sandbox.slack.actions(), home.sandbox.journal.last
    await slack["press"](
        user="U0MARC", channel=thread.channel, ts=thread.ts, action_id="ticket.more", selected=action
    )
    await home.soon(home.window("U0MARC", words, after=before))
    assert await slack["submit_view"](user="U0MARC", values=values) == {"view": None}


async def test_quoted_accepted_contracted_and_parted(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        stage, slack = home.stage, home.sandbox.slack.actions()

        await _chooses(
            home, thread, "ticket.quote", "Prix en EUR", amount="120.5", purpose="Recherche de fuite"
        )
        await home.soon(stage.hears(camille, "120,50"))
        await home.soon(stage.taps(camille, "Accepter"))
        await home.soon(stage.hears(camille, "Vous avez accepté"))
        await home.soon(stage.reads(thread, "Camille Moreau accepte"))

        await _chooses(
            home, thread, "ticket.contractor", "Que lui écrivez-vous", contractor="Plomberie Roussel"
        )
        await home.soon(stage.hears(camille, "entreprise spécialisée"))
        await home.settled()
        (mail,) = await home.sandbox.mail.actions()["mails"](to=ROUSSEL)
        assert "de l’eau coule du plafond" in mail["text"]
        assert "27 avenue des Cèdres" in mail["text"]
        assert "Moreau" not in mail["text"] + mail["subject"]

        await _chooses(
            home,
            thread,
            "ticket.contractor",
            "Que lui écrivez-vous",
            contractor="Ascenseurs Vertigo",
            text="Ici ?",
        )
        side = await home.soon(stage.finds("C0LIFT001", "Ici ?"))
        await slack["post"]("U0LIFT001", side.channel, "Rien de notre côté", side.ts)
        answer = await home.soon(stage.reads(thread, "Rien de notre côté"))
        before = home.sandbox.journal.last
        await slack["press"](user="U0MARC", channel=thread.channel, ts=answer["ts"], action_id="talk.pass_on")
        await home.soon(home.window("U0MARC", "Rien de notre côté", after=before))
        await stage.never_hears(camille, "Rien de notre")
        await slack["submit_view"](user="U0MARC", values={"text": "L’ascenseur n’y est pour rien."})
        await home.soon(stage.hears(camille, "L’ascenseur n’y est pour rien."))

        await _chooses(
            home, thread, "part.new", "Que faut-il faire", subject="La clé", member="Claire Dubois"
        )
        part = await home.soon(stage.reads(thread, "Sous-demande pour Claire Dubois"))
        await slack["press"](user="U0CLAIRE", channel=thread.channel, ts=part["ts"], action_id="part.done")
        await home.soon(stage.reads(thread, "Fait par Claire Dubois"))
        await home.settled()
        await stage.never_hears(camille, "La clé")
        await stage.never_hears(camille, "Rien de notre")
