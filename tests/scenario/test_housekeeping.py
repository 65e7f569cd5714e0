"""Housekeeping: a timer forgets what is settled and old, and comes again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.services.engine import housekeeping
from tests.scenario.desk import Desk


async def _inbox(desk: Desk) -> int:
    return sum((await desk.store.queues()).inbox.values())


async def test_old_events_go_and_new_ones_stay(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    await desk.open()
    async with desk.store.begin() as u:
        await housekeeping.begin(u, desk.worker.house)
    for number in range(3):
        desk.chat.join("camille", "fr")
        await desk.happens(desk.chat.write("camille", f"/help {number}"))
    before = await _inbox(desk)
    await desk.later(housekeeping.FIRST)
    assert await _inbox(desk) == before
    await desk.later(timedelta(days=31))
    assert await _inbox(desk) == 0
    await desk.happens(desk.chat.write("camille", "/help"))
    assert await _inbox(desk) == 1
    await desk.close()
