"""The control API: who writes, presses or types what; faults; the clock; the log.

``POST /control/SIDE/<action>`` (telegram, slack, mail) takes a JSON object of the action's keyword arguments. The
answer is ``{"ok": true, "result": …}`` or 400 ``{"ok": false, "error": "what to change"}``.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.faults import Fault, Faults
from sandbox.journal import Journal

Action = Callable[..., Awaitable[Any]]
_LOOKING = frozenset(
    {
        "chat",
        "menu",
        "keyboard",
        "pending_updates",
        "thread",
        "channel",
        "ephemerals",
        "view",
        "home",
        "people",
        "mails",
    }
)
"""Actions that only look: they leave no line in the journal."""


class ActionError(Exception):
    """The person can't do that; the message says what to change."""


def control_app(
    clock: SandboxClock, journal: Journal, faults: Faults, sides: Mapping[str, Mapping[str, Action]]
) -> web.Application:
    """The aiohttp application to mount at ``/control``. ``sides`` maps a side's name to its actions."""

    async def act(request: web.Request) -> web.Response:
        actions = sides.get(request.match_info["side"], {})
        action = actions.get(request.match_info["action"])
        if action is None:
            return _refuse(f"no such action; there are: {', '.join(sorted(actions))}", status=404)
        try:
            arguments = await _json_object(request)
            inspect.signature(action).bind(**arguments)
            result = await action(**arguments)
        except (ActionError, TypeError, ValueError) as error:
            return _refuse(str(error))
        if request.match_info["action"] not in _LOOKING:
            journal.add(
                "control", "effect", f"{request.match_info['side']}.{request.match_info['action']}", {}
            )
        return web.json_response({"ok": True, "result": result})

    async def read_journal(request: web.Request) -> web.Response:
        after = request.query.get("after", "0")
        if not after.isdecimal():
            return _refuse("after is the number of an entry")
        return web.json_response([entry.line for entry in journal.since(int(after))])

    async def add_fault(request: web.Request) -> web.Response:
        try:
            faults.add(Fault(**await _json_object(request)))
        except (TypeError, ValueError) as error:
            return _refuse(str(error))
        return web.json_response({"ok": True})

    async def clear_faults(_: web.Request) -> web.Response:
        faults.clear()
        return web.json_response({"ok": True})

    async def move_clock(request: web.Request) -> web.Response:
        try:
            seconds = float((await _json_object(request)).get("seconds", 0))
        except (TypeError, ValueError) as error:
            return _refuse(str(error))
        clock.advance(seconds)
        journal.add("control", "effect", "clock", {"seconds": seconds})
        return web.json_response({"ok": True, "now": clock.now()})

    app = web.Application(client_max_size=80 << 20)
    app.router.add_get("/journal", read_journal)
    app.router.add_post("/faults", add_fault)
    app.router.add_delete("/faults", clear_faults)
    app.router.add_post("/clock", move_clock)
    app.router.add_post("/{side}/{action}", act)
    return app


async def _json_object(request: web.Request) -> dict[str, Any]:
    if not request.can_read_body:
        return {}
    body = await request.json()
    if not isinstance(body, dict):
        raise TypeError("send a JSON object of keyword arguments")
    return body


def _refuse(error: str, status: int = 400) -> web.Response:
    return web.json_response({"ok": False, "error": error}, status=status)
