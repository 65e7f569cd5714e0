"""Visits agreed with residents, and the ledger of promises."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"

STEPS = (
    """
    CREATE TABLE appointment (
        id TEXT NOT NULL PRIMARY KEY,
        ticket TEXT NOT NULL REFERENCES ticket (id),
        technician TEXT NOT NULL,
        offered_by TEXT NOT NULL,
        made_at BIGINT NOT NULL,
        state TEXT NOT NULL,
        turn INTEGER NOT NULL,
        note TEXT,
        offers TEXT NOT NULL,
        wish TEXT,
        starts_at BIGINT,
        ends_at BIGINT,
        agreed_at BIGINT,
        files INTEGER NOT NULL,
        filed INTEGER NOT NULL,
        on_way_at BIGINT,
        arrived_at BIGINT,
        arrived_by TEXT,
        over_at BIGINT,
        missed_at BIGINT
    )
    """,
    "CREATE INDEX appointment_ticket ON appointment (ticket, made_at, id)",
    """
    CREATE TABLE pledge (
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        ticket TEXT NOT NULL REFERENCES ticket (id),
        made_by TEXT,
        promised_for BIGINT NOT NULL,
        made_at BIGINT NOT NULL,
        words TEXT NOT NULL,
        outcome TEXT,
        settled_at BIGINT,
        PRIMARY KEY (kind, subject)
    )
    """,
    "CREATE INDEX pledge_ticket ON pledge (ticket, promised_for)",
    "CREATE INDEX pledge_open ON pledge (promised_for) WHERE outcome IS NULL",
    "CREATE INDEX pledge_settled ON pledge (settled_at)",
)


def upgrade() -> None:
    """Add them, empty."""
    for step in STEPS:
        op.execute(step)
