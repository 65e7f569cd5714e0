"""What comes next on a request, and when: the earliest of what was promised, planned or asked for (row D8)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.appointment import AppointmentState
from bot.domain.attention import Party, waits_for
from bot.domain.audience import N_
from bot.domain.authority import PromiseState
from bot.domain.directory import Office
from bot.domain.pledge import PledgeKind
from bot.domain.ticket import Ticket
from bot.i18n import day
from bot.ports.store import UnitOfWork
from bot.services.house import House, staff_name
from bot.services.visits.visit_words import comer

Step = tuple[datetime, str]
"""When it is due, and what in words for staff."""


async def next_step(u: UnitOfWork, house: House, office: Office, ticket: Ticket) -> str:
    """One line for staff."""
    steps = [
        *await _promised(u, house, office, ticket),
        *await _on_the_way(u, house, office, ticket),
        *_owed(house, office, ticket),
    ]
    if not steps:
        return house.staff_says(office, N_("Next: no date is set."))
    at, what = min(steps)
    overdue = "⏰ " if at < house.now() else ""
    return overdue + house.staff_says(office, N_("Next: {what}"), what=what)


async def _promised(u: UnitOfWork, house: House, office: Office, ticket: Ticket) -> list[Step]:
    found = []
    for promise in await u.promises.of(ticket.id):
        if promise.state is PromiseState.GIVEN and promise.by_day:
            by = date.fromisoformat(promise.by_day)
            words = house.staff_says(
                office,
                N_("promised by {day}: {what}"),
                day=day(by, office.language),
                what=promise.what,
            )
            found.append((_end_of(by, house, ticket), words))
    return found


async def _on_the_way(u: UnitOfWork, house: House, office: Office, ticket: Ticket) -> list[Step]:
    """Visits, colleagues' parts, answers of contractors and outside parties."""
    found = []

    def add(at: datetime, msgid: str, **params: object) -> None:
        moment = house.deadline(at, ticket, office.language)
        found.append((at, house.staff_says(office, msgid, moment=moment, **params)))

    coming = await u.appointments.latest(ticket.id)
    agreed = coming is not None and coming.state is AppointmentState.AGREED and coming.arrived_at is None
    if coming is not None and coming.starts_at is not None and agreed:
        at = house.moment(coming.starts_at, ticket, office.language)
        comes = N_("visit of {name}, {moment}")
        words = house.staff_says(office, comes, moment=at, name=comer(house, coming))
        found.append((coming.starts_at, words))
    for pledge in await u.ledger.of(ticket.id):
        if pledge.kind is PledgeKind.CALL and pledge.outcome is None:
            add(
                pledge.promised_for,
                N_("{name} calls before {moment}"),
                name=staff_name(house, pledge.made_by),
            )
    for visit in (await u.works.visits(ticket.id))[-1:]:
        if visit.due_at is not None and visit.on_site_at is None:
            add(visit.due_at, N_("{name} on site before {moment}"), name=staff_name(house, visit.technician))
    for part in await u.sides.parts_of(ticket.id):
        if part.is_open:
            what, name = part.subject, staff_name(house, part.handler)
            add(part.due_at, N_("{what}, {name}, before {moment}"), what=what, name=name)
    for talk in await u.sides.talks_of(ticket.id):
        if talk.waits:
            name = house.directory.contractor_name(talk.contractor)
            add(talk.due_at, N_("answer of {name} before {moment}"), name=name)
    for outside in await u.outsiders.of(ticket.id):
        if outside.answered_at is None:
            add(outside.due_at, N_("answer of {name} before {moment}"), name=outside.name)
    return found


def _owed(house: House, office: Office, ticket: Ticket) -> list[Step]:
    """What the resident waits for: his answer, what he wishes by a day."""
    found = []
    if ticket.handled_at is None:
        due = house.deadline(ticket.due_at, ticket, office.language)
        found.append(
            (ticket.due_at, house.staff_says(office, N_("first answer before {moment}"), moment=due))
        )
    if ticket.wish_until is not None and waits_for(ticket) is not Party.RESIDENT:
        until = house.deadline(ticket.wish_until, ticket, office.language)
        found.append(
            (ticket.wish_until, house.staff_says(office, N_("wished for before {moment}"), moment=until))
        )
    return found


def _end_of(on: date, house: House, ticket: Ticket) -> datetime:
    zone = ZoneInfo(house.directory.time_zone(ticket.office, ticket.residence))
    return datetime.combine(on + timedelta(days=1), time(), zone).astimezone(UTC)
