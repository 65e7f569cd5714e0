"""What a visit agreed with a resident makes of a change of its ticket: ended, joined to another, moved to another
thread, a step of the technician's (row D6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.appointment import Appointment, AppointmentState
from bot.domain.audience import N_, Phrase, Public
from bot.domain.pledge import PledgeKind, PledgeOutcome
from bot.domain.ticket import Stage, State, Ticket
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.house import House
from bot.services.promises import ledger
from bot.services.relay.conversation import survivor
from bot.services.visits import wishing_visits
from bot.services.visits.appointments import call_off, show, unwatch
from bot.services.visits.visit_words import when

ENDED = N_("The visit on {when} does not take place, as your request {reference} has ended.")
NO_TIMES = N_("The times we had proposed for a visit no longer hold, as your request {reference} has ended.")
TWO = N_("The visit on {when} does not take place: the one of your request {reference} stands in its place.")
OFF = N_("Off, the request has ended: {title}, {place}")
NEAR = timedelta(hours=12)
"""How near its time a step of the technician's is taken to be about the visit."""


async def follow(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket) -> None:
    """Looked at only where something has changed that a visit minds."""
    if before is None:
        return
    ended = before.is_open and not after.is_open
    moved, stepped = before.generation != after.generation, before.stage is not after.stage
    wrote = after.state is State.OPEN and (
        before.state is State.WAITING_RESIDENT or (before.owed_since is None and after.owed_since is not None)
    )
    if not (ended or moved or stepped or wrote):
        return
    visit = await u.appointments.latest(after.id)
    if visit is None or not visit.is_open:
        return
    if after.state is State.MERGED:
        await _join(u, house, after, visit)
    elif ended:
        await _end(u, house, after, visit)
    else:
        if wrote and visit.state in (AppointmentState.OFFERED, AppointmentState.LAPSED):
            await wishing_visits.overheard(u, house, after, visit)
        if stepped:
            visit = await _step(u, house, after, visit)
        if moved:
            await show(u, house, after, visit)


async def _end(u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment) -> None:
    """One at which somebody has been is over with its request; any other is called off."""
    if visit.arrived_at is not None:
        await _put(u, house, ticket, replace(visit, state=AppointmentState.OVER, over_at=house.now()))
    elif visit.state is AppointmentState.MISSED:
        await _put(u, house, ticket, replace(visit, state=AppointmentState.CANCELLED))
    else:
        await _call_off(u, house, ticket, visit, ENDED, ticket.reference)


async def _join(u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment) -> None:
    """It goes with what its request was joined to, unless that has a visit of its own."""
    into = await survivor(u, ticket)
    other = await u.appointments.latest(into.id)
    if other is not None and other.is_open:
        await _call_off(u, house, ticket, visit, TWO, into.reference)
        return
    gone = replace(visit, state=AppointmentState.CANCELLED, offers=())
    await show(u, house, ticket, gone)
    goes_on = replace(visit, ticket=into.id)
    await u.appointments.put(goes_on)
    pledge = await u.ledger.get(PledgeKind.VISIT, visit.pledge)
    if pledge is not None:
        await u.ledger.put(replace(pledge, ticket=into.id))
    await show(u, house, into, goes_on)
    await cards.refresh(u, house, into)


async def _call_off(
    u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment, msgid: str, reference: str
) -> None:
    resident = await u.people.get(ticket.resident)
    params: dict[str, Public | int | Phrase] = {"reference": Public(reference)}
    words = Phrase(NO_TIMES, params)
    if visit.slot is not None:
        words = Phrase(msgid, {**params, "when": when(house, ticket, visit.slot, resident.language)})
    await call_off(u, house, ticket, visit, resident, words, OFF, "palier")


async def _step(u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment) -> Appointment:
    """The technician's own buttons count for the visit too, on its day: the resident has been told by them."""
    slot, now = visit.slot, house.now()
    awaited = visit.state in (AppointmentState.AGREED, AppointmentState.MISSED)
    if slot is None or visit.contractor is not None or not awaited or abs(now - slot.starts_at) > NEAR:
        return visit
    if ticket.stage is Stage.PICKED_UP and visit.on_way_at is None and visit.arrived_at is None:
        visit = replace(visit, on_way_at=now)
    elif ticket.stage is Stage.ON_SITE and visit.arrived_at is None:
        by = ticket.handler or visit.technician
        visit = replace(visit, state=AppointmentState.AGREED, arrived_at=now, arrived_by=by)
        await unwatch(u, visit)
        await ledger.settle(u, house, ticket, PledgeKind.VISIT, visit.pledge, PledgeOutcome.KEPT, by)
    elif ticket.stage is Stage.RETURNED and visit.arrived_at is not None:
        visit = replace(visit, state=AppointmentState.OVER, over_at=now)
    else:
        return visit
    await _put(u, house, ticket, visit)
    return visit


async def _put(u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment) -> None:
    await u.appointments.put(visit)
    if not visit.is_open:
        await unwatch(u, visit)
    await show(u, house, ticket, visit)
    await cards.refresh(u, house, ticket)
