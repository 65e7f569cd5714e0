"""What the office has promised a resident, and asked of others for him."""

from __future__ import annotations

from typing import Protocol

from bot.domain.authority import Promise
from bot.domain.ids import OfficeKey, OutsideId, PromiseId, StaffKey, TicketId
from bot.domain.outside import Outside


class Promises(Protocol):
    """Promises and waivers, given and asked for (row E5)."""

    async def add(self, promise: Promise) -> None: ...
    async def get(self, promise: PromiseId) -> Promise:
        """Raises KeyError for an unknown one."""

    async def of(self, ticket: TicketId) -> list[Promise]:
        """A ticket's, oldest first."""

    async def due(self, office: OfficeKey, day: str) -> list[Promise]:
        """Those given on an office's open tickets that are to be kept by a day (``2026-03-05``), the oldest first."""

    async def settle(self, promise: Promise, asked_before: StaffKey | None) -> None:
        """Write what became of one that waited for ``asked_before``. Raises Conflict when it no longer does."""


class Outsiders(Protocol):
    """Questions to outside parties (row E7)."""

    async def add(self, outside: Outside) -> None: ...
    async def get(self, outside: OutsideId) -> Outside:
        """Raises KeyError for an unknown one."""

    async def of(self, ticket: TicketId) -> list[Outside]:
        """A ticket's, oldest first."""

    async def save(self, outside: Outside) -> None:
        """Write its answer, whether the resident was told it, and which request it is about by now."""
