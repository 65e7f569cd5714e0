"""A process that takes what is due and is killed after all of it is decided, just before it is committed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from bot.app import build_worker
from bot.office.file import load_office
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.engine import timers
from bot.services.house import House
from examples import office_file
from storage import DiskFiles, open_store
from tests.fakes.clock import FrozenClock

DECIDE = timers.fire


async def die(u: UnitOfWork, house: House, due: Timer) -> None:
    """Decide, then be killed."""
    await DECIDE(u, house, due)
    os.kill(os.getpid(), signal.SIGKILL)


async def main(url: str, now: str) -> None:
    """Take one timer."""
    clock = FrozenClock(datetime.fromisoformat(now))
    store = open_store(url, clock)
    await store.open()
    files = DiskFiles(Path(tempfile.mkdtemp()))
    worker = build_worker(store, load_office(office_file()), {}, files, clock, strict=True)
    timers.fire = die
    for work in await worker.take_timers(1):
        await work()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
