"""Promises to residents, and questions to outside parties."""

from __future__ import annotations

from bot.domain.authority import Promise
from bot.domain.errors import Conflict
from bot.domain.ids import OfficeKey, OutsideId, PromiseId, StaffKey, TicketId
from bot.domain.outside import Outside
from storage.codec import from_row, to_row
from storage.database import Session


class SqlPromises:
    """``bot.ports.pledges.Promises`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, promise: Promise) -> None:
        """A new one."""
        await self._session.run("promise_add", **to_row(promise))

    async def get(self, promise: PromiseId) -> Promise:
        """Raises KeyError for an unknown one."""
        row = await self._session.row("promise_get", id=promise)
        if row is None:
            raise KeyError(promise)
        return from_row(Promise, row)

    async def of(self, ticket: TicketId) -> list[Promise]:
        """The oldest first."""
        return [from_row(Promise, row) for row in await self._session.rows("promises_of", ticket=ticket)]

    async def due(self, office: OfficeKey, day: str) -> list[Promise]:
        """Of open tickets, the oldest first."""
        rows = await self._session.rows("promises_due", office=office, by_day=day)
        return [from_row(Promise, row) for row in rows]

    async def settle(self, promise: Promise, asked_before: StaffKey | None) -> None:
        """Raises Conflict when it was settled, or passed on, meanwhile."""
        values = to_row(promise)
        kept = {name: values[name] for name in ("id", "state", "asked", "decided_by", "decided_at", "reason")}
        if await self._session.row("promise_settle", asked_before=asked_before, **kept) is None:
            raise Conflict(f"promise {promise.id} has been settled or passed on")


class SqlOutsiders:
    """``bot.ports.pledges.Outsiders`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, outside: Outside) -> None:
        """A new question."""
        await self._session.run("outside_add", **to_row(outside))

    async def get(self, outside: OutsideId) -> Outside:
        """Raises KeyError for an unknown one."""
        row = await self._session.row("outside_get", id=outside)
        if row is None:
            raise KeyError(outside)
        return from_row(Outside, row)

    async def of(self, ticket: TicketId) -> list[Outside]:
        """The oldest first."""
        return [from_row(Outside, row) for row in await self._session.rows("outside_of", ticket=ticket)]

    async def save(self, outside: Outside) -> None:
        """Its answer, whether the resident was told it, and which request it is about by now."""
        values = to_row(outside)
        kept = ("id", "ticket", "answer", "answered_by", "answered_at", "told_at")
        await self._session.run("outside_save", **{name: values[name] for name in kept})
