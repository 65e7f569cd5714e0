"""Promises that wait for a superior's word are looked at again."""

from __future__ import annotations

from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Wake those that wait already."""
    op.execute(
        """
        INSERT INTO timer (kind, subject, due_at)
        SELECT 'promise.remind', id, made_at FROM promise WHERE state = 'asked'
        """
    )
