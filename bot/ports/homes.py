"""Which home tabs of the desk's app are kept current."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """A page that is kept current: opened and drawn when last."""

    member: str
    opened_at: datetime
    shown_at: datetime


class Homes(Protocol):
    """Who looks at his own page in the desk's app, by the platform's member id."""

    async def opened(self, member: str, at: datetime) -> None: ...
    async def shown(self, member: str, at: datetime) -> None:
        """It was drawn; harmless for one that was never opened."""

    async def since(self, at: datetime) -> list[HomeOpened]: ...
    async def drop(self, member: str) -> None: ...
