"""What of the office file open tickets use: read beside whoever has the database, so also while Palier runs."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.office.in_use import InUse
from storage import schema
from storage.migrations import HEAD
from storage.statements import load
from storage.urls import sqlite_path


async def in_use(url: str) -> list[InUse]:
    """Of a database of this version; of another nothing is known. Raises StoreUnfit."""
    path = sqlite_path(url)
    if path is not None:
        with schema.reached(path):
            return [InUse(*row) for row in await asyncio.to_thread(_of_file, path)]
    from storage import schema_postgres  # noqa: PLC0415 - loads asyncpg

    statement = load("postgresql")["tickets_by_keys"]
    with schema_postgres.reached(url):
        return [InUse(*row) for row in await schema_postgres.rows_of_this_version(url, statement.sql)]


def _of_file(path: Path) -> Sequence[Sequence[Any]]:
    if schema.version_of_file(path) != HEAD:
        return []
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(load("sqlite")["tickets_by_keys"].sql).fetchall()
