"""Acceptance cases 19 to 22 and 28: files arrive, or their senders hear of it; internal ones stay inside."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from bot.ports.channel import RawEvent
from sandbox.stage import PIXEL
from tests.e2e.house import ANSWER, a_ticket, house

CAPTIONS = [None, "La tache au plafond", None, None, "Le couloir", None, None, None, None, "Le compteur"]


class Late:
    """A store whose messages after the first few of an album come later, as on a slow line."""

    def __init__(self, store: Any, first: int) -> None:
        self._store, self._left = store, first
        self.kept: list[RawEvent] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def receive(self, events: list[RawEvent], *more: Any) -> None:
        now = []
        for event in events:
            if "media_group_id" in event.payload and self._left <= 0:
                self.kept.append(event)
            else:
                self._left -= "media_group_id" in event.payload
                now.append(event)
        await self._store.receive(now, *more)
        self._more = more

    async def release(self) -> None:
        """The rest comes."""
        await self._store.receive(self.kept, *self._more)


async def test_case_19_an_album_whose_parts_come_shuffled_and_late(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        late = Late(at.app.store, 6)
        at.app.store = late  # type: ignore[assignment]
        camille = await at.stage.resident("Camille", "Moreau", "fr")
        await at.sandbox.telegram.actions()["send_album"](camille.id, CAPTIONS, shuffle=True)
        await at.stage.hears(camille, "nom")
        await late.release()
        await at.settled()
        await at.stage.taps(camille, "Camille Moreau")
        await at.stage.taps(camille, "Les Cèdres")
        await at.stage.hears(camille, "appartement")
        await at.stage.writes(camille, "B12")
        await at.stage.taps(camille, "Fuite d’eau")
        await at.stage.taps(camille, "Passer")
        await at.settled()
        await at.stage.taps(camille, "C’est tout")
        await at.stage.taps(camille, "Envoyer")
        thread = await at.stage.finds("C0TECH001", "La tache au plafond")
        await at.settled()
        await at.sandbox.journal.wait_for(lambda _: sum(len(p.get("files", ())) for p in at.posted()) == 10)
        shown = await at.sandbox.slack.actions()["thread"](thread.channel, thread.ts)
        card = "\n".join(shown[0]["blocks"])
        assert all(caption in card for caption in CAPTIONS if caption)
        sizes = at.seen("slack", "call", "upload")
        assert sum(len(message["files"]) for message in shown) == len(CAPTIONS)
        assert len({e.data["sha256"] for e in sizes}) == len(CAPTIONS)
        assert len(at.rows("SELECT 1 FROM ticket")) == 1


async def test_case_20_a_document_one_byte_too_large(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        await at.sandbox.telegram.actions()["send_document"](
            camille.id, "devis.pdf", size=20_971_521, caption="Voici le devis"
        )
        await at.stage.reads(thread, "Voici le devis")
        await at.soon(at.stage.reads(thread, "devis.pdf"))
        await at.soon(at.stage.hears(camille, "devis.pdf"))
        await at.settled()
        assert len([text for text in at.heard(camille) if "devis.pdf" in text]) == 1


async def test_case_21_a_file_of_staff_that_telegram_does_not_take(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        posted = await at.sandbox.slack.actions()["post"](
            "Marc Petit",
            "C0TECH001",
            "Voici le plan",
            thread.ts,
            files=[{"name": "plan.pdf", "size": 51 << 20}],
        )
        await at.stage.hears(camille, "Voici le plan")
        await at.soon(at.stage.reads(thread, "trop volumineux"))
        await at.soon(at.stage.marked(thread, posted["ts"], "warning"))
        await at.settled()


@pytest.mark.parametrize("how", ["login page", "missing scope"])
async def test_case_22_a_file_that_slack_does_not_hand_out(tmp_path: Path, how: str) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        slack = at.sandbox.slack.actions()
        if how == "login page":
            at.fault("slack", "download", "html", status=200, times=None)
        else:
            await slack["set_scopes"](sorted({*(await slack["set_scopes"]())} - {"files:read"}))
        plan = {"name": "plan.pdf", "mime": "application/pdf"}
        posted = await slack["post"]("Marc Petit", "C0TECH001", "Voici le plan", thread.ts, files=[plan])
        await at.stage.posts("Marc Petit", thread, ANSWER)
        await at.stage.hears(camille, ANSWER)
        await at.stage.reads(thread, "administrateur")
        await at.stage.marked(thread, posted["ts"], "warning")
        await at.settled()
        assert at.seen("telegram", "call", "sendDocument") == []


async def test_case_28_an_internal_comment_with_a_file(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        await at.settled()
        before = at.sandbox.journal.last
        photo = {"name": "secret.jpg", "mime": "image/jpeg", "data_base64": base64.b64encode(PIXEL).decode()}
        await at.sandbox.slack.actions()["post"](
            "Marc Petit", "C0TECH001", "note: il ne paie plus", thread.ts, files=[photo]
        )
        notes = await at.stage.finds("C0STAFF001", "Camille")
        await at.stage.reads(notes, "il ne paie plus")
        await at.stage.reads(notes, "secret.jpg")
        await at.stage.posts("Marc Petit", thread, ANSWER)
        await at.stage.hears(camille, ANSWER)
        await at.settled()
        sent = [e for e in at.sandbox.journal.since(before) if (e.side, e.kind) == ("telegram", "call")]
        assert not [e for e in sent if "secret" in str(e.data) or "paie" in str(e.data)]
        assert not [e for e in sent if e.name not in ("getUpdates", "sendMessage", "editMessageText")]
