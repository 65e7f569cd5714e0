"""A technician is sent, picks the work up, arrives, comes back: each step stamped with when and by whom (row B2)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import Role, Staff
from bot.domain.errors import Refused
from bot.domain.ticket import MOVED_ON, Stage, Ticket
from bot.domain.work import Visit
from bot.ports.desk import Post
from bot.ports.modal import Field
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.house import House
from bot.services.visits.visit_words import visitor
from bot.services.works.planning import plan, planned, technician_named, visit_fields
from bot.services.works.working import stamped

TAKEN_ON = N_("{who} has taken on the work for your request {reference}.")
ARRIVED = N_("{who} is on site for your request {reference}.")


async def send_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Who goes, by when, what he must mind: as planned, else empty."""
    office = house.directory.office(act.ticket.office)
    return visit_fields(house, office, act.ticket, await planned(u, act.ticket), optional=False)


async def send(u: UnitOfWork, house: House, act: Act) -> None:
    """The technician is sent: he gets a message of his own with all he needs."""
    visit = await plan(u, house, act)
    if visit is None:
        raise Refused(N_("Please say who goes."))
    ticket = replace(act.ticket, cautions=act.text("cautions") or None)
    after = await stamped(u, house, replace(act, ticket=ticket), visit, Stage.DISPATCHED)
    await _tell_technician(u, house, after, act, visit)


async def picked_up(u: UnitOfWork, house: House, act: Act) -> None:
    """He has it: the resident hears by whom. A technician who takes the place of the one that was sent says so by
    pressing it himself."""
    visit = await _visit(u, act)
    if act.member.role is Role.TECHNICIAN and act.member.key != visit.technician:
        visit = replace(visit, technician=act.member.key)
    after = await stamped(u, house, act, visit, Stage.PICKED_UP)
    await _tell_resident(u, house, after, visit, TAKEN_ON)


async def on_site(u: UnitOfWork, house: House, act: Act) -> None:
    """He is there."""
    visit = await _visit(u, act)
    after = await stamped(u, house, act, visit, Stage.ON_SITE)
    await _tell_resident(u, house, after, visit, ARRIVED)


async def returned(u: UnitOfWork, house: House, act: Act) -> None:
    """He is back, done or not."""
    await stamped(u, house, act, await _visit(u, act), Stage.RETURNED)


async def _visit(u: UnitOfWork, act: Act) -> Visit:
    visits = await u.works.visits(act.ticket.id)
    if not visits:
        raise Refused(MOVED_ON)
    return visits[-1]


async def _tell_resident(u: UnitOfWork, house: House, ticket: Ticket, visit: Visit, msgid: str) -> None:
    resident = await u.people.get(ticket.resident)
    who = visitor(house, visit.technician, resident.language)
    step = Phrase(msgid, {"who": who, "reference": Public(ticket.reference)})
    await house.tell(u, resident, step, ticket=ticket.id)


async def _tell_technician(u: UnitOfWork, house: House, ticket: Ticket, act: Act, visit: Visit) -> None:
    technician: Staff = technician_named(house, ticket, visit.technician)
    if technician.key == act.member.key:
        return
    office = house.directory.office(ticket.office)
    sent = N_("{name} sends you to {place}: {title}.")
    title, place = cards.title_of(house, office, ticket), cards.place_name(house, ticket)
    lines = [house.staff_says(office, sent, name=act.member.name, place=place, title=title)]
    if visit.due_at is not None:
        due = house.deadline(visit.due_at, ticket, office.language)
        lines.append(house.staff_says(office, N_("Wanted by: {due}"), due=due))
    if ticket.cautions:
        lines.append(house.staff_says(office, cards.CAUTIONS, cautions=ticket.cautions))
    if ticket.caution_words:
        lines.append(house.staff_says(office, cards.CAUTIONS_SAID, words=ticket.caution_words))
    if technician.slack:  # in Telegram the job itself comes
        await house.direct(u, technician, Post("\n".join(lines), icon="🧰", thread=ticket.thread))
