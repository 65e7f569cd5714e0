"""One index with all that lists are made of, in place of three."""

from __future__ import annotations

from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Make it anew."""
    for name in ("ticket_open_in", "ticket_open_with", "ticket_open_at"):
        op.execute(f"DROP INDEX {name}")
    op.execute(
        """
        CREATE INDEX ticket_glance ON ticket (
            office, due_at, id, department, residence, topic, kind, severity, state, handler, in_review, act_now,
            reopened, opened_at, handled_at, owed_since
        ) WHERE state NOT IN ('closed', 'declined', 'merged')
        """
    )
