"""How long the lists of ``/palier`` take beside many old tickets: ``python -m bench.lists [--tickets N] [--open N]``.

Nine words a ticket: one in every ticket, one in every fifth, one in every thousandth, six of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg

from bench.databases import postgresql_server
from bot.app import build_house
from bot.clock import SystemClock
from bot.domain.ids import OfficeKey, StaffKey
from bot.domain.scope import scope_of
from bot.office.file import load_office
from bot.ports.inbound import DeskMember, DeskUser
from bot.ports.store import UnitOfWork
from bot.services.desk import home_tab, open_lists
from bot.services.desk.commands import Asked
from examples import office_file
from storage import open_store, upgrade
from storage.schema import prepare_sqlite

ROUNDS = 5
_N = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {tickets}) "
_KEY = "'00' || CAST(1000000000 + i AS TEXT)"
_WORDS = (
    "'leak'",
    "CASE WHEN i % 5 = 0 THEN 'lift' ELSE 'door' || CAST(i % 7 AS TEXT) END",
    "'flat' || CAST(i % 1000 AS TEXT)",
    *(f"'w{at}x' || CAST(i AS TEXT)" for at in range(6)),
)
_RESIDENT = (
    "INSERT INTO resident (id, channel, chat, profile_name, language, language_chosen, reachable) "
    "VALUES ('r', 'telegram', 'old', 'Old', 'fr', 1, 1)"
)
_TICKET = (
    "INSERT INTO ticket (id, reference, office, resident, author_name, language, residence, topic, department, "
    "shape, description, opened_at, due_at, state, handler, in_review, to_qualify, reopened, generation, version) "
    "{each} SELECT {key}, {key}, '{office}', 'r', 'Old', 'fr', "
    "CASE WHEN i % 10 = 0 THEN '{residence}' END, CASE WHEN i % 3 = 0 THEN 'paris-lift' ELSE 'paris-leak' END, "
    "CASE WHEN i % 4 = 0 THEN '{department}' ELSE 'paris-care' END, 'thread', 'Leak', {now} - i * 10000, {now} + i, "
    "CASE WHEN i > {closed} THEN 'open' ELSE 'closed' END, "
    "CASE WHEN i % 20 = 0 THEN '{handler}' ELSE 'karim-benali' END, 0, 0, 0, 1, 1 FROM n"
)
_WORD = "INSERT INTO ticket_word (ticket, word, office) {each} SELECT {key}, {word}, '{office}' FROM n"
OFFICE, DEPARTMENT, HANDLER, RESIDENCE = "paris", "paris-technical", "marc-petit", "les-cedres"

MANAGER, AGENT = StaffKey("helene-marchand"), StaffKey(HANDLER)
CLOCK = SystemClock()
HOUSE = build_house(load_office(office_file()), CLOCK)
SLACK = HOUSE.directory.member(MANAGER).slack
QUESTIONS: dict[str, Callable[[UnitOfWork], Awaitable[object]]] = {
    "/palier status, all of the office": lambda u: open_lists.status(u, HOUSE, _asked(MANAGER)),
    "/palier late, all of the office": lambda u: open_lists.late(u, HOUSE, _asked(MANAGER)),
    "/palier status, a department": lambda u: open_lists.status(u, HOUSE, _asked(AGENT)),
    "/palier mine": lambda u: open_lists.mine(u, HOUSE, _asked(AGENT)),
    "/palier open, a residence": lambda u: open_lists.open_in(u, HOUSE, _asked(MANAGER, "cèdres")),
    "home tab of the office's manager": lambda u: home_tab.opened(u, HOUSE, DeskUser(SLACK)),
    "find a rare word": lambda u: _find(u, "w3x777"),
    "find a word of every thousandth": lambda u: _find(u, "flat77"),
    "find two of which one is in every ticket": lambda u: _find(u, "leak flat77"),
    "find a word of every fifth": lambda u: _find(u, "lift"),
}


def _asked(who: StaffKey, *words: str) -> Asked:
    member = HOUSE.directory.member(who)
    return Asked(member, HOUSE.directory.office_of(member), scope_of(HOUSE.directory, member), words)


async def _find(u: UnitOfWork, words: str) -> object:
    return await u.tickets.find(words, OfficeKey(OFFICE), None, StaffKey(HANDLER), at_most=21)


def _statements(tickets: int, opened: int, bytes_of: str) -> list[str]:
    each = _N.format(tickets=tickets)
    names = {
        "now": int(CLOCK.now().timestamp() * 1000),
        "office": OFFICE,
        "department": DEPARTMENT,
        "handler": HANDLER,
        "residence": RESIDENCE,
    }
    words = [_WORD.format(each=each, key=_KEY, word=bytes_of.format(word=word), **names) for word in _WORDS]
    return [_RESIDENT, _TICKET.format(each=each, key=_KEY, closed=tickets - opened, **names), *words]


def seed_sqlite(folder: Path, tickets: int, opened: int) -> str:
    """A file with so many tickets; its address."""
    path = folder / "palier.db"
    prepare_sqlite(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -500000")
    for text in _statements(tickets, opened, "CAST({word} AS BLOB)"):
        connection.execute(text)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return f"sqlite:///{path}"


async def seed_postgresql(url: str, tickets: int, opened: int) -> str:
    """Tables with so many tickets; their address."""
    await asyncio.to_thread(lambda: asyncio.run(upgrade(url)))
    connection = await asyncpg.connect(url)
    for text in _statements(tickets, opened, "convert_to({word}, 'UTF8')"):
        await connection.execute(text, timeout=3600)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()
    return url


async def _measured(url: str) -> dict[str, float]:
    """Milliseconds a question, the middle one of several."""
    store = open_store(url, SystemClock())
    await store.open()
    found = {}
    async with store.begin() as u:
        await u.people.put_member(DeskMember(SLACK, "Hélène", True, True, False, True))
    for name, asks in QUESTIONS.items():
        times = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            async with store.begin() as u:
                await asks(u)
            times.append((time.perf_counter() - begun) * 1000)
        found[name] = statistics.median(times)
    await store.close()
    return found


def main() -> None:
    """Measure both databases and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=1_000_000)
    parser.add_argument("--open", type=int, default=2_000)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="palier-lists-"))
    try:
        sqlite = asyncio.run(_measured(seed_sqlite(folder, given.tickets, given.open)))
    finally:
        shutil.rmtree(folder)
    with postgresql_server() as server:
        url = asyncio.run(seed_postgresql(server, given.tickets, given.open))
        postgresql = asyncio.run(_measured(url))
    print(f"{given.tickets:,} tickets, {given.open:,} of them open\n")
    print("| question | SQLite ms | PostgreSQL ms |\n|---|---:|---:|")
    for name in QUESTIONS:
        print(f"| {name} | {sqlite[name]:.1f} | {postgresql[name]:.1f} |")


if __name__ == "__main__":
    main()
