"""Handovers, reviews and joint complaints through the whole product: slack-bolt's buttons and windows, posts changed in
place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.domain.directory import Shift
from bot.domain.ids import DepartmentKey
from bot.domain.shift_ends import next_end
from sandbox.stage import Resident
from tests.e2e.house import House, a_ticket, house

TECHNICAL = DepartmentKey("paris-technical")


async def post(at: House, channel: str, words: str) -> dict[str, Any]:
    """The post with these words in a channel, as it is now."""

    async def seen() -> dict[str, Any]:
        while True:
            shown = await at.sandbox.slack.actions()["channel"](channel)
            found = [one for one in shown if words in str(one["blocks"])]
            if found:
                return dict(found[-1])
            await at.sandbox.journal.wait_for(lambda _: True, after=at.sandbox.journal.last, timeout=20)

    return await at.soon(seen())


async def test_a_shift_hands_over(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        slack = at.sandbox.slack.actions()
        await at.soon(a_ticket(at.stage))
        await at.settled()
        await _to_the_end_of(at, at.app.directory.shifts_of(TECHNICAL))
        handover = await post(at, "C0TECH001", "0 sur 1 acceptées")
        assert "archives/C0TECH001/p" in str(handover["blocks"])
        await slack["press"](user="U0THOMAS", channel="C0TECH001", ts=handover["ts"], label="Demander…")
        await at.soon(_window(at, "U0THOMAS", "Votre question"))
        await slack["submit_view"](user="U0THOMAS", values={"text": "Et la cave ?"})
        await post(at, "C0TECH001", "Thomas Leroy demande")
        await slack["press"](user="U0THOMAS", channel="C0TECH001", ts=handover["ts"], label="Accepter")
        accepted = await post(at, "C0TECH001", "1 sur 1 acceptées")
        assert accepted["ts"] == handover["ts"]
        assert "Acceptée par Thomas Leroy" in str(accepted["blocks"])


async def test_a_review_is_gone_through(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        slack = at.sandbox.slack.actions()
        await at.soon(a_ticket(at.stage))
        await at.settled()
        at.advance(30 * 3600)
        await slack["command"](user="U0THOMAS", channel="C0MGMT001", command="/palier", text="review daily")
        review = await post(at, "C0MGMT001", "0 sur 1 examinées")
        await slack["press"](
            user="U0THOMAS", channel="C0MGMT001", ts=review["ts"], label="Examinée", action_id="review.done"
        )
        done = await post(at, "C0MGMT001", "1 sur 1 examinées")
        assert done["ts"] == review["ts"]


async def test_a_joint_complaint_is_accepted_and_all_are_told(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        slack = at.sandbox.slack.actions()
        residents = []
        for first in ("Camille", "Paul", "Zoé"):
            residents.append(await at.soon(_complaint(at, first)))
            await at.settled()
        joint = await post(at, "C0MGMT001", "3 personnes")
        await slack["press"](
            user="U0CLAIRE", channel="C0MGMT001", ts=joint["ts"], action_id="incident.accept"
        )
        await post(at, "C0MGMT001", "Rapport")
        await at.settled()
        await slack["press"](
            user="U0CLAIRE", channel="C0MGMT001", ts=joint["ts"], action_id="incident.update"
        )
        await at.soon(_window(at, "U0CLAIRE", "Chacun le lira"))
        await slack["submit_view"](user="U0CLAIRE", values={"text": "La cave ferme ce soir."})
        for resident in residents:
            await at.soon(at.stage.hears(resident, "La cave ferme ce soir."))
        camille = await at.soon(_complaint(at, "Minh"))
        await at.soon(at.stage.taps(camille, "C’est la même chose"))
        await post(at, "C0MGMT001", "4 personnes")


async def _complaint(at: House, first: str) -> Resident:
    resident = await at.stage.resident(first, "Moreau", "fr")
    await at.stage.writes(resident, "Bonjour, de la musique très forte dans la cave toutes les nuits")
    for label in (f"{first} Moreau", "Les Cèdres"):
        await at.stage.taps(resident, label)
    await at.stage.hears(resident, "appartement")
    await at.stage.writes(resident, "B12")
    for label in ("Réclamation", "Passer", "Passer", "Sans photo", "Envoyer"):
        await at.stage.taps(resident, label)
    return resident


async def _to_the_end_of(at: House, shifts: tuple[Shift, ...]) -> None:
    now = at.app.worker.house.now()
    end = next_end(shifts, at.app.worker.house.calendars[at.app.directory.offices[0].key, None], now)
    assert end is not None
    at.advance((end[0] - now).total_seconds() + 1)


async def _window(at: House, user: str, words: str) -> None:
    def opened(entry: Any) -> bool:
        return entry.kind == "effect" and entry.side == "slack" and words in str(entry.data)

    await at.sandbox.journal.wait_for(opened, timeout=20)
