"""The queue of updates: identifiers, expiry, confirmation by offset and the long poll.

Source: core.telegram.org/bots/api#getting-updates and the public server's source (tdlib/telegram-bot-api).
"""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import SandboxClock
from sandbox.copies import copied
from sandbox.journal import Journal
from sandbox.telegram.errors import ApiError

MESSAGE_LIFETIME = 86_400.0
"""Seconds after its date that an update waits to be fetched."""
CALLBACK_LIFETIME = 150.0
"""Seconds that a button press waits to be fetched."""
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds a bot gets only when it names them."""
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(frozen=True, slots=True)
class Pending:
    """One update not yet confirmed. ``lane`` is the queue it shares in webhook delivery."""

    id: int
    lane: Hashable
    expires_at: float
    body: dict[str, Any]


@dataclass(slots=True)
class _Poller:
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    conflict: str | None = None
    closed: bool = False


class Updates:
    """What happened and the bot has not confirmed, oldest first."""

    def __init__(self, clock: SandboxClock, journal: Journal) -> None:
        self._clock, self._journal = clock, journal
        self._pending: dict[int, Pending] = {}
        self._lanes: dict[Hashable, dict[int, Pending]] = {}
        self._first_expiry = math.inf
        self._last_id = 418_000_000
        self._poller: _Poller | None = None
        self.allowed: tuple[str, ...] = ()
        self.on_new: Callable[[], None] = lambda: None

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Set the kinds to receive from now on; None keeps the previous setting, empty is the default."""
        if kinds is not None:
            self.allowed = tuple(kinds)

    def wanted(self, kind: str) -> bool:
        """Whether the bot asked for this kind of update."""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def emit(
        self, kind: str, content: dict[str, Any], *, lane: Hashable, lifetime: float = MESSAGE_LIFETIME
    ) -> int | None:
        """Queue one update; its identifier, or None when the bot did not ask for its kind."""
        if not self.wanted(kind):
            return None
        return self.push({kind: copied(content)}, kind, lane, lifetime)

    def push(
        self, update: dict[str, Any], name: str, lane: Hashable, lifetime: float = MESSAGE_LIFETIME
    ) -> int:
        """Queue ``update`` as it is, numbered unless it brings its own ``update_id``."""
        given = update.get("update_id")
        number = given if isinstance(given, int) else self._last_id + 1
        self._last_id = number
        body = {"update_id": number, **update}
        self.remove(number)
        entry = Pending(number, lane, self._clock.now() + lifetime, body)
        self._pending[number] = self._lanes.setdefault(lane, {})[number] = entry
        self._first_expiry = min(self._first_expiry, entry.expires_at)
        self._journal.add("telegram", "update", name, body)
        self._wake()
        self.on_new()
        return number

    def jump(self) -> int:
        """Choose the next identifier at random, as after a week without updates; lower ones happen too."""
        floor = self._last_id + 1 if self.pending() else 1
        following = random.randint(floor, 900_000_000)  # noqa: S311
        self._last_id = following - 1
        return following

    def pending(self) -> list[Pending]:
        """Those not confirmed and not expired."""
        self._expire()
        return list(self._pending.values())

    def lanes(self) -> list[Hashable]:
        """The lanes that have something waiting."""
        self._expire()
        return list(self._lanes)

    def first(self, lane: Hashable) -> Pending | None:
        """The oldest of a lane."""
        self._expire()
        return next(iter(self._lanes.get(lane, {}).values()), None)

    def remove(self, number: int) -> None:
        """Forget one: it was delivered."""
        entry = self._pending.pop(number, None)
        if entry is not None:
            lane = self._lanes[entry.lane]
            del lane[number]
            if not lane:
                del self._lanes[entry.lane]

    def drop(self) -> None:
        """Forget all."""
        self._pending.clear()
        self._lanes.clear()

    def _expire(self) -> None:
        now = self._clock.now()
        if now < self._first_expiry:
            return
        for old in [entry.id for entry in self._pending.values() if entry.expires_at <= now]:
            self.remove(old)
        self._first_expiry = min((entry.expires_at for entry in self._pending.values()), default=math.inf)

    def confirm(self, offset: int) -> None:
        """Forget those below ``offset``; a negative one keeps that many from the end.

        An offset more than ten beyond the next identifier confirms nothing, as in the real server's queue:
        the numbering may have jumped below it.
        """
        waiting = self.pending()
        if offset < 0:
            for entry in waiting[:offset]:
                self.remove(entry.id)
        elif 0 < offset <= self._last_id + 1 + 10:
            for entry in waiting:
                if entry.id < offset:
                    self.remove(entry.id)

    async def poll(self, offset: int, limit: int, patience: float) -> list[dict[str, Any]]:
        """Answer getUpdates. Raises ApiError 409 when a later poller or a webhook takes over."""
        self.interrupt(OTHER_POLLER)
        self._poller = mine = _Poller()
        self.confirm(offset)
        deadline = asyncio.get_running_loop().time() + patience
        try:
            while True:
                if mine.conflict is not None:
                    raise ApiError(409, f"Conflict: {mine.conflict}")
                found = self.pending()[:limit]
                remaining = deadline - asyncio.get_running_loop().time()
                if found or remaining <= 0 or mine.closed:
                    return [entry.body for entry in found]
                mine.wake.clear()
                try:
                    await asyncio.wait_for(mine.wake.wait(), remaining)
                except TimeoutError:
                    continue
        finally:
            if self._poller is mine:
                self._poller = None

    def interrupt(self, reason: str) -> None:
        """End the waiting poller with 409 ``reason``."""
        if self._poller is not None:
            self._poller.conflict = reason
            self._wake()

    def close(self) -> None:
        """Let the waiting poller go with what there is."""
        if self._poller is not None:
            self._poller.closed = True
            self._wake()

    def _wake(self) -> None:
        if self._poller is not None:
            self._poller.wake.set()
