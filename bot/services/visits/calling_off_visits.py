"""A visit that was agreed is called off, by either side (row D6)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.appointment import Appointment, AppointmentState
from bot.domain.audience import N_, Phrase, Public, Style
from bot.domain.directory import Office
from bot.domain.errors import Refused
from bot.domain.people import Resident
from bot.domain.ticket import Ticket
from bot.ports.desk import Post
from bot.ports.modal import Field, TextField
from bot.ports.store import UnitOfWork
from bot.services.desk.acting import REASON_WANTED, Act
from bot.services.house import House
from bot.services.visits.appointments import STALE, answer, by_id, call_off, call_self, changes, present, say
from bot.services.visits.visit_words import when

SURE = N_("Shall we cancel the visit on {when} for your request {reference}?")
STANDS = N_("All right, the visit on {when} takes place.")
CANCELLED = N_(
    "The visit on {when} is cancelled. Your request {reference} stays open: write here if you need us."
)
CANCELLED_BY_US = N_("We are sorry: the visit on {when} for your request {reference} is cancelled. {reason}")
NO_TIMES = N_("We withdraw the times we had proposed for your request {reference}. {reason}")
CANCELS = N_("{name} cancels the visit: {when}")
OFF = N_("Cancelled: {title}, {place}")


def fields(house: House, office: Office) -> tuple[Field, ...]:
    """Why."""
    hint = house.staff_says(office, N_("The resident will read it as you write it."))
    return (TextField("reason", house.staff_says(office, N_("Reason")), hint=hint, longest=500),)


async def cancel(u: UnitOfWork, house: House, act: Act) -> None:
    """Staff call it off; the resident reads why."""
    visit, ticket, reason = await present(u, act), act.ticket, act.text("reason")
    if not reason:
        raise Refused(REASON_WANTED)
    resident = await u.people.get(ticket.resident)
    office = house.directory.office(ticket.office)
    await house.record(u, ticket, act.member.key, "visit_cancelled", reason)
    author = house.staff_says(office, N_("{name} to the resident"), name=act.member.name)
    await u.outbox.to_desk(ticket.thread, Post(reason, author=author))
    params: dict[str, Public | int | Phrase] = {
        "reference": Public(ticket.reference),
        "reason": Public(reason),
    }
    words = Phrase(NO_TIMES, params)
    if visit.slot is not None:
        when_ = when(house, ticket, visit.slot, resident.language)
        words = Phrase(CANCELLED_BY_US, {**params, "when": when_})
    after = await u.tickets.save(replace(ticket, handled_at=house.now()))
    cancelled = await call_off(u, house, after, visit, resident, words, OFF, act.member.key)
    if not (resident.has_chat and resident.reachable):
        await call_self(u, house, after, cancelled, resident, reason)


async def ask(u: UnitOfWork, house: House, resident: Resident, id: str, turn: int) -> None:
    """Is he sure? Raises Refused where there is nothing to cancel any more."""
    visit, ticket, params = await _agreed(u, house, resident, id, turn)
    sure = (
        answer("cancelled", N_("Yes, cancel it"), visit, Style.DANGER),
        answer("keep", N_("No, keep it"), visit),
    )
    await house.tell(u, resident, Phrase(SURE, params), answers=(sure,), ticket=ticket.id)


async def keep(u: UnitOfWork, house: House, resident: Resident, id: str, turn: int) -> None:
    """He keeps it after all."""
    visit, ticket, params = await _agreed(u, house, resident, id, turn)
    await house.tell(u, resident, Phrase(STANDS, params), answers=changes(visit), ticket=ticket.id)


async def cancelled(u: UnitOfWork, house: House, resident: Resident, id: str, turn: int) -> None:
    """He calls it off; his request stays open."""
    visit, ticket, params = await _agreed(u, house, resident, id, turn)
    assert visit.slot is not None
    await house.record(u, ticket, "resident", "visit_cancelled")
    after = await u.tickets.save(ticket)
    gone = await call_off(u, house, after, visit, resident, Phrase(CANCELLED, params), OFF, "resident")
    time = when(house, ticket, visit.slot, house.directory.office(ticket.office).language)
    await say(u, house, after, gone, "🚫", CANCELS, also=[after.handler or visit.offered_by], when=time)


async def another(u: UnitOfWork, house: House, resident: Resident, id: str, turn: int) -> None:
    """He would like another time, and is asked when. Raises Refused where the visit is no longer to come."""
    await _agreed(u, house, resident, id, turn)


async def _agreed(
    u: UnitOfWork, house: House, resident: Resident, id: str, turn: int
) -> tuple[Appointment, Ticket, dict[str, Public | int | Phrase]]:
    visit, ticket = await by_id(u, id)
    stands = visit.state is AppointmentState.AGREED and visit.turn == turn and ticket.is_open
    if not stands or visit.slot is None or visit.arrived_at is not None:
        raise Refused(STALE)
    time = when(house, ticket, visit.slot, resident.language)
    return visit, ticket, {"when": time, "reference": Public(ticket.reference)}
