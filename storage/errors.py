"""What can be wrong with a database, and what its operator does about it."""

from __future__ import annotations

from bot.domain.errors import PalierError


class StoreInUse(PalierError):
    """Another process has the SQLite file."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} is already in use by another palier; stop it or use PostgreSQL")


class StoreUnfit(PalierError):
    """The database is not of the version this program needs, or cannot be one at all."""
