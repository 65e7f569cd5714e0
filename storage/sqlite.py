"""SQLite: one connection, units of work by turns, committed together, on the disk before any returns (ADR 0018)."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=0")
_PATIENCE = 5000  # milliseconds to wait for somebody else who writes in the file (a backup, an operator)
_STATEMENTS_KEPT = 512  # prepared, more than there are names


_PASSING = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
)
"""What the file or the disk has to do with, not the statement (sqlite.org/rescode.html)."""


@contextmanager
def _translated() -> Iterator[None]:
    """SQLite's errors in the words of the port: Conflict for what is there already, Unavailable for what passes."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if "UNIQUE" in str(error):
            raise Conflict(str(error)) from error
        raise
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _PASSING:
            raise Unavailable(str(error)) from error
        raise


class SqliteSession(Session):
    """Statements on the connection. They run at once: one takes some ten microseconds, a hop to a thread many times
    that."""

    def __init__(self, connection: sqlite3.Connection, statements: Mapping[str, Statement]) -> None:
        super().__init__()
        self._connection = connection
        self._statements = statements

    async def rows(self, name: str, /, **values: Any) -> Sequence[Row]:
        return self._connection.execute(self._statements[name].sql, values).fetchall()

    async def many(self, name: str, values: Sequence[dict[str, Any]]) -> None:
        self._connection.executemany(self._statements[name].sql, values)


@dataclass(slots=True)
class Batch:
    """Units of work that one commit makes last: ``committed`` has its outcome, ``woken`` the queues it wakes,
    ``changes`` is how many rows the connection had changed before, ``asked`` whether somebody waits for the turn to
    commit it."""

    committed: asyncio.Future[None]
    changes: int
    woken: set[str] = field(default_factory=set)
    asked: bool = False


class SqliteDatabase:
    """A database in one file, of which this process is the only owner.

    Units of work take turns under an asyncio lock, each in a savepoint. The first of a batch that changes something
    asks for the commit, which waits for its turn as they do: so it covers all who were waiting by then, and one
    ``fsync`` serves them all. None returns before it. A batch in which nothing has changed ends with its unit: most
    looks into a queue find nothing. Only what waits runs on aiosqlite's thread: the commit for the disk, and the
    beginning where somebody else has the file.
    """

    def __init__(self, path: Path) -> None:
        self.wakes = Wakes()
        self._path = path
        self._file_lock = FileLock(path)
        self._statements = load("sqlite")
        self._turn = asyncio.Lock()
        self._open: aiosqlite.Connection | None = None
        self._raw: sqlite3.Connection | None = None
        self._batch: Batch | None = None
        self._committing: set[asyncio.Future[None]] = set()

    @property
    def _connection(self) -> aiosqlite.Connection:
        if self._open is None:
            raise RuntimeError("the store is not open")
        return self._open

    @property
    def _here(self) -> sqlite3.Connection:
        """The same connection, for the event loop's own thread. Whoever uses it has the turn."""
        if self._raw is None:
            raise RuntimeError("the store is not open")
        return self._raw

    async def open(self, now: int) -> None:
        """Connect, after an upgrade if need be; leases of a process that died are given back."""
        if sqlite3.sqlite_version_info < _OLDEST:
            raise StoreUnfit(f"SQLite {sqlite3.sqlite_version} is too old: 3.35 is needed, or use PostgreSQL")
        with schema.reached(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file_lock.take()
            try:
                await self._prepare()
                self._open = await aiosqlite.Connection(self._connect, iter_chunk_size=64)
                async with self.transaction() as session:
                    await session.run("lanes_release", now=now)
            except BaseException:
                await to_the_end(self.close())
                raise

    async def close(self) -> None:
        """Close the file once the present transaction has ended."""
        while self._committing:
            await asyncio.wait(self._committing)
        async with self._turn:
            if self._open is not None:
                await self._open.close()
                self._open = self._raw = None
            self._file_lock.free()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """One at a time; left when the batch is committed. Raises what made the commit fail."""
        with _translated():
            async with self._turn:
                batch = self._batch or await self._begin()
                session = SqliteSession(self._here, self._statements)
                try:
                    self._here.execute("SAVEPOINT unit")
                    try:
                        yield session
                        self._here.execute("RELEASE unit")
                    except BaseException as error:
                        self._undo(error)
                        raise
                    batch.woken.update(session.woken)
                finally:
                    self._leave(batch)
            await asyncio.shield(batch.committed)

    @asynccontextmanager
    async def statement(self) -> AsyncIterator[Session]:
        """Between two transactions."""
        async with self._turn:
            with _translated():
                yield SqliteSession(self._here, self._statements)

    async def listen(self) -> bool:
        """Nobody else writes here."""
        return True

    async def _prepare(self) -> None:
        await asyncio.to_thread(schema.prepare_sqlite, self._path)

    def _connect(self) -> sqlite3.Connection:
        """Called by aiosqlite on its thread. SQLite serialises what two threads ask of a connection."""
        connection = sqlite3.connect(
            self._path, isolation_level=None, check_same_thread=False, cached_statements=_STATEMENTS_KEPT
        )
        try:
            connection.row_factory = sqlite3.Row
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        self._raw = connection
        return connection

    async def _begin(self) -> Batch:
        try:
            self._here.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return await to_the_end(self._begin_later())
        return self._begun()

    async def _begin_later(self) -> Batch:
        """Wait for whoever has the file on the connection's thread: the event loop goes on."""
        await self._connection.execute_fetchall(f"PRAGMA busy_timeout={_PATIENCE}")
        try:
            await self._connection.execute_fetchall("BEGIN IMMEDIATE")
        finally:
            await self._connection.execute_fetchall("PRAGMA busy_timeout=0")
        batch = self._begun()
        self._ask(batch)  # whoever waited for it may have been cancelled
        return batch

    def _begun(self) -> Batch:
        self._batch = Batch(asyncio.get_running_loop().create_future(), self._here.total_changes)
        return self._batch

    def _leave(self, batch: Batch) -> None:
        """A unit of work is over: what it has changed is to be committed."""
        if self._batch is not batch or batch.asked:
            return
        if self._here.total_changes == batch.changes:
            self._end(batch)
        else:
            self._ask(batch)

    def _ask(self, batch: Batch) -> None:
        batch.asked = True
        commit = asyncio.ensure_future(self._commit(batch))
        self._committing.add(commit)
        commit.add_done_callback(self._committing.discard)

    def _end(self, batch: Batch) -> None:
        """Commit at once, where there is nothing for the disk to wait for."""
        self._batch = None
        try:
            self._here.execute("COMMIT")
        except BaseException as error:
            _fail(batch, error)
            if self._here.in_transaction:
                self._here.execute("ROLLBACK")
        else:
            self._last(batch)

    def _last(self, batch: Batch) -> None:
        """It is committed."""
        for queue in batch.woken:
            self.wakes.wake(queue)
        batch.committed.set_result(None)

    def _undo(self, error: BaseException) -> None:
        """Roll a unit of work back. Where SQLite itself gave the transaction up (a full disk), no other in the batch
        stands either."""
        if self._here.in_transaction:
            self._here.execute("ROLLBACK TO unit")
            self._here.execute("RELEASE unit")
        elif self._batch is not None:
            _fail(self._batch, error)
            self._batch = None

    async def _commit(self, batch: Batch) -> None:
        async with self._turn:
            if self._batch is not batch:
                return
            self._batch = None
            try:
                await to_the_end(self._connection.commit())
            except BaseException as error:
                _fail(batch, error)
                await to_the_end(self._connection.rollback())
            else:
                self._last(batch)


def _fail(batch: Batch, error: BaseException) -> None:
    batch.committed.set_exception(error)
    batch.committed.exception()  # seen, even if nobody waits for it any more
