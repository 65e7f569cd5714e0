"""The sandbox's time: the machine's, moved by an offset that the control API sets."""

from __future__ import annotations

import time


class SandboxClock:
    """Wall time in seconds since the epoch, plus an offset."""

    def __init__(self) -> None:
        self._offset = 0.0

    def now(self) -> float:
        """Seconds since the epoch, as the sandbox's people see them."""
        return time.time() + self._offset  # noqa: TID251 - the sandbox's own clock

    def advance(self, seconds: float) -> None:
        """Move time forward by ``seconds``."""
        self._offset += seconds
