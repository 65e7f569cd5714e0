"""Complaints: kind, code, wish, findings; promises within authority; questions to outside parties."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"

STEPS = (
    "ALTER TABLE ticket ADD COLUMN kind TEXT NOT NULL DEFAULT 'request'",
    "ALTER TABLE ticket ADD COLUMN severity_proposed INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE ticket ADD COLUMN serial TEXT",
    "ALTER TABLE ticket ADD COLUMN code TEXT",
    "ALTER TABLE ticket ADD COLUMN wish TEXT",
    "ALTER TABLE ticket ADD COLUMN wish_by TEXT",
    "ALTER TABLE ticket ADD COLUMN wish_until BIGINT",
    "ALTER TABLE ticket ADD COLUMN valid INTEGER",
    "ALTER TABLE ticket ADD COLUMN cause TEXT",
    "ALTER TABLE ticket ADD COLUMN solution TEXT",
    "ALTER TABLE ticket ADD COLUMN adopted_at BIGINT",
    "CREATE UNIQUE INDEX ticket_serial ON ticket (office, serial) WHERE serial IS NOT NULL",
    """
    CREATE TABLE serial (
        office TEXT NOT NULL,
        year INTEGER NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (office, year)
    )
    """,
    """
    CREATE TABLE promise (
        id TEXT NOT NULL PRIMARY KEY,
        ticket TEXT NOT NULL REFERENCES ticket (id),
        member TEXT NOT NULL,
        waiver INTEGER NOT NULL,
        what TEXT NOT NULL,
        amount TEXT NOT NULL,
        currency TEXT NOT NULL,
        by_day TEXT NOT NULL,
        made_at BIGINT NOT NULL,
        state TEXT NOT NULL,
        asked TEXT,
        decided_by TEXT,
        decided_at BIGINT,
        reason TEXT
    )
    """,
    "CREATE INDEX promise_ticket ON promise (ticket, made_at, id)",
    """
    CREATE TABLE outside (
        id TEXT NOT NULL PRIMARY KEY,
        ticket TEXT NOT NULL REFERENCES ticket (id),
        name TEXT NOT NULL,
        email TEXT NOT NULL,
        question TEXT NOT NULL,
        asked_by TEXT NOT NULL,
        asked_at BIGINT NOT NULL,
        due_at BIGINT NOT NULL,
        answer TEXT,
        answered_by TEXT,
        answered_at BIGINT,
        told_at BIGINT
    )
    """,
    "CREATE INDEX outside_ticket ON outside (ticket, asked_at, id)",
)


def upgrade() -> None:
    """Add columns and tables."""
    for step in STEPS:
        op.execute(step)
