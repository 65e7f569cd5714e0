"""The page's addresses: its files, what it shows, the live feed, the clock, and the inspector.

People act through the control API (``/control``); nothing here changes either side but the clock.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.journal import Journal
from sandbox.mail import MailServer
from sandbox.page.feed import Feed
from sandbox.page.inspector import Inspector, InspectorError
from sandbox.page.letters import Mailboxes
from sandbox.page.sight import Desk, Residents
from sandbox.slack.server import SlackServer
from sandbox.slack.text import EMOJI
from sandbox.telegram.server import TelegramServer

STATIC = Path(__file__).parent / "static"
LONGEST_JUMP, MOST_DAYS = 366 * 24 * 3600, 20
"""Seconds, and working days, that the clock moves at once at most."""
_SHOWN_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FILE_POLICY = "default-src 'none'; sandbox"


class Page:
    """Serves the page of one sandbox."""

    def __init__(
        self,
        clock: SandboxClock,
        journal: Journal,
        telegram: TelegramServer,
        slack: SlackServer,
        mail: MailServer,
    ) -> None:
        self.inspector = Inspector()
        self._clock, self._journal = clock, journal
        self._telegram, self._slack = telegram, slack
        self._residents = Residents(telegram.world)
        self._desk = Desk(slack.slack.workspace)
        self._mailboxes = Mailboxes(mail.boxes)
        self._feed = Feed(journal)

    def mount(self, app: web.Application) -> None:
        """Add the page's routes to the sandbox's application."""
        app.router.add_get("/", self._index)
        app.router.add_get("/page/state", self._state)
        app.router.add_get("/page/feed", self._feed.serve)
        app.router.add_get("/page/inspector", self._inspect)
        app.router.add_post("/page/clock", self._move_clock)
        app.router.add_get("/page/file/{side}/{id}", self._file)
        app.router.add_get("/page/static/{path:.+}", self._static)
        app.on_shutdown.append(self._shut)

    async def _shut(self, _: web.Application) -> None:
        self._feed.close()
        await self.inspector.close()

    async def _index(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(STATIC / "index.html", headers=_headers(_PAGE_POLICY))

    async def _static(self, request: web.Request) -> web.StreamResponse:
        path = (STATIC / request.match_info["path"]).resolve()
        if not path.is_relative_to(STATIC) or not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=_headers(_PAGE_POLICY))

    async def _state(self, request: web.Request) -> web.Response:
        """Everything in view. Query: resident, box (an address), person, channel (an id or "app"), thread (a ts)."""
        query = request.query
        resident = query.get("resident", "")
        person = query.get("person", "")
        desk = self._desk
        place = desk.channel_id(query.get("channel", ""), person)
        thread = query.get("thread")
        return web.json_response(
            {
                "now": self._clock.now(),
                "inspector": self.inspector.base is not None,
                "emoji": {name: face for face, name in EMOJI.items()},
                "bot": self._telegram.world.profile[("name", "")],
                "residents": self._residents.all(),
                "chat": self._residents.chat(int(resident)) if resident.isdecimal() else None,
                "boxes": self._mailboxes.all(),
                "box": self._mailboxes.one(query.get("box", "")),
                "users": desk.users(),
                "channels": desk.channels(person),
                "rooms": desk.rooms(),
                "card": desk.card(),
                "commands": sorted(self._slack.slack.commands),
                "place": place,
                "channel": desk.channel(place, person) if place else [],
                "thread": desk.thread(place, thread, person) if place and thread else [],
                "modal": desk.modal(person),
                "home": desk.home(person),
            },
            headers={"Cache-Control": "no-store"},
        )

    async def _inspect(self, _: web.Request) -> web.Response:
        try:
            return web.json_response({"ok": True, "state": await self.inspector.state()})
        except InspectorError as error:
            return web.json_response({"ok": False, "error": str(error)}, status=502)

    async def move(self, by: dict[str, float]) -> None:
        """Move product and sandbox together by ``{"seconds": n}`` or ``{"working_days": n}``. Raises
        InspectorError."""
        seconds = await self.inspector.advance(by)
        self._clock.advance(seconds)
        self._journal.add("control", "effect", "clock", {"seconds": seconds})

    async def _move_clock(self, request: web.Request) -> web.Response:
        """Move product and sandbox together by ``{"seconds": n}`` or ``{"working_days": n}``, forward only."""
        try:
            ((unit, asked),) = (await request.json()).items()
            by = {unit: float(asked) if unit == "seconds" else int(asked)}
            longest = {"seconds": LONGEST_JUMP, "working_days": MOST_DAYS}[unit]
        except (ValueError, TypeError, KeyError, AttributeError):
            return _refused('send {"seconds": n} or {"working_days": n}')
        if not 0 < by[unit] <= longest:
            return _refused(f"time only moves forward, by a year or {MOST_DAYS} working days at most")
        try:
            await self.move(by)
        except InspectorError as error:
            return _refused(str(error), status=502)
        return web.json_response({"ok": True, "now": self._clock.now()})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        content, mime, name = self._found(request.match_info["side"], request.match_info["id"])
        shown = mime in _SHOWN_INLINE
        response = web.Response(body=content, headers=_headers(_FILE_POLICY))
        response.content_type = mime if shown else "application/octet-stream"
        if not shown:
            quoted = name.encode("ascii", "replace").decode().translate({34: "_", 92: "_", 13: "_", 10: "_"})
            response.headers["Content-Disposition"] = f'attachment; filename="{quoted}"'
        return response

    def _found(self, side: str, file_id: str) -> tuple[bytes, str, str]:
        if side == "telegram":
            sent = self._telegram.world.files.by_id.get(file_id)
            if sent is not None:
                return sent.content(), _image_type(sent.content()) or sent.mime, sent.name
        elif side == "slack":
            kept = self._slack.slack.workspace.files.get(file_id)
            if kept is not None and kept.content is not None:
                return kept.content, _image_type(kept.content) or kept.mime, kept.name
        raise web.HTTPNotFound


def _image_type(content: bytes) -> str | None:
    """What an image really is, whatever it was called."""
    starts = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
    return next((mime for start, mime in starts.items() if content.startswith(start)), None)


def _headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }


def _refused(error: str, status: int = 400) -> web.Response:
    payload: dict[str, Any] = {"ok": False, "error": error}
    return web.json_response(payload, status=status)
