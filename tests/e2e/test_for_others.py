"""Canned replies, and a call logged by staff, through the whole product."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.domain.audience import Phrase
from bot.domain.ids import TopicKey
from examples import office_file
from sandbox.stage import Resident, Thread
from tests.e2e.house import House, a_ticket, house


async def test_a_canned_reply_is_picked_read_and_sent(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, thread = await home.soon(a_ticket(home.stage))
        slack = home.sandbox.slack.actions()
        about = {"channel": thread.channel, "ts": thread.ts, "action_id": "ticket.more"}
        await slack["press"](user="U0MARC", selected="ticket.canned", **about)
        await home.soon(home.window("U0MARC", "Souhaite être appelé"))
        await slack["press_in_view"](user="U0MARC", action_id="reply", selected="Souhaite être appelé")
        await home.soon(home.window("U0MARC", "de vive voix"))
        sent = await slack["submit_view"](user="U0MARC", values={"words": "Je suis là jusqu’à 17 h."})
        assert sent == {"view": None}
        await home.soon(home.stage.hears(camille, "Je suis là jusqu’à 17 h."))


ONLY_TWO = """
[[replies]]
key = "lift-key"
office = "paris"
names = { fr = "Clé du local", en = "Key", vi = "Chìa khóa", zh = "钥匙" }

[replies.texts]
fr = "La clé du lot {unit} est à l’accueil."
en = "The key of {unit} is at the reception."
"""


async def _in_vietnamese(home: House) -> tuple[Resident, Thread]:
    """A resident reports in Vietnamese."""
    stage, words = home.stage, home.app.worker.house.words
    an = await stage.resident("An", "Nguyễn", "vi")
    await stage.writes(an, "Xin chào, nước nhỏ giọt từ trần hành lang tầng 2 từ sáng nay")
    topic = home.app.directory.topic(TopicKey("paris-leak")).names["vi"]
    await stage.taps(an, "Nguyễn An")
    await stage.taps(an, "Les Cèdres")
    await stage.hears(
        an, str(words.say(Phrase("Which flat or shop? For a common area, write where it is."), "vi"))
    )
    await stage.writes(an, "B12")
    for label in (topic, *(str(words.say(Phrase(one), "vi")) for one in ("Skip", "No photos", "Send"))):
        await stage.taps(an, label)
    return an, await stage.finds("C0TECH001", "nước nhỏ giọt")


async def test_both_read_his_own_language_and_a_missing_one_is_said_before(tmp_path: Path) -> None:
    office = tmp_path / "office.toml"
    office.write_text(office_file().read_text(encoding="utf-8") + ONLY_TWO, encoding="utf-8")
    async with house(tmp_path, more={"PALIER_OFFICE": str(office)}) as home:
        an, thread = await home.soon(_in_vietnamese(home))
        slack = home.sandbox.slack.actions()
        about = {"channel": thread.channel, "ts": thread.ts, "action_id": "ticket.more"}

        async def picks(name: str, words: str) -> str:
            before = home.sandbox.journal.last
            await slack["press"](user="U0MARC", selected="ticket.canned", **about)
            await home.soon(home.window("U0MARC", name, after=before))
            await slack["press_in_view"](user="U0MARC", action_id="reply", selected=name)
            return "\n".join((await home.soon(home.window("U0MARC", words, after=before)))["blocks"])

        shown = await picks("Demande prise en compte", "Kính gửi")
        assert "Bonjour Nguyễn An" in shown
        assert "vietnamien" in shown
        assert await slack["submit_view"](user="U0MARC", values={}) == {"view": None}
        await home.soon(home.stage.hears(an, "chúng tôi đã tiếp nhận yêu cầu"))
        await home.soon(home.stage.reads(thread, "nous avons bien pris en compte"))

        shown = await picks("Clé du local", "The key of B12")
        assert "La clé du lot B12" in shown
        assert "Il n’y a pas de texte dans la langue du résident (vietnamien)" in shown
        assert "confirm" in (await slack["submit_view"](user="U0MARC", values={}))["errors"]
        await home.settled()
        await home.stage.never_hears(an, "reception")
        sent = await slack["submit_view"](user="U0MARC", values={"confirm": ["L’envoyer en : anglais"]})
        assert sent == {"view": None}
        await home.soon(home.stage.hears(an, "The key of B12 is at the reception."))


async def _logs(home: House, who: str, found: str, description: str, **more: str) -> None:
    """Claire looks somebody up and logs a call for him."""
    slack, before = home.sandbox.slack.actions(), home.sandbox.journal.last
    await slack["command"](user="U0CLAIRE", channel="C0CARE001", command="/palier", text="new")
    await home.soon(home.window("U0CLAIRE", "Rechercher", after=before))
    await slack["fill_view"](user="U0CLAIRE", values={"who": who, "description": description})
    await slack["press_in_view"](user="U0CLAIRE", label="Rechercher")
    await home.soon(home.window("U0CLAIRE", found, after=before))
    values = {"resident": found, "topic": "Autre question", **more}
    assert await slack["submit_view"](user="U0CLAIRE", values=values) == {"view": None}
    await home.soon(home.stage.finds("C0CARE001", description))


async def test_a_known_resident_is_found_by_name_flat_and_address(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        camille, _ = await home.soon(a_ticket(home.stage))
        found = "Camille Moreau · Les Cèdres, B12 · Telegram"
        await _logs(home, "moreau", found, "Le badge est perdu", email="camille@example.org")
        await home.soon(home.stage.hears(camille, "L’agence a bien noté votre appel."))
        await _logs(home, "b12", found, "La boîte aux lettres ferme mal", way="Au guichet")
        await home.soon(home.stage.hears(camille, "ce que vous nous avez signalé sur place"))
        await _logs(home, "CAMILLE@example", found, "Le local à vélos est plein", way="Par courrier")
        await home.soon(home.stage.hears(camille, "L’agence a bien reçu votre courrier."))
        await home.soon(home.stage.told("U0CLAIRE", "Enregistrée"))


@pytest.mark.parametrize("driver", ["aiogram", "ptb"])
async def test_somebody_new_without_a_chat_is_told_by_staff_then_invited(tmp_path: Path, driver: str) -> None:
    async with house(tmp_path, driver=driver) as home:
        slack, stage = home.sandbox.slack.actions(), home.stage
        await slack["command"](user="U0CLAIRE", channel="C0CARE001", command="/palier", text="new")
        await home.soon(home.window("U0CLAIRE", "Rechercher"))
        filled = {"name": "Jeanne Roy", "residence": "Les Cèdres", "unit": "A21", "topic": "Autre question"}
        values = {**filled, "description": "Le digicode est en panne"}
        assert "phone" in (await slack["submit_view"](user="U0CLAIRE", values=values))["errors"]
        assert await slack["submit_view"](user="U0CLAIRE", values={"phone": "06 12 34 56 78"}) == {
            "view": None
        }
        await home.soon(stage.told("U0CLAIRE", "pour Jeanne Roy"))
        thread = await home.soon(stage.finds("C0CARE001", "Le digicode est en panne"))
        assert "06 12 34 56 78" in await home.card(thread)
        ts = await stage.posts("U0CLAIRE", thread, "Bonjour Madame, c’est réparé.")
        await home.soon(stage.marked(thread, ts, "no_bell"))
        line = await home.soon(stage.reads(thread, "Non transmis : le résident n’a pas de messagerie"))

        about = {"channel": thread.channel, "ts": line["ts"], "action_id": "resident.invite"}
        await slack["press"](user="U0CLAIRE", **about)
        shown = "\n".join((await home.soon(home.window("U0CLAIRE", "Pour Jeanne Roy")))["blocks"])
        found = re.search(r"https://t\.me/\w+\?start=(home-[A-Z0-9-]+)", shown)
        assert found, shown
        assert "Bonjour Jeanne Roy" in shown
        jeanne = await stage.resident("Jeanne", "R.", "fr")
        eve = await stage.resident("Eve", "", "en")
        code = found[1].removeprefix("home-")
        typed = code.lower().replace("-", " ")
        await stage.writes(jeanne, "mon code : ABCD-EFG2-JK")
        await home.soon(stage.hears(jeanne, "Veuillez écrire le code lui-même"))
        await stage.writes(jeanne, f"/start {found[1]}" if driver == "ptb" else f"Voici mon code : {typed}.")
        await home.soon(stage.hears(jeanne, "Bienvenue, Jeanne Roy."))
        await home.soon(stage.hears(jeanne, "Bonjour Madame, c’est réparé."))
        await home.soon(stage.marked(thread, ts, "white_check_mark"))
        told = await home.soon(stage.reads(thread, "a relié une conversation Telegram (Jeanne R.)"))
        await stage.writes(eve, f"Hello, my code is {typed}, thanks")
        await home.soon(stage.hears(eve, "That code does not work"))
        await home.settled()
        assert "06 12 34 56 78" not in await home.card(thread)
        await stage.posts("U0CLAIRE", thread, "Le nouveau code est à l’accueil.")
        await home.soon(stage.hears(jeanne, "Le nouveau code est à l’accueil."))
        await stage.writes(jeanne, "Merci, j’y passe demain")
        await home.soon(stage.reads(thread, "Merci, j’y passe demain"))

        about = {"channel": thread.channel, "ts": told["ts"], "action_id": "resident.unlink"}
        await slack["press"](user="U0CLAIRE", **about)
        await home.soon(stage.reads(thread, "a délié la conversation"))
        ts = await stage.posts("U0CLAIRE", thread, "Encore un mot.")
        await home.soon(stage.marked(thread, ts, "no_bell"))
        await home.settled()
        await stage.never_hears(jeanne, "Encore un mot.")
        assert "06 12 34 56 78" in await home.card(thread)
