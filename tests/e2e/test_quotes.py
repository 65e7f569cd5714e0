"""A paid service through the whole product: declined, lapsed, accepted; nobody goes before that (row F2)."""

from __future__ import annotations

from pathlib import Path

from sandbox.stage import Resident, Thread
from tests.e2e.house import House, house

SEND = "Envoyer un technicien"


async def _wanted(home: House) -> tuple[Resident, Thread]:
    """A resident wants four mirrors hung up."""
    stage = home.stage
    camille = await stage.resident("Camille", "Moreau", "fr")
    await stage.writes(
        camille, "Bonjour, j’aimerais faire accrocher quatre miroirs lourds dans ma salle de bain"
    )
    await stage.taps(camille, "Camille Moreau")
    await stage.taps(camille, "Les Cèdres")
    await stage.hears(camille, "appartement")
    await stage.writes(camille, "B12")
    await stage.taps(camille, "Petits travaux chez vous")
    for label in ("Passer", "Sans photo", "Envoyer"):
        await stage.taps(camille, label)
    return camille, await stage.finds("C0TECH001", "quatre miroirs")


async def _quotes(home: House, thread: Thread, amount: str, **more: str) -> None:
    values = {"amount": amount, "purpose": f"Pose à {amount}", **more}
    assert await home.acts("U0MARC", thread, "ticket.quote", "Prix en EUR", **values) == {"view": None}


async def _quotes_one_who_is_away(home: House, thread: Thread, camille: Resident) -> None:
    """He had blocked the bot: the price and the words after it come once he is back, in their order."""
    telegram = home.sandbox.telegram.actions()
    await telegram["block"](camille.id)
    await _quotes(home, thread, "60")
    await home.stage.posts("Marc Petit", thread, "C’est mon dernier prix.")
    await home.soon(home.stage.reads(thread, "bloqué le bot"))
    await home.settled()
    await telegram["unblock"](camille.id)
    await home.soon(home.stage.reads(thread, "2 messages qu’il n’avait pas reçus"))
    await home.soon(home.stage.hears(camille, "C’est mon dernier prix."))
    late = [text for text in home.heard(camille) if "n’avait pas pu vous être remis" in text]
    assert [("60,00" in text, "dernier prix" in text) for text in late] == [(True, False), (False, True)]


async def test_nobody_goes_before_he_accepts(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(_wanted(home))
        stage, slack = home.stage, home.sandbox.slack.actions()
        assert "Le prix n’est pas encore accepté" in await home.card(thread)
        assert SEND not in await home.card(thread)
        top = (await slack["thread"](thread.channel, thread.ts))[0]
        assert all(one["type"] != "checkboxes" for one in top["buttons"])

        before = home.sandbox.journal.last
        await slack["press"](
            user="U0MARC",
            action_id="ticket.more",
            selected="ticket.quote",
            channel=thread.channel,
            ts=thread.ts,
        )
        await home.soon(home.window("U0MARC", "Prix en EUR", after=before))
        wrong = await slack["submit_view"](user="U0MARC", values={"amount": "0", "purpose": "Pose"})
        assert "amount" in wrong["errors"]
        assert await slack["submit_view"](user="U0MARC", values={"amount": "90"}) == {"view": None}
        await home.soon(stage.hears(camille, "Personne ne sera envoyé avant votre accord"))
        assert await home.shown(camille, "90,00") == 1
        await home.soon(stage.taps(camille, "Non, merci"))
        await home.soon(stage.hears(camille, "vous avez refusé l’offre"))
        await home.soon(stage.hears(camille, "pourquoi"))
        await stage.writes(camille, "C’est trop cher pour moi")
        await home.soon(stage.hears(camille, "c’est transmis"))
        await home.soon(stage.reads(thread, "Camille Moreau refuse : 90,00"))
        await home.soon(stage.reads(thread, "C’est trop cher pour moi"))
        await home.soon(stage.told("U0MARC", "Camille Moreau refuse"))
        assert SEND not in await home.card(thread)

        today = home.app.worker.house.now().date().isoformat()
        await _quotes(home, thread, "70", valid=today)
        await home.soon(stage.hears(camille, "70,00"))
        home.advance(2 * 24 * 3600)
        await home.soon(stage.reads(thread, "L’offre a expiré sans réponse : 70,00"))
        await home.soon(stage.told("U0MARC", "L’offre a expiré"))
        await home.soon(stage.taps(camille, "Accepter"))
        await home.soon(stage.hears(camille, "était valable jusqu’au"))
        await home.soon(stage.reads(thread, "a répondu à une offre expirée"))
        assert SEND not in await home.card(thread)

        await _quotes_one_who_is_away(home, thread, camille)
        await home.soon(stage.taps(camille, "Accepter"))
        await home.soon(stage.hears(camille, "Vous avez accepté"))
        await home.soon(stage.reads(thread, "Camille Moreau accepte : 60,00"))
        await home.settled()
        assert SEND in await home.card(thread)
        sent = await home.acts("U0MARC", thread, "work.send", "Qui intervient", technician="Julien Moreau")
        assert sent == {"view": None}
        await home.soon(stage.hears(camille, "a été chargé d’intervenir"))
        await stage.never_hears(camille, "encore accepté")
