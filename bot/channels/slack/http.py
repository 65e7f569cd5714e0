"""Receiving over HTTP: one path for events, commands and interactions, each signed by Slack.

Source: docs.slack.dev/authentication/verifying-requests-from-slack and docs.slack.dev/apis/events-api: 200
within 3 s, otherwise Slack sends an event three times more.
"""

from __future__ import annotations

import asyncio

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk import signature

from bot.ports.clock import Clock
from bot.ports.web import Answer, Request

PATH = "/slack/events"
OPENING_SECONDS = 2.0
"""How long a request waits for us to have signed in, just after the start; Slack itself waits 3 s."""


class Door:
    """Where Slack's requests come in. Nothing gets past it that Slack did not sign; shut, which Slack is told
    with 503, until ``open``."""

    def __init__(self, signing_secret: str, clock: Clock) -> None:
        self._verifier = signature.SignatureVerifier(signing_secret, _Time(clock))
        self._app: AsyncApp | None = None
        self._opened = asyncio.Event()

    def open(self, app: AsyncApp) -> None:
        """Let Slack's requests through to ``app``."""
        self._app = app
        self._opened.set()

    def shut(self) -> None:
        """Let nothing through."""
        self._app = None
        self._opened.clear()

    async def answer(self, request: Request) -> Answer:
        """Take one request: answered after ``app`` has committed it."""
        if not self._signed(request):
            return Answer(401)
        try:
            async with asyncio.timeout(OPENING_SECONDS):
                await self._opened.wait()
        except TimeoutError:
            return Answer(503)
        if self._app is None:
            return Answer(503)
        try:
            asked = AsyncBoltRequest(body=request.body.decode(), headers=dict(request.headers))
        except (ValueError, RecursionError):
            return Answer(400)
        answer = await self._app.async_dispatch(asked)
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
