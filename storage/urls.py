"""Database addresses: ``sqlite:///relative.db``, ``sqlite:////absolute.db``,
``postgresql://user@host/name``."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite address, None for a PostgreSQL one. Raises ValueError for any other."""
    scheme, separator, rest = url.partition("://")
    if separator and scheme == "sqlite" and len(rest) > 1 and rest.startswith("/") and "?" not in rest:
        return Path(unquote(rest[1:]))
    if separator and scheme in ("postgresql", "postgres"):
        return None
    raise ValueError("a database address is sqlite:///path/file.db or postgresql://user@host/name")
