"""The process's own web server: is it alive, is it ready, and the paths on which channels receive."""

from __future__ import annotations

from collections.abc import Iterable

from aiohttp import web

from bot.domain.errors import PalierError
from bot.ports.store import Store
from bot.ports.web import Request, Route

MOST = 1 << 20
"""Bytes of a request; more is refused with 413 before anybody looks at it."""


class CannotListen(PalierError):
    """The address is taken, or none of this machine's."""

    def __init__(self, host: str, port: int, error: Exception) -> None:
        super().__init__(
            f"PALIER_HTTP_LISTEN: can't listen on {host}:{port}: {error}; free it or choose another"
        )


async def serve(
    listen: tuple[str, int], store: Store, routes: Iterable[web.AbstractRouteDef] = ()
) -> web.AppRunner:
    """Start the web application; the caller cleans the runner up. ``listen`` is (host, port), ``routes`` what others
    add to it. Raises CannotListen."""

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
    try:
        await web.TCPSite(runner, *listen).start()
    except (OSError, OverflowError) as error:
        await runner.cleanup()
        raise CannotListen(*listen, error) from error
    return runner


def taking(route: Route) -> web.AbstractRouteDef:
    """A channel's route, for ``serve``."""

    async def handle(request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        answer = await route.answer(Request(headers, await request.read()))
        return web.Response(status=answer.status, body=answer.body.encode(), headers=answer.headers)

    return web.post(route.path, handle)
