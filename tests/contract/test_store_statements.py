"""Every named statement runs on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress

import asyncpg
import pytest

from storage.database import Database
from storage.postgres import PostgresDatabase
from storage.sqlite import SqliteDatabase
from storage.statements import Statement, load
from storage.urls import sqlite_path

NUMBERS = frozenset(
    [
        *(
            "active",
            "at",
            "at_most",
            "attempts",
            "done_at",
            "due_at",
            "expires_at",
            "failures",
            "fence",
            "generation",
        ),
        *(
            "guest",
            "home",
            "human",
            "in_review",
            "language_chosen",
            "now",
            "number",
            "opened_at",
            "opens_thread",
        ),
        *("rating", "reachable", "ready_at", "reopened", "rows", "seq", "size", "tail", "tat", "to_qualify"),
        *("uncertain", "until", "version"),
    ]
)
"""The parameters that are no text."""

REFUSED = (sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError)
"""A statement that runs, but finds no ticket "x" to refer to."""


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open, empty database."""
    path = sqlite_path(database_url)
    opened: Database = SqliteDatabase(path) if path else PostgresDatabase(database_url)
    await opened.open(0)
    yield opened
    await opened.close()


@pytest.mark.parametrize("nulls", [False, True])
async def test_every_statement_runs(database: Database, database_url: str, nulls: bool) -> None:
    statements = load("sqlite" if database_url.startswith("sqlite") else "postgresql")
    assert len(statements) > 60
    for statement in statements.values():
        values = {name: _value(name, nulls) for name in statement.parameters}
        with suppress(*REFUSED):
            async with database.statement() as session:
                await session.rows(statement.name, **values)


def test_both_dialects_know_the_same_statements() -> None:
    sqlite, postgresql = load("sqlite"), load("postgresql")
    assert set(postgresql) - set(sqlite) == {"notify"}
    assert set(sqlite) <= set(postgresql)
    assert postgresql["lane_advance"].parameters == ("now", "lane", "seq", "fence")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        Statement("x", "SELECT $1", ("a",)).arguments({"b": 1})


def _value(name: str, nulls: bool) -> object:
    if name in NUMBERS:
        return 1
    return None if nulls and name in ("state", "error", "resident", "message", "source", "ticket") else "x"
