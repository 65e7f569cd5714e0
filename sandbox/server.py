"""The whole sandbox on one address: Telegram, Slack, mail (on a port of its own), the control API and the page."""

from __future__ import annotations

from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.control import control_app
from sandbox.faults import Faults
from sandbox.guard import guard
from sandbox.journal import Journal
from sandbox.mail import MailServer
from sandbox.page import Page
from sandbox.slack.server import SlackServer
from sandbox.telegram.server import TelegramServer


class Sandbox:
    """All platforms in one process. ``async with Sandbox() as sandbox`` starts and stops it."""

    def __init__(self, *, host: str = "127.0.0.1", port: int = 0, inspector: str | None = None) -> None:
        self._host, self._port = host, port
        self.clock = SandboxClock()
        self.journal = Journal(self.clock.now)
        self.faults = Faults()
        self.telegram = TelegramServer(self.clock, self.journal, self.faults)
        self.slack = SlackServer(self.clock, self.journal, self.faults)
        self.mail = MailServer(self.journal, self.faults)
        self.page = Page(self.clock, self.journal, self.telegram, self.slack, self.mail)
        self.inspector = inspector
        self._runner: web.AppRunner | None = None
        self.url = ""

    @property
    def inspector(self) -> str | None:
        """The product's address in demo mode, for the page's view of it; may be set once it is known."""
        return self.page.inspector.base

    @inspector.setter
    def inspector(self, base: str | None) -> None:
        self.page.inspector.base = base.rstrip("/") if base else None

    @property
    def telegram_base(self) -> str:
        """The address a client library takes as the Bot API's base."""
        return f"{self.url}/telegram"

    @property
    def slack_base(self) -> str:
        """The address slack_sdk takes as ``base_url``."""
        return f"{self.url}/slack/api/"

    async def start(self) -> None:
        """Listen; ``url`` then holds the address, with the port the system chose when it was 0."""
        app = web.Application(client_max_size=80 << 20, middlewares=[guard])
        app.add_subapp("/telegram", self.telegram.application())
        app.add_subapp("/slack", self.slack.application())
        sides = {
            "telegram": self.telegram.actions(),
            "slack": self.slack.actions(),
            "mail": self.mail.actions(),
        }
        app.add_subapp("/control", control_app(self.clock, self.journal, self.faults, sides))
        self.page.mount(app)
        await self.mail.start()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        self.slack.public_url = f"{self.url}/slack"

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        await self.telegram.close()
        await self.slack.close()
        await self.mail.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Sandbox:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
