"""Receiving by long polling. The next poll's offset confirms an update, so only once it was committed.

Source: core.telegram.org/bots/api#getupdates.
"""

from __future__ import annotations

import asyncio
from typing import Any

import structlog

from bot.channels.telegram.driver import ChatDriver
from bot.channels.telegram.lanes import choice_of, events_of, update_id
from bot.channels.telegram.parse import ALLOWED
from bot.channels.telegram.patience import Patience
from bot.ports.channel import Receive, SendFailed
from bot.ports.clock import Clock

ANSWER_SECONDS = 3.0
"""How long the answers to a batch's button presses may hold up the next poll."""

log = structlog.get_logger(__name__)


class Intake:
    """The poll loop of one bot."""

    def __init__(self, driver: ChatDriver, clock: Clock, receive: Receive, *, poll_timeout: int) -> None:
        self._driver, self._receive = driver, receive
        self._poll_timeout = poll_timeout
        self._patience = Patience(clock)
        self._offset: int | None = None

    async def run(self) -> None:
        """Receive until cancelled. Raises SendFailed when Telegram refuses for good (a wrong token)."""
        while not await self._patience.survives(self._start):
            pass
        while True:
            await self._patience.survives(self._once)

    async def _start(self) -> None:
        """Know the bot, and end an old webhook, which would bar polling. What waits for us is kept."""
        bot = await self._driver.open()
        await self._driver.delete_webhook()
        log.info("telegram.receiving", bot=bot.get("username"))

    async def _once(self) -> None:
        batch = await self._driver.poll(self._offset, self._poll_timeout, ALLOWED)
        if not batch:
            return
        await self._receive(events_of(batch))
        numbers = [number for raw in batch if (number := update_id(raw)) is not None]
        if numbers:
            self._offset = max(numbers) + 1
        await self._answer_presses(batch)
        if not numbers:
            raise SendFailed("server", "a batch without any update_id can't be confirmed")

    async def _answer_presses(self, batch: list[Any]) -> None:
        """End the spinner on every button pressed in this batch. Nothing depends on it."""
        choices = [choice for raw in batch if (choice := choice_of(raw)) is not None]
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
