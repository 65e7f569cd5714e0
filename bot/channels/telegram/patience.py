"""Receiving goes on after a failure that may pass."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog

from bot.ports.channel import SendFailed
from bot.ports.clock import Clock

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
"""Seconds between two attempts: the first pause, doubled up to the longest."""

_CONFLICT = "another program receives with this bot's token: stop it, or give each a bot of its own"

log = structlog.get_logger(__name__)


class Patience:
    """Waits longer after each failure in a row."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pause = FIRST_PAUSE

    async def survives(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Run one step. After a failure that may pass, wait and say False. Raises SendFailed when Telegram
        refuses for good (a wrong token)."""
        try:
            await step()
        except SendFailed as failure:
            if failure.reason in ("refused", "gone", "unreachable", "too_large"):
                log.error("telegram.refused", detail=failure.detail)
                raise
            pause = self._next() if failure.retry_after is None else failure.retry_after
            detail = _CONFLICT if failure.reason == "conflict" else failure.detail
            log.warning("telegram.receiving_failed", reason=failure.reason, detail=detail, pause=pause)
        except Exception as error:  # the inbox can't take it now (disk full, database locked): it comes again
            pause = self._next()
            log.error("telegram.intake_failed", error=type(error).__name__, pause=pause, exc_info=True)
        else:
            self._pause = FIRST_PAUSE
            return True
        await self._clock.sleep(pause)
        return False

    def _next(self) -> float:
        pause, self._pause = self._pause, min(self._pause * 2, LONGEST_PAUSE)
        return pause
