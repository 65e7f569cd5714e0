"""A ticket's clocks follow its state, whatever changed it (rows D2, D3, D4).

When one has something to say it is looked at again: ``lateness`` has what is then done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.domain.appointment import AppointmentState
from bot.domain.deadlines import Deadline, Limit, given_to_another, reckon, told, wanted
from bot.domain.policy import policy_of
from bot.domain.ticket import State, Ticket
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.desk import cards
from bot.services.house import House
from bot.services.promises import ledger

TIMER = "clock"
"""The timer of a ticket whose clocks have something to say."""


ANEW = "clocks"
"""The timer under which all tickets are looked at anew, a few at a time."""
RULES = "rules of the clocks"
"""What is remembered of the office file they were last reckoned with."""
LOOKED_AT = "clocks looked at"
"""How far that has got."""
AT_A_TIME, PAUSE = 20, timedelta(seconds=1)
"""So that all else goes on meanwhile: what is due for its own sake, and what people write."""
BUSY, SOON = 10, timedelta(minutes=1)
"""While the desk has so much to be told within that time, it waits: another date changes a card, and the desk takes
fewer than one such change a second."""


def dated(house: House, ticket: Ticket) -> Ticket:
    """A new ticket with the date that its resident is told."""
    want = wanted(ticket, policy_of(house.directory, ticket))
    clocks = reckon(ticket, want, (), house.hours(ticket), house.now())
    return replace(ticket, due_at=told(clocks) or ticket.due_at)


async def begin(u: UnitOfWork, house: House) -> None:
    """The process has started: where the office file's policies or working times have changed since, every clock is
    looked at and reckons anew, from the first one on."""
    directory = house.directory
    places = [(one.key, one.time_zone, one.working_time) for one in directory.residences]
    digest = sha256(repr((directory.offices, places, directory.policies)).encode()).hexdigest()
    if await u.places.shown(RULES) != digest:
        await u.places.show(RULES, digest)
        await anew(u, house)


async def anew(u: UnitOfWork, house: House) -> None:
    """Have every ticket looked at, from the first one on."""
    await u.places.hide(LOOKED_AT)
    await u.timers.set(Timer(ANEW, "", house.now()))


async def look_anew(u: UnitOfWork, house: House, subject: str) -> None:
    """Have some more tickets looked at. One that is due for its own sake is looked at then, and once more."""
    if await u.outbox.busy(house.desk, house.now() + SOON, BUSY) >= BUSY:
        await u.timers.set(Timer(ANEW, "", house.now() + PAUSE))
        return
    last = await u.timers.hurry(TIMER, await u.places.shown(LOOKED_AT) or "", AT_A_TIME, house.now())
    if last is None:
        await u.places.hide(LOOKED_AT)
        return
    await u.places.show(LOOKED_AT, last)
    await u.timers.set(Timer(ANEW, "", house.now() + PAUSE))


async def follow(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket) -> None:
    """It has changed: its clocks run, pause, resume and stop as it now stands; a new date is shown."""
    known = await u.clocks.of(after.id)
    if before is not None and before.handler != after.handler:
        step = policy_of(house.directory, after).step
        known = given_to_another(known, house.hours(after), step, house.now())
    await settle(u, house, after, await reckoned(u, house, after, known))


async def reckoned(
    u: UnitOfWork, house: House, ticket: Ticket, known: Iterable[Deadline]
) -> tuple[Deadline, ...]:
    """The clocks as its state wants them."""
    policy = policy_of(house.directory, ticket)
    want = wanted(ticket, policy, await _outside(u, ticket), await _visit(u, ticket))
    return reckon(ticket, want, known, house.hours(ticket), house.now())


async def settle(u: UnitOfWork, house: House, ticket: Ticket, clocks: Iterable[Deadline]) -> None:
    """Write its clocks and the date that follows from them, and have it looked at again in time."""
    clocks = tuple(clocks)
    await u.clocks.put(ticket.id, clocks)
    moments = [at for at in (acts_at(house, ticket, one) for one in clocks) if at is not None]
    if moments:
        await u.timers.set(Timer(TIMER, ticket.id, min(moments)))
    else:
        await u.timers.clear(TIMER, ticket.id)
    due = _of(clocks, Limit.OUTSIDE) or told(clocks) or ticket.due_at
    if due != ticket.due_at:
        await u.tickets.date(ticket.id, due)
        await ledger.moved(u, house, ticket, due)
        await cards.refresh(u, house, replace(ticket, due_at=due))


def acts_at(house: House, ticket: Ticket, clock: Deadline) -> datetime | None:
    """When there is something to do about a clock: while the office is open, unless the ticket must not wait."""
    at = clock.acts_at
    if at is None or ticket.act_now:
        return at
    return house.hours(ticket).opening(max(at, house.now()))


def _of(clocks: Iterable[Deadline], name: Limit) -> datetime | None:
    found: Mapping[Limit, Deadline] = {one.name: one for one in clocks}
    return found[name].due_at if name in found else None


async def _visit(u: UnitOfWork, ticket: Ticket) -> datetime | None:
    """When the visit that was agreed is over."""
    visit = await u.appointments.latest(ticket.id)
    return visit.ends_at if visit is not None and visit.state is AppointmentState.AGREED else None


async def _outside(u: UnitOfWork, ticket: Ticket) -> datetime | None:
    """When the first question outside that is still open is due."""
    if ticket.state is not State.WAITING_OUTSIDE:
        return None
    asked = [one.due_at for one in await u.outsiders.of(ticket.id) if one.answer is None]
    return min(asked, default=None)
