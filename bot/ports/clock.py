"""Time, asked for and waited for. Nothing else in the house reads a clock."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let ``seconds`` of this clock go by."""
        ...
