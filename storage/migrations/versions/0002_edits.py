"""Messages are edited and recalled, answer one another, and each copy knows which part of a message it is."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

STEPS = (
    "ALTER TABLE message_public ADD COLUMN answers TEXT",
    "ALTER TABLE message_public ADD COLUMN recalled_at BIGINT",
    "ALTER TABLE outbox ADD COLUMN part INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE link ADD COLUMN destination TEXT",
    "ALTER TABLE link ADD COLUMN part INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE message_version (
        message TEXT NOT NULL,
        number INTEGER NOT NULL,
        text TEXT NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (message, number)
    )
    """,
    """
    UPDATE link SET destination = (
        SELECT 'resident:' || r.id FROM resident r WHERE r.channel = link.channel AND r.chat = link.room
    )
    """,
)


def upgrade() -> None:
    """Add the columns and the table; copies in residents' chats learn whose chat it is."""
    for step in STEPS:
        op.execute(step)
