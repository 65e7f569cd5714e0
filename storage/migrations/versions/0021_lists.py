"""What is open in somebody's hands, and in a residence, is found by an index."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"

OPEN = "WHERE state NOT IN ('closed', 'declined', 'merged')"


def upgrade() -> None:
    """Add the indexes."""
    op.execute(f"CREATE INDEX ticket_open_with ON ticket (handler, due_at) {OPEN}")
    op.execute(f"CREATE INDEX ticket_open_at ON ticket (residence, due_at) {OPEN}")
