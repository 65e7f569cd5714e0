"""Works through the whole product: a list is made, a technician goes, photos come with a job."""

from __future__ import annotations

import base64
from pathlib import Path

from sandbox.stage import Resident, Thread
from tests.e2e.house import House, a_ticket, house

JPEG = base64.b64encode(b"\xff\xd8\xff\xe0 a photo").decode()


async def _after_the_work(home: House, thread: Thread, camille: Resident) -> None:
    """A photo is dropped into the thread and tied to its step; one step can't be done; the rest is ticked off."""
    slack, stage = home.sandbox.slack.actions(), home.stage
    photo = {"name": "apres.jpg", "mime": "image/jpeg", "data_base64": JPEG}
    await slack["post"]("U0JULIEN", thread.channel, "joint neuf", thread.ts, files=[photo])
    question = await home.soon(stage.reads(thread, "1 📷 pour l’étape"))
    await slack["press"](
        user="U0JULIEN", channel=thread.channel, ts=question["ts"], label="Après les travaux"
    )
    await home.soon(stage.reads(thread, "· Après les travaux"))
    rows = home.rows("SELECT side, by FROM item_photo ORDER BY at")
    assert rows == [("before", "julien-moreau"), ("after", "julien-moreau")]

    await stage.writes(camille, "Vous pouvez me montrer le joint ?")
    await home.soon(stage.reads(thread, "montrer le joint"))
    assert home.rows("SELECT owed_since IS NULL FROM ticket") == [(0,)]
    await slack["post"]("U0JULIEN", thread.channel, "Le voici", thread.ts, files=[photo])
    question = await home.soon(stage.reads(thread, "1 📷 pour l’étape"))
    about = {"channel": thread.channel, "ts": question["ts"]}
    await slack["press"](user="U0JULIEN", label="Envoyer au résident", **about)
    await home.soon(stage.hears(camille, "Le voici"))
    await home.settled()
    assert home.rows("SELECT owed_since IS NULL FROM ticket") == [(1,)]

    step = "Prévenir les logements voisins"
    about = {"item": step, "reason": "Il faut une entreprise spécialisée."}
    empty = await home.acts("U0JULIEN", thread, "work.cannot", "Quelle étape", item=step)
    assert "reason" in empty["errors"]
    assert await slack["submit_view"](user="U0JULIEN", values=about) == {"view": None}
    await home.soon(stage.hears(camille, "n’a pas pu être réalisée cette fois-ci"))
    await home.soon(stage.reads(thread, "entreprise spécialisée"))
    labels = [
        str(row[0])
        for row in home.rows("SELECT label FROM checklist_item WHERE removed = 0 ORDER BY position")
    ]
    for label in labels:
        if label != step:
            await slack["press"](user="U0JULIEN", channel=thread.channel, ts=thread.ts, label=label)
            await home.settled()
    await home.soon(stage.hears(camille, "tout n’a pas pu être fait"))
    await home.settled()
    assert "en cours" in await home.card(thread)
    about_card = {"channel": thread.channel, "ts": thread.ts, "action_id": "ticket.more"}
    await slack["press"](user="U0MARC", selected="ticket.work_done", **about_card)
    await home.soon(stage.hears(camille, "Est-ce néanmoins réglé pour vous"))
    await home.settled()
    assert "travaux faits" in await home.card(thread)


async def test_a_technician_goes_and_brings_photos(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        slack = home.sandbox.slack.actions()
        card = {"channel": thread.channel, "ts": thread.ts}

        await slack["press"](user="U0MARC", action_id="work.send", **card)
        await home.soon(home.window("U0MARC", "Qui intervient"))
        due = int(home.app.worker.house.now().timestamp())
        filled = {"technician": "Julien Moreau", "due": due - 60, "cautions": "Chien"}
        assert "due" in (await slack["submit_view"](user="U0MARC", values=filled))["errors"]
        assert await slack["submit_view"](user="U0MARC", values={"due": due + 7200}) == {"view": None}
        await home.soon(
            home.stage.hears(camille, "Julien Moreau, Service technique a été chargé d’intervenir")
        )
        for action, words in (("work.picked_up", "prend en main"), ("work.on_site", "est sur place")):
            await home.settled()
            await slack["press"](user="U0JULIEN", action_id=action, **card)
            await home.soon(home.stage.hears(camille, words))

        await slack["press"](user="U0JULIEN", action_id="ticket.more", selected="work.photos", **card)
        await home.soon(home.window("U0JULIEN", "Quelle étape"))
        photo = {"name": "avant.jpg", "mime": "image/jpeg", "data_base64": JPEG}
        values = {"item": "Trouver l’origine de la fuite", "side": "Avant les travaux"}
        refused = await slack["submit_view"](
            user="U0JULIEN", values={**values, "photos": [{**photo, "name": "avant.exe"}]}
        )
        assert "photos" in refused["errors"]
        assert await slack["submit_view"](user="U0JULIEN", values={"photos": [photo]}) == {"view": None}
        await home.settled()
        shown = "\n".join(await home.thread(thread))
        assert "avant.jpg" in shown or "Avant les travaux · Trouver l’origine" in shown
        (row,) = home.rows(
            "SELECT p.side, a.sha256 FROM item_photo p JOIN attachment a ON a.id = p.attachment"
        )
        assert row[0] == "before"
        assert row[1] is not None
        await _after_the_work(home, thread, camille)
        told = " ".join(home.heard(camille))
        assert not any(secret in told for secret in ("Chien", "spécialisée", "joint neuf"))


async def test_a_conversation_becomes_a_list_from_a_template(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        _, thread = await home.soon(a_ticket(home.stage))
        slack = home.sandbox.slack.actions()
        about = {"channel": thread.channel, "ts": thread.ts, "action_id": "ticket.more"}
        await slack["press"](user="U0MARC", selected="work.back", **about)
        await home.settled()
        await slack["press"](user="U0MARC", selected="work.make", **about)
        await home.soon(home.window("U0MARC", "Couper l’arrivée d’eau"))
        await slack["press_in_view"](user="U0MARC", label="Ascenseur")
        shown = await home.soon(home.window("U0MARC", "Essayer l’appareil"))
        steps = next(one for one in shown["inputs"] if one["label"] == "Les étapes")
        assert "Couper" not in str(steps)
        assert await slack["submit_view"](user="U0MARC", values={"Les étapes": "Un\nDeux"}) == {"view": None}
        await home.settled()
        assert [row[0] for row in home.rows("SELECT label FROM checklist_item WHERE removed = 0")] == [
            "Un",
            "Deux",
        ]
