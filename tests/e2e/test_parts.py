"""A colleague's part of a request through the whole product: the request can't end before it, its resident sees nothing
(row B6)."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.house import a_ticket, house

RESOLVED = "Passer en résolu"


async def test_a_request_waits_for_a_colleagues_part(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        stage, slack = home.stage, home.sandbox.slack.actions()
        assert RESOLVED in await home.card(thread)
        values = {
            "subject": "Relever le compteur",
            "member": "Karim Benali",
            "wait": ["La demande attend cette partie"],
        }
        sent = await home.acts("U0MARC", thread, "part.new", "Que faut-il faire", **values)
        assert sent == {"view": None}
        await slack["open_home"](user="U0KARIM")
        await home.soon(stage.told("U0KARIM", "Relever le compteur"))
        await home.soon(stage.reads(thread, "Sous-demande pour Karim Benali"))
        await home.settled()
        card = await home.card(thread)
        assert "en attente d’un collègue" in card
        assert "☐ Relever le compteur · Karim Benali" in card
        assert RESOLVED not in card
        assert "Répondue" not in card

        assert "Relever le compteur" in str((await slack["home"](user="U0KARIM"))["blocks"])

        home.advance(25 * 3600)
        await home.soon(stage.told("U0KARIM", "À faire maintenant : Relever le compteur"))
        told = await slack["channel"]("@U0KARIM")
        (asked,) = [one for one in told if "vous confie" in str(one["blocks"])]
        await slack["press"](user="U0KARIM", channel="@U0KARIM", ts=asked["ts"], label="Terminé")
        await home.soon(stage.reads(thread, "Fait par Karim Benali"))
        await home.soon(stage.told("U0MARC", "Terminé : Relever le compteur"))
        await home.settled()
        assert RESOLVED in await home.card(thread)
        await slack["press"](user="U0MARC", channel=thread.channel, ts=thread.ts, label=RESOLVED)
        await home.soon(stage.hears(camille, "satisfait"))
        await stage.never_hears(camille, "compteur")
