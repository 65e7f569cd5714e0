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
    """Refuses with 403 who asks for this machine by a foreign name, or comes from another page; with 400 who asks by no
    name at all (RFC 9112, 3.2)."""
    name, origin = _name(f"//{request.host}"), request.headers.get("Origin")
    if name is None:
        raise web.HTTPBadRequest(text="the Host header is malformed")
    if not is_own_name(name) or (origin is not None and not _is_of(origin, request.host)):
        raise web.HTTPForbidden(text="open the page at its own address; other pages may not use the sandbox")
    return await handler(request)


def is_own_name(name: str) -> bool:
    """Whether a name is this machine's as nobody else's can be: ``localhost`` or a bare IP address."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name == "localhost"
    return True


def _name(address: str) -> str | None:
    """The host of an address, None for a malformed one."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return None


def _is_of(origin: str, host: str) -> bool:
    return _name(origin) is not None and urlsplit(origin).netloc == host
