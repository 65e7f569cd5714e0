"""The live feed: server-sent events that tell the page what just happened, in a few words each."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web

from sandbox.journal import Entry, Journal

BATCH = 200
"""Lines in one event at most; a busy sandbox is summed up, never queued."""
_QUIET = frozenset({"getUpdates", "apps.connections.open", "auth.test", "getMe", "file"})
"""Calls that repeat without anything happening."""
_QUIET_EVENTS = frozenset({"delivery", "hello"})
_EXCERPT = 140


class Feed:
    """``GET /page/feed``. Each event's ``data`` is a list of lines; its id is the last line's number."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._open: set[asyncio.Task[Any]] = set()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Send the last lines, then every new one until the page goes away."""
        given = request.headers.get("Last-Event-ID") or request.query.get("after") or ""
        seen = int(given) if given.isdecimal() else max(0, self._journal.last - BATCH)
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        task = asyncio.current_task()
        if task is not None:
            self._open.add(task)
        try:
            await response.write(b"retry: 1000\n\n")
            while True:
                seen = await self._send(response, min(seen, self._journal.last))
        except (ConnectionError, asyncio.CancelledError):
            return response
        finally:
            self._open.discard(task)

    async def _send(self, response: web.StreamResponse, seen: int) -> int:
        if self._journal.last == seen:
            try:
                await self._journal.wait_for(lambda _: True, after=seen, timeout=15)
            except TimeoutError:
                await response.write(b": still here\n\n")
                return seen
        last = self._journal.last
        lines = [line(entry) for entry in self._journal.since(max(seen, last - BATCH)) if telling(entry)]
        if lines:
            await response.write(f"id: {last}\ndata: {json.dumps(lines)}\n\n".encode())
        return last

    def close(self) -> None:
        """End every open feed."""
        for task in list(self._open):
            task.cancel()


def telling(entry: Entry) -> bool:
    """Whether a line says that something happened, rather than that somebody asked."""
    if entry.kind in ("call", "answer"):
        return entry.name not in _QUIET and not (entry.kind == "answer" and _went_well(entry))
    return entry.name not in _QUIET_EVENTS


def _went_well(entry: Entry) -> bool:
    return bool(entry.data.get("ok")) or entry.data.get("status") == 200


def line(entry: Entry) -> dict[str, Any]:
    """A line for the page: what it is, whom it touches, an excerpt of its words."""
    data = entry.data
    inner = _inner(entry)
    told: dict[str, Any] = {
        "n": entry.number,
        "at": entry.at,
        "side": entry.side,
        "kind": entry.kind,
        "name": entry.name,
        "chat": _chat(inner),
        "channel": _channel(inner),
        "user": _user(inner),
        "thread": _thread(inner),
        "text": _excerpt(_words(inner)),
        "bot": _by_bot(entry, inner),
        "to": data.get("to") if entry.side == "mail" else None,
    }
    if entry.name in ("toast", "chat_action"):
        told |= {name: data.get(name) for name in ("message_id", "alert", "action") if name in data}
    if entry.kind == "answer":
        told["text"] = str(data.get("error") or data.get("description") or data.get("status") or "")
    return {name: value for name, value in told.items() if value not in (None, "")}


def _inner(entry: Entry) -> dict[str, Any]:
    """The object that matters inside an update or an event."""
    data = entry.data
    if entry.kind == "update":
        found = data.get(entry.name)
    elif entry.kind == "event" and isinstance(data.get("event"), dict):
        found = data["event"].get("message") or data["event"].get("previous_message") or data["event"]
        if isinstance(found, dict):
            found = {"channel": data["event"].get("channel"), **found}
    else:
        found = data
    return found if isinstance(found, dict) else data


def _id(value: Any) -> Any:
    return value.get("id") if isinstance(value, dict) else value


def _chat(data: dict[str, Any]) -> Any:
    message = data.get("message")
    within = message.get("chat") if isinstance(message, dict) else None
    return _id(data.get("chat")) or _id(within) or data.get("chat_id")


def _channel(data: dict[str, Any]) -> Any:
    return _id(data.get("channel")) or data.get("channel_id") or (data.get("item") or {}).get("channel")


def _thread(data: dict[str, Any]) -> Any:
    thread = data.get("thread_ts")
    return thread if thread != data.get("ts") else None


def _user(data: dict[str, Any]) -> Any:
    return _id(data.get("for") or data.get("user") or data.get("user_id") or data.get("from"))


def _words(data: dict[str, Any]) -> str:
    if "actions" in data:
        pressed = data["actions"][0] if data["actions"] else {}
        return str((pressed.get("text") or {}).get("text") or pressed.get("action_id") or "")
    if isinstance(data.get("command"), str):
        return f"{data['command']} {data.get('text') or ''}".strip()
    for name in ("subject", "text", "caption", "data", "reaction", "emoji", "name"):
        value = data.get(name)
        if isinstance(value, str) and value:
            return value
    return ""


def _excerpt(words: str) -> str:
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT].rstrip()}…"


def _by_bot(entry: Entry, data: dict[str, Any]) -> bool | None:
    if entry.side == "slack":
        return "bot_id" in data or None
    return bool(data.get("from_bot")) or None
