"""What is in somebody's hands besides the requests that are his: parts that colleagues ask of him, and the work he was
sent to (rows B2, B6)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.audience import N_
from bot.domain.directory import Office, Staff
from bot.domain.glance import Glance
from bot.domain.ids import StaffKey, TicketId
from bot.domain.scope import Scope
from bot.domain.subticket import Subticket
from bot.domain.ticket import Ticket
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.house import House


async def shown_to(u: UnitOfWork, member: Staff, scope: Scope) -> tuple[list[Glance], set[TicketId]]:
    """The open requests that he is shown, those that he was sent to though they are another department's among them;
    and which he was sent to."""
    out = await u.works.out(member.key)
    every = [one for office in scope.offices for one in await u.tickets.glances(office)]
    his = [one for one in every if scope.covers(one)]
    return [*his, *(one for one in every if one.id in out and not scope.covers(one))], out


async def parts(u: UnitOfWork, member: Staff) -> list[tuple[Ticket, Subticket]]:
    """What colleagues ask of him, the first due first."""
    return [(await u.tickets.get(part.ticket), part) for part in await u.sides.parts_for(member.key)]


def part_line(house: House, office: Office, ticket: Ticket, part: Subticket) -> str:
    """One of them on one line."""
    sign = "⏰" if part.due_at <= house.now() else "🧩"
    due = house.deadline(part.due_at, ticket, office.language)
    asked = house.staff_says(office, N_("{subject}, due {moment}"), subject=part.subject, moment=due)
    return f"{sign} {asked} · {cards.title_of(house, office, ticket)}"


async def concerned(u: UnitOfWork, changed: Iterable[Ticket]) -> set[StaffKey]:
    """Who has a part of one of these, or was sent there."""
    found: set[StaffKey] = set()
    for id in {one.id for one in changed if one.open_parts}:
        found |= {part.handler for part in await u.sides.parts_of(id)}
    for id in {one.id for one in changed if one.stage}:
        found |= {visit.technician for visit in await u.works.visits(id)}
    return found
