"""Words of ours are missed, too; all that was missed has the order in which it was queued."""

from __future__ import annotations

from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Make the table anew; what stands in it comes before all that will."""
    op.execute(
        """
        CREATE TABLE missed_before AS
        SELECT x.resident, x.message, x.source,
            -row_number() OVER (PARTITION BY x.resident ORDER BY m.at DESC, m.id DESC) AS number
        FROM missed x JOIN message_public m ON m.id = x.message
        """
    )
    op.execute("DROP TABLE missed")
    op.execute(
        """
        CREATE TABLE missed (
            resident TEXT NOT NULL REFERENCES resident (id),
            number BIGINT NOT NULL,
            message TEXT REFERENCES message_public (id),
            source TEXT,
            ticket TEXT REFERENCES ticket (id),
            content TEXT,
            at BIGINT,
            PRIMARY KEY (resident, number)
        )
        """
    )
    op.execute("CREATE UNIQUE INDEX missed_message ON missed (message)")
    op.execute(
        """
        INSERT INTO missed (resident, number, message, source)
        SELECT resident, number, message, source FROM missed_before
        """
    )
    op.execute("DROP TABLE missed_before")
