"""Migrations: from every past version they lead to the schema, all or nothing, and keep what there was."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from storage import (
    StoreInUse,
    StoreUnfit,
    backup,
    check_file,
    check_version,
    open_store,
    schema,
    schema_postgres,
    upgrade,
)
from storage.migrations import HEAD, steps
from tests.fakes.clock import FrozenClock

SCHEMA = (Path(schema.__file__).parent / "schema.sql").read_text("utf-8")


def tables_of(path: Path) -> set[str]:
    """Every table and index of a SQLite file, by the words it was made with."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return {
        re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.split()))
        for (sql,) in rows
        if "alembic_version" not in sql
    }


def backups(folder: Path) -> list[Path]:
    """Copies of databases in a folder."""
    return list(folder.glob("*.backup*"))


async def columns_of(url: str) -> set[tuple[object, ...]]:
    """Every column, index and constraint of a PostgreSQL database."""
    connection = await asyncpg.connect(url)
    columns = await connection.fetch(
        "SELECT table_name, column_name, data_type, is_nullable, column_default "
        "FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
    )
    indexes = await connection.fetch(
        "SELECT tablename, indexdef FROM pg_indexes "
        "WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    )
    constraints = await connection.fetch(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace "
        "AND conrelid <> 'alembic_version'::regclass AND contype <> 'n'"
    )
    await connection.close()
    return {tuple(row) for row in [*columns, *indexes, *constraints]}


@contextmanager
def an_older_head(monkeypatch: pytest.MonkeyPatch, script: str) -> Iterator[None]:
    """As if ``script`` were the step from the present version to the next."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "HEAD", "9999")
        patch.setattr(steps, "sql", lambda *_: script)
        yield


async def test_the_newest_version_is_the_last_step(tmp_path: Path) -> None:
    assert steps.versions()[-1] == HEAD
    assert steps.versions() == sorted(steps.versions())


@pytest.mark.parametrize("start", [None, *steps.versions()])
async def test_sqlite_from_every_version(tmp_path: Path, start: str | None) -> None:
    by_steps, at_once = tmp_path / "old.db", tmp_path / "new.db"
    schema.run_sqlite(by_steps, steps.sql("sqlite", None, start or HEAD))
    await upgrade(f"sqlite:///{by_steps}")
    assert await upgrade(f"sqlite:///{at_once}") is None
    assert tables_of(by_steps) == tables_of(at_once)
    for path in (by_steps, at_once):
        assert await check_version(f"sqlite:///{path}") is None


@pytest.mark.parametrize("start", [None, *steps.versions()])
async def test_postgresql_from_every_version(postgres_url: str, start: str | None) -> None:
    connection = await asyncpg.connect(postgres_url)
    for name in ("by_steps", "at_once"):
        await connection.execute(f"DROP DATABASE IF EXISTS {name}")
        await connection.execute(f"CREATE DATABASE {name}")
    by_steps, at_once = (
        urlsplit(postgres_url)._replace(path=f"/{name}").geturl() for name in ("by_steps", "at_once")
    )
    await schema_postgres.upgrade(by_steps, start or HEAD)
    assert await upgrade(by_steps) == (start or HEAD)
    other = await asyncpg.connect(at_once)
    await other.execute(SCHEMA)
    await other.execute("CREATE TABLE alembic_version (version_num text)")
    await other.close()
    assert await columns_of(by_steps) == await columns_of(at_once)
    assert await check_version(by_steps) is None
    for name in ("by_steps", "at_once"):
        await connection.execute(f"DROP DATABASE {name}")
    await connection.close()


async def test_sqlite_upgrades_itself_after_a_copy(
    tmp_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "palier.db"
    await upgrade(f"sqlite:///{path}")
    before = tables_of(path)
    step = "CREATE TABLE added (id TEXT); UPDATE alembic_version SET version_num = '9999';"
    with an_older_head(monkeypatch, step):
        assert await check_version(f"sqlite:///{path}") == (
            f"the database has version {HEAD}, this program needs 9999: run `palier db upgrade`"
        )
        store = open_store(f"sqlite:///{path}", clock)
        await store.open()
        with pytest.raises(StoreInUse):
            await upgrade(f"sqlite:///{path}")
        await store.close()
        assert await check_version(f"sqlite:///{path}") is None
    assert tables_of(path) == before | {"CREATE TABLE added(id TEXT)"}
    assert tables_of(tmp_path / f"palier.db.backup-{HEAD}") == before


async def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "palier.db"
    await upgrade(f"sqlite:///{path}")
    before = tables_of(path)
    with an_older_head(monkeypatch, "CREATE TABLE half (id TEXT); DROP TABLE inbox; SELECT nonsense;"):
        for _ in range(2):
            with pytest.raises(sqlite3.OperationalError, match="nonsense"):
                await open_store(f"sqlite:///{path}", clock).open()
    assert tables_of(path) == before
    assert (tmp_path / f"palier.db.backup-{HEAD}-2").exists()
    store = open_store(f"sqlite:///{path}", clock)
    await store.open()
    await store.close()


async def test_a_copy_holds_what_was_committed(tmp_path: Path, clock: FrozenClock) -> None:
    path = tmp_path / "palier.db"
    store = open_store(f"sqlite:///{path}", clock)
    await store.open()
    copy = backup(path)
    await store.close()
    assert tables_of(copy) == tables_of(path)


async def test_postgresql_is_not_upgraded_unasked(
    postgres_url: str, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "HEAD", "9999")
    store = open_store(postgres_url, clock)
    with pytest.raises(StoreUnfit, match="run `palier db upgrade`"):
        await store.open()
    await store.close()


UNFIT = r"can't be used as the database: .* check PALIER_DATABASE_URL"


def no_database(folder: Path, kind: str) -> Path:
    """A path at which there can be no database."""
    path = folder / "palier.db"
    match kind:
        case "text":
            path.write_text("the minutes of the general assembly, which are no database at all\n" * 20)
        case "folder":
            path.mkdir()
        case "below a file":
            path.write_text("a file\n")
            path = path / "data" / "palier.db"
        case "read only":
            schema.prepare_sqlite(path)
            forbid(path, 0o400)
        case "in a folder of another":
            forbid(folder, 0o500)
    return path


def forbid(path: Path, mode: int) -> None:
    """Nobody may write there. Where the tests' user may write anywhere, there is nothing to test."""
    path.chmod(mode)
    if os.access(path, os.W_OK):
        pytest.skip("root may write anywhere")


@pytest.mark.parametrize(
    "kind",
    [
        "text",
        "folder",
        "below a file",
        "read only",
        "in a folder of another",
    ],
)
async def test_what_can_be_no_database_says_where_and_what_to_do(
    tmp_path: Path, clock: FrozenClock, kind: str
) -> None:
    path = no_database(tmp_path, kind)
    told = await check_file(path)
    assert told is not None
    assert told.startswith(f"{path} can't be used as the database: ")
    assert "check PALIER_DATABASE_URL" in told
    with pytest.raises(StoreUnfit, match=UNFIT):
        await open_store(f"sqlite:///{path}", clock).open()


@pytest.mark.parametrize("kind", ["text", "folder", "below a file"])
async def test_so_does_its_upgrade(tmp_path: Path, kind: str) -> None:
    with pytest.raises(StoreUnfit, match=UNFIT):
        await upgrade(f"sqlite:///{no_database(tmp_path, kind)}")


async def test_a_file_that_palier_can_make_or_upgrade_is_fit(tmp_path: Path) -> None:
    path = tmp_path / "data" / "palier.db"
    assert await check_file(path) is None
    await upgrade(f"sqlite:///{path}")
    assert await check_file(path) is None
    schema.run_sqlite(path, "UPDATE alembic_version SET version_num = '9999';")
    assert "install the newer palier" in (await check_file(path) or "")


async def test_a_newer_or_unknown_version_is_refused(tmp_path: Path, clock: FrozenClock) -> None:
    path = tmp_path / "palier.db"
    assert await check_version(f"sqlite:///{path}") == "the database is empty: run `palier db upgrade`"
    schema.run_sqlite(
        path, "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('zz');"
    )
    assert "install the newer palier" in (await check_version(f"sqlite:///{path}") or "")
    with pytest.raises(StoreUnfit, match="does not know"):
        await open_store(f"sqlite:///{path}", clock).open()
    assert not backups(tmp_path)
