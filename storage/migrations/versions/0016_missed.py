"""What residents missed while they could not be reached."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"

STEPS = (
    """
    CREATE TABLE missed (
        message TEXT NOT NULL PRIMARY KEY REFERENCES message_public (id),
        resident TEXT NOT NULL REFERENCES resident (id),
        source TEXT
    )
    """,
    "CREATE INDEX missed_resident ON missed (resident, message)",
)


def upgrade() -> None:
    """Add the table."""
    for step in STEPS:
        op.execute(step)
