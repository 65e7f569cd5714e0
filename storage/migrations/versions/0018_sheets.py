"""Sheets of requests that staff go through: handovers between shifts, reviews. Joint complaints."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"

STEPS = (
    """
    CREATE TABLE sheet (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        office TEXT NOT NULL,
        department TEXT,
        slot TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        opened_at BIGINT NOT NULL,
        opened_by TEXT,
        closed_at BIGINT,
        reminded INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX sheet_latest ON sheet (kind, office, opened_at)",
    """
    CREATE TABLE sheet_item (
        sheet TEXT NOT NULL REFERENCES sheet (id),
        ticket TEXT NOT NULL REFERENCES ticket (id),
        position INTEGER NOT NULL,
        why TEXT NOT NULL,
        carried INTEGER NOT NULL DEFAULT 0,
        settled_by TEXT,
        settled_at BIGINT,
        note TEXT NOT NULL DEFAULT '',
        asked_by TEXT,
        question TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (sheet, ticket)
    )
    """,
    """
    CREATE TABLE incident_watch (
        office TEXT NOT NULL,
        residence TEXT NOT NULL,
        topic TEXT NOT NULL,
        PRIMARY KEY (office, residence, topic)
    )
    """,
    """
    CREATE TABLE incident (
        id TEXT NOT NULL PRIMARY KEY,
        office TEXT NOT NULL,
        residence TEXT NOT NULL,
        topic TEXT NOT NULL,
        room TEXT NOT NULL,
        proposed_at BIGINT NOT NULL,
        state TEXT NOT NULL,
        decided_by TEXT,
        decided_at BIGINT,
        solved_at BIGINT
    )
    """,
    "CREATE INDEX incident_place ON incident (office, residence, topic, proposed_at)",
    """
    CREATE TABLE incident_ticket (
        incident TEXT NOT NULL REFERENCES incident (id),
        ticket TEXT NOT NULL REFERENCES ticket (id),
        belongs TEXT NOT NULL,
        since BIGINT NOT NULL,
        PRIMARY KEY (incident, ticket)
    )
    """,
    "CREATE INDEX incident_ticket_ticket ON incident_ticket (ticket)",
    "CREATE INDEX ticket_complaints ON ticket (office, kind, opened_at)",
)


def upgrade() -> None:
    """Add them, empty."""
    for step in STEPS:
        op.execute(step)
