"""What the contract of a ChatDriver runs on: the real library at work against the sandbox's Bot API.

Add a driver to ``DRIVERS`` and it is held to all of the contract.
"""

from __future__ import annotations

import itertools
import traceback
from collections.abc import AsyncIterator, Awaitable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio

from bot.channels.telegram import ChatDriver, make_driver
from bot.channels.telegram.drivers import DriverName
from bot.channels.telegram.parse import ALLOWED
from bot.ports.channel import SendFailed
from sandbox.faults import Fault
from sandbox.telegram.alone import TelegramAlone
from sandbox.telegram.server import TOKEN

DRIVERS: list[DriverName] = ["aiogram", "ptb"]
SECRET = TOKEN.partition(":")[2]
KEYBOARD = [
    [{"text": "Oui", "callback_data": "t1", "style": "success"}, {"text": "Non", "callback_data": "t2"}]
]


@dataclass
class Bench:
    """A driver at work on a sandbox, and residents who have started the bot."""

    driver: ChatDriver
    telegram: TelegramAlone
    names: Any = field(default_factory=itertools.count)

    async def resident(self, **named: Any) -> int:
        made = await self.telegram.do("add_resident", f"R{next(self.names)}", started=True, **named)
        return int(made["id"])

    async def chat(self, resident: int) -> list[dict[str, Any]]:
        return list(await self.telegram.do("chat", resident))

    def fault(self, method: str, kind: Any, **named: Any) -> None:
        self.telegram.faults.add(Fault("telegram", method, kind, **named))

    async def drain(self) -> None:
        """Confirm whatever waits."""
        offset = None
        while found := await self.driver.poll(offset, 0, ALLOWED):
            offset = max(update["update_id"] for update in found) + 1

    async def tidy(self) -> None:
        """No faults and nothing waiting, for the next test."""
        self.telegram.faults.clear()
        await self.drain()


@asynccontextmanager
async def at_work(name: DriverName) -> AsyncIterator[Bench]:
    """The driver called ``name`` at work on a sandbox of its own, without pace limits."""
    async with TelegramAlone() as telegram:
        await telegram.do("set_paces", per_chat=0, overall=0)
        driver = make_driver(name, TOKEN, telegram.base)
        yield Bench(driver, telegram)
        await driver.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=DRIVERS)
async def started(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    """Each driver at work, for all tests of a file."""
    async with at_work(request.param) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def bench(started: Bench) -> AsyncIterator[Bench]:
    """The same, tidied after each test."""
    yield started
    await started.tidy()


async def failure_of(call: Awaitable[Any]) -> SendFailed:
    """The failure of a call, checked to tell no secret: not in its text, its causes or its traceback."""
    with pytest.raises(SendFailed) as caught:
        await call
    told = "".join(traceback.format_exception(caught.value))
    error: BaseException | None = caught.value
    while error is not None:
        told += repr(error) + repr(error.args)
        error = error.__cause__ or error.__context__
    assert SECRET not in told
    return caught.value


async def drained(driver: ChatDriver, file_id: str, at_most: int = 1 << 20) -> bytes:
    async with aclosing(driver.fetch(file_id, at_most)) as chunks:
        return b"".join([chunk async for chunk in chunks])
