"""The home tab and the lists of /palier through the whole product, by both intakes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.addresses import Place
from tests.e2e.house import House, a_ticket, house


async def _page(house: House, who: str, words: str) -> list[str]:
    """Somebody's home tab, once it shows these words."""

    def shows(entry: Any) -> bool:
        fits = entry.kind == "effect" and entry.name == "home" and entry.data.get("user") == who
        return fits and words in str(entry.data["view"])

    await house.sandbox.journal.wait_for(shows)
    shown: dict[str, Any] = await house.sandbox.slack.actions()["home"](user=who)
    return list(shown["blocks"])


@pytest.mark.parametrize("intake", ["socket", "http"])
async def test_the_page_follows_what_happens(tmp_path: Path, intake: str) -> None:
    async with house(tmp_path, slack=intake) as home:
        slack = home.sandbox.slack.actions()
        camille, _ = await home.soon(a_ticket(home.stage))
        await slack["open_home"](user="U0MARC")
        shown = await home.soon(_page(home, "U0MARC", "Personne ne les a prises"))
        assert any("archives/C0TECH001/p" in line for line in shown)
        await slack["press_in_view"](user="U0MARC", home=True, label="Prendre en charge")
        await home.soon(home.stage.hears(camille, "Marc Petit"))
        home.advance(10)
        await home.soon(_page(home, "U0MARC", "Mon travail du jour : 1"))
        await slack["open_home"](user="U0KARIM")
        assert not any("Les Cèdres" in line for line in await home.soon(_page(home, "U0KARIM", "Bravo")))


async def test_every_question_is_answered_to_its_typist_alone(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        reference = (await home.card(thread)).partition(" ")[0]

        async def asks(who: str, channel: str, words: str) -> str:
            answer = await home.soon(home.stage.asks(who, channel, words))
            return "\n".join([answer["text"], *answer["blocks"]])

        assert "archives/C0TECH001" in await asks("U0MARC", "C0TECH001", f"status {reference}")
        assert reference in await asks("U0THOMAS", "C0TECH001", "open cedres")
        assert reference in await asks("U0THOMAS", "C0TECH001", "open technique")
        assert "Vous n’avez rien en charge" in await asks("U0MARC", "C0TECH001", "mine")
        assert "Rien n’est en retard" in await asks("U0MARC", "C0TECH001", "late")
        assert reference in await asks("U0MARC", "C0TECH001", "find plafond")
        assert "/palier mine" in await asks("U0MARC", "C0TECH001", "help")
        assert "relève" in await asks("U0MARC", "C0TECH001", "handover")
        assert reference not in await asks("U0KARIM", "C0ACCT001", "status")
        assert "Seul un responsable" in await asks("U0KARIM", "C0ACCT001", "open technique")
        home.advance(4 * 24 * 3600)
        await home.soon(home.stage.told("U0THOMAS", reference))
        assert reference in await asks("U0THOMAS", "C0TECH001", "late")
        await home.sandbox.slack.actions()["open_home"](user="U0THOMAS")
        page = "\n".join(await home.soon(_page(home, "U0THOMAS", "Service technique")))
        assert reference in page
        await home.stage.never_hears(camille, "En retard")


async def test_a_list_goes_on_by_pages(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        slack = home.sandbox.slack.actions()
        await home.soon(a_ticket(home.stage))
        async with home.app.store.begin() as u:
            (ticket,) = [
                one for office in home.app.directory.offices for one in await u.tickets.open_in(office.key)
            ]
            for at in range(20):
                copy = replace(ticket, id=u.ids.ticket(), reference=u.ids.reference(), version=1)
                await u.tickets.add(copy)
                await u.places.put(copy.thread, Place("slack", "C0TECH001", f"1772442001.{at:06}"))
        await slack["command"](user="U0MARC", channel="C0TECH001", command="/palier", text="find plafond")
        first = await home.soon(home.alone("U0MARC", "Trouvé pour"))
        assert str(first["blocks"]).count("archives/C0TECH001") == 20
        await slack["press"](user="U0MARC", channel="C0TECH001", ts=first["ts"], label="Suivant →")
        second = await home.soon(home.alone("U0MARC", "← Précédent"))
        assert second["ts"] == first["ts"]
        assert str(second["blocks"]).count("archives/C0TECH001") == 1
