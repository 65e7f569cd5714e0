"""The Slack side of the sandbox: addresses, parts, control actions."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.control import Action
from sandbox.faults import Faults
from sandbox.journal import Journal
from sandbox.slack import files, response_urls
from sandbox.slack.delivery import Delivery
from sandbox.slack.events_http import HttpDelivery
from sandbox.slack.hands import Hands
from sandbox.slack.identity import APP_ID, APP_TOKEN, BOT_ID, BOT_TOKEN, BOT_USER, SIGNING_SECRET, TEAM_ID
from sandbox.slack.interactions import Interactions
from sandbox.slack.people import People
from sandbox.slack.platform import Slack
from sandbox.slack.posting import Posting
from sandbox.slack.socket_mode import SocketMode
from sandbox.slack.switchboard import Switchboard
from sandbox.slack.web_api import WebApi

__all__ = [
    "APP_ID",
    "APP_TOKEN",
    "BOT_ID",
    "BOT_TOKEN",
    "BOT_USER",
    "SIGNING_SECRET",
    "TEAM_ID",
    "SlackServer",
]


class SlackServer:
    """One workspace with one app installed.

    ``application()`` is mounted at /slack; ``public_url`` is set once the address is known. Below it are
    /api/{method}, /upload/{id}, /files-pri/{team}-{file}/{name}, /hooks/{id} and the websocket /link.
    """

    def __init__(self, clock: SandboxClock, journal: Journal, faults: Faults) -> None:
        self.slack = Slack(clock, journal, faults)
        self._http = HttpDelivery(self.slack)
        self.slack.posting = Posting(self.slack)
        self.slack.sockets = SocketMode(self.slack)
        self.slack.delivery = Delivery(self.slack, self.slack.sockets, self._http)
        self.slack.interactions = Interactions(self.slack)
        self._web_api = WebApi(self.slack)

    @property
    def public_url(self) -> str:
        """Where the app reaches the server, such as http://127.0.0.1:1234/slack."""
        return self.slack.public_url

    @public_url.setter
    def public_url(self, url: str) -> None:
        self.slack.public_url = url

    def application(self) -> web.Application:
        """The aiohttp application of everything the app talks to."""

        async def upload(request: web.Request) -> web.StreamResponse:
            return await files.upload(self.slack, request)

        async def download(request: web.Request) -> web.StreamResponse:
            return await files.download(self.slack, request)

        async def respond(request: web.Request) -> web.StreamResponse:
            return await response_urls.respond(self.slack, request)

        app = web.Application(client_max_size=1 << 30)
        app.router.add_route("GET", "/api/{method}", self._web_api.handle)
        app.router.add_route("POST", "/api/{method}", self._web_api.handle)
        app.router.add_post("/upload/{id}", upload)
        app.router.add_get("/files-pri/{file}/{name:.*}", download)
        app.router.add_post("/hooks/{id}", respond)
        app.router.add_get("/link", self.slack.sockets.link)
        return app

    def actions(self) -> Mapping[str, Action]:
        """What the control API offers, by name."""
        owners = (People(self.slack), Hands(self.slack), Switchboard(self.slack, self._http))
        return {
            name: getattr(owner, name)
            for owner in owners
            for name in vars(type(owner))
            if not name.startswith("_")
        }

    async def close(self) -> None:
        """Close sockets and stop everything under way."""
        await self.slack.sockets.close()
        await self.slack.close()
        await self._http.close()
