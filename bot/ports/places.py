"""Where destinations are on their platforms, and what stands there."""

from __future__ import annotations

from typing import Protocol

from bot.domain.addresses import Destination, Place


class Places(Protocol):
    """Destinations and where they are."""

    async def put(self, destination: Destination, place: Place) -> None: ...
    async def get(self, destination: Destination) -> Place | None: ...
    async def at(self, place: Place) -> Destination | None:
        """The destination whose thread (or room, for a place without one) this is."""

    async def drop(self, destination: Destination) -> None:
        """It is nowhere any more; harmless when it never was."""

    async def show(self, what: str, text: str) -> None:
        """Remember what something that keeps changing says at present (a status card, a topic's title)."""

    async def shown(self, what: str) -> str | None: ...
    async def hide(self, what: str) -> None:
        """It is no longer there; harmless when it never was."""
