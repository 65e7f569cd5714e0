"""When the page of its own that somebody has opened in the app is drawn again."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.ids import StaffKey
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.house import House

HOME = "home"
"""The timer that draws somebody's page again."""
KEPT = timedelta(days=14)
"""How long a page is kept current after it was opened."""
LEAST = timedelta(seconds=5)
EACH = timedelta(seconds=0.75)
"""Slack takes about a hundred pages a minute (views.publish, tier 4), for everybody together."""


def pause(watching: int) -> timedelta:
    """How long a page stays as it is at least, while so many are kept current."""
    return max(LEAST, watching * EACH)


async def again(u: UnitOfWork, house: House, key: StaffKey) -> None:
    """Something has changed that one of the staff is shown, and no request of his with it."""
    member = house.directory.member_if_known(key)
    homes = {one.member: one for one in await u.homes.since(house.now() - KEPT)}
    if member is not None and (home := homes.get(member.slack)) is not None:
        due = max(house.now(), home.shown_at + pause(len(homes)))
        await u.timers.set(Timer(HOME, member.slack, due))
