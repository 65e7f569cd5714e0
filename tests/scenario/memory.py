"""The database of scenarios: in memory, and left as it is while the program on it is started anew.

A test process has one, which one desk has at a time. So its schema is read once and every statement prepared once, not
after each start; a file on a disk is what the contract tests have, and those that kill the process.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from storage import schema
from storage.epoch import from_ms
from storage.sqlite import Batch, SqliteDatabase

Content = Mapping[str, Sequence[tuple[Any, ...]]]
"""The rows of each table."""

EMPTY: Content = {}
_STATEMENTS = 1024
"""Kept prepared: more than there are."""


class Memory:
    """What one desk has in the database, from when it is made until the next one is."""

    _present: Memory | None = None

    def __init__(self) -> None:
        Memory._present = self
        self.fill(EMPTY)

    @property
    def connection(self) -> sqlite3.Connection:
        """Of this test process. Raises when another desk has the database."""
        assert Memory._present is self, "another desk has the database by now"
        return _connection()

    def fill(self, content: Content) -> None:
        """Hold this and nothing else."""
        database, tables = self.connection, _tables()
        database.execute("BEGIN")
        for table in reversed(tables):
            database.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of our schema
        for table, rows in content.items():
            places = ", ".join("?" * len(rows[0]))
            database.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - the same
        database.execute("COMMIT")

    def content(self) -> Content:
        """All it holds."""
        held = {table: self.rows(f"SELECT * FROM {table}") for table in _tables()}  # noqa: S608 - the same
        return {table: rows for table, rows in held.items() if rows}

    def ready(self, queue: str) -> datetime | None:
        """When the first lane of a queue is or was ready; None where none is."""
        sql = "SELECT MIN(ready_at) FROM lane WHERE queue = ? AND ready_at IS NOT NULL"
        ((ready,),) = self.connection.execute(sql, (queue,))
        return None if ready is None else from_ms(ready)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What is committed there."""
        assert not self.connection.in_transaction
        return [tuple(row) for row in self.connection.execute(sql)]


class PromptDatabase(SqliteDatabase):
    """The product's database in such memory. It commits where it is, not on a thread: one thing happens after the
    other, and no disk is waited for."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(Path("memory"))
        self._memory = memory

    async def open(self, now: int) -> None:
        """Begin as on a file that a process left which may have died."""
        self._raw = self._memory.connection
        assert not self._raw.in_transaction, "a unit of work was left open"
        async with self.transaction() as session:
            await session.run("lanes_release", now=now)

    async def close(self) -> None:
        """Leave everything as it is."""
        self._raw = None

    def _leave(self, batch: Batch) -> None:
        if self._batch is batch:
            self._end(batch)


@cache
def _connection() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", isolation_level=None, cached_statements=_STATEMENTS)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "palier.db"
        schema.prepare_sqlite(path)
        made = sqlite3.connect(path)
        made.backup(database)
        made.close()
    database.row_factory = sqlite3.Row
    database.execute("PRAGMA foreign_keys=ON")
    return database


@cache
def _tables() -> tuple[str, ...]:
    """The tables of the schema, each after those that it refers to."""
    names = _connection().execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    return tuple(name for (name,) in names if name != "alembic_version")
