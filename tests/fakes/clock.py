"""A clock that stands still until it is told to move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning."""


class FrozenClock:
    """The ``Clock`` port for tests. Sleeping moves it."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now

    def now(self) -> datetime:
        """The time it was set to."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Let time go by."""
        self._now += by

    async def sleep(self, seconds: float) -> None:
        """Go on at once, ``seconds`` later."""
        self._now += timedelta(seconds=seconds)
