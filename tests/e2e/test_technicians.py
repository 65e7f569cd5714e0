"""Technicians in Telegram through the whole product, with both drivers: linked by a code, a job, a photo, a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sandbox.stage import Resident, Thread
from tests.e2e.house import House, a_ticket, house


async def _code(home: House) -> str:
    """What the manager is shown when he asks for a link."""
    slack = home.sandbox.slack.actions()
    await slack["command"](user="U0THOMAS", channel="C0TECH001", command="/palier", text="link julien")
    found: list[str] = []

    def shown(entry: object) -> bool:
        found[:] = re.findall(r"https://t\.me/(\w+)\?start=(tech-[A-Z0-9-]+)", str(entry))
        return bool(found)

    await home.sandbox.journal.wait_for(shown)
    return str(found[0][1])


async def _links(home: House) -> Resident:
    code = await home.soon(_code(home))
    julien = await home.stage.resident("Julien", "Moreau", "fr")
    await home.stage.writes(julien, f"/start {code}")
    await home.soon(home.stage.hears(julien, "désormais celle de votre travail"))
    return julien


async def _menu(home: House, who: Resident) -> list[str]:
    """What the menu of somebody's chat offers."""
    shown = await home.sandbox.telegram.actions()["menu"](who.id)
    return [f"/{item['command']} {item['description']}" for item in shown]


async def _asked_and_answered(home: House, thread: Thread, julien: Resident) -> None:
    """A colleague writes to him in the thread, he answers; she writes again from his words."""
    slack, ts = (
        home.sandbox.slack.actions(),
        await home.stage.posts("U0MARC", thread, "@Julien Moreau l’échelle ?"),
    )
    await home.soon(home.stage.hears(julien, "💬 Marc Petit"))
    await home.soon(home.stage.marked(thread, ts, "toolbox"))
    await home.stage.taps(julien, "Répondre")
    await home.soon(home.stage.hears(julien, "vos collègues le lisent avec la demande"))
    await home.stage.writes(julien, "Elle est cassée")
    words = await home.soon(home.stage.reads(thread, "Elle est cassée"))
    await home.soon(home.stage.told("U0CLAIRE", "Elle est cassée"))
    await slack["press"](user="U0CLAIRE", channel=thread.channel, ts=words["ts"], action_id="work.tell")
    await home.soon(home.window("U0CLAIRE", "Que voulez-vous écrire à Julien Moreau"))
    assert await slack["submit_view"](user="U0CLAIRE", values={"text": "Une autre échelle arrive"}) == {
        "view": None
    }
    await home.soon(home.stage.hears(julien, "Une autre échelle arrive"))


async def _taken_back(home: House, thread: Thread, julien: Resident) -> None:
    """Words that are deleted while they wait never reach him; those that did are deleted there, too."""
    slack = home.sandbox.slack.actions()
    home.fault("telegram", "sendMessage", "error", status=429, retry_after=35, match={"chat_id": julien.id})
    before = home.sandbox.journal.last
    ts = await home.stage.posts("U0MARC", thread, "@Julien Moreau le portail : 2580")
    await home.sandbox.journal.wait_for(
        lambda e: e.name == "sendMessage" and e.data.get("status") == 429, after=before
    )
    await slack["delete"]("U0MARC", thread.channel, ts)
    await home.settled()
    assert not any("2580" in text for text in home.heard(julien))
    ts = await home.stage.posts("U0MARC", thread, "@Julien Moreau la cave : 3691")
    await home.soon(home.stage.hears(julien, "3691"))
    await slack["delete"]("U0MARC", thread.channel, ts)
    await home.settled()
    assert await home.shown(julien, "3691") == 0


@pytest.mark.parametrize("driver", ["aiogram", "ptb"])
async def test_a_job_in_telegram(tmp_path: Path, driver: str) -> None:
    async with house(tmp_path, driver=driver) as home:
        julien = await _links(home)
        await home.settled()
        assert [line.split()[0] for line in await _menu(home, julien)] == ["/jobs", "/help", "/leave"]
        camille, thread = await home.soon(a_ticket(home.stage))
        assert "/report" in (await _menu(home, camille))[0]
        slack = home.sandbox.slack.actions()
        card = {"channel": thread.channel, "ts": thread.ts}
        await slack["press"](user="U0CLAIRE", action_id="work.send", **card)
        await home.settled()
        filled = {"technician": "Julien Moreau", "cautions": "Code 4711B"}
        assert await slack["submit_view"](user="U0CLAIRE", values=filled) == {"view": None}
        await home.soon(home.stage.hears(julien, "Code 4711B"))
        assert await home.shown(julien, "🧰") == 1

        await home.stage.taps(julien, "Pris en main")
        await home.soon(home.stage.hears(camille, "prend en main"))
        await home.stage.taps(julien, "☐ Trouver l’origine de la fuite")
        await home.soon(home.stage.hears(camille, "1"))
        await home.settled()
        assert await home.shown(julien, "☑ Trouver l’origine de la fuite") == 1
        assert await home.shown(julien, "🧰") == 1

        await home.stage.taps(julien, "Impossible à faire…")
        await home.stage.taps(julien, "Prévenir les logements voisins")
        await home.stage.taps(julien, "Personne n’était là pour ouvrir.")
        await home.soon(home.stage.hears(camille, "n’a pas pu être réalisée cette fois-ci"))
        await home.soon(
            home.stage.reads(thread, "Prévenir les logements voisins\N{NO-BREAK SPACE}: Personne n’était là")
        )

        await home.stage.sends_photo(julien, "derrière le lavabo")
        await home.stage.taps(julien, "Trouver l’origine de la fuite")
        await home.stage.taps(julien, "Avant les travaux")
        await home.soon(home.stage.hears(julien, "Le résident ne le voit pas"))
        await home.stage.writes(julien, "Je repasse jeudi avec la pièce")
        await home.soon(home.stage.hears(julien, "Le résident ne le lit pas"))
        await _asked_and_answered(home, thread, julien)
        await _taken_back(home, thread, julien)
        await home.settled()
        shown = "\n".join(await home.thread(thread))
        assert "Je repasse jeudi" in shown
        (row,) = home.rows(
            "SELECT p.side, p.by, a.sha256, a.channel FROM item_photo p JOIN attachment a ON a.id = p.attachment"
        )
        assert row[:2] == ("before", "julien-moreau")
        assert row[2] is not None
        assert row[3] == "telegram"
        told = " ".join(home.heard(camille))
        assert not any(
            secret in told for secret in ("4711B", "jeudi", "lavabo", "échelle", "cassée", "ouvrir")
        )


async def test_what_was_queued_for_him_is_not_sent_once_he_is_unlinked(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        julien = await _links(home)
        _, thread = await home.soon(a_ticket(home.stage))
        slack = home.sandbox.slack.actions()
        await slack["press"](user="U0CLAIRE", action_id="work.send", channel=thread.channel, ts=thread.ts)
        await home.settled()
        assert await slack["submit_view"](
            user="U0CLAIRE", values={"technician": "Julien Moreau", "cautions": "Code 4711B"}
        ) == {"view": None}
        await home.soon(home.stage.hears(julien, "Code 4711B"))
        await slack["command"](user="U0THOMAS", channel="C0TECH001", command="/palier", text="unlink julien")
        await home.soon(home.stage.hears(julien, "n’est plus reliée"))
        await home.settled()
        assert "/report" in (await _menu(home, julien))[0]
        await slack["press"](user="U0MARC", action_id="work.picked_up", channel=thread.channel, ts=thread.ts)
        await home.settled()
        assert await home.shown(julien, "4711B") == 0
        assert await home.shown(julien, "🧰") == 0


async def _sent_on(home: House, what: str) -> Thread:
    _, thread = await home.soon(a_ticket(home.stage, what))
    slack = home.sandbox.slack.actions()
    await slack["press"](user="U0CLAIRE", action_id="work.send", channel=thread.channel, ts=thread.ts)
    await home.settled()
    assert await slack["submit_view"](user="U0CLAIRE", values={"technician": "Julien Moreau"}) == {
        "view": None
    }
    await home.settled()
    return thread


async def test_he_never_says_which_job_his_photos_show(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        julien, slack, stage = await _links(home), home.sandbox.slack.actions(), home.stage
        leak = await _sent_on(home, "de l’eau coule du plafond")
        wall = await _sent_on(home, "de l’eau suinte du mur")
        await stage.sends_photo(julien, "derrière le lavabo")
        await home.soon(stage.hears(julien, "De quelle intervention s’agit-il"))
        home.advance(16 * 60)
        await home.soon(stage.hears(julien, "pas encore chez vos collègues"))
        home.advance(46 * 60)
        asked = await home.soon(stage.reads(wall, "n’a pas indiqué de quelle demande"))
        assert "Envoyer au résident" not in str(asked["buttons"])
        before, about = home.sandbox.journal.last, {"channel": wall.channel, "ts": asked["ts"]}
        await slack["press"](user="U0MARC", label="Une autre demande…", **about)
        await home.soon(home.window("U0MARC", "Quelle demande", after=before))
        first = home.rows("SELECT reference FROM ticket ORDER BY opened_at")[0][0]
        chosen = {"request": f"{first} · Fuite d’eau · Les Cèdres, B12"}
        assert await slack["submit_view"](user="U0MARC", values=chosen) == {"view": None}
        question = await home.soon(stage.reads(leak, "1 📷 pour l’étape"))
        about = {"channel": leak.channel, "ts": question["ts"]}
        await slack["press"](user="U0MARC", label="Avant les travaux", **about)
        await home.soon(stage.reads(leak, "· Avant les travaux"))
        assert home.rows("SELECT side, by FROM item_photo") == [("before", "julien-moreau")]
