"""Posts that ask staff for something."""

from __future__ import annotations

from datetime import datetime

from bot.domain.addresses import Destination
from bot.domain.ids import MessageId, TicketId
from bot.ports.desk import Post
from bot.ports.slips import Slip
from storage.codec import dumps, loads
from storage.database import Session
from storage.epoch import to_ms


class SqlSlips:
    """``bot.ports.slips.Slips`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, slip: Slip) -> None:
        """Write a new or changed one."""
        await self._session.run(
            "slip_put",
            id=slip.id,
            ticket=slip.ticket,
            destination=slip.destination,
            post=dumps(slip.post),
        )

    async def open_of(self, ticket: TicketId) -> list[Slip]:
        """The oldest first."""
        rows = await self._session.rows("slips_open", ticket=ticket)
        return [
            Slip(MessageId(row["id"]), ticket, Destination(row["destination"]), loads(Post, row["post"]))
            for row in rows
        ]

    async def settle(self, slip: MessageId, at: datetime) -> None:
        """It is kept for as long as deliveries are."""
        await self._session.run("slip_settle", id=slip, at=to_ms(at))
