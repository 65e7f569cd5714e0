"""Work on site: visits of technicians, and photos of jobs."""

from __future__ import annotations

from typing import Protocol

from bot.domain.ids import StaffKey, TicketId
from bot.domain.work import ItemPhoto, Visit


class Works(Protocol):
    """Visits of technicians, and photos of jobs (rows B2, F1)."""

    async def put_visit(self, visit: Visit) -> None: ...
    async def visits(self, ticket: TicketId) -> list[Visit]:
        """A ticket's visits, the first one first."""

    async def out(self, technician: StaffKey) -> set[TicketId]:
        """The open requests for which he is on his way or on site."""

    async def add_photo(self, photo: ItemPhoto) -> None: ...
    async def photos(self, ticket: TicketId) -> list[ItemPhoto]:
        """By job, the first one first."""
