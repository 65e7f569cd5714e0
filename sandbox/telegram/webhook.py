"""Webhook delivery: ordered queues per chat, back-off, the secret header, method calls in the reply.

Source: core.telegram.org/bots/api#setwebhook and the public server's WebhookActor.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import aiohttp

from sandbox.clock import SandboxClock
from sandbox.journal import Journal
from sandbox.telegram.updates import Pending, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
LONGEST_BACKOFF = 60.0
LONGEST_RETRY_AFTER = 3600.0
GONE_FOR = 23 * 3600.0
"""Seconds of 410 answers after which Telegram removes the webhook."""

Reply = Callable[[str, dict[str, Any]], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class _Outcome:
    delivered: bool
    retry_after: float | None = None


class Webhook:
    """Where updates are sent when the bot set an address. Plain http is accepted too, for local bots."""

    def __init__(self, clock: SandboxClock, journal: Journal, updates: Updates) -> None:
        self._clock, self._journal, self._updates = clock, journal, updates
        self._lanes: dict[Hashable, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(40)
        self._gone_since: float | None = None
        self._reply: Reply | None = None
        self.url = ""
        self.secret = ""
        self.ip_address = ""
        self.max_connections = 40
        self.certificate = False
        self.backoff_scale = 1.0
        self.patience = 60.0
        self.last_error: tuple[int, str] | None = None

    def set(self, url: str, secret: str, max_connections: int, ip_address: str, certificate: bool) -> None:
        """Deliver to ``url`` from now on; what waits is delivered too."""
        self.clear()
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self.ip_address, self.certificate = ip_address, certificate
        self._slots = asyncio.Semaphore(max_connections)
        self.notify()

    def clear(self) -> None:
        """Stop delivering; what waits stays."""
        self.url = self.secret = self.ip_address = ""
        self._gone_since = self.last_error = None
        for task in self._lanes.values():
            task.cancel()
        self._lanes.clear()

    def reply_with(self, reply: Reply) -> None:
        """Who runs a method that the webhook's answer names."""
        self._reply = reply

    def notify(self) -> None:
        """Start a worker for every lane that has something to deliver."""
        if not self.url:
            return
        for lane in self._updates.lanes():
            if lane not in self._lanes:
                self._lanes[lane] = asyncio.get_running_loop().create_task(self._work(lane))

    def info(self) -> dict[str, Any]:
        """The Bot API's WebhookInfo."""
        info: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": self.certificate,
            "pending_update_count": len(self._updates.pending()),
        }
        if self.url:
            info["max_connections"] = self.max_connections
            info["ip_address"] = self.ip_address or "127.0.0.1"
        if self._updates.allowed:
            info["allowed_updates"] = list(self._updates.allowed)
        if self.last_error is not None:
            info["last_error_date"], info["last_error_message"] = self.last_error
        return info

    async def close(self) -> None:
        """Stop every worker and close the connections."""
        tasks = list(self._lanes.values())
        self.clear()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _work(self, lane: Hashable) -> None:
        failures = 0
        mine = asyncio.current_task()
        try:
            while self.url and (entry := self._updates.first(lane)) is not None:
                async with self._slots:
                    outcome = await self._post(entry)
                if outcome.delivered:
                    self._updates.remove(entry.id)
                    failures = 0
                    continue
                delay = min(LONGEST_BACKOFF, 2.0**failures)
                if outcome.retry_after is not None:
                    delay = min(LONGEST_RETRY_AFTER, max(delay, outcome.retry_after))
                failures += 1
                await asyncio.sleep(delay * self.backoff_scale)  # noqa: TID251 — real seconds
        finally:
            if self._lanes.get(lane) is mine:
                del self._lanes[lane]

    async def _post(self, entry: Pending) -> _Outcome:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[SECRET_HEADER] = self.secret
        try:
            async with self._session.post(
                self.url,
                data=json.dumps(entry.body, ensure_ascii=False).encode("utf-8", "surrogatepass"),
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=self.patience),
                allow_redirects=False,
                ssl=not self.certificate,
            ) as response:
                body, sent_as = await response.read(), response.content_type
                status, reason = response.status, response.reason or ""
                wait = response.headers.get("Retry-After", "")
        except TimeoutError:
            return self._failed(entry, 0, "Read timeout expired")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            return self._failed(entry, 0, "Connection refused" if refused else "Connection closed")
        if 200 <= status < 300:
            self._gone_since = None
            self._journal.add("telegram", "answer", "webhook", {"update_id": entry.id, "status": status})
            await self._run_reply(body, sent_as)
            return _Outcome(True)
        outcome = self._failed(entry, status, f"Wrong response from the webhook: {status} {reason}".strip())
        if status == 410:
            self._gone()
        return _Outcome(False, float(wait)) if wait.isdigit() else outcome

    def _failed(self, entry: Pending, status: int, message: str) -> _Outcome:
        self.last_error = (int(self._clock.now()), message)
        data = {"update_id": entry.id, "status": status, "error": message}
        self._journal.add("telegram", "answer", "webhook", data)
        return _Outcome(False)

    def _gone(self) -> None:
        now = self._clock.now()
        self._gone_since = now if self._gone_since is None else self._gone_since
        if now - self._gone_since >= GONE_FOR:
            self._journal.add("telegram", "effect", "webhook_removed", {"url": self.url})
            self.url = ""

    async def _run_reply(self, body: bytes, sent_as: str) -> None:
        try:
            if sent_as == "application/x-www-form-urlencoded":
                reply: Any = dict(parse_qsl(body.decode()))
            else:
                reply = json.loads(body or b"{}")
        except ValueError:
            return
        if self._reply is not None and isinstance(reply, dict) and isinstance(reply.get("method"), str):
            await self._reply(str(reply.pop("method")), reply)
