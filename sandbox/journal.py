"""The log of what the sandbox received and emitted: the oracle of the end-to-end tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Literal

Side = Literal["telegram", "slack", "mail", "control"]
Kind = Literal["call", "answer", "update", "event", "effect"]
"""call: a request we received; answer: what it got; update/event: emitted to the client;
effect: a person now sees something new (a message shown, edited, deleted, a reaction, a view)."""

KEPT = 200_000
"""Lines a journal keeps unless told otherwise: an hour at fifty a second."""

PATIENCE = 60.0
"""Seconds that something may take to be seen unless told otherwise, on however slow a machine."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``number`` counts from 1 without holes."""

    number: int
    at: float
    side: Side
    kind: Kind
    name: str
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def line(self) -> dict[str, Any]:
        """Its parts by name. ``dataclasses.asdict`` would copy all data once more: half of what a bench took."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


class Journal:
    """Append-only log with waiting: a test says what it expects to see, not how long to sleep.

    Above ``limit`` lines the oldest go, a tenth at a time; the numbers of the others stay.
    """

    def __init__(self, now: Callable[[], float], *, limit: int = KEPT) -> None:
        self._now = now
        self._limit = limit
        self._last = 0
        self._waiting: list[asyncio.Future[None]] = []
        self.entries: list[Entry] = []

    @property
    def last(self) -> int:
        """The number of the newest line, 0 when there is none."""
        return self._last

    def add(self, side: Side, kind: Kind, name: str, data: dict[str, Any]) -> Entry:
        """Append one line and wake whoever waits for it."""
        self._last += 1
        entry = Entry(self._last, self._now(), side, kind, name, data)
        self.entries.append(entry)
        if len(self.entries) > self._limit:
            del self.entries[: max(1, self._limit // 10)]
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)
        return entry

    def since(self, number: int) -> list[Entry]:
        """The lines numbered above ``number`` that are still kept, oldest first."""
        dropped = self._last - len(self.entries)
        return self.entries[max(0, number - dropped) :]

    async def wait_for(
        self,
        match: Callable[[Entry], bool],
        *,
        after: int = 0,
        timeout: float = PATIENCE,
    ) -> Entry:
        """The first entry numbered above ``after`` that matches, waiting at most ``timeout`` seconds.

        Raises TimeoutError naming the last lines seen.
        """
        seen = after
        try:
            async with asyncio.timeout(timeout):
                while True:
                    for entry in self.since(seen):
                        if match(entry):
                            return entry
                    seen = max(seen, self._last)
                    grown = asyncio.get_running_loop().create_future()
                    self._waiting.append(grown)
                    await grown
        except TimeoutError:
            tail = "\n".join(f"  {e.number} {e.side} {e.kind} {e.name} {e.data}" for e in self.entries[-12:])
            raise TimeoutError(f"not seen within {timeout} s; the last lines are:\n{tail}") from None
