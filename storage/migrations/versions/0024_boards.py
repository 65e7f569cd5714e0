"""Boards that are still current are found by an index."""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the indexes."""
    op.execute("CREATE INDEX sheet_unfinished ON sheet (office) WHERE closed_at IS NULL")
    op.execute("CREATE INDEX incident_unfinished ON incident (office) WHERE state IN ('proposed', 'open')")
