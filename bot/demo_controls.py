"""What only a demonstration may do to the running product: look inside, and move its clock (DESIGN §7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from aiohttp import web

from bot.clock import SystemClock
from bot.ports.store import Store


def routes(store: Store, clock: SystemClock, moved: Callable[[], None]) -> list[web.AbstractRouteDef]:
    """``GET /demo/state`` and ``POST /demo/clock {"seconds": n}``; ``moved`` is called after the clock was moved."""

    async def state(_: web.Request) -> web.Response:
        glance = asdict(await store.glance())
        for row in (*glance["outbox"], *glance["timers"]):
            row.update({key: value.isoformat() for key, value in row.items() if hasattr(value, "isoformat")})
        return web.json_response({**glance, "now": clock.now().isoformat()})

    async def move(request: web.Request) -> web.Response:
        seconds = (await request.json()).get("seconds")
        if not isinstance(seconds, int | float) or seconds < 0:
            raise web.HTTPBadRequest(text='send {"seconds": a number, not negative}')
        clock.advance(seconds)
        moved()
        return web.json_response({"now": clock.now().isoformat()})

    return [web.get("/demo/state", state), web.post("/demo/clock", move)]
