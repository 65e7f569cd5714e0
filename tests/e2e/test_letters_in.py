"""A contractor answers by e-mail, through the whole product: it reaches the thread, never the resident."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.e2e.house import House, a_ticket, house

ROUSSEL = "chantiers@plomberie-roussel.example"


async def _asks(home: House, thread: Any) -> None:
    slack, before = home.sandbox.slack.actions(), home.sandbox.journal.last
    await slack["press"](
        user="U0MARC",
        channel=thread.channel,
        ts=thread.ts,
        action_id="ticket.more",
        selected="ticket.contractor",
    )

    def opened(entry: Any) -> bool:
        return entry.name == "view" and "Que lui écrivez-vous" in str(entry.data.get("view"))

    await home.soon(home.sandbox.journal.wait_for(opened, after=before))
    values = {"contractor": "Plomberie Roussel"}
    assert await slack["submit_view"](user="U0MARC", values=values) == {"view": None}


async def test_his_answer_and_its_file_reach_the_thread_only(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        mail = home.sandbox.mail.actions()
        await _asks(home, thread)
        await home.soon(home.stage.hears(camille, "entreprise spécialisée"))
        await home.settled()
        assert "en attente d’un prestataire" in await home.card(thread)
        (letter,) = await mail["mails"](to=ROUSSEL)
        assert letter["reply_to"].startswith("desk+")

        await mail["answer"](
            sender=ROUSSEL,
            text="Nous passons demain à 8 h.",
            name="Jean Roussel",
            files={"devis.pdf": "%PDF-1.7"},
        )
        await home.soon(home.stage.reads(thread, "Nous passons demain à 8 h."))
        await home.soon(home.stage.reads(thread, "devis.pdf"))
        await home.soon(home.stage.told("U0MARC", "Plomberie Roussel a répondu"))
        await home.settled()
        assert "en attente d’un prestataire" not in await home.card(thread)
        shown = await home.thread(thread)
        (answer,) = [text for text in shown if "Nous passons demain" in text]
        assert "Jean Roussel (Plomberie Roussel)" in answer
        assert "a écrit" not in answer
        await home.stage.never_hears(camille, "Nous passons")
        await home.stage.never_hears(camille, "devis")

        await mail["answer"](sender=ROUSSEL, text="Absent", headers={"Auto-Submitted": "auto-replied"})
        await home.soon(home.stage.reads(thread, "Réponse automatique de Plomberie Roussel"))
        await home.settled()
        assert len(await mail["mails"]()) == 1, "no letter is answered by itself"

        # a question to somebody outside goes the same way
        question = {
            "name": "Promoteur",
            "email": "sav@promoteur.example",
            "question": "Qui répare la gaine ?",
        }
        sent = await home.acts("U0MARC", thread, "outside.ask", "La question par écrit", **question)
        assert sent == {"view": None}
        await home.settled()
        (written,) = await mail["mails"](to="sav@promoteur.example")
        assert "Qui répare la gaine ?" in written["text"]
        await mail["answer"](sender="sav@promoteur.example", text="C’est à nous, en mai.")
        await home.soon(home.stage.reads(thread, "C’est à nous, en mai."))
        await home.soon(home.stage.told("U0MARC", "Une réponse de Promoteur"))
        await home.settled()
        assert "en attente d’un intervenant extérieur" not in await home.card(thread)
        await home.stage.never_hears(camille, "en mai")
