"""A desk whose shifts and reviews come round by themselves, and lines of a transcript for the sheets they make.

::

    KARIM on "Fuite" presses: Accepter          a button of the row with these words, in the latest sheet that has it
    sheet in #TECH001 < Relève … 1 sur 2        some sheet there is like this now; or nothing
    (it is 2026-03-02 13:00 in paris)           time goes by until then, by the clock of that office
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest_asyncio
import structlog

from bot.domain.ids import OfficeKey
from bot.services.engine import timers
from tests.fakes.channels import Shown
from tests.scenario.desk import Desk
from tests.scenario.patterns import fits
from tests.scenario.transcript import STAFF, line

HOUR = timedelta(hours=1)


class Rounds(Desk):
    """It begins as the program does."""

    async def _start(self) -> None:
        await super()._start()
        async with self.store.begin() as u:
            await timers.begin(u, self.worker.house)

    def sheets(self, room: str) -> list[Shown]:
        """Every post of a sheet in a channel, the oldest first."""
        return [shown for shown in self.slack.top(room) if shown.board is not None]

    async def until(self, office: str, moment: str) -> None:
        """Let time go by, an hour at a time, until it is so late in an office."""
        zone = ZoneInfo(self.directory.office(OfficeKey(office)).time_zone)
        there = datetime.fromisoformat(moment).replace(tzinfo=zone)
        assert there > self.clock.now(), f"it is {self.clock.now().astimezone(zone)} there already"
        while there > self.clock.now():
            await self.later(min(there - self.clock.now(), HOUR))


@pytest_asyncio.fixture
async def desk(tmp_path: Path, restarts: bool) -> AsyncIterator[Rounds]:
    """An open desk on Monday, 10:00 in Paris, 16:00 in Saigon, 17:00 in Shanghai."""
    opened = Rounds(tmp_path, restarts=restarts)
    with structlog.testing.capture_logs():
        await opened.open()
        yield opened
        await opened.close()


@line(r"\(it is (?P<moment>\S+ \S+) in (?P<office>\w+)\)")
async def _until(desk: Desk, given: dict[str, Any]) -> None:
    assert isinstance(desk, Rounds)
    await desk.until(given["office"], given["moment"])


@line(STAFF + r' on "(?P<words>.+?)" presses: (?P<label>.+)')
async def _presses_in_row(desk: Desk, given: dict[str, Any]) -> None:
    boards = [shown for shown in desk.slack.shown if shown.board is not None and given["words"] in shown.text]
    assert boards, "no such sheet"
    member = desk.staff(given["who"])
    await desk.happens(desk.slack.press_in_row(member, boards[-1], given["words"], given["label"]))


@line(r"sheet in #(?P<room>\w+) < (?P<pattern>.+)")
async def _sheet(desk: Desk, given: dict[str, Any]) -> None:
    assert isinstance(desk, Rounds)
    sheets = desk.sheets(f"C0{given['room']}")
    if given["pattern"] == "nothing":
        assert not sheets, f"there is: {sheets[-1].text}"
        return
    texts = [sheet.text for sheet in sheets]
    assert any(fits(desk, given["pattern"], text, "fr") for text in texts), f"the sheets: {texts}"
