"""Units of work that meet on SQLite share a commit, and nothing else: not their failures, not their rollbacks."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from store_bench import MAI, event, resident

from bot.domain.errors import Conflict, Unavailable
from bot.domain.ids import ResidentId, TicketId
from bot.ports.store import Store
from storage.sqlite import SqliteDatabase
from tests.fakes.clock import FrozenClock


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    """An open, empty database."""
    opened = SqliteDatabase(tmp_path / "palier.db")
    await opened.open(0)
    yield opened
    await opened.close()


async def _set(database: SqliteDatabase, key: str) -> None:
    async with database.transaction() as session:
        await session.row("bucket_lock", key=key, tat=1)


def _on_disk(tmp_path: Path) -> set[str]:
    with closing(sqlite3.connect(tmp_path / "palier.db")) as reader:
        return {key for (key,) in reader.execute("SELECT key FROM bucket")}


async def test_those_who_wait_together_are_committed_together(
    database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = 0
    plain = SqliteDatabase._commit

    async def counted(self: SqliteDatabase, batch: object) -> None:
        nonlocal commits
        commits += 1
        await plain(self, batch)  # type: ignore[arg-type]

    monkeypatch.setattr(SqliteDatabase, "_commit", counted)
    await asyncio.gather(*(_set(database, f"k{number}") for number in range(20)))
    assert commits == 1


async def test_none_returns_before_its_commit_is_on_the_disk(
    database: SqliteDatabase, tmp_path: Path
) -> None:
    async def one(key: str) -> None:
        await _set(database, key)
        assert key in _on_disk(tmp_path)

    await asyncio.gather(*(one(f"k{number}") for number in range(10)))


async def test_one_that_fails_takes_none_with_it(store: Store, clock: FrozenClock) -> None:
    async def fails() -> None:
        async with store.begin() as u:
            await u.people.add(resident(ResidentId("r-lost")))
            await u.tickets.get(TicketId("none"))

    async def adds() -> None:
        async with store.begin() as u:
            await u.people.add(resident())

    outcomes = await asyncio.gather(
        fails(), adds(), fails(), adds(), store.receive([event(1)], clock.now()), return_exceptions=True
    )
    kinds = [type(one) for one in outcomes]
    assert (kinds[0], kinds[2], kinds[4]) == (KeyError, KeyError, int)
    assert {kinds[1], kinds[3]} == {type(None), Conflict}
    async with store.begin() as u:
        assert await u.people.get(MAI) == resident()
        assert await u.people.by_chat("telegram", "chat of r-lost") is None


async def test_where_sqlite_gives_up_the_transaction_all_in_it_know(
    database: SqliteDatabase, tmp_path: Path
) -> None:
    async def gives_up() -> None:
        async with database.transaction():
            database._here.execute("ROLLBACK")  # as SQLite itself does when the disk fails
            raise sqlite3.OperationalError("disk I/O error")

    outcomes = await asyncio.gather(
        _set(database, "before"), gives_up(), _set(database, "after"), return_exceptions=True
    )
    assert [type(one) for one in outcomes] == [sqlite3.OperationalError] * 2 + [type(None)]
    assert _on_disk(tmp_path) == {"after"}


async def test_who_finds_the_file_locked_waits_and_keeps_nobody_else_waiting(
    database: SqliteDatabase, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "palier.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        task = asyncio.ensure_future(_set(database, "patient"))
        await asyncio.sleep(0.05)  # noqa: TID251 - it waits on its thread
        other.execute("COMMIT")
        await task
    assert _on_disk(tmp_path) == {"patient"}


async def test_a_file_that_stays_locked_is_unavailable(
    database: SqliteDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.sqlite._PATIENCE", 50)
    with closing(sqlite3.connect(tmp_path / "palier.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        outcomes = await asyncio.gather(_set(database, "a"), _set(database, "b"), return_exceptions=True)
        other.execute("COMMIT")
    assert [type(one) for one in outcomes] == [Unavailable] * 2
    await _set(database, "c")
    assert _on_disk(tmp_path) == {"c"}


async def test_who_is_cancelled_while_the_file_is_locked_leaves_nothing_open(
    database: SqliteDatabase, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "palier.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        task = asyncio.ensure_future(_set(database, "cancelled"))
        await asyncio.sleep(0.05)  # noqa: TID251 - it waits on its thread
        task.cancel()
        other.execute("COMMIT")
        await asyncio.gather(task, return_exceptions=True)
    await _set(database, "next")
    assert _on_disk(tmp_path) == {"next"}


async def test_a_full_disk_is_unavailable_and_passes(database: SqliteDatabase, tmp_path: Path) -> None:
    await database._connection.execute_fetchall("PRAGMA cache_size=1")
    ((pages,),) = await database._connection.execute_fetchall("PRAGMA page_count")
    await database._connection.execute_fetchall(f"PRAGMA max_page_count={pages}")
    outcomes = await asyncio.gather(
        *(_set(database, f"{number} {'x' * 9000}") for number in range(3)), return_exceptions=True
    )
    assert Unavailable in {type(one) for one in outcomes}
    assert {type(one) for one in outcomes} <= {Unavailable, type(None)}
    await database._connection.execute_fetchall("PRAGMA max_page_count=100000")
    await _set(database, "after")
    assert "after" in _on_disk(tmp_path)


async def test_a_commit_that_fails_fails_them_all_and_the_next_goes_on(
    database: SqliteDatabase, tmp_path: Path
) -> None:
    await database._connection.execute_fetchall(
        "CREATE TABLE vow (bucket TEXT REFERENCES bucket (key) DEFERRABLE INITIALLY DEFERRED)"
    )

    async def breaks() -> None:
        async with database.transaction():
            database._here.execute("INSERT INTO vow VALUES ('nowhere')")

    outcomes = await asyncio.gather(
        _set(database, "a"), breaks(), _set(database, "b"), return_exceptions=True
    )
    assert [type(one) for one in outcomes] == [sqlite3.IntegrityError] * 3
    await _set(database, "c")
    assert _on_disk(tmp_path) == {"c"}


async def test_one_that_is_cancelled_leaves_the_others(database: SqliteDatabase, tmp_path: Path) -> None:
    tasks = [asyncio.ensure_future(_set(database, f"k{number}")) for number in range(9)]
    await asyncio.sleep(0)  # noqa: TID251 - let them queue
    for task in tasks[::2]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert {"k1", "k3", "k5", "k7"} <= _on_disk(tmp_path)


async def test_closing_waits_for_the_commit(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "palier.db")
    await database.open(0)
    task = asyncio.ensure_future(_set(database, "last"))
    await asyncio.sleep(0)  # noqa: TID251 - let it begin
    await database.close()
    await task
    assert _on_disk(tmp_path) == {"last"}
