"""The SQL, by name: one text for both databases in ``sql/common``, what differs in a folder per dialect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import aiosql

Dialect = Literal["sqlite", "postgresql"]

_FOLDER = Path(__file__).parent / "sql"
_ADAPTERS = {"sqlite": "aiosqlite", "postgresql": "asyncpg"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as its driver takes it. ``parameters`` are the names in the order of ``$1``, ``$2`` …"""

    name: str
    sql: str
    parameters: tuple[str, ...]

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The values in the order of the parameters. Raises KeyError for a missing one."""
        return [values[name] for name in self.parameters]


@cache
def load(dialect: Dialect) -> Mapping[str, Statement]:
    """Every statement of a dialect, read once. aiosql reads the files and checks that each declares what it uses; we
    run them ourselves, since its adapters need up to four thread hops a query on SQLite."""
    statements: dict[str, Statement] = {}
    for folder in (_FOLDER / "common", _FOLDER / dialect):
        queries = aiosql.from_path(folder, _ADAPTERS[dialect])
        for name in queries.available_queries:
            query = getattr(queries, name)
            if not name.endswith("_cursor"):
                _, *parameters = (
                    query.__signature__.parameters
                )  # by first appearance, as $1, $2 … are numbered
                statements[name] = Statement(name, query.sql.removesuffix(";"), tuple(parameters))
    return MappingProxyType(statements)
