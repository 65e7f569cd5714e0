"""Who is there to be given something (row D3)."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.away import Presence
from bot.ports.store import UnitOfWork
from bot.services.house import House


async def presence(u: UnitOfWork, house: House) -> Presence:
    """As the office file and ``/palier away`` say."""
    now = house.now()
    kept = await u.absences.since((now - timedelta(days=1)).date())  # it may still be yesterday where he is
    return Presence(house.directory, tuple(kept), now, await u.people.gone())
