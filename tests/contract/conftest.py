"""Both databases for the store's contract."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.ports.store import Store
from storage import open_store
from tests.fakes.clock import FrozenClock


@pytest.fixture
def clock() -> FrozenClock:
    """Monday, 2 March 2026, nine o'clock."""
    return FrozenClock()


@pytest.fixture
async def store(database_url: str, clock: FrozenClock) -> AsyncIterator[Store]:
    """An open, empty store."""
    opened = open_store(database_url, clock)
    await opened.open()
    yield opened
    await opened.close()
