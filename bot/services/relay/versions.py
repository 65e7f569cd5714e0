"""What a message said before it was edited: staff see it beside what it says now (row C3)."""

from __future__ import annotations

from itertools import pairwise

from bot.domain.audience import N_
from bot.domain.ids import MessageId
from bot.domain.rich import Rich, flat
from bot.domain.text import shortened
from bot.domain.ticket import Ticket
from bot.ports.store import UnitOfWork
from bot.services.house import House

EARLIER = N_("Edited. Earlier: {versions}")
LONG = 1500
"""The length of all earlier versions together at most, in UTF-16 units."""


async def earlier(u: UnitOfWork, house: House, ticket: Ticket, message: MessageId, now: Rich) -> str:
    """What a message that says ``now`` said before it was edited, the latest first; nothing for one that never was, or
    whose formatting alone has changed, but for where its links lead."""
    said = [flat(*one) for one in (*await u.messages.versions(message), now)]
    before = [" ".join(text.split()) for text, later in pairwise(said) if text != later]
    office = house.directory.office(ticket.office)
    versions = [house.quoted(office, text) for text in reversed(before) if text]
    if not versions:
        return ""
    return house.staff_says(office, EARLIER, versions=shortened(" · ".join(versions), LONG))
