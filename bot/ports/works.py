"""Work on site: visits of technicians, and photos of jobs."""

from __future__ import annotations

from typing import Protocol

from bot.domain.ids import TicketId
from bot.domain.work import ItemPhoto, Visit


class Works(Protocol):
    """Visits of technicians, and photos of jobs (rows B2, F1)."""

    async def put_visit(self, visit: Visit) -> None: ...
    async def visits(self, ticket: TicketId) -> list[Visit]:
        """A ticket's visits, the first one first."""

    async def add_photo(self, photo: ItemPhoto) -> None: ...
    async def photos(self, ticket: TicketId) -> list[ItemPhoto]:
        """By job, the first one first."""
