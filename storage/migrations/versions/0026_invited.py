"""Residents recorded without a chat are invited to one; what is tried as a code is counted."""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"

STEPS = (
    "DROP INDEX invitation_of",
    "ALTER TABLE invitation RENAME COLUMN member TO whose",
    "UPDATE invitation SET whose = 'technician:' || whose",
    "CREATE INDEX invitation_of ON invitation (whose)",
    """
    CREATE TABLE wrong_code (
        channel TEXT NOT NULL,
        chat TEXT NOT NULL,
        at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX wrong_code_from ON wrong_code (channel, chat)",
    "CREATE INDEX wrong_code_at ON wrong_code (at)",
    """
    CREATE TABLE person_link (
        id TEXT NOT NULL PRIMARY KEY,
        person TEXT NOT NULL REFERENCES resident (id),
        chat TEXT NOT NULL REFERENCES resident (id),
        since BIGINT NOT NULL,
        invited_by TEXT NOT NULL,
        name TEXT,
        residence TEXT,
        unit TEXT,
        phone TEXT,
        email TEXT,
        ended_at BIGINT,
        ended_by TEXT
    )
    """,
    "CREATE UNIQUE INDEX person_link_of ON person_link (person) WHERE ended_at IS NULL",
    "CREATE INDEX person_link_at ON person_link (chat) WHERE ended_at IS NULL",
    """
    CREATE TABLE person_ticket (
        link TEXT NOT NULL REFERENCES person_link (id),
        ticket TEXT NOT NULL REFERENCES ticket (id),
        PRIMARY KEY (link, ticket)
    )
    """,
)


def upgrade() -> None:
    """Rename the column, add the tables."""
    for step in STEPS:
        op.execute(step)
