"""The clocks of tickets, more time for complaints, and who is away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.domain.away import Away
from bot.domain.deadlines import Deadline
from bot.domain.errors import Conflict
from bot.domain.extension import Extension
from bot.domain.ids import StaffKey, TicketId
from storage.codec import from_row, to_row
from storage.database import Session


class SqlClocks:
    """``bot.ports.clocks.Clocks`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of(self, ticket: TicketId) -> tuple[Deadline, ...]:
        """All there are."""
        rows = await self._session.rows("clocks_of", ticket=ticket)
        return tuple(from_row(Deadline, row) for row in rows)

    async def put(self, ticket: TicketId, clocks: Iterable[Deadline]) -> None:
        """Writes only what differs."""
        before = {one.name: one for one in await self.of(ticket)}
        after = {one.name: one for one in clocks}
        for name in before.keys() - after.keys():
            await self._session.run("clock_drop", ticket=ticket, name=name)
        changed = [to_row(one) for name, one in after.items() if before.get(name) != one]
        await self._session.many("clock_put", changed)


class SqlExtensions:
    """``bot.ports.clocks.Extensions`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, asked: Extension) -> None:
        """A new one."""
        await self._session.run("extension_put", **to_row(asked))

    async def of(self, ticket: TicketId) -> list[Extension]:
        """The oldest first."""
        rows = await self._session.rows("extensions_of", ticket=ticket)
        return [from_row(Extension, row) for row in rows]

    async def settle(self, decided: Extension) -> None:
        """Raises Conflict when it was settled meanwhile."""
        values = to_row(decided)
        kept = {name: values[name] for name in ("id", "state", "decided_by", "decided_at", "why")}
        if await self._session.row("extension_settle", **kept) is None:
            raise Conflict(f"extension {decided.id} has been settled")


class SqlAbsences:
    """``bot.ports.clocks.Absences`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, away: Away) -> None:
        """A new one."""
        await self._session.run("absence_put", **to_row(away))

    async def since(self, today: date) -> list[Away]:
        """The first first."""
        rows = await self._session.rows("absences_from", today=today.isoformat())
        return [from_row(Away, row) for row in rows]

    async def end(self, member: StaffKey, today: date) -> bool:
        """Whether there was one."""
        return bool(await self._session.rows("absence_end", member=member, today=today.isoformat()))
