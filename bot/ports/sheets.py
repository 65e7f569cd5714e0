"""Sheets in the database: handovers and reviews, with their requests."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.ids import DepartmentKey, OfficeKey, SheetId, TicketId
from bot.domain.sheet import Sheet, SheetItem, SheetKind
from bot.domain.ticket import Ticket


class Sheets(Protocol):
    """Whatever two do with one request of a sheet at the same time, one of them does it."""

    async def open(self, sheet: Sheet) -> bool:
        """Write a new one; False, and nothing, where there is one of its slot already."""

    async def hold(self, sheet: SheetId) -> Sheet:
        """Read it and keep everybody else from changing it until the commit. Raises KeyError for an unknown one."""

    async def latest(
        self, kind: SheetKind, office: OfficeKey, department: DepartmentKey | None = None
    ) -> Sheet | None:
        """The last one opened of this kind, in an office or one of its departments."""

    async def unfinished(self, office: OfficeKey) -> list[Sheet]:
        """An office's that no later one has taken the place of, the oldest first."""

    async def save(self, sheet: Sheet) -> None:
        """Whether it is closed, and how often it was reminded of."""

    async def add(self, item: SheetItem) -> None: ...
    async def item(self, sheet: SheetId, ticket: TicketId) -> SheetItem | None: ...
    async def items(self, sheet: SheetId) -> list[SheetItem]:
        """In their order."""

    async def settle(self, item: SheetItem) -> bool:
        """Write by whom it was settled, when, with what note; False where somebody has done so already."""

    async def ask(self, item: SheetItem) -> None:
        """Write what is asked about it and answered, and by whom."""

    async def standing(self, ticket: TicketId) -> list[SheetItem]:
        """Where a request stands on sheets that no later one has taken the place of."""

    async def complaints(self, office: OfficeKey, since: datetime) -> list[Ticket]:
        """An office's complaints opened since then, and every open one of severity A, the oldest first."""
