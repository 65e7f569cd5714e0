"""Reactions; what a chat message said where a form made it part of a longer one; the description as first message."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

STEPS = (
    """
    CREATE TABLE reaction (
        message TEXT NOT NULL,
        actor TEXT NOT NULL,
        emoji TEXT NOT NULL,
        stands INTEGER NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (message, actor, emoji)
    )
    """,
    "ALTER TABLE link ADD COLUMN words TEXT",
    """
    INSERT INTO message_public (id, ticket, author, author_name, text, at, attachments)
    SELECT 'opening:' || id, id, 'resident', author_name, description, opened_at, '[]' FROM ticket
    """,
)


def upgrade() -> None:
    """Add the table and the column; each ticket's description becomes its first message."""
    for step in STEPS:
        op.execute(step)
