"""Steps from every past version of the database to the newest: plain SQL in ``versions``, for both."""

HEAD = "0035"
"""The newest version: the last step's revision (known here too, so that starting needs no Alembic)."""
