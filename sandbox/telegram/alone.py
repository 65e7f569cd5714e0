"""The Telegram side on an address of its own, for what needs no Slack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.faults import Faults
from sandbox.journal import Entry, Journal
from sandbox.telegram.server import TelegramServer


class TelegramAlone:
    """``async with TelegramAlone() as telegram`` starts and stops it."""

    def __init__(self) -> None:
        self.clock = SandboxClock()
        self.journal = Journal(self.clock.now)
        self.faults = Faults()
        self.server = TelegramServer(self.clock, self.journal, self.faults)
        self.base = ""
        self._actions = self.server.actions()
        self._runner: web.AppRunner | None = None

    async def do(self, action: str, *arguments: Any, **named: Any) -> Any:
        """Run one of the control API's actions."""
        return await self._actions[action](*arguments, **named)

    def seen(
        self, name: str, match: Callable[[dict[str, Any]], bool] = lambda _: True
    ) -> list[dict[str, Any]]:
        """The data of the effects called ``name``, oldest first."""
        found = [entry for entry in self.journal.entries if (entry.kind, entry.name) == ("effect", name)]
        return [entry.data for entry in found if match(entry.data)]

    def calls(self, method: str) -> list[Entry]:
        """The calls of a method, oldest first."""
        return [e for e in self.journal.entries if (e.kind, e.name) == ("call", method)]

    async def __aenter__(self) -> TelegramAlone:
        app = web.Application(client_max_size=80 << 20)
        app.add_subapp("/telegram", self.server.application())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}/telegram"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.server.close()
        if self._runner is not None:
            await self._runner.cleanup()
