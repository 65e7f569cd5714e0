"""The full log of what the sandbox received and emitted: the oracle of the end-to-end tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

Side = Literal["telegram", "slack", "control"]
Kind = Literal["call", "answer", "update", "event", "effect"]
"""call: a request we received; answer: what it got; update/event: emitted to the client;
effect: a person now sees something new (a message shown, edited, deleted, a reaction, a view)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``number`` counts from 1 without holes."""

    number: int
    at: float
    side: Side
    kind: Kind
    name: str
    data: dict[str, Any] = field(default_factory=dict)


class Journal:
    """Append-only log with waiting: a test says what it expects to see, not how long to sleep."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.entries: list[Entry] = []
        self._grown = asyncio.Condition()
        self._wakeups: set[asyncio.Task[None]] = set()

    def add(self, side: Side, kind: Kind, name: str, data: dict[str, Any]) -> Entry:
        """Append one line and wake whoever waits for it."""
        entry = Entry(len(self.entries) + 1, self._now(), side, kind, name, data)
        self.entries.append(entry)
        task = asyncio.get_running_loop().create_task(self._wake())
        self._wakeups.add(task)
        task.add_done_callback(self._wakeups.discard)
        return entry

    async def _wake(self) -> None:
        async with self._grown:
            self._grown.notify_all()

    async def wait_for(
        self, match: Callable[[Entry], bool], *, after: int = 0, timeout: float = 10.0
    ) -> Entry:
        """The first entry numbered above ``after`` that matches, waiting at most ``timeout`` seconds.

        Raises TimeoutError naming the last lines seen.
        """
        seen = after
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            for entry in self.entries[seen:]:
                if match(entry):
                    return entry
            seen = max(seen, len(self.entries))
            remaining = deadline - asyncio.get_running_loop().time()
            try:
                async with self._grown:
                    if len(self.entries) == seen:
                        await asyncio.wait_for(self._grown.wait(), max(remaining, 0))
            except TimeoutError:
                tail = "\n".join(f"  {e.number} {e.side} {e.kind} {e.name} {e.data}" for e in self.entries[-12:])
                raise TimeoutError(f"not seen within {timeout} s; the last lines are:\n{tail}") from None
