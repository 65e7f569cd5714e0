"""A message may be missed in one chat, and in another where its request went on."""

from __future__ import annotations

from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Once for each of them."""
    op.execute("DROP INDEX missed_message")
    op.execute("CREATE UNIQUE INDEX missed_message ON missed (resident, message)")
