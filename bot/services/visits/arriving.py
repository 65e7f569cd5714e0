"""A visit on its day: reminded of, on the way, arrived, over; or nobody comes in time (row D6)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain import appointment as rules
from bot.domain.appointment import Appointment, AppointmentState, Slot
from bot.domain.audience import N_, Phrase, Public, Style
from bot.domain.deeds import Deed
from bot.domain.errors import Refused
from bot.domain.people import Resident
from bot.domain.pledge import PledgeKind, PledgeOutcome
from bot.domain.ticket import MOVED_ON, Move, Shape, Stage, Ticket
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.house import Answer, House
from bot.services.promises import ledger
from bot.services.visits.appointments import (
    DAY,
    HOUR,
    STALE,
    answer,
    by_id,
    call_self,
    changes,
    present,
    say,
    show,
    tell_technician,
    unwatch,
    visits_of,
)
from bot.services.visits.visit_words import comer, comes, details, when, zone_of
from bot.services.works.working import stamped

ON_WAY = N_("{who} is on the way to you for your request {reference}.")
ARRIVED = N_("{who} is on site for your request {reference}.")
OVER = N_("The visit for your request {reference} is over. If anything is left open, write it here.")
REMINDER = N_("A reminder: {who} comes on {when} for your request {reference}.")
LATE = N_(
    "We are sorry: {who} has not arrived at the agreed time ({when}) for your request {reference}. We are asking at "
    "once what has happened, and will come back to you with the reason and with new times."
)
LATE_ON_WAY = N_(
    "We are sorry: {who} is late for your request {reference} ({when}), but on the way to you. We are asking at once "
    "where things stand."
)
NOT_YET = N_(
    "The visit is agreed for {when}. If nobody has come by {moment}, we look into it at once: you need not do anything."
)
NOTED = N_("Thank you, it is noted.")
HERE, NOBODY = N_("Somebody is here"), N_("Nobody has come")

NOT_COME = N_(
    "Nobody has pressed “Arrived” for the visit of {who} ({when}). {name} has had our apology: please say why, and "
    "offer new times."
)
DENIED = N_(
    "{name} says that nobody has come for the visit of {who} ({when}). Please say why, and offer new times."
)
IS_HERE = N_("{name} says that somebody has come ({when}).")
REMIND_STAFF = N_("A reminder: {title}, {place}")


async def on_way(u: UnitOfWork, house: House, act: Act) -> None:
    """Whoever goes has set out."""
    visit = await _to_come(u, act)
    if visit.on_way_at is not None:
        raise Refused(MOVED_ON)
    after = await _step(u, house, act, visit, Stage.PICKED_UP, "visit_on_way")
    visit = replace(visit, on_way_at=house.now())
    await u.appointments.put(visit)
    await _told(u, house, after, visit, ON_WAY)
    await show(u, house, after, visit)
    await cards.refresh(u, house, after)


async def arrived(u: UnitOfWork, house: House, act: Act) -> None:
    """He is there; late, where he had been missed already."""
    visit = await _to_come(u, act)
    after = await _step(u, house, act, visit, Stage.ON_SITE, "visit_arrived")
    visit = await come(u, house, after, visit, act.member.key)
    await _told(u, house, after, visit, ARRIVED)
    await cards.refresh(u, house, after)


async def over(u: UnitOfWork, house: House, act: Act) -> None:
    """He has gone again."""
    visit = await present(u, act)
    if visit.arrived_at is None:
        raise Refused(MOVED_ON)
    after = await _step(u, house, act, visit, Stage.RETURNED, "visit_over")
    visit = await ended(u, house, after, visit)
    await _told(u, house, after, visit, OVER)
    await cards.refresh(u, house, after)


async def _to_come(u: UnitOfWork, act: Act) -> Appointment:
    """Raises Refused unless a time is agreed (or was missed) and nobody has come yet."""
    visit = await present(u, act)
    awaited = visit.state in (AppointmentState.AGREED, AppointmentState.MISSED)
    if not awaited or visit.arrived_at is not None:
        raise Refused(MOVED_ON)
    return visit


async def _step(
    u: UnitOfWork, house: House, act: Act, visit: Appointment, stage: Stage, what: Deed
) -> Ticket:
    """The ticket after the step; one with a checklist has it stamped on the technician's visit too, unless it is a firm
    that comes."""
    ticket, member = act.ticket, act.member
    await house.record(u, ticket, member.key, what)
    own = ticket.shape is Shape.CHECKLIST and visit.contractor is None
    visits = await u.works.visits(ticket.id) if own else []
    if visits and ticket.stage is not None and ticket.stage is not Stage.RETURNED:
        begun = visits[-1]
        if begun.dispatched_at is None:
            begun = begun.stamped(Stage.DISPATCHED, house.now(), member.key)
        return await stamped(u, house, act, begun, stage)
    after = ticket.move(Move.TAKE, house.now()) if ticket.allows(Move.TAKE) else ticket
    return await u.tickets.save(replace(after, handler=after.handler or member.key))


async def come(u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment, by: str) -> Appointment:
    """Somebody has come: the promise is kept, unless he was missed before; the visit then."""
    visit = replace(visit, state=AppointmentState.AGREED, arrived_at=house.now(), arrived_by=by)
    await u.appointments.put(visit)
    await unwatch(u, visit)
    await ledger.settle(u, house, ticket, PledgeKind.VISIT, visit.pledge, PledgeOutcome.KEPT, by)
    await show(u, house, ticket, visit)
    return visit


async def ended(u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment) -> Appointment:
    """It is over; the visit then."""
    visit = replace(visit, state=AppointmentState.OVER, over_at=house.now())
    await u.appointments.put(visit)
    await show(u, house, ticket, visit)
    return visit


async def _told(u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment, msgid: str) -> None:
    resident = await u.people.get(ticket.resident)
    params = _params(house, ticket, visit, resident)
    await house.tell(u, resident, Phrase(msgid, params), ticket=ticket.id)


def _params(
    house: House, ticket: Ticket, visit: Appointment, resident: Resident
) -> dict[str, Public | int | Phrase]:
    language = resident.language
    return {
        "who": comes(house, visit, language),
        "reference": Public(ticket.reference),
        "when": when(house, ticket, _slot(visit), language),
    }


def _slot(visit: Appointment) -> Slot:
    assert visit.slot is not None, "a time was agreed"
    return visit.slot


# -- by the clock --


async def remind(u: UnitOfWork, house: House, kind: str, id: str) -> None:
    """Both sides are reminded, unless the visit has passed or is off. Never in the night; of two reminders that come
    together the last one counts."""
    visit, ticket = await by_id(u, id)
    if visit.state is not AppointmentState.AGREED or visit.arrived_at is not None or not ticket.is_open:
        return
    office, slot, now = visits_of(house, ticket), _slot(visit), house.now()
    due = rules.by_day(office, now, zone_of(house, ticket))
    shortly = await u.timers.at(HOUR, visit.id)
    if kind == DAY and shortly is not None and shortly <= now:
        return
    if due > now:
        if due < slot.starts_at:
            await u.timers.set(Timer(kind, visit.id, due))
        return
    if now >= slot.starts_at:
        return
    await tell_technician(u, house, ticket, visit, REMIND_STAFF)
    resident = await u.people.get(ticket.resident)
    if not (resident.has_chat and resident.reachable):
        time = when(house, ticket, slot, house.directory.office(ticket.office).language)
        await call_self(u, house, ticket, visit, resident, time)
        return
    words = Phrase(REMINDER, _params(house, ticket, visit, resident))
    facts = details(house, ticket, visit, resident.language)
    answers = changes(visit) if kind == DAY else ((_here(visit), answer("nobody", NOBODY, visit)),)
    await house.tell(u, resident, words, *facts, answers=answers, ticket=ticket.id, passing=True)


def _here(visit: Appointment) -> Answer:
    return answer("here", HERE, visit, Style.SUCCESS)


async def late(u: UnitOfWork, house: House, id: str) -> None:
    """The grace is over and nobody has come: the resident has our apology, staff are asked why."""
    visit, ticket = await by_id(u, id)
    if visit.state is AppointmentState.AGREED and visit.arrived_at is None and ticket.is_open:
        await _missed(u, house, await u.tickets.save(ticket), visit, NOT_COME, "palier")


async def _missed(
    u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment, msgid: str, by: str
) -> None:
    visit = replace(visit, state=AppointmentState.MISSED, missed_at=house.now(), arrived_at=None)
    await u.appointments.put(visit)
    await unwatch(u, visit)
    await ledger.settle(u, house, ticket, PledgeKind.VISIT, visit.pledge, PledgeOutcome.BROKEN, by)
    await house.record(u, ticket, by, "visit_missed")
    resident = await u.people.get(ticket.resident)
    words = Phrase(LATE_ON_WAY if visit.on_way_at else LATE, _params(house, ticket, visit, resident))
    await house.tell(u, resident, words, answers=((_here(visit),),), ticket=ticket.id)
    await show(u, house, ticket, visit)
    await cards.refresh(u, house, ticket)
    language = house.directory.office(ticket.office).language
    also = {visit.technician, ticket.handler or visit.offered_by}
    time = when(house, ticket, _slot(visit), language)
    who = comer(house, visit)
    await say(u, house, ticket, visit, "⏰", msgid, also=also, who=who, when=time)


# -- by the resident --


async def here(u: UnitOfWork, house: House, resident: Resident, id: str, turn: int) -> None:
    """He says that somebody has come."""
    visit, ticket = await _his(u, id, turn)
    if visit.arrived_at is not None:
        await house.tell(u, resident, Phrase(NOTED), ticket=ticket.id)
        return
    ticket = await u.tickets.save(ticket)
    await house.record(u, ticket, "resident", "visit_arrived")
    visit = await come(u, house, ticket, visit, "resident")
    time = when(house, ticket, _slot(visit), house.directory.office(ticket.office).language)
    await say(u, house, ticket, visit, "✅", IS_HERE, when=time)
    await cards.refresh(u, house, ticket)
    await house.tell(u, resident, Phrase(NOTED), ticket=ticket.id)


async def nobody(u: UnitOfWork, house: House, resident: Resident, id: str, turn: int) -> None:
    """He says that nobody has come: too early to say, or an apology at once, whatever was pressed."""
    visit, ticket = await _his(u, id, turn)
    until = rules.late_from(visits_of(house, ticket), _slot(visit))
    if visit.state is AppointmentState.MISSED:
        await house.tell(u, resident, Phrase(NOTED), ticket=ticket.id)
    elif house.now() < until:
        params = _params(house, ticket, visit, resident)
        params["moment"] = house.moment(until, ticket, resident.language)
        early = Phrase(NOT_YET, {name: params[name] for name in ("when", "moment")})
        await house.tell(u, resident, early, answers=((_here(visit),),), ticket=ticket.id)
    else:
        await _missed(u, house, await u.tickets.save(ticket), visit, DENIED, "resident")


async def _his(u: UnitOfWork, id: str, turn: int) -> tuple[Appointment, Ticket]:
    """Raises Refused for a button of a time that is no longer the visit's."""
    visit, ticket = await by_id(u, id)
    stands = visit.state in (AppointmentState.AGREED, AppointmentState.MISSED) and visit.turn == turn
    if not stands or visit.slot is None or not ticket.is_open:
        raise Refused(STALE)
    return visit, ticket
