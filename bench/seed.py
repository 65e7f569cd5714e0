"""Years of an office in a database: closed tickets with their messages, links, history and settled rows, by bulk SQL.

One statement a table, the same for SQLite and PostgreSQL. A ticket has two messages, four links, one line of history,
a thread with its lane, two events and two deliveries; a resident has ten tickets.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from pathlib import Path

import asyncpg

from storage import upgrade
from storage.schema import prepare_sqlite

_EACH = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
_KEY = "'00' || CAST(1000000000 + i AS TEXT)"
_AT = "1600000000000 + CAST(i AS BIGINT) * 60000"
_RESIDENT = "'00r' || CAST(1000000000 + i / 10 AS TEXT)"

_STATEMENTS = (
    "INSERT INTO resident (id, channel, chat, profile_name, language, language_chosen, reachable) "
    "{each} SELECT '00r' || CAST(1000000000 + i - 1 AS TEXT), 'telegram', 'old' || CAST(i AS TEXT), 'Old', 'fr', 1, 1 "
    "FROM n WHERE i <= {count} / 10 + 1",
    "INSERT INTO ticket (id, reference, office, resident, author_name, language, topic, department, shape, "
    "description, opened_at, due_at, state, in_review, to_qualify, reopened, generation, version) "
    "{each} SELECT {key}, {key}, 'paris', {resident}, 'Old', 'fr', 'leak', 'technical', 'thread', "
    "'De l’eau coule du plafond depuis ce matin au 2e', {at}, {at}, 'closed', 0, 0, 0, 1, 7 FROM n",
    "INSERT INTO message_public (id, ticket, author, author_name, text, at, attachments) "
    "{each} SELECT {key} || k, {key}, 'resident', 'Old', 'De l’eau coule toujours, voici où', {at}, '[]' "
    "FROM n, (SELECT 'a' AS k UNION ALL SELECT 'b') parts",
    "INSERT INTO link (id, channel, room, ref, message, ticket, destination) "
    "{each} SELECT {key} || k || c, c, 'old', {key} || k, {key} || k, {key}, 'thread:' || {key} FROM n, "
    "(SELECT 'a' AS k UNION ALL SELECT 'b') parts, (SELECT 'slack' AS c UNION ALL SELECT 'telegram') sides",
    "INSERT INTO history (id, ticket, at, actor, what, detail) "
    "{each} SELECT {key}, {key}, {at}, 'palier', 'closed', '' FROM n",
    "INSERT INTO place (destination, channel, room, thread) "
    "{each} SELECT 'thread:' || {key}, 'slack', 'C0TECH001', {key} FROM n",
    "INSERT INTO lane (id, queue, head, tail) {each} SELECT 'thread:' || {key}, 'slack', 3, 2 FROM n",
    "INSERT INTO inbox (channel, event_id, lane, seq, payload, received_at, state) "
    "{each} SELECT 'telegram', {key} || k, 'inbox:telegram:' || {key}, k, '', {at}, 'done' "
    "FROM n, (SELECT 1 AS k UNION ALL SELECT 2) parts",
    "INSERT INTO outbox (lane, seq, key, payload, message, state, created_at, sent_at) "
    '{each} SELECT \'thread:\' || {key}, k, {key} || k, \'{{"kind":"post","text":"De l’eau coule toujours"}}\', '
    "{key} || 'a', 'sent', {at}, {at} FROM n, (SELECT 1 AS k UNION ALL SELECT 2) parts",
)


def statements(tickets: int) -> list[str]:
    """What makes so many tickets."""
    each = _EACH.format(count=tickets)
    return [
        text.format(each=each, count=tickets, key=_KEY, at=_AT, resident=_RESIDENT) for text in _STATEMENTS
    ]


def seed_sqlite(path: Path, tickets: int) -> None:
    """Make the file with so many old tickets in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    prepare_sqlite(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -500000")
    for text in statements(tickets) if tickets else ():
        connection.execute(text)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    on_disk(path)


def on_disk(path: Path) -> None:
    """Wait for the disk to have a file: else the first commit that is measured waits for it."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


async def seed_postgresql(url: str, tickets: int) -> None:
    """Make the tables with so many old tickets in them."""
    await asyncio.to_thread(lambda: asyncio.run(upgrade(url)))
    connection = await asyncpg.connect(url)
    for text in statements(tickets) if tickets else ():
        await connection.execute(text)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()
