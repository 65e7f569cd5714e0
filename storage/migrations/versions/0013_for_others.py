"""Usual answers have words for staff; requests are logged for people who have no chat."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"

STEPS = (
    "ALTER TABLE message_public ADD COLUMN for_staff TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE ticket ADD COLUMN came_by TEXT NOT NULL DEFAULT 'chat'",
    "ALTER TABLE ticket ADD COLUMN contact TEXT",
    "CREATE INDEX ticket_known_in ON ticket (office, resident)",
    "ALTER TABLE resident ADD COLUMN phone TEXT",
    "ALTER TABLE resident ADD COLUMN email TEXT",
    "ALTER TABLE resident ADD COLUMN sought TEXT NOT NULL DEFAULT ''",
    """
    UPDATE resident SET sought = lower(
        profile_name || ' ' || coalesce(name, '') || ' ' || coalesce(unit, '')
    )
    """,
)


def upgrade() -> None:
    """Add the columns. Accents come off what is searched for when a resident is next written."""
    for step in STEPS:
        op.execute(step)
