"""Whose home tab is kept current."""

from __future__ import annotations

from datetime import datetime

from bot.ports.homes import HomeOpened
from storage.codec import from_row
from storage.database import Session
from storage.epoch import to_ms


class SqlHomes:
    """``bot.ports.homes.Homes`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def opened(self, member: str, at: datetime) -> None:
        """It was opened just now."""
        await self._session.run("home_opened", member=member, at=to_ms(at))

    async def shown(self, member: str, at: datetime) -> None:
        """It was drawn; harmless for one that is not kept current."""
        await self._session.run("home_shown", member=member, at=to_ms(at))

    async def since(self, at: datetime) -> list[HomeOpened]:
        """Those opened since then."""
        return [from_row(HomeOpened, row) for row in await self._session.rows("homes_since", since=to_ms(at))]

    async def drop(self, member: str) -> None:
        """It is no longer kept current."""
        await self._session.run("home_drop", member=member)
