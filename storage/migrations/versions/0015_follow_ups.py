"""The office asks again after the work; a ticket can be important, and its resident is asked for stars once."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"

STEPS = (
    "ALTER TABLE ticket ADD COLUMN important INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE ticket ADD COLUMN rating_asked INTEGER NOT NULL DEFAULT 0",
    "UPDATE ticket SET rating_asked = 1 WHERE rating IS NOT NULL",
    """
    CREATE TABLE follow_up (
        ticket TEXT NOT NULL REFERENCES ticket (id),
        number INTEGER NOT NULL,
        occasion TEXT NOT NULL,
        due_at BIGINT NOT NULL,
        asked_at BIGINT,
        outcome TEXT,
        settled_at BIGINT,
        settled_by TEXT,
        words TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (ticket, number)
    )
    """,
    """
    INSERT INTO timer (kind, subject, due_at)
    SELECT 'nudge', id, 0 FROM ticket WHERE state IN ('answered', 'work_done', 'confirming')
    """,
)


def upgrade() -> None:
    """Who has been asked already, is reminded once Palier runs."""
    for step in STEPS:
        op.execute(step)
