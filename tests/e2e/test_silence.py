"""Thanks change nothing, in whatever language, and silence closes when the office says: after fourteen days in
Shanghai; what has left the office file by then is no obstacle to opening it again (rows D4, D5)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import beside_former, build
from bot.domain.directory import Directory
from bot.services.closing import askings
from tests.e2e.at_desk import does, reports
from tests.e2e.house import House, house
from tests.e2e.test_clocks import move, until
from tests.scenario.desk import without

THANKS = ("谢谢", "Merci beaucoup !", "Thank you so much", "Cảm ơn anh nhiều")
DAY = 86_400


@asynccontextmanager
async def another_file(home: House, directory: Directory) -> AsyncIterator[None]:
    """The program is stopped, and started on the same database with another office file."""
    config, clock = home.app.config, home.app.worker.house.clock
    home.app.supervisor.stop()
    await home.app.ended.wait()
    known = await beside_former(config.database_url.get_secret_value(), directory)
    home.app = build(config, known, clock)
    work = asyncio.ensure_future(home.app.run())
    try:
        await home.app.listening.wait()
        yield
    finally:
        home.app.supervisor.stop()
        await work


@pytest.mark.parametrize("driver", ["aiogram", "ptb"])
async def test_thanks_and_fourteen_days_of_silence(tmp_path: Path, driver: str) -> None:
    async with house(tmp_path, driver=driver) as home:
        wang = await home.stage.resident("Fang", "Wang", "zh")
        text = "本季度物业费比上季度多了一倍，请说明原因"
        thread = await reports(home, wang, "zh", "shanghai-charges", text)
        await does(home, "U0CHEN", thread, "ticket.take")
        began = home.app.worker.house.now()
        await does(home, "U0CHEN", thread, "ticket.resolve")
        await home.soon(home.stage.hears(wang, "满意"))
        for words in THANKS:
            await home.stage.writes(wang, words)
            await home.soon(home.stage.reads(thread, words))
            await home.settled()
            assert home.rows("SELECT state, owed_since FROM ticket") == [("confirming", None)], words
        await until(home, askings.NUDGE)
        assert timedelta(days=10) <= home.app.worker.house.now() - began < timedelta(days=10, hours=1)
        await home.soon(home.stage.hears(wang, "如果在"))
        left = 14 * DAY - (home.app.worker.house.now() - began).total_seconds()
        await move(home, left - 3600)
        assert home.rows("SELECT state FROM ticket") == [("confirming",)]
        await move(home, 2 * 3600)
        assert home.rows("SELECT state FROM ticket") == [("closed",)]
        await home.stage.writes(wang, THANKS[0])
        await home.settled()
        assert home.rows("SELECT state FROM ticket") == [("closed",)]
        async with another_file(home, without(home.app.directory, "shanghai-accounts")):
            await home.stage.taps(wang, "仍有问题")
            await home.soon(home.stage.hears(wang, "现已转交管理处"))
            await home.stage.writes(wang, "差额还没有退给我")
            thread = await home.soon(home.stage.finds("C0MGMT003", "本季度物业费"))
            await home.soon(home.stage.reads(thread, "已不在服务中心的配置文件中"))
            await home.soon(home.stage.reads(thread, "差额还没有退给我"))
