"""Beside a ticket: colleagues' parts, talks with contractors, quotes."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"

STEPS = (
    "ALTER TABLE ticket ADD COLUMN open_parts INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE ticket ADD COLUMN needs_price INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE subticket (
        id TEXT NOT NULL PRIMARY KEY,
        ticket TEXT NOT NULL REFERENCES ticket (id),
        subject TEXT NOT NULL,
        handler TEXT NOT NULL,
        asked_by TEXT NOT NULL,
        opened_at BIGINT NOT NULL,
        due_at BIGINT NOT NULL,
        state TEXT NOT NULL,
        closed_at BIGINT,
        closed_by TEXT
    )
    """,
    "CREATE INDEX subticket_ticket ON subticket (ticket, opened_at, id)",
    """
    CREATE TABLE talk (
        id TEXT NOT NULL PRIMARY KEY,
        ticket TEXT NOT NULL REFERENCES ticket (id),
        contractor TEXT NOT NULL,
        asked_by TEXT NOT NULL,
        asked_at BIGINT NOT NULL,
        due_at BIGINT NOT NULL,
        answered_at BIGINT,
        failed INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX talk_ticket ON talk (ticket, asked_at, id)",
    """
    CREATE TABLE quote (
        id TEXT NOT NULL PRIMARY KEY,
        ticket TEXT NOT NULL REFERENCES ticket (id),
        minor BIGINT NOT NULL,
        currency TEXT NOT NULL,
        purpose TEXT NOT NULL,
        offered_by TEXT NOT NULL,
        offered_at BIGINT NOT NULL,
        valid_until BIGINT NOT NULL,
        state TEXT NOT NULL,
        answered_at BIGINT
    )
    """,
    "CREATE INDEX quote_ticket ON quote (ticket, offered_at, id)",
)


def upgrade() -> None:
    """Add them, empty."""
    for step in STEPS:
        op.execute(step)
