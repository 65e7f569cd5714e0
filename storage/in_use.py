"""What requests use of the office file, and what it ever said: read beside whoever has the database, so also while
Palier runs."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.domain.lasting import Entries
from bot.office.in_use import InUse
from storage import schema
from storage.entries import OFFICE_FILE, entries_in
from storage.migrations import HEAD
from storage.statements import load
from storage.urls import sqlite_path

Rows = Sequence[Sequence[Any]]


async def in_use(url: str) -> list[InUse]:
    """By open requests, and by those that are asked about again. Of a database of another version nothing is known.
    Raises StoreUnfit."""
    return [InUse(*row) for row in await _rows(url, "tickets_by_keys")]


async def ever_used(url: str) -> list[InUse]:
    """By any request. Also of a SQLite file that is still to be upgraded. Raises StoreUnfit."""
    return [InUse(*row) for row in await _rows(url, "tickets_by_keys_ever", older=True)]


async def remembered(url: str) -> Entries | None:
    """What has ever stood in the office file; None where nothing was remembered so far. Raises StoreUnfit."""
    rows = await _rows(url, "shown_get", OFFICE_FILE, older=True)
    return entries_in(rows[0][0]) if rows else None


async def _rows(url: str, name: str, what: str = "", *, older: bool = False) -> Rows:
    path = sqlite_path(url)
    if path is not None:
        with schema.reached(path):
            return await asyncio.to_thread(_of_file, path, name, what, older)
    from storage import schema_postgres  # noqa: PLC0415 - loads asyncpg

    statement = load("postgresql")[name]
    values = [what] if what else []
    with schema_postgres.reached(url):
        return [tuple(row) for row in await schema_postgres.rows_of_this_version(url, statement.sql, *values)]


def _of_file(path: Path, name: str, what: str, older: bool) -> Rows:
    version = schema.version_of_file(path)
    if version is None or (version != HEAD and not older):
        return []
    with closing(sqlite3.connect(path)) as connection:
        try:
            return connection.execute(load("sqlite")[name].sql, {"what": what}).fetchall()
        except sqlite3.OperationalError:
            if version == HEAD:
                raise
            return []  # a version that had no such thing
