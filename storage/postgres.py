"""PostgreSQL: several replicas of the process on one database, waking each other by NOTIFY."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, cast

import asyncpg

from bot.domain.errors import Conflict, Unavailable
from storage import schema
from storage.codec import Row
from storage.database import Session, to_the_end
from storage.errors import StoreUnfit
from storage.statements import Statement, load
from storage.wakes import Wakes

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    Connection = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]

_CONNECTIONS = 10
_TIMEOUT = 30.0  # seconds a statement may take
_NOTIFY = "palier"


_PASSING = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.ReadOnlySQLTransactionError,
)
"""What the server or the way to it has to do with, not the statement (postgresql.org/docs, Appendix A)."""


class PlainConnection(asyncpg.Connection):
    """Goes back to the pool without a word to the server: transactions end by themselves here, and nothing else of a
    session's state (cursors, locks, settings, listeners) is ever used."""

    def get_reset_query(self) -> str:
        """None."""
        return ""


class PostgresSession(Session):
    """Statements on one connection of the pool."""

    def __init__(self, connection: Connection, statements: Mapping[str, Statement]) -> None:
        super().__init__()
        self._connection = connection
        self._statements = statements

    async def rows(self, name: str, /, **values: Any) -> Sequence[Row]:
        statement = self._statements[name]
        return cast("list[Row]", await self._connection.fetch(statement.sql, *statement.arguments(values)))

    async def many(self, name: str, values: Sequence[dict[str, Any]]) -> None:
        statement = self._statements[name]
        await self._connection.executemany(statement.sql, [statement.arguments(one) for one in values])


class PostgresDatabase:
    """A pool of connections, and one more that listens. A pooler between must be in session mode."""

    def __init__(self, url: str) -> None:
        self.wakes = Wakes()
        self._url = url
        self._name = secrets.token_urlsafe(6)
        self._statements = load("postgresql")
        self._pool: asyncpg.Pool[asyncpg.Record] | None = None
        self._listener: asyncpg.Connection[asyncpg.Record] | None = None
        self._listening = asyncio.Lock()

    async def open(self, now: int) -> None:
        """Connect. Raises StoreUnfit for a database of another version: upgrading it is the operator's
        step."""

        if problem := await schema.check_version(self._url):
            raise StoreUnfit(problem)
        self._pool = await asyncpg.create_pool(
            self._url,
            min_size=1,
            max_size=_CONNECTIONS,
            command_timeout=_TIMEOUT,
            connection_class=PlainConnection,
        )
        await self.listen()

    async def close(self) -> None:
        """Close all connections."""
        if self._listener is not None:
            self._listener.remove_termination_listener(self._listener_ended)
            await self._listener.close()
            self._listener = None
        if self._pool is not None:
            await self._pool.close()
            self._pool = None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """Read committed; what must not change meanwhile is locked or has a version."""
        async with self._connection() as connection:
            session = PostgresSession(connection, self._statements)
            transaction = connection.transaction()
            try:
                await transaction.start()
                yield session
                await to_the_end(self._commit(transaction, session))
            except BaseException as error:
                await to_the_end(_roll_back(connection, transaction))
                if isinstance(error, (asyncpg.TransactionRollbackError, asyncpg.UniqueViolationError)):
                    raise Conflict(str(error)) from error
                if _is_passing(error, connection):
                    raise Unavailable(f"{type(error).__name__} {error}") from error
                raise

    @asynccontextmanager
    async def statement(self) -> AsyncIterator[Session]:
        """On any connection."""
        async with self._connection() as connection:
            try:
                yield PostgresSession(connection, self._statements)
            except Exception as error:
                if _is_passing(error, connection):
                    raise Unavailable(f"{type(error).__name__} {error}") from error
                raise

    async def listen(self) -> bool:
        """Connect the listener again if its connection was lost; then something may have been missed. While
        the database can't be reached nothing is heard, and its users' next statement tells them so."""
        if self._pool is None:
            raise RuntimeError("the store is not open")
        if self._listener is not None and not self._listener.is_closed():
            return True
        async with self._listening:
            if self._listener is not None and not self._listener.is_closed():
                return True
            with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
                listener = await asyncpg.connect(self._url, timeout=_TIMEOUT)
                listener.add_termination_listener(self._listener_ended)
                await listener.add_listener(_NOTIFY, self._heard)
                self._listener = listener
                return False
            return True

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        if self._pool is None:
            raise RuntimeError("the store is not open")
        try:
            connection = await self._pool.acquire()
        except (*_PASSING, asyncpg.InterfaceError) as error:
            raise Unavailable(f"{type(error).__name__} {error}") from error
        try:
            yield connection
        finally:
            await to_the_end(self._pool.release(connection))

    async def _commit(self, transaction: asyncpg.transaction.Transaction, session: Session) -> None:
        for queue in sorted(queue for queue, everywhere in session.woken.items() if everywhere):
            await session.run("notify", message=f"{self._name} {queue}")
        await transaction.commit()
        for queue in session.woken:
            self.wakes.wake(queue)

    def _heard(self, _connection: object, _pid: int, _channel: str, message: object) -> None:
        sender, _, queue = str(message).partition(" ")
        if sender != self._name:
            self.wakes.wake(queue)

    def _listener_ended(self, _connection: object) -> None:
        self.wakes.wake_all()


def _is_passing(error: BaseException, connection: Connection) -> bool:
    return isinstance(error, _PASSING) or (isinstance(error, Exception) and connection.is_closed())


async def _roll_back(connection: Connection, transaction: asyncpg.transaction.Transaction) -> None:
    """A lost connection has rolled back already."""
    if connection.is_closed():
        return
    if connection.is_in_transaction():
        with suppress(
            asyncpg.InterfaceError
        ):  # a transaction that failed to begin or end: releasing resets it
            await transaction.rollback()
