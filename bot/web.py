"""The process's own web server: is it alive, is it ready, and the paths on which channels receive."""

from __future__ import annotations

from collections.abc import Iterable

from aiohttp import web

from bot.ports.store import Store
from bot.ports.web import Request, Route

MOST = 1 << 20
"""Bytes of a request; more is refused with 413 before anybody looks at it."""


async def serve(
    listen: tuple[str, int], store: Store, routes: Iterable[web.AbstractRouteDef] = ()
) -> web.AppRunner:
    """Start the web application; the caller cleans the runner up. ``listen`` is (host, port), ``routes`` what others
    add to it."""

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(_: web.Request) -> web.Response:
        try:
            await store.ping()
        except Exception as error:
            return web.json_response({"ready": False, "database": type(error).__name__}, status=503)
        return web.json_response({"ready": True})

    app = web.Application(client_max_size=MOST)
    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    app.router.add_routes(routes)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, *listen).start()
    return runner


def taking(route: Route) -> web.AbstractRouteDef:
    """A channel's route, for ``serve``."""

    async def handle(request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        answer = await route.answer(Request(headers, await request.read()))
        return web.Response(status=answer.status, body=answer.body.encode(), headers=answer.headers)

    return web.post(route.path, handle)
