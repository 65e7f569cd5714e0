"""Sheets: handovers and reviews, with their requests."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import DepartmentKey, OfficeKey, SheetId, TicketId
from bot.domain.sheet import Sheet, SheetItem, SheetKind
from bot.domain.ticket import Ticket
from storage.codec import from_row, to_row
from storage.database import Session
from storage.epoch import to_ms


class SqlSheets:
    """``bot.ports.sheets.Sheets`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def open(self, sheet: Sheet) -> bool:
        """False where there is one of its slot."""
        return await self._session.row("sheet_open", **to_row(sheet)) is not None

    async def hold(self, sheet: SheetId) -> Sheet:
        """Its row is locked until the commit. Raises KeyError for an unknown one."""
        row = await self._session.row("sheet_hold", id=sheet)
        if row is None:
            raise KeyError(sheet)
        return from_row(Sheet, row)

    async def latest(
        self, kind: SheetKind, office: OfficeKey, department: DepartmentKey | None = None
    ) -> Sheet | None:
        """The last one opened."""
        row = await self._session.row(
            "sheet_latest", kind=kind.value, office=office, department=department or ""
        )
        return from_row(Sheet, row) if row else None

    async def unfinished(self, office: OfficeKey) -> list[Sheet]:
        """The oldest first."""
        return [from_row(Sheet, row) for row in await self._session.rows("sheets_unfinished", office=office)]

    async def save(self, sheet: Sheet) -> None:
        """What may change of it."""
        values = to_row(sheet)
        await self._session.run(
            "sheet_save", id=sheet.id, closed_at=values["closed_at"], reminded=sheet.reminded
        )

    async def add(self, item: SheetItem) -> None:
        """A further request."""
        await self._session.run("sheet_item_add", **to_row(item))

    async def item(self, sheet: SheetId, ticket: TicketId) -> SheetItem | None:
        """None for a request that is not on it."""
        row = await self._session.row("sheet_item_get", sheet=sheet, ticket=ticket)
        return from_row(SheetItem, row) if row else None

    async def items(self, sheet: SheetId) -> list[SheetItem]:
        """In their order."""
        return [from_row(SheetItem, row) for row in await self._session.rows("sheet_items", sheet=sheet)]

    async def settle(self, item: SheetItem) -> bool:
        """False where it is settled already."""
        values = to_row(item)
        kept = ("sheet", "ticket", "settled_by", "settled_at", "note")
        return (
            await self._session.row("sheet_item_settle", **{name: values[name] for name in kept}) is not None
        )

    async def ask(self, item: SheetItem) -> None:
        """The latest question stands, with its answer."""
        values = to_row(item)
        kept = ("sheet", "ticket", "asked_by", "question", "answered_by", "answer")
        await self._session.run("sheet_item_ask", **{name: values[name] for name in kept})

    async def standing(self, ticket: TicketId) -> list[SheetItem]:
        """On every sheet that is not closed."""
        return [from_row(SheetItem, row) for row in await self._session.rows("sheet_pages_of", ticket=ticket)]

    async def complaints(self, office: OfficeKey, since: datetime) -> list[Ticket]:
        """The oldest first."""
        rows = await self._session.rows("complaints_since", office=office, since=to_ms(since))
        return [from_row(Ticket, row) for row in rows]
