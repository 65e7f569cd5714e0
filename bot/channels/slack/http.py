"""Receiving over HTTP: one path for events, commands and interactions, each signed by Slack.

Source: docs.slack.dev/authentication/verifying-requests-from-slack and docs.slack.dev/apis/events-api: 200
within 3 s, otherwise Slack sends an event three times more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk import signature

from bot.channels.slack.words import Json
from bot.ports.clock import Clock
from bot.ports.web import Answer, Request

PATH = "/slack/events"
OPENING_SECONDS = 2.0
"""How long a request waits for us to have signed in, just after the start; Slack itself waits 3 s."""

Keep = Callable[[Json], Awaitable[bool]]
"""Commits what Slack sends; whether it wants an answer from Bolt. Nothing is acknowledged when it raises."""


class Door:
    """Where Slack's requests come in. Nothing gets past it that Slack did not sign; shut, which Slack is told
    with 503, until ``open``."""

    def __init__(self, signing_secret: str, clock: Clock) -> None:
        self._verifier = signature.SignatureVerifier(signing_secret, _Time(clock))
        self._inside: tuple[AsyncApp, Keep] | None = None
        self._opened = asyncio.Event()

    def open(self, app: AsyncApp, keep: Keep) -> None:
        """Let Slack's requests through to ``keep``, and on to ``app`` where they want an answer."""
        self._inside = app, keep
        self._opened.set()

    def shut(self) -> None:
        """Let nothing through."""
        self._inside = None
        self._opened.clear()

    async def answer(self, request: Request) -> Answer:
        """Take one request: answered after it was committed. Raises what kept it from that."""
        if not self._signed(request):
            return Answer(401)
        try:
            async with asyncio.timeout(OPENING_SECONDS):
                await self._opened.wait()
        except TimeoutError:
            return Answer(503)
        if self._inside is None:
            return Answer(503)
        app, keep = self._inside
        try:
            asked = AsyncBoltRequest(body=request.body.decode(), headers=dict(request.headers))
        except (ValueError, RecursionError):
            return Answer(400)
        if not await keep(asked.body):
            return Answer(200)
        answer = await app.async_dispatch(asked)
        return Answer(answer.status, answer.body, answer.first_headers())

    def _signed(self, request: Request) -> bool:
        """Whether Slack signed it, within five minutes. The library reads the timestamp unguarded."""
        try:
            return self._verifier.is_valid_request(request.body, dict(request.headers))
        except (ValueError, TypeError, OverflowError):
            return False


class _Time(signature.Clock):
    """Our clock, as the library asks for it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now().timestamp()
