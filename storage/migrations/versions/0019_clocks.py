"""Clocks run on tickets; more time is asked for; staff are away. A timer each begins the clocks of open tickets once
Palier runs."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"

STEPS = (
    "ALTER TABLE ticket ADD COLUMN owed_since BIGINT",
    """
    UPDATE ticket SET owed_since = opened_at
    WHERE handled_at IS NULL AND state NOT IN ('closed', 'declined', 'merged')
    """,
    """
    CREATE TABLE clock (
        ticket TEXT NOT NULL REFERENCES ticket (id),
        name TEXT NOT NULL,
        since BIGINT NOT NULL,
        counted_from BIGINT,
        used BIGINT NOT NULL,
        due_at BIGINT,
        remind_at BIGINT,
        reminded_at BIGINT,
        step_at BIGINT,
        held_since BIGINT,
        until BIGINT,
        PRIMARY KEY (ticket, name)
    )
    """,
    """
    CREATE TABLE extension (
        id TEXT NOT NULL PRIMARY KEY,
        ticket TEXT NOT NULL REFERENCES ticket (id),
        asked_by TEXT NOT NULL,
        asked_of TEXT NOT NULL,
        reason TEXT NOT NULL,
        until BIGINT NOT NULL,
        asked_at BIGINT NOT NULL,
        state TEXT NOT NULL,
        decided_by TEXT,
        decided_at BIGINT,
        why TEXT
    )
    """,
    "CREATE INDEX extension_ticket ON extension (ticket, asked_at, id)",
    """
    CREATE TABLE absence (
        id TEXT NOT NULL PRIMARY KEY,
        member TEXT NOT NULL,
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        by TEXT NOT NULL,
        at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX absence_last ON absence (last)",
    """
    INSERT INTO timer (kind, subject, due_at)
    SELECT 'clock', id, opened_at FROM ticket WHERE state NOT IN ('closed', 'declined', 'merged')
    """,
)


def upgrade() -> None:
    """Add them. Whoever was never answered by staff is owed an answer since he wrote."""
    for step in STEPS:
        op.execute(step)
