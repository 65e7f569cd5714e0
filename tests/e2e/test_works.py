"""Works through the whole product: a list is made, a technician goes, photos come with a job."""

from __future__ import annotations

import base64
from pathlib import Path

from tests.e2e.house import a_ticket, house

JPEG = base64.b64encode(b"\xff\xd8\xff\xe0 a photo").decode()


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
        told = " ".join(home.heard(camille))
        assert "Chien" not in told


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
