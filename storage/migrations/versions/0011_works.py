"""Work on site: visits with their stamps, photos of jobs, what can't be done and why; jobs keep their numbers."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"

STEPS = (
    "ALTER TABLE ticket ADD COLUMN stage TEXT",
    "ALTER TABLE ticket ADD COLUMN cautions TEXT",
    "ALTER TABLE checklist_item ADD COLUMN position INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE checklist_item ADD COLUMN cannot_at BIGINT",
    "ALTER TABLE checklist_item ADD COLUMN cannot_by TEXT",
    "ALTER TABLE checklist_item ADD COLUMN remark TEXT",
    "ALTER TABLE checklist_item ADD COLUMN told INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE checklist_item ADD COLUMN removed INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE visit (
        ticket TEXT NOT NULL REFERENCES ticket (id),
        number INTEGER NOT NULL,
        technician TEXT NOT NULL,
        due_at BIGINT,
        dispatched_at BIGINT,
        dispatched_by TEXT,
        picked_up_at BIGINT,
        picked_up_by TEXT,
        on_site_at BIGINT,
        on_site_by TEXT,
        returned_at BIGINT,
        returned_by TEXT,
        PRIMARY KEY (ticket, number)
    )
    """,
    """
    CREATE TABLE item_photo (
        attachment TEXT NOT NULL PRIMARY KEY REFERENCES attachment (id),
        ticket TEXT NOT NULL REFERENCES ticket (id),
        number INTEGER NOT NULL,
        side TEXT NOT NULL,
        at BIGINT NOT NULL,
        by TEXT NOT NULL
    )
    """,
    "CREATE INDEX item_photo_ticket ON item_photo (ticket, number, at)",
)


def upgrade() -> None:
    """Add the columns and the tables."""
    for step in STEPS:
        op.execute(step)
