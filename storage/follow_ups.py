"""Askings after the work."""

from __future__ import annotations

from datetime import datetime

from bot.domain.follow_up import FollowUp
from bot.domain.ids import ResidentId, TicketId
from storage.codec import from_row, to_row
from storage.database import Session
from storage.epoch import to_ms


class SqlFollowUps:
    """``bot.ports.follow_ups.FollowUps`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, one: FollowUp) -> None:
        """Write a new or changed one."""
        await self._session.run("follow_up_put", **to_row(one))

    async def unanswered(self, resident: ResidentId, since: datetime) -> TicketId | None:
        """The one asked last."""
        row = await self._session.row("follow_up_unanswered", resident=resident, since=to_ms(since))
        return TicketId(row["ticket"]) if row else None

    async def of(self, ticket: TicketId) -> list[FollowUp]:
        """By number."""
        return [from_row(FollowUp, row) for row in await self._session.rows("follow_ups_of", ticket=ticket)]
