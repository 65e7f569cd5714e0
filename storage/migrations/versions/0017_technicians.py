"""What a resident wants a technician to mind."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0014"

STEPS = ("ALTER TABLE ticket ADD COLUMN caution_words TEXT",)


def upgrade() -> None:
    """Add the column."""
    for step in STEPS:
        op.execute(step)
