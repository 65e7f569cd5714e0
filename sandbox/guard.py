"""Who may use the sandbox: programs on this machine, and the page that it serves itself.

It signs nobody in, so a page elsewhere, open in a browser on this machine, must neither act here (a request from
another origin, which a browser sends without asking) nor read what is here (by a name of its own that it lets point to
this machine: DNS rebinding).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses with 403 who asks for this machine by a foreign name, or comes from another page."""
    origin = request.headers.get("Origin")
    if not is_own_name(request.host) or (origin is not None and urlsplit(origin).netloc != request.host):
        raise web.HTTPForbidden(text="open the page at its own address; other pages may not use the sandbox")
    return await handler(request)


def is_own_name(host: str) -> bool:
    """Whether a ``Host`` header names this machine as nobody else can: ``localhost`` or a bare IP address."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name == "localhost"
    return True
