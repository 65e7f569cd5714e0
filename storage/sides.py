"""What goes on beside a ticket: colleagues' parts, talks with contractors, quotes."""

from __future__ import annotations

from bot.domain.contractor import Talk
from bot.domain.ids import QuoteId, StaffKey, SubticketId, TalkId, TicketId
from bot.domain.quote import Quote
from bot.domain.subticket import Subticket
from storage.codec import from_row, to_row
from storage.database import Session


class SqlSides:
    """``bot.ports.sides.Sides`` on a session. Lists are in the order of their beginnings."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put_part(self, part: Subticket) -> None:
        """Write a new or changed one."""
        await self._session.run("subticket_put", **to_row(part))

    async def part(self, part: SubticketId) -> Subticket:
        """Raises KeyError for an unknown one."""
        row = await self._session.row("subticket_get", id=part)
        if row is None:
            raise KeyError(part)
        return from_row(Subticket, row)

    async def parts_of(self, ticket: TicketId) -> list[Subticket]:
        """The oldest first."""
        return [from_row(Subticket, row) for row in await self._session.rows("subtickets_of", ticket=ticket)]

    async def parts_for(self, handler: StaffKey) -> list[Subticket]:
        """Those that are open, the first due first."""
        return [
            from_row(Subticket, row) for row in await self._session.rows("subtickets_for", handler=handler)
        ]

    async def put_talk(self, talk: Talk) -> None:
        """Write a new or changed one."""
        await self._session.run("talk_put", **to_row(talk))

    async def talk(self, talk: TalkId) -> Talk:
        """Raises KeyError for an unknown one."""
        row = await self._session.row("talk_get", id=talk)
        if row is None:
            raise KeyError(talk)
        return from_row(Talk, row)

    async def talks_of(self, ticket: TicketId) -> list[Talk]:
        """The oldest first."""
        return [from_row(Talk, row) for row in await self._session.rows("talks_of", ticket=ticket)]

    async def put_quote(self, quote: Quote) -> None:
        """Write a new or changed one."""
        await self._session.run("quote_put", **to_row(quote))

    async def quote(self, quote: QuoteId) -> Quote:
        """Raises KeyError for an unknown one."""
        row = await self._session.row("quote_get", id=quote)
        if row is None:
            raise KeyError(quote)
        return from_row(Quote, row)

    async def quote_of(self, ticket: TicketId) -> Quote | None:
        """The latest: only that one counts."""
        rows = await self._session.rows("quotes_of", ticket=ticket)
        return from_row(Quote, rows[-1]) if rows else None
