"""When the branch was last told of a joint complaint."""

from __future__ import annotations

from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Add the column; where it is empty, the time of the decision counts."""
    op.execute("ALTER TABLE incident ADD COLUMN reported_at BIGINT")
