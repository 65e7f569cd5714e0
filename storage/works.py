"""Work on site: visits and photos."""

from __future__ import annotations

from bot.domain.ids import StaffKey, TicketId
from bot.domain.work import ItemPhoto, Visit
from storage.codec import from_row, to_row
from storage.database import Session


class SqlWorks:
    """``bot.ports.works.Works`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put_visit(self, visit: Visit) -> None:
        """Write a new or changed one."""
        await self._session.run("visit_put", **to_row(visit))

    async def visits(self, ticket: TicketId) -> list[Visit]:
        """The first one first."""
        return [from_row(Visit, row) for row in await self._session.rows("visits_of", ticket=ticket)]

    async def out(self, technician: StaffKey) -> set[TicketId]:
        """The open requests for which he is on his way or on site."""
        rows = await self._session.rows("visits_out", technician=technician)
        return {TicketId(str(row["ticket"])) for row in rows}

    async def add_photo(self, photo: ItemPhoto) -> None:
        """Its attachment is known already."""
        await self._session.run("photo_add", **to_row(photo))

    async def photos(self, ticket: TicketId) -> list[ItemPhoto]:
        """By job, the first one first."""
        return [from_row(ItemPhoto, row) for row in await self._session.rows("photos_of", ticket=ticket)]
