"""Events on their way into the inbox: what arrives while a commit runs goes into the next one, all of it, in order."""

from __future__ import annotations

import asyncio

from bot.ports.channel import RawEvent, Receive


class Reception:
    """In front of ``keep``, which commits. ``receive`` returns once its events are on the disk, and raises what kept
    them from it: nobody acknowledges what is not kept. Many senders at once cost one commit, and a burst is
    acknowledged as fast as a single event."""

    def __init__(self, keep: Receive) -> None:
        self._keep = keep
        self._waiting: list[RawEvent] = []
        self._next: asyncio.Future[None] | None = None
        self._turn = asyncio.Lock()

    async def receive(self, events: list[RawEvent]) -> None:
        """Keep these; those of earlier calls come first. One caller's cancellation is nothing to the others."""
        self._waiting += events
        if self._next is None:
            self._next = asyncio.ensure_future(self._commit())
        await asyncio.shield(self._next)

    async def _commit(self) -> None:
        async with self._turn:
            events, self._waiting, self._next = self._waiting, [], None
            await self._keep(events)
