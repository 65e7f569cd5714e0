"""Finding requests by their words, open ones and those of long ago (row G1)."""

from __future__ import annotations

from bot.domain.audience import N_
from bot.domain.errors import Refused
from bot.domain.ticket import Ticket
from bot.domain.words import asked_for
from bot.ports.desk import Line
from bot.ports.store import UnitOfWork
from bot.services.desk.commands import PAGE, Answer, Asked, line_of
from bot.services.house import House


async def find(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """The requests that hold all of these words, the latest first. Raises Refused where there are none."""
    words = " ".join(asked.words)
    if not asked_for(words):
        raise Refused(N_("What shall I look for? For example: /palier find lift"))
    skip = asked.page * PAGE
    found: list[Ticket] = []
    for office in asked.scope.offices:
        found += await u.tickets.find(
            words, office, asked.scope.department, asked.member.key, at_most=skip + PAGE + 1
        )
    found.sort(key=lambda ticket: ticket.id, reverse=True)
    shown = found[skip : skip + PAGE]
    if not shown:
        return Answer(house.staff_says(asked.office, N_("Nothing was found for “{words}”."), words=words))
    title = house.staff_says(asked.office, N_("Found for “{words}”, the latest first:"), words=words)
    lines = tuple(Line(line_of(house, asked.office, ticket), ticket.thread) for ticket in shown)
    return Answer(title, lines, asked.page > 0, len(found) > skip + PAGE)
