"""Windows of the desk through the whole product: pressed, looked up, sent in, told."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from tests.e2e.house import a_ticket, house


async def test_changed_handed_over_and_read_in_the_history(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        slack = home.sandbox.slack.actions()
        about = {"channel": thread.channel, "ts": thread.ts, "action_id": "ticket.more"}

        await slack["press"](user="U0MARC", selected="ticket.change", **about)
        shown = await home.soon(home.window("U0MARC", "Intitulé"))
        assert [one["label"] for one in shown["inputs"]][:2] == ["Objet", "Intitulé"]
        assert await slack["submit_view"](user="U0MARC", values={"Intitulé": "Couloir du 2e"}) == {
            "view": None
        }
        await home.soon(home.stage.hears(camille, "Couloir du 2e"))

        await slack["press"](user="U0MARC", selected="ticket.assign", **about)
        await home.soon(home.window("U0MARC", "À qui"))
        await slack["submit_view"](user="U0MARC", values={"member": "Claire Dubois"})
        await home.soon(home.stage.hears(camille, "Claire Dubois"))

        await slack["press"](user="U0MARC", selected="ticket.history", **about)
        await home.soon(home.window("U0MARC", "a désigné le responsable"))
        history = str(await slack["view"](user="U0MARC"))
        assert "– → Couloir du 2e" in history
        assert "– → Claire Dubois" in history

        await slack["close_view"](user="U0MARC")
        await slack["press"](user="U0MARC", selected="ticket.export", **about)
        await home.settled()
        (file,) = [
            one for one in home.sandbox.slack.slack.workspace.files.values() if one.name.endswith(".txt")
        ]
        title, _, *lines = (file.content or b"").decode().splitlines()
        assert "Fuite d’eau · Couloir du 2e" in title
        assert re.fullmatch(
            r"\w+ \d+(er)? \w+ \d{4} à \d\d:\d\d · Camille Moreau : a ouvert la demande", plain(lines[0])
        )
        assert any(
            "Marc Petit : a désigné le responsable : – → Claire Dubois" in plain(line) for line in lines
        )


def plain(text: str) -> str:
    """With plain spaces."""
    return unicodedata.normalize("NFKC", text)
