"""SQLite: one writer connection, one transaction at a time, every commit on the disk before it returns."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import aiosqlite

from bot.domain.errors import Conflict, Unavailable
from storage import schema
from storage.codec import Row
from storage.database import Session, to_the_end
from storage.errors import StoreUnfit
from storage.file_lock import FileLock
from storage.statements import Statement, load
from storage.wakes import Wakes

_OLDEST = (3, 35, 0)  # the first with RETURNING
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON")


def _passing(error: sqlite3.OperationalError) -> bool:
    """Whether a fault is the file's or the disk's and not the statement's (sqlite.org/rescode.html)."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return code in (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    )


class SqliteSession(Session):
    """Statements on the connection, one hop to its thread each."""

    def __init__(self, connection: aiosqlite.Connection, statements: Mapping[str, Statement]) -> None:
        super().__init__()
        self._connection = connection
        self._statements = statements

    async def rows(self, name: str, /, **values: Any) -> Sequence[Row]:
        return cast("list[Row]", await self._connection.execute_fetchall(self._statements[name].sql, values))

    async def many(self, name: str, values: Sequence[dict[str, Any]]) -> None:
        await self._connection.executemany(self._statements[name].sql, values)


class SqliteDatabase:
    """A database in one file, of which this process is the only owner.

    ``BEGIN IMMEDIATE`` under an asyncio lock: no transaction ever finds that another wrote since it read.
    What was queued on the connection's thread by a cancelled task runs before our rollback, so nothing is
    left open.
    """

    def __init__(self, path: Path) -> None:
        self.wakes = Wakes()
        self._path = path
        self._file_lock = FileLock(path)
        self._statements = load("sqlite")
        self._turn = asyncio.Lock()
        self._open: aiosqlite.Connection | None = None

    @property
    def _connection(self) -> aiosqlite.Connection:
        if self._open is None:
            raise RuntimeError("the store is not open")
        return self._open

    async def open(self, now: int) -> None:
        """Connect, after an upgrade if need be; leases of a process that died are given back."""
        if sqlite3.sqlite_version_info < _OLDEST:
            raise StoreUnfit(f"SQLite {sqlite3.sqlite_version} is too old: 3.35 is needed, or use PostgreSQL")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnfit(
                f"{self._path.parent} can't be made: {error}; choose another PALIER_DATA_DIR"
            ) from error
        self._file_lock.take()
        try:
            await asyncio.to_thread(schema.prepare_sqlite, self._path)
            self._open = await aiosqlite.connect(self._path, isolation_level=None)
            self._open.row_factory = sqlite3.Row
            for pragma in _PRAGMAS:
                await self._open.execute_fetchall(f"PRAGMA {pragma}")
            async with self.statement() as session:
                await session.run("lanes_release", now=now)
        except BaseException:
            await to_the_end(self.close())
            raise

    async def close(self) -> None:
        """Close the file once the present transaction has ended."""
        async with self._turn:
            if self._open is not None:
                await self._open.close()
                self._open = None
            self._file_lock.free()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """One at a time."""
        async with self._turn:
            session = SqliteSession(self._connection, self._statements)
            try:
                await self._connection.execute_fetchall("BEGIN IMMEDIATE")
                yield session
                await to_the_end(self._commit(session))
            except BaseException as error:
                await to_the_end(self._connection.rollback())
                if isinstance(error, sqlite3.IntegrityError) and "UNIQUE" in str(error):
                    raise Conflict(str(error)) from error
                if isinstance(error, sqlite3.OperationalError) and _passing(error):
                    raise Unavailable(str(error)) from error
                raise

    @asynccontextmanager
    async def statement(self) -> AsyncIterator[Session]:
        """Between two transactions."""
        async with self._turn:
            try:
                yield SqliteSession(self._connection, self._statements)
            except sqlite3.OperationalError as error:
                if _passing(error):
                    raise Unavailable(str(error)) from error
                raise

    async def listen(self) -> bool:
        """Nobody else writes here."""
        return True

    async def _commit(self, session: Session) -> None:
        await self._connection.commit()
        for queue in session.woken:
            self.wakes.wake(queue)
