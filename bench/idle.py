"""What the running program costs while nothing happens, beside many open tickets with their clocks:
``python -m bench.idle [--open N] [--seconds S]``.

The program is whole and connected to the sandbox; each ticket has two clocks and two timers, due from tomorrow on. The
database server's own processes count, too.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sqlite3
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import psutil
from aiohttp import ClientSession

from bench.databases import postgresql_server
from bench.lists import seed_postgresql, seed_sqlite
from bench.people import Control, answering, connected, furnish
from bench.side_by_side import HERE, PORT, Contender, environment, process
from bot.app import build_house
from bot.clock import SystemClock
from bot.office.file import load_office
from bot.services.clocks import clocks
from storage import open_store
from storage.urls import sqlite_path

TOMORROW = 86_400_000
SETTLING = 5.0
"""Seconds that the program may still be starting."""
_TIMERS = (
    "INSERT INTO timer (kind, subject, due_at) SELECT kinds.kind, id, {now} + {ahead} + opened_at % 2592000000 "
    "FROM ticket, (SELECT 'clock' AS kind UNION ALL SELECT 'age') kinds",
    "INSERT INTO clock (ticket, name, since, counted_from, used, due_at) "
    "SELECT id, names.name, opened_at, opened_at, 0, {now} + {ahead} FROM ticket, "
    "(SELECT 'answer' AS name UNION ALL SELECT 'handler') names",
)


async def seeded(url: str, folder: Path, tickets: int) -> str:
    """A database with so many open tickets, whose clocks were reckoned with this office file; its address."""
    sqlite = url.startswith("sqlite:")
    url = seed_sqlite(folder, tickets, tickets) if sqlite else await seed_postgresql(url, tickets, tickets)
    clock = SystemClock()
    store = open_store(url, clock)
    await store.open()
    async with store.begin() as u:
        await clocks.begin(u, build_house(load_office(folder / "office.toml"), clock))
        await u.timers.clear(clocks.ANEW, "")
    await store.close()
    now = int(clock.now().timestamp() * 1000)
    statements = [one.format(now=now, ahead=TOMORROW) for one in _TIMERS]
    if sqlite:
        connection = sqlite3.connect(sqlite_path(url), isolation_level=None)
        for text in statements:
            connection.execute(text)
        connection.close()
        return url
    server = await asyncpg.connect(url)
    for text in (*statements, "VACUUM ANALYZE"):
        await server.execute(text, timeout=3600)
    await server.close()
    return url


async def idle(server: str | None, tickets: int, seconds: float) -> float:
    """Milliseconds of processor time a second."""
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        env = environment(Contender("aiogram"), str(data))
        env["PALIER_DATABASE_URL"] = await seeded(await _fresh(server), data, tickets)
        stack.enter_context(process(sys.executable, "-m", "sandbox", str(PORT)))
        async with ClientSession() as session:
            control = Control(session, f"http://127.0.0.1:{PORT}")
            await answering(control)
            await furnish(control)
            child = stack.enter_context(process(sys.executable, str(HERE / "unpaced.py"), env=env))
            await connected(control)
            await asyncio.sleep(SETTLING)  # noqa: TID251 - it is the machine's time that is measured
            before = _used(child.pid, server)
            await asyncio.sleep(seconds)  # noqa: TID251 - the same
            return (_used(child.pid, server) - before) / seconds * 1000


async def _fresh(server: str | None) -> str:
    if server is None:
        return "sqlite:"
    connection = await asyncpg.connect(server)
    await connection.execute("DROP DATABASE IF EXISTS bench WITH (FORCE)")
    await connection.execute("CREATE DATABASE bench")
    await connection.close()
    return server.replace("/postgres?", "/bench?")


def _used(pid: int, server: str | None) -> float:
    """Seconds of processor time so far: the program's, and its database server's with all who worked for it."""
    used = sum(psutil.Process(pid).cpu_times()[:2])
    if server is not None:
        folder = parse_qs(urlsplit(server).query)["host"][0]
        postmaster = psutil.Process(int((Path(folder) / "postmaster.pid").read_text().split()[0]))
        used += sum(postmaster.cpu_times()[:4])
        used += sum(sum(one.cpu_times()[:2]) for one in postmaster.children())
    return used


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description="What the running program costs while nothing happens.")
    parser.add_argument("--open", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=30.0)
    options = parser.parse_args()
    print("| open tickets | SQLite ms/s | PostgreSQL ms/s |\n|---:|---:|---:|")
    with postgresql_server() as server:
        for tickets in (1, options.open):
            used = [asyncio.run(idle(on, tickets, options.seconds)) for on in (None, server)]
            print(f"| {tickets:,} | {used[0]:.1f} | {used[1]:.1f} |", flush=True)
    print(f"\nload {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
