"""Public messages keep their formatting beside their text."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; what was said before has no formatting."""
    op.execute("ALTER TABLE message_public ADD COLUMN spans TEXT NOT NULL DEFAULT '[]'")
    op.execute("ALTER TABLE message_version ADD COLUMN spans TEXT NOT NULL DEFAULT '[]'")
