"""A ticket is a chat topic: rows of the outbox may name one, each has a form of its own, and what keeps changing is
known by what it says."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

STEPS = (
    "ALTER TABLE outbox ADD COLUMN topic TEXT",
    "CREATE TABLE shown (what TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL)",
    "CREATE TABLE dialog_before AS SELECT resident, state, updated_at FROM dialog",
    "DROP TABLE dialog",
    """
    CREATE TABLE dialog (
        resident TEXT NOT NULL REFERENCES resident (id),
        topic TEXT NOT NULL,
        state TEXT NOT NULL,
        updated_at BIGINT NOT NULL,
        PRIMARY KEY (resident, topic)
    )
    """,
    "INSERT INTO dialog (resident, topic, state, updated_at) SELECT resident, '', state, updated_at FROM dialog_before",
    "DROP TABLE dialog_before",
)


def upgrade() -> None:
    """Add column and table; forms that are open stand in the chat itself."""
    for step in STEPS:
        op.execute(step)
