"""Tickets know when they were last handled, how grave they are and what became of them; two more states are final."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

STEPS = (
    "ALTER TABLE ticket ADD COLUMN subject TEXT",
    "ALTER TABLE ticket ADD COLUMN severity TEXT",
    "ALTER TABLE ticket ADD COLUMN handled_at BIGINT",
    "ALTER TABLE ticket ADD COLUMN waiting_since BIGINT",
    "ALTER TABLE ticket ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE ticket ADD COLUMN act_now INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE ticket ADD COLUMN merged_into TEXT REFERENCES ticket (id)",
    "ALTER TABLE ticket ADD COLUMN split_from TEXT REFERENCES ticket (id)",
    "ALTER TABLE ticket ADD COLUMN vague INTEGER NOT NULL DEFAULT 0",
    "UPDATE ticket SET vague = 1 WHERE to_qualify = 1 AND residence IS NOT NULL",
    "DROP INDEX ticket_open_of",
    "DROP INDEX ticket_open_in",
    """
    CREATE INDEX ticket_open_of ON ticket (resident, opened_at) WHERE state NOT IN ('closed', 'declined', 'merged')
    """,
    """
    CREATE INDEX ticket_open_in ON ticket (office, due_at) WHERE state NOT IN ('closed', 'declined', 'merged')
    """,
    """
    UPDATE ticket SET handled_at = (
        SELECT max(h.at) FROM history h WHERE h.ticket = ticket.id AND h.actor NOT IN ('resident', 'palier')
    )
    """,
)


def upgrade() -> None:
    """Add the columns; who handled a ticket last is in its history."""
    for step in STEPS:
        op.execute(step)
