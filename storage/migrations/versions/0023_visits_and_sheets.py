"""Visits by contractors, times understood of a resident's words; answers at a handover, sheets found by request."""

from __future__ import annotations

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the columns and the index."""
    op.execute("ALTER TABLE appointment ADD COLUMN contractor TEXT")
    op.execute("ALTER TABLE appointment ADD COLUMN wishes TEXT NOT NULL DEFAULT '[]'")
    op.execute("ALTER TABLE sheet_item ADD COLUMN answered_by TEXT")
    op.execute("ALTER TABLE sheet_item ADD COLUMN answer TEXT NOT NULL DEFAULT ''")
    op.execute("CREATE INDEX sheet_item_ticket ON sheet_item (ticket)")
