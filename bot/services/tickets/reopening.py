"""A request that had ended goes on. What it was about, and who had it, may have left the office file meanwhile (row D5,
ADR 0043)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_
from bot.domain.chain import office_manager
from bot.domain.directory import name_in
from bot.domain.errors import Refused
from bot.domain.ticket import Move, Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.routing.table import Route
from bot.services.desk import cards
from bot.services.house import House, change
from bot.services.relay.threads import MOVED, leave, open_thread, tell_route
from bot.services.residents import status_card

NO_OFFICE = N_(
    "Your request {reference} was with {office}, which can no longer be reached here. For something new, simply write "
    "what it is about."
)
NO_DEPARTMENT = N_(
    "This request had ended with {department}, which is no longer in the office file. It goes on with {other}: please "
    "see who is to have it."
)


def check_office(house: House, ticket: Ticket) -> None:
    """Raises Refused where nobody of the request's office works here any more."""
    if not house.directory.has_office(ticket.office):
        office = house.directory.office(ticket.office)
        raise Refused(NO_OFFICE, reference=ticket.reference, office=office.name)


async def again(u: UnitOfWork, house: House, ticket: Ticket, move: Move) -> Ticket:
    """Let it go on: with its handler and its department as far as they are still there, else with whoever manages the
    office. Raises Refused where its office is gone."""
    check_office(house, ticket)
    after = ticket.move(move, house.now())
    if house.directory.member_if_known(after.handler) is None:
        after = replace(after, handler=None)
    if house.directory.has_department(ticket.department, ticket.office):
        return await cards.update(u, house, ticket, after)
    return await _with_management(u, house, ticket, after)


async def _with_management(u: UnitOfWork, house: House, before: Ticket, after: Ticket) -> Ticket:
    """Its thread is opened where the office's manager works; staff read why, the resident who has it."""
    office = house.directory.office(before.office)
    own = house.directory.department(office_manager(house.directory, office.key).department)
    room = office.management_channel if after.in_review else own.channel
    saved = await u.tickets.save(replace(after, department=own.key, generation=before.generation + 1))
    await house.record(u, before, "palier", "routed", change(before.department, own.key))
    await open_thread(u, house, saved, Route(own, room, saved.shape, (), saved.in_review))
    gone = name_in(house.directory.department(before.department).names, office.language)
    other = name_in(own.names, office.language)
    why = house.staff_says(office, NO_DEPARTMENT, department=gone, other=other)
    await u.outbox.to_desk(saved.thread, Post(why, icon="🧭"))
    await leave(u, house, before, house.staff_says(office, MOVED, department=other, name="Palier"), saved)
    await status_card.refresh(u, saved)
    await tell_route(u, house, saved)
    return saved
