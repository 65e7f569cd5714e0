"""What of the office file open tickets use: read beside whoever has the database, so also while Palier runs."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from storage import schema
from storage.migrations import HEAD
from storage.statements import load
from storage.urls import sqlite_path

SECTIONS = ("offices", "departments", "topics", "residences")

InUse = dict[str, Counter[str]]
"""By section of the office file, how many open tickets use each of its keys."""


async def keys_in_use(url: str) -> InUse:
    """Of a database of this version; of another nothing is known. Raises StoreUnfit."""
    path = sqlite_path(url)
    if path is not None:
        with schema.reached(path):
            return _counted(await asyncio.to_thread(_of_file, path))
    from storage import schema_postgres  # noqa: PLC0415 - loads asyncpg

    with schema_postgres.reached(url):
        return _counted(
            await schema_postgres.rows_of_this_version(url, load("postgresql")["tickets_by_keys"].sql)
        )


def _of_file(path: Path) -> Sequence[Sequence[Any]]:
    if schema.version_of_file(path) != HEAD:
        return []
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(load("sqlite")["tickets_by_keys"].sql).fetchall()


def _counted(rows: Iterable[Sequence[Any]]) -> InUse:
    found: InUse = {section: Counter() for section in SECTIONS}
    for *keys, number in rows:
        for section, key in zip(SECTIONS, keys, strict=True):
            if key is not None:
                found[section][str(key)] += int(number)
    return found
