"""The database (``bot.ports.store`` on SQLite and PostgreSQL) and the attachment files
(``bot.ports.files``)."""

from __future__ import annotations

from bot.ports.clock import Clock
from bot.ports.ids import Ids
from bot.ports.store import Store
from storage.database import Database
from storage.errors import StoreInUse, StoreUnfit
from storage.files import DiskFiles, writable
from storage.ids import RandomIds
from storage.in_use import ever_used, in_use, remembered
from storage.schema import backup, check_file, check_version, upgrade
from storage.store import SqlStore
from storage.urls import sqlite_path

__all__ = [
    "DiskFiles",
    "RandomIds",
    "StoreInUse",
    "StoreUnfit",
    "backup",
    "check_file",
    "check_version",
    "ever_used",
    "in_use",
    "open_store",
    "remembered",
    "sqlite_path",
    "upgrade",
    "writable",
]


def open_store(url: str, clock: Clock, ids: Ids | None = None, *, desk: str = "slack") -> Store:
    """A store for ``sqlite:///path/file.db`` (``sqlite:////absolute.db``) or ``postgresql://…``; nothing is
    connected before its ``open``. ``desk`` is the channel of staff. Raises ValueError for any other
    address."""
    path = sqlite_path(url)
    database: Database
    if path is not None:
        from storage.sqlite import SqliteDatabase  # noqa: PLC0415 - a driver is loaded where it is needed

        database = SqliteDatabase(path)
    else:
        from storage.postgres import PostgresDatabase  # noqa: PLC0415 - as above

        database = PostgresDatabase(url)
    return SqlStore(database, clock, ids or RandomIds(clock), desk)
