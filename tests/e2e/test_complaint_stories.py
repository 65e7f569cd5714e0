"""Complaints, suggestions and questions through the whole product (section E): what each side reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox.control import ActionError
from tests.e2e.at_desk import card, direct, does, press, reports
from tests.e2e.house import house

SHOUTED = "Le gardien a crié sur mon fils dans le hall vendredi après-midi"
BADGE = "Mon badge n’ouvre plus la porte du garage depuis hier"


async def test_judged_graded_numbered_and_explained(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        stage, slack = home.stage, home.sandbox.slack.actions()
        camille = await stage.resident("Camille", "Moreau", "fr")
        first = await reports(home, camille, "fr", "paris-complaint", SHOUTED, wish="Des excuses")
        assert "PAR-B-GENERAL-" in str((await card(home, first))["blocks"])
        await direct(home, "U0THOMAS", "Une réclamation pour votre service")
        serial = str((await card(home, first))["blocks"]).split("PAR-B-GENERAL-")[1][:8]
        year, number = serial[:4], int(serial[4:])
        assert number == 1
        assert f"{serial}" not in "".join(home.heard(camille)), "the office's code is not the resident's"

        # the code follows the severity, and keeps its serial
        await does(
            home,
            "U0HELENE",
            first,
            "complaint.severity",
            "Critères",
            severity="C – mineure",
            why="Sans suite",
        )
        assert f"PAR-C-GENERAL-{serial}" in str((await card(home, first))["blocks"])
        before = home.sandbox.journal.last
        await press(home, "U0HELENE", first, "ticket.history")
        shown = await home.soon(home.window("U0HELENE", "a changé le code", after=before))
        assert f"PAR-B-GENERAL-{serial} → PAR-C-GENERAL-{serial}" in str(shown)
        assert "Sans suite" in str(shown)
        await slack["close_view"](user="U0HELENE")

        # a request that turns out to be a complaint takes the next number: no holes
        second = await reports(home, camille, "fr", "paris-access", BADGE, known=True)
        await does(home, "U0CLAIRE", second, "complaint.kind", "reçoit un code", kind="réclamation")
        await home.soon(stage.hears(camille, "comme une réclamation"))
        await home.settled()
        assert f"{year}{number + 1:04}" in str((await card(home, second))["blocks"])


async def test_its_cause_first_and_an_invalid_one_is_explained(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        stage, slack = home.stage, home.sandbox.slack.actions()
        camille = await stage.resident("Camille", "Moreau", "fr")
        first = await reports(home, camille, "fr", "paris-complaint", SHOUTED)
        paul = await stage.resident("Paul", "Martin", "fr")
        second = await reports(home, paul, "fr", "paris-access", BADGE)
        await does(home, "U0CLAIRE", second, "complaint.kind", "reçoit un code", kind="réclamation")

        # its cause and solution come before *answered* and *work done*
        for plain in ("ticket.answered", "ticket.work_done", "ticket.resolve"):
            with pytest.raises(ActionError):
                await press(home, "U0CLAIRE", second, plain)
        before = home.sandbox.journal.last
        await press(home, "U0CLAIRE", second, "complaint.answered")
        await home.soon(home.window("U0CLAIRE", "Cause", after=before))
        assert (
            "solution"
            in (await slack["submit_view"](user="U0CLAIRE", values={"cause": "Piles usées"}))["errors"]
        )
        await slack["submit_view"](user="U0CLAIRE", values={"solution": "Badge échangé"})
        await home.soon(stage.hears(paul, "Piles usées"))
        await home.settled()
        assert "répondue" in str((await card(home, second))["blocks"])

        # judged invalid: explained, and asked whether that is clear
        await does(home, "U0HELENE", first, "ticket.dispatch")
        moved = await home.soon(stage.finds("C0CARE001", SHOUTED))
        before = home.sandbox.journal.last
        await press(home, "U0CLAIRE", moved, "complaint.judge")
        await home.soon(home.window("U0CLAIRE", "La réclamation est", after=before))
        answer = await slack["submit_view"](user="U0CLAIRE", values={"valid": "non fondée"})
        assert "Une explication est due" in str(answer["errors"])
        values = {"text": "Le gardien était en congé ce jour-là."}
        assert await slack["submit_view"](user="U0CLAIRE", values=values) == {"view": None}
        await home.soon(stage.hears(camille, "Le gardien était en congé ce jour-là."))
        await home.soon(stage.hears(camille, "Nos explications"))
        await stage.writes(camille, "Mais c’était bien lui")
        await home.soon(stage.reads(moved, "Mais c’était bien lui"))
        await home.settled()
        await does(home, "U0CLAIRE", moved, "complaint.judge", "La réclamation est", valid="fondée")
        shown = str((await card(home, moved))["blocks"])
        assert "Jugée" in shown
        assert "en cours" in shown


async def test_a_suggestion_is_adopted_and_a_question_goes_outside(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        stage = home.stage
        emma = await stage.resident("Emma", "Brown", "en")
        idea = "Put bicycle stands in the yard of hall B please"
        thread = await reports(home, emma, "en", "paris-suggestion", idea)
        assert any("Thank you very much for your suggestion" in text for text in home.heard(emma))
        await does(home, "U0CLAIRE", thread, "suggestion.adopt", "Un mot", text="They come in May.")
        await home.soon(stage.hears(emma, "has been adopted"))
        assert any("They come in May." in text for text in home.heard(emma))

        balcony = "May I close my balcony with glass, as in the other building"
        asked = await reports(home, emma, "en", "paris-other", balcony, known=True)
        values = {
            "name": "Bâti & Fils",
            "email": "info@bati.fr",
            "question": "Le balcon B12 est-il fermable ?",
        }
        await does(home, "U0CLAIRE", asked, "outside.ask", "La question par écrit", **values)
        await home.soon(stage.hears(emma, "Bâti & Fils"))
        await home.soon(stage.reads(asked, "Le balcon B12 est-il fermable ?"))
        assert "extérieur" in str((await card(home, asked))["blocks"])
        internal = "Oui. Dossier interne 77."
        await does(home, "U0CLAIRE", asked, "outside.answer", "Leur réponse", text=internal)
        back = await home.soon(stage.reads(asked, "Dossier interne 77"))
        await stage.never_hears(emma, "Dossier interne")
        said = "Yes, if the assembly agrees."
        await does(home, "U0CLAIRE", asked, "outside.send", "Dossier interne 77", on=back["ts"], text=said)
        await home.soon(stage.hears(emma, said))
        await stage.never_hears(emma, "Dossier interne")
