"""What every test has: a PostgreSQL of its own, and a sandbox that emits nothing the platforms would not."""

from __future__ import annotations

import gc
import os
import shutil
import ssl
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings
from truth.fixtures import nothing_but_the_truth, schema_checker, schemas

from tests.databases import database_url, postgres_server, postgres_tables, postgres_url

MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory, on Linux
ROOM = 1 << 30
"""Bytes that must be free there."""
ALLOCATIONS = 50_000
"""New objects after which the collector looks for cycles."""
HERE = Path(__file__).parent
LONGEST = ("crash", "e2e", "contract", "scenario")
"""Folders of tests, those first whose tests take longest."""

__all__ = [
    "database_url",
    "nothing_but_the_truth",
    "postgres_server",
    "postgres_tables",
    "postgres_url",
    "schema_checker",
    "schemas",
]

settings.register_profile(
    "palier", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("palier")
"""Every run tries the same examples, however slow the machine. ``--hypothesis-profile=default`` looks for others."""

gc.disable()  # while everything is imported: nothing of that is garbage


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not go through it again and again during the tests. Nor need it look
    as often as it does by itself: end-to-end tests spent a twentieth of their time on that."""
    gc.freeze()
    gc.set_threshold(ALLOCATIONS)
    gc.enable()


def pytest_configure() -> None:
    """What tests write stays in memory where there is room, so that none waits for a disk. What they log is plain:
    drawing a traceback with all its variables takes longer than the test that provoked it. And who is trusted with TLS,
    which no sandbox speaks, is read from its file once, not for every client."""
    ssl.create_default_context = cache(ssl.create_default_context)
    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.add_log_level, plain]
    )
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Two test processes more than there are cores: half of what a test of the whole program does is to wait."""
    return (yield) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest come first, so that no process is left alone with them at the end."""
    items.sort(key=_turn)


def _turn(test: pytest.Item) -> int:
    folders = test.path.relative_to(HERE).parts
    return next((turn for turn, name in enumerate(LONGEST) if name in folders), len(LONGEST))
