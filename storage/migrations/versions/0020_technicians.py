"""What a resident wants a technician to mind; technicians who have their jobs in a chat."""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"

STEPS = (
    "ALTER TABLE ticket ADD COLUMN caution_words TEXT",
    """
    CREATE TABLE invitation (
        digest TEXT NOT NULL PRIMARY KEY,
        member TEXT NOT NULL,
        made_by TEXT NOT NULL,
        made_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL,
        used_at BIGINT
    )
    """,
    "CREATE INDEX invitation_of ON invitation (member)",
    """
    CREATE TABLE technician_link (
        id TEXT NOT NULL PRIMARY KEY,
        member TEXT NOT NULL,
        channel TEXT NOT NULL,
        chat TEXT NOT NULL,
        linked_at BIGINT NOT NULL,
        invited_by TEXT NOT NULL,
        ended_at BIGINT,
        ended_why TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE UNIQUE INDEX technician_link_of ON technician_link (member) WHERE ended_at IS NULL",
    "CREATE UNIQUE INDEX technician_link_at ON technician_link (channel, chat) WHERE ended_at IS NULL",
    """
    CREATE TABLE job (
        ticket TEXT NOT NULL REFERENCES ticket (id),
        visit INTEGER NOT NULL,
        member TEXT NOT NULL,
        message TEXT NOT NULL DEFAULT '',
        shown TEXT NOT NULL DEFAULT '',
        over INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (ticket, visit, member)
    )
    """,
    "CREATE INDEX job_for ON job (member, over)",
    """
    CREATE TABLE work_keyboard (
        nonce TEXT NOT NULL PRIMARY KEY,
        member TEXT NOT NULL,
        actions TEXT NOT NULL,
        expires_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX work_keyboard_expires ON work_keyboard (expires_at)",
    """
    CREATE TABLE work_question (
        member TEXT NOT NULL PRIMARY KEY,
        action TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE loose_photo (
        attachment TEXT NOT NULL PRIMARY KEY REFERENCES attachment (id),
        bundle TEXT NOT NULL,
        by TEXT NOT NULL,
        at BIGINT NOT NULL,
        words TEXT NOT NULL DEFAULT '',
        ticket TEXT REFERENCES ticket (id)
    )
    """,
    "CREATE INDEX loose_photo_bundle ON loose_photo (bundle, at)",
)


def upgrade() -> None:
    """Add the column and the tables."""
    for step in STEPS:
        op.execute(step)
