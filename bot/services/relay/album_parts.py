"""The parts of an album are handled in the order in which they were sent, however they come (row C3).

Platforms hand them over one by one and say of none that it is the last: they wait a moment in the inbox for each other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.domain.errors import Unreadable
from bot.ports.inbound import ChatMessage, Inbound
from bot.ports.store import ClaimedEvent, Store
from bot.services.house import House

QUIET = timedelta(seconds=1)
"""An album is taken to be complete when no part has come for so long."""
LONGEST = timedelta(seconds=5)
"""How long a part waits at most."""
BEHIND = 20
"""How many events are looked at; Telegram's albums have ten parts at most."""

Read = Callable[[ClaimedEvent], Inbound]
"""What an event means. Raises Unreadable."""


async def wait(store: Store, house: House, claimed: ClaimedEvent, part: Inbound, read: Read) -> bool:
    """Whether an event is an album's part that has to wait: for others, or because one that was sent earlier stands
    behind it. It has been given back then."""
    if not isinstance(part, ChatMessage) or not part.album:
        return False
    now = house.now()
    parts = [(claimed, part), *await _behind(store, claimed, part.album, read)]
    since, latest = claimed.received_at, max(event.received_at for event, _ in parts)
    until = min(latest + QUIET, since + LONGEST)
    if latest <= now < until:
        await store.put_back(claimed.claim, until, untried=True)
        return True
    numbers = [event.claim.seq for event, _ in sorted(parts, key=lambda one: _place(one[1]))]
    if numbers == sorted(numbers):
        return False
    await store.arrange(claimed.claim, numbers, now)
    return True


async def _behind(
    store: Store, claimed: ClaimedEvent, album: str, read: Read
) -> list[tuple[ClaimedEvent, ChatMessage]]:
    """The parts that stand right behind it; what comes after something else stays there."""
    found: list[tuple[ClaimedEvent, ChatMessage]] = []
    for event in await store.events_behind(claimed.claim, BEHIND):
        try:
            other = read(event)
        except Unreadable:
            break
        if not isinstance(other, ChatMessage) or other.album != album:
            break
        found.append((event, other))
    return found


def _place(part: ChatMessage) -> tuple[int, str]:
    """Platforms count their messages: the longer number is the later one."""
    return len(part.ref.id), part.ref.id
