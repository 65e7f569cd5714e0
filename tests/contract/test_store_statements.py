"""Every named statement runs on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest

from storage import schema
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
            "before",
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
            "part",
        ),
        *("rating", "reachable", "ready_at", "reopened", "rows", "seq", "size", "tail", "tat", "to_qualify"),
        *("closed_at", "ends_at", "head", "new_seq", "shared", "since"),
        *("stands", "uncertain", "until", "version"),
        *("failed", "minor", "needs_price", "offered_at", "open_parts", "valid_until"),
        *("act_now", "escalated", "handled_at", "vague", "waiting_since"),
        *("adopted_at", "severity_proposed", "valid", "wish_until"),
        *("answered_at", "asked_at", "decided_at", "made_at", "told_at", "waiver", "year"),
        *(
            "cannot_at",
            "dispatched_at",
            "on_site_at",
            "picked_up_at",
            "position",
            "removed",
            "returned_at",
            "told",
        ),
        *("shown_at", "since", "skip"),
        *("important", "rating_asked", "settled_at"),
        *("agreed_at", "arrived_at", "filed", "files", "missed_at", "on_way_at", "over_at", "promised_for"),
        *("settled_at", "starts_at", "turn"),
        *("carried", "proposed_at", "reminded", "settled_at", "solved_at"),
        *("counted_from", "held_since", "owed_since", "remind_at", "reminded_at", "step_at", "used"),
        *("ended_at", "linked_at", "over", "reported_at", "to", "used_at", "visit"),
    ]
)
"""The parameters that are no text."""

BYTES = frozenset(["word", *(f"{end}{at}" for at in range(6) for end in ("from", "to"))])
"""The parameters that are bytes."""

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
    if name in BYTES:
        return b"x"
    return None if nulls and name in ("state", "error", "resident", "message", "source", "ticket") else "x"


def test_no_statement_reads_a_whole_table(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "empty.db")
    connection.executescript((Path(schema.__file__).parent / "schema.sql").read_text("utf-8"))
    scans = set()
    for statement in load("sqlite").values():
        values = dict.fromkeys(statement.parameters, 1)
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statement.sql}", values).fetchall()
        scans |= {(statement.name, step[3]) for step in plan if step[3].startswith("SCAN")}
    connection.close()
    allowed = {
        ("lanes_release", "SCAN lane USING INDEX lane_ready"),  # lanes where something waits, once a start
        ("tickets_by_keys", "SCAN ticket USING COVERING INDEX ticket_glance"),  # once a start, open ones only
        ("tickets_by_keys", "SCAN used"),  # what was just found
        # once: at the first start that remembers the office file
        ("tickets_by_keys_ever", "SCAN ticket USING INDEX ticket_complaints"),
        ("timer_next", "SCAN timer USING COVERING INDEX timer_due"),  # its first row
        ("timers_next", "SCAN timer USING INDEX timer_due"),  # its first rows
        ("homes_since", "SCAN home USING INDEX sqlite_autoindex_home_1"),  # as many rows as colleagues
        (
            "technician_links",
            "SCAN technician_link USING INDEX technician_link_of",
        ),  # a start: as many as technicians
        ("members_gone", "SCAN desk_member"),  # as many rows as colleagues
        ("inbox_by_state", "SCAN inbox"),  # a demonstration's look, as the next one
        ("outbox_latest", "SCAN outbox"),
    }
    assert {scan for scan in scans if "CONSTANT ROW" not in scan[1]} <= allowed
