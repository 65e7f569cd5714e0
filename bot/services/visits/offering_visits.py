"""Agreeing on the time of a visit: staff offer times, the resident picks one (row D6)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.appointment import Appointment, AppointmentState
from bot.domain.audience import N_, Phrase, Public
from bot.domain.errors import Refused
from bot.domain.ids import ContractorKey, StaffKey
from bot.domain.people import Resident
from bot.domain.ticket import MOVED_ON, Move, Ticket
from bot.ports.desk import Post
from bot.ports.modal import Field, TextField
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.desk import cards
from bot.services.desk.acting import REASON_WANTED, Act
from bot.services.desk.staff import NOT_HERE
from bot.services.house import Answer, House
from bot.services.visits.appointments import (
    OFFERS,
    STALE,
    agree,
    agreed_words,
    answer,
    by_id,
    call_self,
    in_charge,
    present,
    say,
    show,
    unwatch,
    withdraw,
)
from bot.services.visits.visit_times import FIRM, slots_in, time_fields
from bot.services.visits.visit_words import comes, details, when
from bot.services.works.planning import technician_named

OFFERED = N_("{who} would like to come and see you about your request {reference}. Which time suits you?")
OTHER = N_(
    "The visit for your request {reference} has to be moved, we are sorry. Which of these times suits you?"
)
NEWER = N_("These times take the place of the earlier ones.")
EXCUSE = N_("About the visit for your request {reference} that did not take place ({when}): {reason}")
SORRY = N_("We are sorry that you waited in vain. Which of these times suits you?")
NONE = N_("None of these suits me")

ALREADY = N_("It is agreed already: {when}. To change it, press “Another time” below that message.")
ENDED = N_("Your request {reference} has ended, so no visit is arranged. Write to us if you still need it.")
TOO_LATE = N_("That time is over. Please choose a later one, or say that none of them suits you.")
ALL_OVER = N_("These times are over by now, we are sorry.")
CHOSE = N_("{name} chooses: {when}")
MOVING = N_("Off, other times are offered: {title}, {place}")


async def offer_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Up to three times, who comes, how to prepare."""
    office = house.directory.office(act.ticket.office)
    return time_fields(house, office, act.ticket, await _live(u, act))


async def excuse_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Why nobody came, and new times."""
    office = house.directory.office(act.ticket.office)
    why = TextField(
        "reason",
        house.staff_says(office, N_("Why did nobody come?")),
        hint=house.staff_says(office, N_("The resident will read it as you write it.")),
        longest=500,
    )
    missed = await present(u, act)
    if missed.state is not AppointmentState.MISSED:
        raise Refused(MOVED_ON)
    return (why, *time_fields(house, office, act.ticket, missed))


async def record_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """The time agreed, who comes, how to prepare."""
    office = house.directory.office(act.ticket.office)
    return time_fields(house, office, act.ticket, await _live(u, act), offers=1)


async def _live(u: UnitOfWork, act: Act) -> Appointment | None:
    """The visit that the window is about. Raises Refused where the button belongs to an earlier one."""
    if act.detail:
        return await present(u, act)
    found = await u.appointments.latest(act.ticket.id)
    return found if found is not None and found.is_open else None


async def offer(u: UnitOfWork, house: House, act: Act) -> None:
    """Offer times: they take the place of what was offered or agreed before."""
    before = await _live(u, act)
    await _offer(u, house, act, before, _lead(before))


def _lead(before: Appointment | None) -> str:
    return OTHER if before is not None and before.state is AppointmentState.AGREED else OFFERED


async def excuse(u: UnitOfWork, house: House, act: Act) -> None:
    """Tell why nobody came, and offer new times."""
    missed = await present(u, act)
    if missed.state is not AppointmentState.MISSED or missed.slot is None:
        raise Refused(MOVED_ON)
    if not act.text("reason"):
        raise Refused(REASON_WANTED)
    resident = await u.people.get(act.ticket.resident)
    params: dict[str, Public | int | Phrase] = {
        "reference": Public(act.ticket.reference),
        "when": when(house, act.ticket, missed.slot, resident.language),
        "reason": Public(act.text("reason")),
    }
    await house.record(u, act.ticket, act.member.key, "visit_excused", act.text("reason"))
    await _offer(u, house, act, missed, SORRY, Phrase(EXCUSE, params))


async def _offer(
    u: UnitOfWork, house: House, act: Act, before: Appointment | None, lead: str, *above: Phrase
) -> None:
    ticket, member = act.ticket, act.member
    resident = await u.people.get(ticket.resident)
    slots = slots_in(house, act)
    offered = _filled(u, house, act, before)
    if before is not None:
        await withdraw(u, house, ticket, before, MOVING, member.key)
        await unwatch(u, before)
    offered = replace(
        offered,
        state=AppointmentState.OFFERED,
        offers=slots,
        wish=None,
        wishes=(),
        starts_at=None,
        ends_at=None,
    )
    await u.appointments.put(offered)
    await u.timers.set(Timer(OFFERS, offered.id, slots[-1].starts_at))
    office = house.directory.office(ticket.office)
    times = " · ".join(when(house, ticket, slot, office.language) for slot in slots)
    await house.record(u, ticket, member.key, "visit_offered", times)
    after = ticket.move(Move.ASK, house.now())
    after = await u.tickets.save(replace(after, handler=after.handler or member.key))
    await cards.refresh(u, house, after)
    await show(u, house, after, offered)
    if above:
        author = house.staff_says(office, N_("{name} to the resident"), name=member.name)
        await u.outbox.to_desk(after.thread, Post(act.text("reason"), author=author))
    if not (resident.has_chat and resident.reachable):
        await call_self(u, house, after, offered, resident, times)
    newer = before is not None and before.state in (AppointmentState.OFFERED, AppointmentState.WISHED)
    await _ask(u, house, after, offered, resident, lead, above, newer=newer)


def _filled(u: UnitOfWork, house: House, act: Act, before: Appointment | None) -> Appointment:
    """The visit as the window has it, a new one where there is none."""
    technician, contractor = _who(house, act)
    visit = before or Appointment(
        u.ids.appointment(),
        act.ticket.id,
        technician,
        act.member.key,
        house.now(),
        AppointmentState.OFFERED,
    )
    return replace(
        visit,
        technician=technician,
        contractor=contractor,
        offered_by=act.member.key,
        turn=visit.turn + 1,
        note=act.text("note") or None,
        missed_at=None,
        on_way_at=None,
    )


def _who(house: House, act: Act) -> tuple[StaffKey, ContractorKey | None]:
    """Who comes; for a firm its key, and the colleague who looks after it: whoever arranges the visit. Raises Refused
    for anybody who is not of the office's."""
    named = act.text("technician")
    if not named.startswith(FIRM):
        return technician_named(house, act.ticket, named).key, None
    firms = {
        FIRM + one.key: one.key for one in house.directory.contractors if one.office == act.ticket.office
    }
    if named not in firms:
        raise Refused(NOT_HERE)
    return act.member.key, firms[named]


async def _ask(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    offered: Appointment,
    resident: Resident,
    lead: str,
    above: tuple[Phrase, ...],
    *,
    newer: bool,
) -> None:
    language = resident.language
    params: dict[str, Public | int | Phrase] = {
        "who": comes(house, offered, language),
        "reference": Public(ticket.reference),
    }
    more = (Phrase(NEWER),) if newer else ()
    facts = details(house, ticket, offered, language)
    rows = []
    for number, slot in enumerate(offered.offers):
        action = {"do": "visit", "what": "pick", "visit": offered.id, "turn": offered.turn, "offer": number}
        rows.append([Answer(when(house, ticket, slot, language), action)])
    rows.append([answer("none", NONE, offered)])
    await house.tell(u, resident, *above, Phrase(lead, params), *more, *facts, answers=rows, ticket=ticket.id)


async def again(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """Show him in his chat the times that wait for his choice."""
    visit = await u.appointments.latest(ticket.id)
    if visit is None or visit.state is not AppointmentState.OFFERED or not visit.offers:
        return
    if visit.offers[-1].starts_at > house.now():
        resident = await u.people.get(ticket.resident)
        await _ask(u, house, ticket, visit, resident, OFFERED, (), newer=False)


async def record(u: UnitOfWork, house: House, act: Act) -> None:
    """A time was agreed otherwise, by phone or at the desk: written down, the resident gets it in writing."""
    before = await _live(u, act)
    (slot, *_) = slots_in(house, act)
    agreed = _filled(u, house, act, before)
    ticket, member = act.ticket, act.member
    if before is not None:
        same = before.contractor == agreed.contractor
        await withdraw(u, house, ticket, before, MOVING, member.key, goes_on=same)
        if not same:  # who comes now knows of no earlier time
            agreed = replace(agreed, starts_at=None, ends_at=None)
    office = house.directory.office(ticket.office)
    time = when(house, ticket, slot, office.language)
    await house.record(u, ticket, member.key, "visit_agreed", time)
    after = ticket.move(Move.REPLY, house.now())
    if ticket.allows(Move.RESUME):
        after = ticket.move(Move.RESUME, house.now())
    after = replace(after, handler=after.handler or member.key, owed_since=None)
    words = await agreed_words(u, house, after, agreed, slot)
    await agree(u, house, after, agreed, slot, words)


async def pick(u: UnitOfWork, house: House, resident: Resident, id: str, turn: int, number: int) -> bool:
    """He picks one of the times. True where all of them are over, and he is to be asked for others. Raises Refused
    where it can no longer be had."""
    visit, ticket = await _asked(u, house, resident, id, turn)
    slot = visit.offers[number]
    if visit.offers[-1].starts_at <= house.now():
        await house.tell(u, resident, Phrase(ALL_OVER), ticket=ticket.id)
        return True
    if slot.starts_at <= house.now():
        raise Refused(TOO_LATE)
    office = house.directory.office(ticket.office)
    time = when(house, ticket, slot, office.language)
    await house.record(u, ticket, "resident", "visit_agreed", time)
    after = ticket
    if ticket.allows(Move.RESIDENT_WROTE):
        after = replace(ticket.move(Move.RESIDENT_WROTE, house.now()), owed_since=None)
    words = await agreed_words(u, house, ticket, visit, slot)
    after = await agree(u, house, after, visit, slot, words)
    agreed, _ = await by_id(u, id)
    told = agreed.technician if agreed.contractor is not None else None  # he is, as the one whose firm comes
    also = set(in_charge(after, agreed)) - {told}
    await say(u, house, after, agreed, "✅", CHOSE, also=also, when=time)
    return False


async def none_suits(u: UnitOfWork, house: House, resident: Resident, id: str, turn: int) -> None:
    """None of the times suits him: he may say what would. Raises Refused like ``pick``."""
    await _asked(u, house, resident, id, turn)


async def _asked(
    u: UnitOfWork, house: House, resident: Resident, id: str, turn: int
) -> tuple[Appointment, Ticket]:
    visit, ticket = await by_id(u, id)
    if not ticket.is_open:
        raise Refused(ENDED, reference=ticket.reference)
    if visit.state is AppointmentState.AGREED and visit.turn == turn and visit.slot is not None:
        raise Refused(ALREADY, when=when(house, ticket, visit.slot, resident.language))
    waits = visit.state in (AppointmentState.OFFERED, AppointmentState.LAPSED, AppointmentState.WISHED)
    if not waits or visit.turn != turn or not visit.offers:
        raise Refused(STALE)
    return visit, ticket
