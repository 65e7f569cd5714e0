"""Lists know whether a ticket is a checklist."""

from __future__ import annotations

from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Make the index anew."""
    op.execute("DROP INDEX ticket_glance")
    op.execute(
        """
        CREATE INDEX ticket_glance ON ticket (
            office, due_at, id, department, residence, topic, kind, shape, severity, state, handler, in_review, act_now,
            reopened, opened_at, handled_at, owed_since
        ) WHERE state NOT IN ('closed', 'declined', 'merged')
        """
    )
