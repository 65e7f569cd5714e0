"""Promises and waivers through the whole product (row E5): within a letter, above it, refused, passed up, run out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.e2e.at_desk import at, card, direct, does, press, reports
from tests.e2e.house import House, house

BADGE = "Mon badge n’ouvre plus la porte du garage depuis hier"


async def test_within_above_refused_and_run_out(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        stage, slack = home.stage, home.sandbox.slack.actions()
        camille = await stage.resident("Camille", "Moreau", "fr")
        thread = await reports(home, camille, "fr", "paris-access", BADGE)

        # within the letter: given, and reported the same day
        await does(
            home, "U0CLAIRE", thread, "promise.new", "Jusqu’à 100,00", what="Un badge neuf", amount="100"
        )
        await home.soon(stage.hears(camille, "Un badge neuf"))
        line = await direct(home, "U0THOMAS", "Claire Dubois a pris un engagement")
        assert "100,00" in str(line["blocks"])
        assert "archives/C0CARE001/p" in str(line["blocks"])

        # above it: asked, refused with a reason; the card shows the outcome in place of its buttons
        values = {"kind": "Une remise de frais", "what": "Les frais de badge", "amount": "300"}
        await does(home, "U0CLAIRE", thread, "promise.new", "Votre délégation", **values)
        asked = await direct(home, "U0THOMAS", "Souhaite s’engager")
        assert [one["label"] for one in asked["buttons"]] == ["Accorder", "Ne pas accorder…"]
        await does(home, "U0THOMAS", at(asked), "promise.refuse", "Motif", reason="Déjà remis l’an passé")
        await home.soon(stage.reads(thread, "Déjà remis l’an passé"))
        await stage.never_hears(camille, "Les frais de badge")
        settled = await card(home, at(asked))
        assert settled["buttons"] == []
        assert "Non accordé par Thomas Leroy" in str(settled["blocks"])

        # above it: asked, approved, told
        await does(home, "U0CLAIRE", thread, "promise.new", "Votre délégation", **values)
        asked = await direct(home, "U0THOMAS", "Souhaite s’engager")
        assert asked["ts"] != settled["ts"]
        await does(home, "U0THOMAS", at(asked), "promise.approve")
        await home.soon(stage.hears(camille, "Les frais de badge"))
        settled = await card(home, at(asked))
        assert settled["buttons"] == []
        assert "Accordé par Thomas Leroy" in str(settled["blocks"])

        # a letter that ran out covers nothing
        now = home.app.worker.house.now()
        home.advance((datetime(2028, 1, 2, tzinfo=UTC) - now).total_seconds())
        await home.fired()
        before = home.sandbox.journal.last
        await press(home, "U0CLAIRE", thread, "promise.new")
        await home.soon(home.window("U0CLAIRE", "a expiré le 31 décembre 2027", after=before))
        await slack["submit_view"](user="U0CLAIRE", values={"what": "Un autre badge", "amount": "10"})
        await home.settled()
        await home.soon(stage.reads(thread, "dépasse la délégation de Claire Dubois"))
        await stage.never_hears(camille, "Un autre badge")

        # nobody decides: he is reminded, then the next above him is asked; who asked learns it, and withdraws it
        await _until(home, "promise.remind")
        reminder = at(await direct(home, "U0THOMAS", "attend votre accord"))
        await _until(home, "promise.pass_on")
        await home.soon(stage.reads(reminder, "Transmis à Hélène Marchand"))
        assert (await card(home, reminder))["buttons"] == []
        told = at(await direct(home, "U0CLAIRE", "n’a pas encore décidé"))
        higher = at(await direct(home, "U0HELENE", "Souhaite s’engager"))
        await does(home, "U0CLAIRE", told, "promise.withdraw")
        await home.soon(stage.reads(higher, "Retiré par Claire Dubois"))
        await home.soon(stage.reads(thread, "n’en fait plus la demande"))
        assert [(await card(home, one))["buttons"] for one in (told, higher)] == [[], []]
        await stage.never_hears(camille, "Un autre badge")


async def _until(home: House, timer: str) -> None:
    """The product's time goes on to what is looked at again then."""
    ((due,),) = home.rows("SELECT due_at FROM timer WHERE kind = ?", timer)
    home.advance(max(due / 1000 - home.app.worker.house.now().timestamp(), 0) + 1)
    await home.fired()


async def test_above_the_managers_letter_too_it_goes_to_the_head_office(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        stage = home.stage
        mai = await stage.resident("Mai", "Nguyen", "vi")
        thread = await reports(
            home, mai, "vi", "saigon-charges", "Phí quản lý tháng này cao gấp đôi tháng trước"
        )
        values = {"what": "Hoàn lại phí", "amount": "20000000"}
        await does(home, "U0KIMCHI", thread, "promise.new", "ủy quyền", **values)
        asked = await direct(home, "U0HUONG", "Hoàn lại phí")
        await does(home, "U0HUONG", at(asked), "promise.approve")
        settled = await card(home, at(asked))
        assert settled["buttons"] == []
        assert "cũng vượt ủy quyền" in str(settled["blocks"])
        higher = await direct(home, "U0HELENE", "Hoàn lại phí")
        await stage.never_hears(mai, "Hoàn lại phí")
        await does(home, "U0HELENE", at(higher), "promise.approve")
        await home.soon(stage.hears(mai, "Hoàn lại phí"))
        told = home.heard(mai)[-1]
        assert "20.000.000" in told
        assert "Hoàng Kim Chi" in told
        settled = await card(home, at(higher))
        assert settled["buttons"] == []
        assert "Accordé par Hélène Marchand" in str(settled["blocks"])
