"""What was sent as one album is one message, whenever its parts come; each part's own words are kept."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

STEPS = (
    """
    CREATE TABLE album (
        channel TEXT NOT NULL,
        room TEXT NOT NULL,
        id TEXT NOT NULL,
        message TEXT NOT NULL REFERENCES message_public (id),
        PRIMARY KEY (channel, room, id)
    )
    """,
    "CREATE INDEX album_message ON album (message)",
    """
    CREATE TABLE caption (
        message TEXT NOT NULL REFERENCES message_public (id),
        ref TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (message, ref)
    )
    """,
)


def upgrade() -> None:
    """Add the tables."""
    for step in STEPS:
        op.execute(step)
