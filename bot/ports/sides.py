"""What goes on beside a ticket: colleagues' parts, talks with contractors, quotes."""

from __future__ import annotations

from typing import Protocol

from bot.domain.contractor import Talk
from bot.domain.ids import QuoteId, StaffKey, SubticketId, TalkId, TicketId
from bot.domain.quote import Quote
from bot.domain.subticket import Subticket


class Sides(Protocol):
    """Whoever changes one of these writes its ticket in the same commit, whose version then guards both. Looking one up
    raises KeyError where it is not."""

    async def put_part(self, part: Subticket) -> None: ...
    async def part(self, part: SubticketId) -> Subticket: ...
    async def parts_of(self, ticket: TicketId) -> list[Subticket]:
        """The oldest first."""

    async def parts_for(self, handler: StaffKey) -> list[Subticket]:
        """Those that are open, the first due first."""

    async def put_talk(self, talk: Talk) -> None: ...
    async def talk(self, talk: TalkId) -> Talk: ...
    async def talks_of(self, ticket: TicketId) -> list[Talk]:
        """The oldest first."""

    async def put_quote(self, quote: Quote) -> None: ...
    async def quote(self, quote: QuoteId) -> Quote: ...
    async def quote_of(self, ticket: TicketId) -> Quote | None:
        """The latest: only that one counts."""
