"""Internal messages can be recalled, too."""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Add when."""
    op.execute("ALTER TABLE message_internal ADD COLUMN recalled_at BIGINT")
