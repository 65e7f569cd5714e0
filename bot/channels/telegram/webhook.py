"""Receiving by webhook: Telegram gets its 200 once an update is committed, poison too, and asks again
after anything else.

Source: core.telegram.org/bots/api#setwebhook. A 410 would end the webhook; it is never given.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import Any

import structlog

from bot.channels.telegram.driver import ChatDriver
from bot.channels.telegram.lanes import choice_of, event_of
from bot.channels.telegram.parse import ALLOWED
from bot.channels.telegram.patience import Patience
from bot.ports.channel import Receive
from bot.ports.clock import Clock
from bot.ports.web import Answer, Request

PATH = "/telegram"
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - its name
LOOK_SECONDS = 60.0
"""How often we look whether the webhook is still ours: another program may have taken it away."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram reaches ``PATH``, what proves that it is Telegram, and how many updates may come at
    once."""

    url: str
    secret: str
    connections: int = 10


class Door:
    """The webhook of one bot: shut, which Telegram is told with 503, until ``run`` opens it."""

    def __init__(self, driver: ChatDriver, clock: Clock, hook: Webhook) -> None:
        self._driver, self._clock, self._hook = driver, clock, hook
        self._receive: Receive | None = None
        self._last_error = 0

    async def run(self, receive: Receive) -> None:
        """Receive until cancelled. Raises SendFailed when Telegram refuses for good (a wrong token)."""
        patience = Patience(self._clock)
        self._receive = receive
        try:
            while not await patience.survives(self._start):
                pass
            while True:
                await self._clock.sleep(LOOK_SECONDS)
                await patience.survives(self._look)
        finally:
            self._receive = None

    async def answer(self, request: Request) -> Answer:
        """Take one update. Whoever does not know the secret learns nothing, and leaves nothing behind."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._hook.secret.encode()):
            return Answer(401)
        if self._receive is None:
            return Answer(503)
        raw = _read(request.body)
        try:
            await self._receive([event_of(raw)])
        except Exception as error:  # disk full, database locked: Telegram brings it again
            log.error("telegram.intake_failed", error=type(error).__name__, exc_info=True)
            return Answer(503)
        return _end_spinner(choice_of(raw))

    async def _start(self) -> None:
        bot = await self._driver.open()
        await self._driver.set_webhook(self._hook.url, self._hook.secret, ALLOWED, self._hook.connections)
        log.info("telegram.receiving", bot=bot.get("username"), webhook=True)

    async def _look(self) -> None:
        info = await self._driver.webhook()
        if info.get("url") != self._hook.url:
            log.error("telegram.webhook_lost", remedy="stop the other program that uses this bot's token")
            await self._start()
        failed_at = info.get("last_error_date")
        if isinstance(failed_at, int) and failed_at > self._last_error:
            self._last_error = failed_at
            waiting = info.get("pending_update_count")
            log.warning(
                "telegram.webhook_failed", detail=str(info.get("last_error_message")), waiting=waiting
            )


def _read(body: bytes) -> Any:
    """The update. What is no JSON stays a text, which nobody can read later: it is quarantined then."""
    text = body.decode("utf-8", "replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _end_spinner(choice: str | None) -> Answer:
    """The answer to an update may hold one call (core.telegram.org/bots/api#making-requests-when-getting-updates):
    the one that ends a pressed button's spinner."""
    if choice is None:
        return Answer(200)
    call = {"method": "answerCallbackQuery", "callback_query_id": choice}
    return Answer(200, json.dumps(call), {"Content-Type": "application/json"})
