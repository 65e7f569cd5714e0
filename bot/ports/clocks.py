"""The clocks of tickets, more time for complaints, and who is away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from bot.domain.away import Away
from bot.domain.deadlines import Deadline
from bot.domain.extension import Extension
from bot.domain.ids import StaffKey, TicketId


class Clocks(Protocol):
    """Whoever writes them has the ticket of them in hand, or a timer of it: its version guards both."""

    async def of(self, ticket: TicketId) -> tuple[Deadline, ...]: ...
    async def put(self, ticket: TicketId, clocks: Iterable[Deadline]) -> None:
        """All of a ticket's clocks, in place of what there was."""


class Extensions(Protocol):
    """Requests for more time."""

    async def add(self, asked: Extension) -> None: ...
    async def of(self, ticket: TicketId) -> list[Extension]:
        """The oldest first."""

    async def settle(self, decided: Extension) -> None:
        """Write what was decided. Raises Conflict when it was settled meanwhile."""


class Absences(Protocol):
    """Who is away."""

    async def add(self, away: Away) -> None: ...
    async def since(self, today: date) -> list[Away]:
        """Those that are not over on a day."""

    async def end(self, member: StaffKey, today: date) -> bool:
        """He is back, or does not go: whether there was an absence that is not over."""
