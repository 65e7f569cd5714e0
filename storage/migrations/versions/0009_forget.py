"""What is settled is found by its age, to be forgotten."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

STEPS = (
    "CREATE INDEX inbox_done ON inbox (received_at) WHERE state = 'done'",
    "CREATE INDEX outbox_sent ON outbox (sent_at) WHERE state = 'sent'",
    "CREATE INDEX keyboard_expires ON keyboard (expires_at)",
)


def upgrade() -> None:
    """Add the indexes."""
    for step in STEPS:
        op.execute(step)
