"""The version of a database: telling it, and bringing it to the newest.

Alembic writes the SQL of the steps, we run it: in one transaction on both databases (a step that fails leaves
nothing behind, which Alembic on SQLite doesn't do by itself) and without a second set of drivers.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.domain.errors import Unavailable
from storage.errors import StoreUnfit
from storage.file_lock import FileLock
from storage.files import writable
from storage.migrations import HEAD
from storage.urls import sqlite_path

_SCHEMA = Path(__file__).parent / "schema.sql"
_STAMP = f"""
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
INSERT INTO alembic_version VALUES ('{HEAD}');
"""  # noqa: S608 - a constant of ours


_UNFIT = (
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
)
"""What the file or the disk has to do with, not the statement (sqlite.org/rescode.html)."""


@contextmanager
def reached(path: Path) -> Iterator[None]:
    """Turn what a SQLite file raises that can't be made, read or written into StoreUnfit."""
    try:
        yield
    except OSError as error:
        raise _unfit(path, f"{error.filename or path}: {error.strerror or error}") from None
    except Unavailable as error:
        raise _unfit(path, str(error)) from None
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF not in _UNFIT:
            raise
        raise _unfit(path, str(error)) from None


def _unfit(path: Path, why: str) -> StoreUnfit:
    return StoreUnfit(
        f"{path} can't be used as the database: {why}; check PALIER_DATABASE_URL (or PALIER_DATA_DIR), that this user "
        "may write to the file and its folder, and that the disk has room"
    )


async def upgrade(url: str) -> str | None:
    """Bring a database to the newest version; the version it had, None for an empty one. A SQLite file is
    copied first. Raises StoreInUse, and StoreUnfit for a version this program doesn't know."""
    path = sqlite_path(url)
    if path is not None:
        return await asyncio.to_thread(_upgrade_sqlite, path)
    from storage import schema_postgres  # noqa: PLC0415 - loads asyncpg

    with schema_postgres.reached(url):
        return await schema_postgres.upgrade(url)


async def check_version(url: str) -> str | None:
    """What is wrong with a database's version and what to do about it, None when it is the newest."""
    path = sqlite_path(url)
    if path is not None:
        with reached(path):
            return _problem(await asyncio.to_thread(version_of_file, path))
    from storage import schema_postgres  # noqa: PLC0415 - loads asyncpg

    with schema_postgres.reached(url):
        return _problem(await schema_postgres.version(url))


def prepare_sqlite(path: Path) -> str | None:
    """Make a SQLite file, or upgrade it after a backup copy; the version it had. The caller holds its
    lock."""
    version = version_of_file(path)
    if version == HEAD:
        return version
    if version is None:
        script = _SCHEMA.read_text("utf-8") + _STAMP
    else:
        from storage.migrations import steps  # noqa: PLC0415 - loads Alembic

        script = steps.sql("sqlite", version, HEAD)
        backup(path)
    path.touch(mode=0o600)
    run_sqlite(path, script)
    return version


def backup(path: Path) -> Path:
    """A complete copy of a SQLite file beside it, named after its version (``palier.db.backup-0001``); where
    it is."""
    stem = f"{path.name}.backup-{version_of_file(path) or 'empty'}"
    copy, number = path.with_name(stem), 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{stem}-{number}")
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


def version_of_file(path: Path) -> str | None:
    """The version of a SQLite file, None when it is empty or not there. Raises StoreUnfit for a foreign
    one."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else None
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise StoreUnfit(f"{path} is a SQLite file of something else: give palier a file of its own")
    return None


def _upgrade_sqlite(path: Path) -> str | None:
    lock = FileLock(path)
    with reached(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.take()
        try:
            return prepare_sqlite(path)
        finally:
            lock.free()


async def check_file(path: Path) -> str | None:
    """What keeps us from making, or upgrading, and using a SQLite file; None where nothing does. It may be in use."""
    try:
        with reached(path):
            for one in (path, path.parent):
                writable(one)
            found = await asyncio.to_thread(version_of_file, path)
    except StoreUnfit as error:
        return str(error)
    return _problem(found) if found is not None and found > HEAD else None


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
