"""The version of a database: telling it, and bringing it to the newest.

Alembic writes the SQL of the steps, we run it: in one transaction on both databases (a step that fails leaves nothing
behind, which Alembic on SQLite doesn't do by itself) and without a second set of drivers.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

from storage.errors import StoreUnfit
from storage.file_lock import FileLock
from storage.migrations import HEAD
from storage.statements import Dialect
from storage.urls import sqlite_path

_SCHEMA = Path(__file__).parent / "schema.sql"
_STAMP = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
_UPGRADE_LOCK = 7_236_475  # any number that nobody else on this database locks


async def upgrade(url: str) -> str | None:
    """Bring a database to the newest version; the version it had, None for an empty one. A SQLite file is copied
    first. Raises StoreInUse, and StoreUnfit for a version this program doesn't know."""
    path = sqlite_path(url)
    if path is not None:
        return await asyncio.to_thread(_upgrade_sqlite, path)
    return await _upgrade_postgresql(url)


async def check_version(url: str) -> str | None:
    """What is wrong with a database's version and what to do about it, None when it is the newest."""
    path = sqlite_path(url)
    if path is None:
        return _problem(await _version_postgresql(url))
    return _problem(await asyncio.to_thread(_version_of_file, path))


def _upgrade_sqlite(path: Path) -> str | None:
    lock = FileLock(path)
    lock.take()
    try:
        return prepare_sqlite(path)
    finally:
        lock.free()


def prepare_sqlite(path: Path) -> str | None:
    """Make a SQLite file, or upgrade it after a backup copy; the version it had. The caller holds its lock."""
    version = _version_of_file(path)
    if version == HEAD:
        return version
    script = _steps("sqlite", version, HEAD) if version else _newest()
    if version:
        backup(path)
    path.touch(mode=0o600)
    run_sqlite(path, script)
    return version


def backup(path: Path) -> Path:
    """A complete copy of a SQLite file beside it, named after its version; where it is."""
    version = _version_of_file(path) or "empty"
    names = (path.with_name(f"{path.name}.backup-{version}{extra}") for extra in _endings())
    copy = next(name for name in names if not name.exists())
    copy.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def run_sqlite(path: Path, script: str) -> None:
    """Run a script in one transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nCOMMIT;")
        except BaseException:
            connection.rollback()
            raise


def _endings() -> list[str]:
    return ["", *(f"-{number}" for number in range(2, 1000))]


def _newest() -> str:
    return f"{_SCHEMA.read_text('utf-8')}\n{_STAMP};\nINSERT INTO alembic_version VALUES ('{HEAD}');"  # noqa: S608


def _steps(dialect: Dialect, start: str | None, end: str) -> str:
    """The SQL from one version to another. Raises StoreUnfit for a version that is not among ours."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(stdout=StringIO())
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes.update(dialect=dialect, output=(output := StringIO()))
    try:
        command.upgrade(config, f"{start or 'base'}:{end}", sql=True)
    except CommandError as error:
        raise StoreUnfit(_problem(start) or str(error)) from error
    return output.getvalue()


def _problem(version: str | None) -> str | None:
    if version == HEAD:
        return None
    if version is None:
        return "the database is empty: run `palier db upgrade`"
    if version > HEAD:
        return (
            f"the database has version {version}, newer than this program's {HEAD}: install the newer palier"
        )
    return f"the database has version {version}, this program needs {HEAD}: run `palier db upgrade`"


def _version_of_file(path: Path) -> str | None:
    if not path.exists():
        return None
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else None
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise StoreUnfit(f"{path} is a SQLite file of something else: give palier a file of its own")
    return None


async def _version_postgresql(url: str) -> str | None:
    import asyncpg

    connection = await asyncpg.connect(url)
    try:
        if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
            return None
        version = await connection.fetchval("SELECT version_num FROM alembic_version")
        return None if version is None else str(version)
    finally:
        await connection.close()


async def _upgrade_postgresql(url: str, end: str = HEAD) -> str | None:
    import asyncpg

    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock($1)", _UPGRADE_LOCK)
            version = await _version_postgresql(url)
            if version != end:
                await connection.execute(await asyncio.to_thread(_steps, "postgresql", version, end))
            return version
    finally:
        await connection.close()
