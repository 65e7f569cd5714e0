"""What was closed of a resident's lately is found by an index."""

from __future__ import annotations

from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the index."""
    op.execute("CREATE INDEX ticket_closed_of ON ticket (resident, waiting_since) WHERE state = 'closed'")
