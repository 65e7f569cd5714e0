"""Tickets are found by their words; members of staff look at their home tab. A timer a ticket has its words written
once Palier runs."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"

STEPS = (
    """
    CREATE TABLE ticket_word (
        ticket TEXT NOT NULL REFERENCES ticket (id),
        word BYTEA NOT NULL,
        office TEXT NOT NULL,
        PRIMARY KEY (ticket, word)
    )
    """,
    "CREATE INDEX ticket_word_find ON ticket_word (office, word, ticket)",
    """
    CREATE TABLE home (
        member TEXT NOT NULL PRIMARY KEY,
        opened_at BIGINT NOT NULL,
        shown_at BIGINT NOT NULL
    )
    """,
    "INSERT INTO timer (kind, subject, due_at) SELECT 'words', id, 0 FROM ticket",
)


def upgrade() -> None:
    """Add the tables."""
    for step in STEPS:
        op.execute(step)
