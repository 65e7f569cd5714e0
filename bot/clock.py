"""The one place that reads the machine's clock."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The ``Clock`` port on the machine's time, which only a demonstration ever moves."""

    def __init__(self) -> None:
        self._moved = timedelta()

    def advance(self, seconds: float) -> None:
        """Move time forward."""
        self._moved += timedelta(seconds=seconds)

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        return self._moved + datetime.now(UTC)  # noqa: TID251 - the clock itself

    async def sleep(self, seconds: float) -> None:
        """Wait ``seconds``."""
        await asyncio.sleep(seconds)  # noqa: TID251 - the clock itself
