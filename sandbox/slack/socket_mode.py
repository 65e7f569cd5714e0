"""Socket Mode: tickets, hello, envelopes, acknowledgements, redelivery and disconnects.

Source: docs.slack.dev "Using Socket Mode" as slack_sdk.socket_mode reads it.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import WSMsgType, web

from sandbox.copies import copied
from sandbox.slack.identity import APP_ID, Json
from sandbox.slack.platform import Slack, pause

MAX_CONNECTIONS = 10
EnvelopeKind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(eq=False, slots=True)
class _Link:
    """One open websocket."""

    number: int
    socket: web.WebSocketResponse
    request: web.Request
    outbox: asyncio.Queue[Json | None] = field(default_factory=asyncio.Queue)

    @property
    def host(self) -> str:
        return f"applink-{self.number}"


@dataclass(eq=False, slots=True)
class _Parcel:
    """One payload on its way, however many envelopes it takes."""

    kind: EnvelopeKind
    payload: Json
    done: asyncio.Future[Json]
    born: float
    attempt: int = 0
    link: _Link | None = None
    timer: asyncio.TimerHandle | None = None
    envelopes: list[str] = field(default_factory=list)


class SocketMode:
    """All sockets of the app. Any one of them receives an envelope, in turn."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._tickets: set[str] = set()
        self._links: list[_Link] = []
        self._numbers = itertools.count(1)
        self._turn = 0
        self._waiting: dict[int, _Parcel] = {}
        self._in_flight: dict[str, _Parcel] = {}
        self.ack_delay, self.delayed_acks = 0.0, 0
        """The next ``delayed_acks`` acknowledgements count only ``ack_delay`` seconds later."""

    @property
    def connections(self) -> int:
        """How many sockets are open."""
        return len(self._links)

    @property
    def unacknowledged(self) -> int:
        """How many payloads were sent and not acknowledged, or wait for a socket."""
        return len({id(parcel) for parcel in self._in_flight.values()}) + len(self._waiting)

    async def settle(self, seconds: float) -> bool:
        """Wait until everything sent is acknowledged; False when it takes longer than ``seconds``."""
        deadline = time.monotonic() + seconds
        while parcels := {parcel.done for parcel in (*self._in_flight.values(), *self._waiting.values())}:
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            await asyncio.wait(parcels, timeout=left)
        return True

    def new_url(self) -> str:
        """What apps.connections.open answers: good for one connection."""
        ticket = str(uuid.uuid4())
        self._tickets.add(ticket)
        return f"{self._slack.public_url.replace('http', 'ws', 1)}/link?ticket={ticket}&app_id={APP_ID}"

    async def link(self, request: web.Request) -> web.StreamResponse:
        """The websocket endpoint."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="invalid ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        link = _Link(next(self._numbers), socket, request)
        if len(self._links) >= MAX_CONNECTIONS:
            await socket.send_json(self._disconnect(link, "too_many_websockets"))
            await socket.close()
            return socket
        self._links.append(link)
        writer = asyncio.get_running_loop().create_task(self._write(link))
        link.outbox.put_nowait(self._hello(link))
        waiting, self._waiting = self._waiting, {}
        for parcel in waiting.values():
            self._dispatch(parcel)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._receive(str(message.data))
        finally:
            self._unlink(link)
            writer.cancel()
        return socket

    def send(self, kind: EnvelopeKind, payload: Json) -> asyncio.Future[Json]:
        """Put a payload on the next socket, or keep it for the next one to come."""
        return self._send(kind, payload).done

    def _send(self, kind: EnvelopeKind, payload: Json) -> _Parcel:
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        parcel = _Parcel(kind, copied(payload), future, time.monotonic())
        self._dispatch(parcel)
        return parcel

    async def ask(self, kind: EnvelopeKind, payload: Json) -> Json | None:
        """Send and wait for the acknowledgement's payload; None when none comes in time."""
        parcel = self._send(kind, payload)
        try:
            return await asyncio.wait_for(parcel.done, self._slack.switches.ack_seconds)
        except TimeoutError:
            return None
        finally:
            self._finish(parcel)

    def refresh(self, reason: str, close_after: float) -> int:
        """Tell every socket to reconnect and close it ``close_after`` seconds later; how many there were."""
        links = list(self._links)
        for link in links:
            link.outbox.put_nowait(self._disconnect(link, reason))
            self._slack.spawn(self._close(link, close_after))
        return len(links)

    def drop(self) -> int:
        """Cut every connection without a word; how many there were."""
        links = list(self._links)
        for link in links:
            if link.request.transport is not None:
                link.request.transport.abort()
            self._unlink(link)
        return len(links)

    async def close(self) -> None:
        """Close every socket and forget what was under way."""
        for link in list(self._links):
            await link.socket.close()
        for parcel in (*self._waiting.values(), *self._in_flight.values()):
            self._finish(parcel)

    async def _close(self, link: _Link, after: float) -> None:
        await pause(after)
        await link.socket.close()

    async def _write(self, link: _Link) -> None:
        while (message := await link.outbox.get()) is not None:
            try:
                await link.socket.send_json(message)
            except ConnectionError:
                return

    def _hello(self, link: _Link) -> Json:
        info = {"host": link.host, "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello",
            "num_connections": len(self._links),
            "debug_info": info,
            "connection_info": {"app_id": APP_ID},
        }

    def _disconnect(self, link: _Link, reason: str) -> Json:
        return {"type": "disconnect", "reason": reason, "debug_info": {"host": link.host}}

    def _dispatch(self, parcel: _Parcel) -> None:
        if parcel.done.done():
            return
        if time.monotonic() - parcel.born > self._patience(parcel):
            self._slack.journal.add("slack", "event", "dropped", {"event_id": parcel.payload.get("event_id")})
            self._finish(parcel)
            return
        if not self._links:
            parcel.link = None
            self._waiting[id(parcel)] = parcel
            return
        self._turn += 1
        link = parcel.link = self._links[self._turn % len(self._links)]
        envelope_id = str(uuid.uuid4())
        self._in_flight[envelope_id] = parcel
        parcel.envelopes.append(envelope_id)
        envelope: Json = {"envelope_id": envelope_id, "payload": parcel.payload, "type": parcel.kind}
        envelope["accepts_response_payload"] = parcel.kind != "events_api"
        if parcel.kind == "events_api":
            envelope |= {"retry_attempt": parcel.attempt, "retry_reason": "timeout" if parcel.attempt else ""}
            loop = asyncio.get_running_loop()
            seconds = self._slack.switches.redelivery_seconds
            parcel.timer = loop.call_later(seconds, self._again, parcel)
        link.outbox.put_nowait(envelope)
        self._slack.journal.add(
            "slack",
            "event",
            "delivery",
            {
                "via": "socket",
                "link": link.number,
                "envelope_id": envelope_id,
                "type": parcel.kind,
                "attempt": parcel.attempt,
                "event_id": parcel.payload.get("event_id"),
            },
        )

    def _patience(self, parcel: _Parcel) -> float:
        switches = self._slack.switches
        return switches.keep_seconds if parcel.kind == "events_api" else switches.ack_seconds

    def _again(self, parcel: _Parcel) -> None:
        if not parcel.done.done():
            parcel.attempt += 1
            self._dispatch(parcel)

    def _receive(self, text: str) -> None:
        try:
            ack = json.loads(text)
            envelope_id = ack["envelope_id"]
        except (ValueError, KeyError, TypeError):
            self._slack.journal.add("slack", "call", "ack", {"unreadable": text[:200]})
            return
        parcel = self._in_flight.get(envelope_id)
        payload = ack.get("payload") or {}
        event_id = parcel.payload.get("event_id") if parcel else None
        self._slack.journal.add(
            "slack", "call", "ack", {"envelope_id": envelope_id, "event_id": event_id, "payload": payload}
        )
        if parcel is None:
            return
        if self.delayed_acks > 0:
            self.delayed_acks -= 1
            asyncio.get_running_loop().call_later(self.ack_delay, self._finish, parcel, payload)
        else:
            self._finish(parcel, payload)

    def _finish(self, parcel: _Parcel, payload: Json | None = None) -> None:
        if parcel.timer is not None:
            parcel.timer.cancel()
        if not parcel.done.done():
            parcel.done.set_result(payload or {})
        for envelope_id in parcel.envelopes:
            self._in_flight.pop(envelope_id, None)
        self._waiting.pop(id(parcel), None)

    def _unlink(self, link: _Link) -> None:
        if link not in self._links:
            return
        self._links.remove(link)
        link.outbox.put_nowait(None)
        lost = {id(parcel): parcel for parcel in self._in_flight.values() if parcel.link is link}
        for parcel in lost.values():
            if parcel.timer is not None:
                parcel.timer.cancel()
            self._again(parcel)
