"""The Slack side alone on an address of its own, without Telegram and without the control API's HTTP."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.faults import Faults
from sandbox.journal import Entry, Journal
from sandbox.slack.server import SlackServer


class SlackAlone:
    """``async with SlackAlone() as slack`` starts and stops it."""

    def __init__(self) -> None:
        self.clock = SandboxClock()
        self.journal = Journal(self.clock.now)
        self.faults = Faults()
        self.server = SlackServer(self.clock, self.journal, self.faults)
        self._runner: web.AppRunner | None = None

    @property
    def api(self) -> str:
        """What slack_sdk takes as ``base_url``."""
        return f"{self.server.public_url}/api/"

    async def act(self, action: str, **arguments: Any) -> Any:
        """A control action's result."""
        return await self.server.actions()[action](**arguments)

    def seen(self, kind: str, name: str) -> list[Entry]:
        """The log's lines of this kind and name."""
        return [entry for entry in self.journal.entries if (entry.kind, entry.name) == (kind, name)]

    async def __aenter__(self) -> SlackAlone:
        app = web.Application(client_max_size=80 << 20)
        app.add_subapp("/slack", self.server.application())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.server.public_url = f"http://{host}:{port}/slack"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.server.close()
        if self._runner is not None:
            await self._runner.cleanup()
