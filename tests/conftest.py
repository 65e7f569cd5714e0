"""What every test has: a PostgreSQL of its own, and a sandbox that emits nothing the platforms would not."""

from __future__ import annotations

from truth.fixtures import nothing_but_the_truth, schema_checker, schemas

from tests.databases import database_url, postgres_server, postgres_tables, postgres_url

__all__ = [
    "database_url",
    "nothing_but_the_truth",
    "postgres_server",
    "postgres_tables",
    "postgres_url",
    "schema_checker",
    "schemas",
]
