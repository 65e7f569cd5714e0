"""Who waits for a queue is woken by commits to it, and never sleeps through one."""

from __future__ import annotations

import asyncio
from contextlib import suppress


class Wakes:
    """A count of commits per queue beside the count at which somebody last found nothing ready.

    When both are equal there is nothing to take, so it is safe to sleep; a commit between looking and waiting
    makes them differ, and ``wait`` returns at once.
    """

    def __init__(self) -> None:
        self._commits: dict[str, int] = {}
        self._looked: dict[str, int] = {}
        self._events: dict[str, asyncio.Event] = {}

    def commits(self, queue: str) -> int:
        """How many commits there were; to be asked before looking at the queue."""
        return self._commits.get(queue, 0)

    def looked(self, queue: str, commits: int) -> None:
        """Somebody who looked after ``commits`` commits knows that nothing is ready, or when."""
        self._looked[queue] = max(commits, self._looked.get(queue, 0))

    def wake(self, queue: str) -> None:
        """Something was committed for ``queue``."""
        self._commits[queue] = self.commits(queue) + 1
        self._events.setdefault(queue, asyncio.Event()).set()
        self._events[queue] = asyncio.Event()

    def wake_all(self) -> None:
        """Something may have been committed for any queue."""
        for queue in {*self._events, *self._looked}:
            self.wake(queue)

    async def wait(self, queue: str, timeout: float) -> None:
        """Until a commit for ``queue`` that nobody has looked at, or ``timeout`` seconds."""
        if self.commits(queue) != self._looked.get(queue, 0):
            return
        event = self._events.setdefault(queue, asyncio.Event())
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                await event.wait()
