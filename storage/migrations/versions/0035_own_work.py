"""What is in somebody's hands besides his own requests: colleagues' parts, the work he was sent to."""

from __future__ import annotations

from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """An index of each."""
    op.execute("CREATE INDEX subticket_for ON subticket (handler, due_at) WHERE state = 'open'")
    op.execute("CREATE INDEX visit_out ON visit (technician) WHERE returned_at IS NULL")
