"""Receiving by long polling. The next poll's offset confirms an update, so only once it was committed.

Source: core.telegram.org/bots/api#getupdates.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from bot.channels.telegram.driver import ChatDriver
from bot.channels.telegram.lanes import event_of, update_id
from bot.channels.telegram.parse import ALLOWED
from bot.ports.channel import Receive, SendFailed
from bot.ports.clock import Clock

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
"""Seconds between two attempts: the first pause, doubled up to the longest."""
ANSWER_SECONDS = 3.0
"""How long the answers to a batch's button presses may hold up the next poll."""

_CONFLICT = "another program receives with this bot's token: stop it, or give each a bot of its own"

log = structlog.get_logger(__name__)


class Intake:
    """The poll loop of one bot."""

    def __init__(self, driver: ChatDriver, clock: Clock, receive: Receive, *, poll_timeout: int) -> None:
        self._driver, self._clock, self._receive = driver, clock, receive
        self._poll_timeout = poll_timeout
        self._pause = FIRST_PAUSE
        self._offset: int | None = None

    async def run(self) -> None:
        """Receive until cancelled. Raises SendFailed when Telegram refuses for good (a wrong token)."""
        while not await self._survives(self._start):
            pass
        while True:
            await self._survives(self._once)

    async def _start(self) -> None:
        """Know the bot, and end an old webhook, which would bar polling. What waits for us is kept."""
        bot = await self._driver.open()
        await self._driver.delete_webhook()
        log.info("telegram.receiving", bot=bot.get("username"))

    async def _once(self) -> None:
        batch = await self._driver.poll(self._offset, self._poll_timeout, ALLOWED)
        if not batch:
            return
        await self._receive([event_of(raw) for raw in batch])
        numbers = [number for raw in batch if (number := update_id(raw)) is not None]
        if numbers:
            self._offset = max(numbers) + 1
        await self._answer_presses(batch)
        if not numbers:
            raise SendFailed("server", "a batch without any update_id can't be confirmed")

    async def _survives(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Run one step. After a failure that may pass, wait and say False: what was not stored comes back."""
        try:
            await step()
        except SendFailed as failure:
            if failure.reason in ("refused", "gone", "unreachable", "too_large"):
                log.error("telegram.refused", detail=failure.detail)
                raise
            pause = self._next_pause() if failure.retry_after is None else failure.retry_after
            detail = _CONFLICT if failure.reason == "conflict" else failure.detail
            log.warning("telegram.poll_failed", reason=failure.reason, detail=detail, pause=pause)
        except Exception as error:  # the inbox can't take it now (disk full, database locked): it comes again
            pause = self._next_pause()
            log.error("telegram.intake_failed", error=type(error).__name__, pause=pause, exc_info=True)
        else:
            self._pause = FIRST_PAUSE
            return True
        await self._clock.sleep(pause)
        return False

    def _next_pause(self) -> float:
        pause, self._pause = self._pause, min(self._pause * 2, LONGEST_PAUSE)
        return pause

    async def _answer_presses(self, batch: list[Any]) -> None:
        """End the spinner on every button pressed in this batch. Nothing depends on it."""
        choices = [choice for raw in batch if (choice := _choice(raw)) is not None]
        if not choices:
            return
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await asyncio.gather(*(self._answer(choice) for choice in choices))
        except TimeoutError:
            log.debug("telegram.presses_unanswered", count=len(choices))

    async def _answer(self, choice: str) -> None:
        try:
            await self._driver.answer_choice(choice)
        except SendFailed as failure:
            log.debug("telegram.press_unanswered", reason=failure.reason, detail=failure.detail)


def _choice(raw: Any) -> str | None:
    query = raw.get("callback_query") if isinstance(raw, Mapping) else None
    number = query.get("id") if isinstance(query, Mapping) else None
    return number if isinstance(number, str) else None
