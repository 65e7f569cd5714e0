"""The version of a PostgreSQL database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import asyncpg

from storage.errors import StoreUnfit
from storage.migrations import HEAD

_UPGRADE_LOCK = 7_236_475  # any number that nobody else on this database locks


@contextmanager
def reached(url: str) -> Iterator[None]:
    """Turn what a server that can't be reached or refuses us raises into StoreUnfit, without the password."""
    try:
        yield
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        where = urlsplit(url)
        raise StoreUnfit(
            f"PostgreSQL at {where.hostname or 'its socket'}, database {where.path.lstrip('/')}: {error}; "
            "check PALIER_DATABASE_URL and that the server runs"
        ) from None


async def version(url: str) -> str | None:
    """The version a database has, None for an empty one."""
    connection = await asyncpg.connect(url)
    try:
        return await _version(connection)
    finally:
        await connection.close()


async def upgrade(url: str, end: str = HEAD) -> str | None:
    """Bring a database to a version, in one transaction that nobody else's upgrade can meet; what it had
    before. Raises StoreUnfit for a version that is not among ours."""
    from storage.migrations import steps  # noqa: PLC0415 - loads Alembic

    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock($1)", _UPGRADE_LOCK)
            before = await _version(connection)
            if before != end:
                await connection.execute(await asyncio.to_thread(steps.sql, "postgresql", before, end))
            return before
    finally:
        await connection.close()


async def rows_of_this_version(url: str, sql: str, *values: object) -> list[asyncpg.Record]:
    """What a query finds, nothing in a database of another version."""
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch(sql, *values) if await _version(connection) == HEAD else []
    finally:
        await connection.close()


async def _version(connection: asyncpg.Connection[asyncpg.Record]) -> str | None:
    if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
        return None
    number = await connection.fetchval("SELECT version_num FROM alembic_version")
    return None if number is None else str(number)
