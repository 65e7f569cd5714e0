"""One leader among replicas, what is known of the desk's channels, rows that went on elsewhere, gathered messages."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

STEPS = (
    "ALTER TABLE outbox ADD COLUMN moved INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE lease (
        name TEXT NOT NULL PRIMARY KEY,
        owner TEXT NOT NULL,
        fence BIGINT NOT NULL,
        ends_at BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE desk_room (
        id TEXT NOT NULL PRIMARY KEY,
        closed_at BIGINT,
        shared INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE gathered (
        message TEXT NOT NULL PRIMARY KEY REFERENCES message_public (id),
        ticket TEXT NOT NULL REFERENCES ticket (id)
    )
    """,
    "CREATE INDEX gathered_ticket ON gathered (ticket, message)",
)


def upgrade() -> None:
    """Add the column and the tables."""
    for step in STEPS:
        op.execute(step)
