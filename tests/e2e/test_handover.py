"""Handover and reviews through the whole product: slack-bolt's buttons and windows, posts changed in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.domain.directory import Shift
from bot.domain.ids import DepartmentKey
from bot.domain.shift_ends import next_end
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


async def _to_the_end_of(at: House, shifts: tuple[Shift, ...]) -> None:
    now = at.app.worker.house.now()
    end = next_end(shifts, at.app.worker.house.calendars[at.app.directory.offices[0].key, None], now)
    assert end is not None
    at.advance((end[0] - now).total_seconds() + 1)


async def _window(at: House, user: str, words: str) -> None:
    def opened(entry: Any) -> bool:
        return entry.kind == "effect" and entry.side == "slack" and words in str(entry.data)

    await at.sandbox.journal.wait_for(opened, timeout=20)
