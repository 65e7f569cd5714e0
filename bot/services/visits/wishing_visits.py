"""The resident says in his own words when a visit would suit him; times that all went by unanswered (row D6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.domain.appointment import Appointment, AppointmentState, Slot, slot_on
from bot.domain.audience import N_, Phrase, Public
from bot.domain.commands import WishVisit
from bot.domain.errors import Refused
from bot.domain.message import Author, PublicMessage
from bot.domain.people import Resident
from bot.domain.ticket import MOVED_ON, Move, State, Ticket
from bot.domain.times_said import times_in
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.house import House
from bot.services.relay.conversation import from_resident
from bot.services.visits.appointments import (
    agree,
    agreed_words,
    answer,
    by_id,
    call_self,
    in_charge,
    say,
    show,
    unwatch,
    withdraw,
)
from bot.services.visits.visit_words import when, zone_of

PASSED_ON = N_("Thank you, I have passed that on. We will come back to you with a time.")
INSTEAD = N_(
    "Thank you, I have passed that on: nobody comes on {when}. We will come back to you with a time."
)
UNCHANGED = N_("All right, nothing has changed.")
WISHES = N_("None of the times suits {name}, who would like: “{wish}”")
NO_WISH = N_("None of the times suits {name}. Please offer others, or call.")
PROPOSES = N_("{name} proposes a time for the visit: “{wish}”")
WISHES_CHANGE = N_("{name} asks for another time than {when}: “{wish}”")
CALLED_OFF = N_("Off, the resident asks for another time: {title}, {place}")

SILENCE = N_(
    "We have not heard from you about the times we proposed for a visit (request {reference}), and they are over now. "
    "No harm done: when would it suit you?"
)
SAY_WHEN = N_("Say when it suits me")
LAPSED = N_(
    "{name} has chosen none of the times for the visit, and they are over. The resident has been asked when it would "
    "suit: if nothing comes, please call."
)
LAPSED_ALONE = N_(
    "None of the times for the visit of {name} was chosen, and they are over. Please agree on another."
)
SAID_JUST_NOW = timedelta(minutes=1)


# -- in words --


def understood(house: House, ticket: Ticket, words: str) -> tuple[Slot, ...]:
    """The times in a resident's words that can be meant in one way and are still to come."""
    zone = zone_of(house, ticket)
    found = [
        slot_on(said.day, (said.starts, said.ends), zone)
        for said in times_in(words, house.now().astimezone(ZoneInfo(zone)))
        if said.starts is not None
    ]
    return tuple(slot for slot in found if slot is not None and slot.starts_at > house.now())


async def wished(
    u: UnitOfWork, house: House, resident: Resident, command: WishVisit, heard: Mapping[str, str]
) -> None:
    """When it would suit him: his words go to staff. A time that was agreed holds no longer, unless he said nothing."""
    visit, ticket = await by_id(u, command.visit)
    said = bool(command.wish or command.files)
    if said:
        await from_resident(u, house, resident, ticket, command.wish, command.files, None, heard=heard)
    elif visit.state not in (AppointmentState.OFFERED, AppointmentState.LAPSED) or not ticket.is_open:
        await house.tell(u, resident, Phrase(UNCHANGED), ticket=ticket.id)
        return
    if not ticket.is_open or visit.state not in WISHING or visit.arrived_at is not None:
        await house.tell(u, resident, Phrase(N_("Thank you, I have passed that on.")), ticket=ticket.id)
        return
    agreed, office = visit.slot, house.directory.office(ticket.office)
    await withdraw(u, house, ticket, visit, CALLED_OFF, "resident")
    ticket = await u.tickets.get(ticket.id)
    if ticket.state is State.WAITING_RESIDENT:
        ticket = replace(ticket.move(Move.RESUME, house.now()), handled_at=ticket.handled_at)
    ticket = await u.tickets.save(ticket)
    await house.record(u, ticket, "resident", "visit_wished")
    wishes = await _wishes(u, house, ticket, visit, command.wish)
    also = in_charge(ticket, wishes)
    if agreed is None:
        text = WISHES if command.wish else NO_WISH
        await say(u, house, ticket, wishes, "📅", text, also=also, wish=command.wish)
        await house.tell(u, resident, Phrase(PASSED_ON), ticket=ticket.id)
        return
    time = when(house, ticket, agreed, office.language)
    await say(u, house, ticket, wishes, "📅", WISHES_CHANGE, also=also, wish=command.wish, when=time)
    own = when(house, ticket, agreed, resident.language)
    await house.tell(u, resident, Phrase(INSTEAD, {"when": own}), ticket=ticket.id)


WISHING = (
    AppointmentState.OFFERED,
    AppointmentState.LAPSED,
    AppointmentState.WISHED,
    AppointmentState.AGREED,
)
"""While these are so he may say what would suit him."""


async def _wishes(u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment, wish: str) -> Appointment:
    wishes = replace(
        visit,
        state=AppointmentState.WISHED,
        wish=wish or None,
        wishes=understood(house, ticket, wish),
        starts_at=None,
        ends_at=None,
    )
    await unwatch(u, wishes)
    await u.appointments.put(wishes)
    await cards.refresh(u, house, ticket)
    await show(u, house, ticket, wishes)
    return wishes


async def overheard(u: UnitOfWork, house: House, ticket: Ticket, visit: Appointment) -> None:
    """Instead of pressing a button he has just written a message, which is with staff already: where it names a time,
    they get a button for it."""
    last = await u.messages.last_of(ticket.id)
    if not isinstance(last, PublicMessage) or last.author is not Author.RESIDENT:
        return
    if house.now() - last.at < SAID_JUST_NOW and understood(house, ticket, last.text):
        wishes = await _wishes(u, house, ticket, visit, last.text)
        await say(u, house, ticket, wishes, "📅", PROPOSES, also=in_charge(ticket, wishes), wish=last.text)


async def accept(u: UnitOfWork, house: House, act: Act) -> None:
    """Staff agree to a time that he has named. Raises Refused where he no longer wishes it, or it is over."""
    id, _, at = act.detail.partition("@")
    visit = await u.appointments.latest(act.ticket.id)
    if visit is None or visit.id != id or visit.state is not AppointmentState.WISHED:
        raise Refused(MOVED_ON)
    slot = next((one for one in visit.wishes if str(int(one.starts_at.timestamp())) == at), None)
    if slot is None:
        raise Refused(MOVED_ON)
    if slot.starts_at <= house.now():
        raise Refused(N_("That time has passed."))
    ticket, member = act.ticket, act.member
    time = when(house, ticket, slot, house.directory.office(ticket.office).language)
    await house.record(u, ticket, member.key, "visit_agreed", time)
    after = ticket.move(Move.RESUME if ticket.allows(Move.RESUME) else Move.REPLY, house.now())
    after = replace(after, handler=after.handler or member.key, owed_since=None)
    agreed = replace(visit, turn=visit.turn + 1)
    await agree(u, house, after, agreed, slot, await agreed_words(u, house, after, agreed, slot))


# -- by the clock --


async def lapse(u: UnitOfWork, house: House, id: str) -> None:
    """The last of the times offered begins, and he has chosen none: staff know, and he is kindly asked for others.
    Waiting for him ends, so that the request is not forgotten should he stay silent."""
    visit, ticket = await by_id(u, id)
    over = visit.state is AppointmentState.OFFERED and visit.offers[-1].starts_at <= house.now()
    if not over or not ticket.is_open:
        return
    lapsed = replace(visit, state=AppointmentState.LAPSED)
    await u.appointments.put(lapsed)
    waited = ticket.state is State.WAITING_RESIDENT
    if waited:
        ticket = replace(
            ticket.move(Move.RESUME, house.now()), owed_since=None
        )  # he is asked, and owed nothing
    ticket = await u.tickets.save(ticket)
    await house.record(u, ticket, "palier", "visit_lapsed")
    await cards.refresh(u, house, ticket)
    await show(u, house, ticket, lapsed)
    resident = await u.people.get(ticket.resident)
    also = in_charge(ticket, lapsed)
    if not (resident.has_chat and resident.reachable):
        office = house.directory.office(ticket.office)
        times = " · ".join(when(house, ticket, slot, office.language) for slot in lapsed.offers)
        await call_self(u, house, ticket, lapsed, resident, times)
        return
    await say(u, house, ticket, lapsed, "⏰", LAPSED if waited else LAPSED_ALONE, also=also)
    if waited:
        await _ask_when(u, house, ticket, lapsed, resident)


async def again(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """Ask in his chat when it would suit him, where none of the times did."""
    visit = await u.appointments.latest(ticket.id)
    if visit is not None and visit.state is AppointmentState.LAPSED:
        await _ask_when(u, house, ticket, visit, await u.people.get(ticket.resident))


async def _ask_when(
    u: UnitOfWork, house: House, ticket: Ticket, lapsed: Appointment, resident: Resident
) -> None:
    words = Phrase(SILENCE, {"reference": Public(ticket.reference)})
    asked = ((answer("none", SAY_WHEN, lapsed),),)
    await house.tell(u, resident, words, answers=asked, ticket=ticket.id)
