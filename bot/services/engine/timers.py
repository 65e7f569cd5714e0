"""What a timer looks at again when it fires, in one table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import fields
from datetime import timedelta
from hashlib import sha256

from bot.domain.directory import Directory
from bot.domain.ids import QuoteId, SubticketId, TalkId, TicketId
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.clocks import clocks, lateness
from bot.services.closing import askings, closing, follow_up
from bot.services.complaints import branch_reports, joint
from bot.services.contractors import talks
from bot.services.desk import cards, home_pages, home_tab
from bot.services.engine import consequences, housekeeping
from bot.services.house import House
from bot.services.promises import approving, ledger, pledge_card, pledging
from bot.services.relay import flood
from bot.services.residents import alerting, dialogue, unsent
from bot.services.sheets import boards, handover, redrawing, reviewing
from bot.services.tickets import quoting, subtickets
from bot.services.visits import appointments, arriving, wishing_visits
from bot.services.works import loose_photos

Look = Callable[[UnitOfWork, House, str], Awaitable[None]]
"""A use case that is handed what the timer is about. The state may have moved on since it was set."""


START = "start"
"""The timer at which what a start has set is set once more."""
OVERLAP = timedelta(minutes=10)
"""How long a replica with the office file of before may still be at work."""
AT_WORK = "office file at work"
"""What is remembered of the one that the last start has read."""


async def begin(u: UnitOfWork, house: House) -> None:
    """The process has started: set what comes round by itself. With another office file than the last start's it is set
    once more later: a replica that has the one before may undo it as long as it goes on."""
    await _set(u, house)
    file, before = _file(house), await u.places.shown(AT_WORK)
    if before != file:
        await u.places.show(AT_WORK, file)
        if before is not None:
            await u.timers.set(Timer(START, file, house.now() + OVERLAP))


async def _once_more(u: UnitOfWork, house: House, file: str) -> None:
    """Left to a replica that has this office file, unless a start has read another since."""
    if await u.places.shown(AT_WORK) != file:
        return
    if _file(house) != file:
        await u.timers.set(Timer(START, file, house.now() + OVERLAP))
        return
    await _set(u, house)
    await clocks.anew(u, house)


def _file(house: House) -> str:
    own = [getattr(house.directory, each.name) for each in fields(Directory)]
    return sha256(repr(own).encode()).hexdigest()


async def _set(u: UnitOfWork, house: House) -> None:
    await housekeeping.begin(u, house)
    await handover.begin(u, house)
    await reviewing.begin(u, house)


async def fire(u: UnitOfWork, house: House, due: Timer) -> None:
    """Something is to be looked at again; a kind that an older version set is nothing any more."""
    look = TIMERS.get(due.kind)
    if look is not None:
        await look(u, house, due.subject)
        await consequences.follow(u, house)


async def _dialog(u: UnitOfWork, house: House, subject: str) -> None:
    resident, topic = dialogue.whose(subject)
    await dialogue.remind(u, house.at(topic), await u.people.get(resident))


async def _digest(u: UnitOfWork, house: House, subject: str) -> None:
    await flood.show(u, house, TicketId(subject))


async def _colour(u: UnitOfWork, house: House, subject: str) -> None:
    ticket = await u.tickets.get(TicketId(subject))
    await cards.repaint(u, house, ticket)
    await home_tab.noticed(u, house, [ticket])


async def _words(u: UnitOfWork, house: House, subject: str) -> None:
    await u.tickets.index(TicketId(subject))


async def _tidy(u: UnitOfWork, house: House, subject: str) -> None:
    await housekeeping.tidy(u, house)


async def _part(u: UnitOfWork, house: House, subject: str) -> None:
    await subtickets.remind(u, house, SubticketId(subject))


async def _talk(u: UnitOfWork, house: House, subject: str) -> None:
    await talks.silent(u, house, TalkId(subject))


async def _quote(u: UnitOfWork, house: House, subject: str) -> None:
    await quoting.lapse(u, house, QuoteId(subject))


async def _eve(u: UnitOfWork, house: House, subject: str) -> None:
    await arriving.remind(u, house, appointments.DAY, subject)


async def _hour(u: UnitOfWork, house: House, subject: str) -> None:
    await arriving.remind(u, house, appointments.HOUR, subject)


TIMERS: Mapping[str, Look] = {
    START: _once_more,
    "dialog": _dialog,
    "digest": _digest,
    "words": _words,
    cards.AGE: _colour,
    askings.CLOSE: closing.close,
    askings.NUDGE: closing.nudge,
    follow_up.TIMER: follow_up.due,
    handover.LEFT: handover.remind,
    handover.SHIFT: handover.shift_ended,
    branch_reports.TIMER: branch_reports.supplement,
    clocks.ANEW: clocks.look_anew,
    clocks.TIMER: lateness.look,
    home_pages.HOME: home_tab.due,
    housekeeping.KIND: _tidy,
    joint.UNDECIDED: joint.undecided,
    subtickets.TIMER: _part,
    quoting.TIMER: _quote,
    redrawing.TIMER: boards.draw,
    reviewing.TIMER: reviewing.due,
    pledge_card.REMIND: approving.remind,
    pledge_card.PASS_ON: approving.pass_on,
    talks.TIMER: _talk,
    appointments.DAY: _eve,
    appointments.HOUR: _hour,
    appointments.LATE: arriving.late,
    appointments.OFFERS: wishing_visits.lapse,
    ledger.TIMER: pledging.due,
    loose_photos.TIMER: loose_photos.due,
    unsent.TIMER: unsent.due,
    alerting.UNHEARD: alerting.unheard,
}
"""Their kinds are kept in the database; ``alerted``, ``asked``, ``excused``, ``flood`` and ``warned`` are only
remembered, and do nothing."""
