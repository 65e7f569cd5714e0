"""What a resident had that has ended lately: what was declined, too."""

from __future__ import annotations

from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Another index in place of the one of closed requests."""
    op.execute("DROP INDEX ticket_closed_of")
    op.execute(
        "CREATE INDEX ticket_ended_of ON ticket (resident, waiting_since) WHERE state IN ('closed', 'declined')"
    )
