"""The HTTP side of the Bot API: routes, authorisation, dispatch, faults and the log of calls.

Source: core.telegram.org/bots/api#making-requests.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.faults import Fault, Faults
from sandbox.journal import Journal
from sandbox.telegram import (
    groups,
    methods_edits,
    methods_files,
    methods_messages,
    methods_profile,
    methods_topics,
    methods_updates,
)
from sandbox.telegram.api import Api, Handler
from sandbox.telegram.calls import Call, read_call
from sandbox.telegram.errors import ApiError, bad_request
from sandbox.telegram.files import MAX_DOWNLOAD
from sandbox.telegram.flood import Paces
from sandbox.telegram.methods_files import LINK_LIFETIME
from sandbox.telegram.parameters import METHODS
from sandbox.telegram.people import People
from sandbox.telegram.people_files import PeopleFiles
from sandbox.telegram.people_touch import PeopleTouch
from sandbox.telegram.state import World
from sandbox.telegram.switches import Switches
from sandbox.telegram.updates import Updates
from sandbox.telegram.webhook import Webhook

TOKEN = "123456789:sandbox-token"  # noqa: S105 — nobody's secret
"""The one bot's token."""

HANDLERS: dict[str, Handler] = {
    **methods_updates.METHODS,
    **methods_profile.METHODS,
    **methods_messages.METHODS,
    **methods_files.METHODS,
    **methods_edits.METHODS,
    **methods_topics.METHODS,
    **groups.METHODS,
}
"""Every method by its name in the Bot API."""
_BY_LOWER_NAME = {name.lower(): name for name in HANDLERS}
_NOT_FOUND = ApiError(404, "Not Found")


class TelegramServer:
    """One bot's Bot API. Set ``webhook.backoff_scale`` below 1 to shorten webhook retries in tests."""

    def __init__(self, clock: SandboxClock, journal: Journal, faults: Faults, *, token: str = TOKEN) -> None:
        self.token = token
        self.paces = Paces()
        self.world = World(clock)
        self.updates = Updates(clock, journal)
        self.webhook = Webhook(clock, journal, self.updates)
        self._clock, self._journal, self._faults = clock, journal, faults
        self._api = Api(self.world, self.updates, self.webhook, self.paces, journal)
        self.updates.on_new = self.webhook.notify
        self.webhook.reply_with(self._reply_call)

    def application(self) -> web.Application:
        """The aiohttp application to mount at ``/telegram``."""
        app = web.Application(client_max_size=80 << 20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        return app

    def actions(self) -> Mapping[str, Callable[..., Awaitable[Any]]]:
        """What people and the sandbox's operator can do, by name."""
        people = People(self._api)
        parts = (
            people,
            PeopleFiles(self._api, people),
            PeopleTouch(self._api, people),
            groups.Groups(self._api, people),
            Switches(self._api),
        )
        return {name: action for part in parts for name, action in part.actions().items()}

    async def close(self) -> None:
        """End the long poll and webhook deliveries."""
        self.updates.close()
        await self.webhook.close()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return _json(ApiError(401, "Unauthorized").body(), 401)
        method = _BY_LOWER_NAME.get(request.match_info["method"].lower())
        if method is None:
            self._journal.add("telegram", "call", request.match_info["method"], {})
            return _json(_NOT_FOUND.body(), 404)
        try:
            call = await read_call(request, method)
        except ApiError as error:
            self._journal.add("telegram", "call", method, {})
            return self._answer(method, error.code, error.body())
        shown = call.journaled()
        self._journal.add("telegram", "call", method, shown)
        fault = self._faults.take("telegram", method, shown)
        early = await self._before(request, method, fault)
        if early is not None:
            return early
        status, body = await self._run(call)
        response = self._answer(method, status, body)
        return self._after(request, method, fault, response)

    async def _run(self, call: Call) -> tuple[int, dict[str, Any]]:
        try:
            METHODS[call.method].check(call.values, call.uploads)
            return 200, {"ok": True, "result": await HANDLERS[call.method](self._api, call)}
        except ApiError as error:
            return error.code, error.body()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            refusal = bad_request(f"can't parse the parameters of {call.method}: {error!r}")
            return refusal.code, refusal.body()

    async def _reply_call(self, method: str, values: dict[str, Any]) -> None:
        """A method named in the answer to a webhook: run, its result unknown to the bot."""
        name = _BY_LOWER_NAME.get(method.lower())
        if name is None:
            return
        call = Call(name, values)
        self._journal.add("telegram", "call", name, call.journaled())
        status, body = await self._run(call)
        self._answer(name, status, body)

    def _answer(self, method: str, status: int, body: dict[str, Any]) -> web.Response:
        shown = body
        if method == "getUpdates" and body["ok"]:
            shown = {"ok": True, "result": [update.get("update_id") for update in body["result"]]}
        self._journal.add("telegram", "answer", method, {"status": status, **json.loads(json.dumps(shown))})
        return _json(body, status)

    async def _before(
        self, request: web.Request, method: str, fault: Fault | None
    ) -> web.StreamResponse | None:
        if fault is None:
            return None
        if fault.kind == "latency":
            await asyncio.sleep(fault.seconds)  # noqa: TID251 — a slow network, in real time
        if fault.kind == "error":
            error = ApiError(fault.status, fault.description, retry_after=fault.retry_after)
            return self._answer(method, fault.status, error.body())
        if fault.kind == "html":
            self._journal.add("telegram", "answer", method, {"status": fault.status, "html": True})
            page = f"<html><body><h1>{fault.status} {fault.description}</h1></body></html>"
            return web.Response(text=page, status=fault.status, content_type="text/html")
        if fault.kind == "reset_before":
            return self._drop(request, method)
        return None

    def _after(
        self, request: web.Request, method: str, fault: Fault | None, response: web.Response
    ) -> web.StreamResponse:
        if fault is None or fault.kind not in ("lost_answer", "truncate"):
            return response
        if fault.kind == "lost_answer":
            return self._drop(request, method)
        body = response.body if isinstance(response.body, bytes) else b""
        return web.Response(
            body=body[: len(body) // 2], status=response.status, content_type="application/json"
        )

    def _drop(self, request: web.Request, method: str) -> web.Response:
        self._journal.add("telegram", "answer", method, {"status": 0, "dropped": True})
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _download(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        if request.match_info["token"] != self.token:
            return _json(ApiError(401, "Unauthorized").body(), 401)
        self._journal.add("telegram", "call", "file", {"path": path})
        fault = self._faults.take("telegram", "file", {"path": path})
        early = await self._before(request, "file", fault)
        if early is not None:
            return early
        stored = self.world.files.by_path.get(path)
        if stored is None or stored.linked_at is None or stored.size > MAX_DOWNLOAD:
            return self._answer("file", 404, _NOT_FOUND.body())
        if self._clock.now() - stored.linked_at > LINK_LIFETIME:
            return self._answer("file", 404, _NOT_FOUND.body())
        self._journal.add("telegram", "answer", "file", {"status": 200, **stored.summary()})
        response = web.Response(body=stored.content(), content_type="application/octet-stream")
        return self._after(request, "file", fault, response)


def _json(body: Mapping[str, Any], status: int) -> web.Response:
    return web.json_response(body, status=status)
