"""Every kind of message, through each Telegram library: what the other side is shown of it (rows C1 to C3)."""

from __future__ import annotations

import base64
import struct
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.drivers import DriverName
from sandbox.stage import Resident, Stage, Thread
from tests.contract.chat_bench import DRIVERS
from tests.e2e.house import House, a_ticket, house

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 400, 300, 8, 2, 0, 0, 0) + bytes(4)
WIDE = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 9_999, 400, 8, 2, 0, 0, 0) + bytes(4)
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Paul Plombier\r\nEND:VCARD\r\n"


def a_file(name: str, mime: str, content: bytes, **more: str) -> dict[str, str]:
    return {"name": name, "mime": mime, "data_base64": base64.b64encode(content).decode(), **more}


def sent(at: House, chat: int, since: int) -> list[tuple[str, str]]:
    """What was sent to a chat: the method, and the text or caption."""
    calls = [e for e in at.sandbox.journal.since(since) if (e.side, e.kind) == ("telegram", "call")]
    ours = [e for e in calls if e.name.startswith("send") and str(e.data.get("chat_id")) == str(chat)]
    return [(e.name, str(e.data.get("text") or e.data.get("caption") or "")) for e in ours]


@pytest.mark.parametrize("driver", DRIVERS)
async def test_what_a_resident_sends(tmp_path: Path, driver: DriverName) -> None:
    async with house(tmp_path, driver) as at:
        camille, thread = await a_ticket(at.stage)
        does: dict[str, Any] = at.sandbox.telegram.actions()
        await does["send_sticker"](camille.id, "🙏")
        await at.stage.reads(thread, "🙏")
        await at.soon(at.stage.reads(thread, ".webp"))
        await does["send_location"](camille.id, 48.8566, 2.3522, "Hall B", address="3 rue Haute")
        place = "openstreetmap.org/?mlat=48.856600&mlon=2.352200"
        await at.soon(at.stage.reads(thread, place))
        await at.stage.reads(thread, "Hall B, 3 rue Haute")
        await does["send_contact"](camille.id, "+33 6", "Paul", "Plombier", own=False, vcard=CARD)
        await at.soon(at.stage.reads(thread, "Paul Plombier, +33 6"))
        await at.soon(at.stage.reads(thread, ".vcf"))
        await does["send_video_note"](camille.id)
        await at.soon(at.stage.reads(thread, "video-note-"))
        await does["send_voice"](camille.id)
        await at.soon(at.stage.reads(thread, "voice-"))
        await at.settled()
        cards = [e for e in at.seen("slack", "call", "upload") if e.data["name"].endswith(".vcf")]
        assert [e.data["size"] for e in cards] == [len(CARD)]
        assert at.heard(camille)[-1].startswith("Merci")


async def _about_charges(stage: Stage) -> tuple[Resident, Thread]:
    """A conversation, in whose thread photos go to the resident."""
    camille = await stage.resident("Camille", "Moreau", "fr")
    await stage.writes(camille, "Pourquoi les charges de ce trimestre ont-elles doublé ?")
    await stage.taps(camille, "Camille Moreau")
    await stage.taps(camille, "Les Cèdres")
    await stage.hears(camille, "appartement")
    await stage.writes(camille, "B12")
    await stage.taps(camille, "Charges, paiements")
    await stage.taps(camille, "Sans photo")
    await stage.taps(camille, "Envoyer")
    return camille, await stage.finds("C0ACCT001", "charges de ce trimestre")


@pytest.mark.parametrize("driver", DRIVERS)
async def test_several_files_of_staff(tmp_path: Path, driver: DriverName) -> None:
    async with house(tmp_path, driver) as at:
        camille, thread = await _about_charges(at.stage)
        await at.settled()
        before = at.sandbox.journal.last
        files = [
            a_file("vue.png", "image/png", PNG),
            a_file("bandeau.png", "image/png", WIDE),
            a_file("page.jpg", "image/jpeg", b"<html><script>alert(1)</script>"),
            a_file("etapes", "text/plain", b"1. Ouvrir", mode="snippet"),
        ]
        posted = await at.sandbox.slack.actions()["post"](
            "Karim Benali", "C0ACCT001", "Voici tout", thread.ts, files=files
        )
        await at.stage.hears(camille, "Voici tout")
        await at.soon(at.stage.marked(thread, posted["ts"], "white_check_mark"))
        await at.settled()
        (text, *rest) = sent(at, camille.id, before)
        assert text[0] == "sendMessage"
        assert "Karim Benali" in text[1]
        assert rest == [("sendPhoto", ""), *[("sendDocument", "")] * 3]
        names = [
            m["file"]["name"]
            for m in await at.sandbox.telegram.actions()["chat"](camille.id)
            if m.get("file")
        ]
        assert names == ["vue.png", "bandeau.png", "page.jpg", "etapes.txt"]


@pytest.mark.parametrize("driver", DRIVERS)
async def test_an_album_whose_last_part_comes_after_the_ticket(tmp_path: Path, driver: DriverName) -> None:
    async with house(tmp_path, driver) as at:
        camille, thread = await a_ticket(at.stage)
        await at.settled()
        captions = [None, "Le compteur", None]
        named = [{"name": f"{number}.txt"} for number in range(len(captions))]
        await at.sandbox.telegram.actions()["send_album"](
            camille.id, captions, ["document"] * 3, shuffle=True, files=named
        )
        await at.soon(at.stage.reads(thread, "Le compteur"))
        await at.settled()
        await at.sandbox.journal.wait_for(lambda _: sum(len(p.get("files", ())) for p in at.posted()) == 3)
        shown = await at.sandbox.slack.actions()["thread"](thread.channel, thread.ts)
        assert [one["name"] for m in shown[1:] for one in m["files"]] == ["0.txt", "1.txt", "2.txt"]
        headed = [m for m in shown[1:] if "Camille" in "\n".join(m["blocks"]) + m["text"]]
        assert len(headed) == 1
        assert "Le compteur" in "\n".join(headed[0]["blocks"])
        assert len(at.rows("SELECT 1 FROM message_public")) == 2  # what opened the ticket, and the album
        assert at.heard(camille)[-1].startswith("Merci")
