"""Posts that ask staff for something are remembered until it is settled."""

from __future__ import annotations

from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Add the table."""
    op.execute(
        """
        CREATE TABLE slip (
            id TEXT NOT NULL PRIMARY KEY,
            ticket TEXT NOT NULL REFERENCES ticket (id),
            destination TEXT NOT NULL,
            post TEXT NOT NULL,
            settled_at BIGINT
        )
        """
    )
    op.execute("CREATE INDEX slip_open ON slip (ticket, id) WHERE settled_at IS NULL")
    op.execute("CREATE INDEX slip_settled ON slip (settled_at) WHERE settled_at IS NOT NULL")
