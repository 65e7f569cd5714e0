"""Steps from every past version of the database to the newest. Plain SQL for both databases, in ``versions``."""

HEAD = "0001"
"""The newest version: the last step's revision (known here too, so that starting needs no Alembic)."""
