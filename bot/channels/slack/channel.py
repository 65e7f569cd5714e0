"""Slack as the desk: what the house may ask of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack import doctor, files
from bot.channels.slack.arrival import identify, join_rooms, room_facts, staff_roster
from bot.channels.slack.delivering import Desk
from bot.channels.slack.envelope import Identity, rooms_event, roster_event
from bot.channels.slack.http import PATH, Door
from bot.channels.slack.intake import Intake
from bot.channels.slack.parse import parse
from bot.channels.slack.words import Say
from bot.domain.addresses import Place
from bot.domain.directory import Directory
from bot.ports.channel import Delivery, Outgoing, Receipt, Receive, SendFailed
from bot.ports.clock import Clock
from bot.ports.desk import Reboard, Recard, Reword, SetMark, SetReactions, TextFile, Upload, Whisper
from bot.ports.home import HomeTab
from bot.ports.inbound import Inbound
from bot.ports.modal import FillModal, Windows
from bot.ports.web import Route

_TIMEOUT = 30
_START_ATTEMPTS = 24
_START_PAUSE = 5.0


class SlackChannel:
    """The desk's channel: Channel, CanFetch and CanCheck of ``bot.ports.channel``, HasRoutes of
    ``bot.ports.web``.

    With a ``signing_secret`` it receives over HTTP, otherwise by Socket Mode with the ``app_token``.
    ``api_base`` replaces ``https://slack.com/api/``. Nothing connects before the first call; ``close`` ends
    it.
    """

    name = "slack"

    def __init__(
        self,
        bot_token: str,
        app_token: str,
        api_base: str | None,
        *,
        clock: Clock,
        directory: Directory,
        say: Say,
        windows: Windows,
        ping_interval: float = 10.0,
        signing_secret: str = "",
    ) -> None:
        self._bot_token, self._app_token, self._api_base = bot_token, app_token, api_base
        self._clock, self._directory, self._say, self._windows = clock, directory, say, windows
        self._ping_interval = ping_interval
        self._door = Door(signing_secret, clock) if signing_secret else None
        self._started = int(clock.now().timestamp() * 1000)
        self._session: aiohttp.ClientSession | None = None
        self._web: AsyncWebClient | None = None
        self._identity: Identity | None = None
        self._signing_in = asyncio.Lock()
        self._desk: Desk | None = None

    async def run(self, receive: Receive) -> None:
        """Receive until cancelled. Raises DeafError after minutes without a connection, SendFailed when
        signing in fails for as long."""
        web, _ = self._connected()
        identity = await self._sign_in_patiently()
        users = await staff_roster(web, self._directory, self._clock)
        await receive([roster_event(users, identity, self._started)])
        await join_rooms(web, self._directory)
        facts = await room_facts(web, self._directory, self._clock)
        await receive([rooms_event(facts, identity, self._started)])
        intake = Intake(web, identity, self._directory, self._windows, self._say)
        if self._door is not None:
            await intake.run_http(receive, self._door)
        else:
            await intake.run(receive, self._app_token, self._clock, self._ping_interval)

    def routes(self) -> Sequence[Route]:
        """The request URL of the app, where it receives over HTTP."""
        return () if self._door is None else (Route(PATH, self._door.answer),)

    def parse(self, payload: Mapping[str, Any], received_at: datetime) -> Inbound:
        """What a stored event means. Pure. Raises Unreadable."""
        return parse(payload, self._windows, self._say)

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Send one thing. Raises SendFailed."""
        web, session = self._connected()
        if self._desk is None:
            self._desk = Desk(web, session, self._sign_in, self._directory, self._say, self._clock)
        return await self._desk.deliver(delivery)

    def pace(self, place: Place, content: Outgoing) -> tuple[tuple[str, float, int], ...]:
        """docs.slack.dev/apis/web-api/rate-limits: posts about 1 a second and channel, chat.update 50 a
        minute, reactions.remove 20 a minute, in short bursts more."""
        if isinstance(content, Whisper):
            return () if content.reply_to else (("slack:tier4", 0.6, 20),)
        if isinstance(content, FillModal):
            return (("slack:tier4", 0.6, 20),)
        if isinstance(content, HomeTab):
            return (("slack:homes", 0.6, 20),)
        if isinstance(content, SetMark | SetReactions):
            return (("slack:marks", 1.5, 10),)
        if isinstance(content, Recard | Reword | Reboard):
            return (("slack:tier3", 1.2, 20),)
        if isinstance(content, Upload) and content.slow:
            return (
                (f"slack:{place.room}:slow", 3.0, 1),
                (f"slack:{place.room}", 1.0, 8),
                ("slack:tier4", 0.6, 20),
            )
        if isinstance(content, Upload | TextFile):
            return ((f"slack:{place.room}", 1.0, 8), ("slack:tier4", 0.6, 20))
        return ((f"slack:{place.room}", 1.0, 8),)

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        """The bytes of a file that staff posted, streamed. Raises SendFailed."""
        web, session = self._connected()
        async for chunk in files.fetch(web, session, source):
            yield chunk

    async def check(self) -> list[tuple[bool, str]]:
        """(good, what was found and what to do) a line."""
        web, _ = self._connected()
        return await doctor.check(web, None if self._door else self._app_token, self._directory)

    async def close(self) -> None:
        """Close the connections; the next call would open them anew."""
        session, self._session, self._web, self._desk = self._session, None, None, None
        if session is not None:
            await session.close()

    def _connected(self) -> tuple[AsyncWebClient, aiohttp.ClientSession]:
        """One session for everything. slack_sdk's own retries are off: they post twice when a
        connection drops."""
        if self._session is None or self._web is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_TIMEOUT))
            self._web = AsyncWebClient(
                token=self._bot_token,
                base_url=self._api_base or AsyncWebClient.BASE_URL,
                timeout=_TIMEOUT,
                session=self._session,
                retry_handlers=[],
            )
        return self._web, self._session

    async def _sign_in(self) -> Identity:
        async with self._signing_in:
            if self._identity is None:
                self._identity = await identify(self._connected()[0])
            return self._identity

    async def _sign_in_patiently(self) -> Identity:
        for _ in range(_START_ATTEMPTS):
            try:
                return await self._sign_in()
            except SendFailed as failed:
                if not failed.retryable:
                    raise
                await self._clock.sleep(failed.retry_after or _START_PAUSE)
        return await self._sign_in()
