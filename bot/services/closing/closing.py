"""The resident is asked whether he is satisfied, reminded once, and his silence closes his request (row D5).

Asking follows whenever a ticket comes to be answered, done or resolved, whoever did it. Nothing is closed over the head
of somebody whom no question can reach: staff are reminded to ask him themselves.
"""

from __future__ import annotations

from datetime import timedelta

from bot.domain.appointment import AppointmentState
from bot.domain.audience import N_, Phrase, Public, Style
from bot.domain.directory import name_in
from bot.domain.follow_up import Outcome
from bot.domain.ids import TicketId
from bot.domain.office_settings import Closing
from bot.domain.people import Resident
from bot.domain.ticket import ASKED, Kind, Move, State, Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.closing import askings
from bot.services.closing.askings import CLOSE, NUDGE
from bot.services.closing.silence import STILL_WRONG
from bot.services.desk import cards
from bot.services.house import Answer, House
from bot.services.visits.visit_words import would_be_off

AGAIN = timedelta(minutes=1)
"""How long closing waits for words of his that have come in and are not handled yet."""

RESOLVED = N_("{who} has marked your request {reference} ({topic}) as resolved. Are you satisfied?")
ANSWERED = N_("{who} has answered your request {reference} ({topic}). Is everything settled for you?")
DONE = N_("The work on your request {reference} ({topic}) is done. Are you satisfied?")
PARTLY_DONE = N_(
    "The work on your request {reference} ({topic}) is over, though not everything could be done. "
    "Is it settled for you all the same?"
)
SUGGESTED = N_("Is everything settled for you about your suggestion {reference}?")
EXPLAINED = N_("Is our explanation about your complaint {reference} ({topic}) clear to you?")
REMIND = N_(
    "We asked whether your request {reference} ({topic}) is settled for you, and would be glad of a word. "
    "If we hear nothing before {until}, we will close it."
)
EXPIRED = N_(
    "We have not heard from you, so we have closed your request {reference} ({topic}). "
    "If something is still wrong, tell us at any time."
)
YES, NO = N_("Yes, thank you"), N_("No, not yet")

AWAY = N_("The resident can't be reached at present. Once that changes, the question will be asked again.")
BY_PHONE = N_(
    "The resident has no chat: please ask {name} ({contact}) whether all is settled, and record the answer "
    "with “Record a call…”."
)
STILL_UNASKED = N_(
    "Nobody knows yet whether all is settled for {name} ({contact}): no message reaches him. "
    "Please ask, and record the answer with “Record a call…”."
)
TIMES_OWED = N_(
    "New times for the visit are still owed to {name}. Until they are proposed, or the visit is called off, silence "
    "does not close this request."
)
FOR_HANDLER = (STILL_UNASKED, TIMES_OWED)
"""What its handler reads in his own conversation, too: it waits for him."""


async def follow(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket) -> None:
    """Ask when it has come to be answered, done or resolved; once it has not any more, be silent."""
    was = before.state if before is not None and before.state in ASKED else None
    if after.state in ASKED and after.state is not was:
        await begin(u, house, after)
    elif was is not None and after.state not in ASKED:
        await u.timers.clear(NUDGE, after.id)
        await u.timers.clear(CLOSE, after.id)


async def back(u: UnitOfWork, house: House, resident: Resident) -> None:
    """He can be reached again: what waits for his word is asked again, and waits anew."""
    for ticket in await u.tickets.open_of(resident.id):
        if ticket.state in ASKED:
            await begin(u, house, ticket)


async def begin(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """Ask him, or have him asked where he has no chat; he has all the time again."""
    resident = await u.people.get(ticket.resident)
    if not resident.has_chat:
        await _note(u, house, ticket, BY_PHONE)
    else:
        if not resident.reachable:
            await _note(u, house, ticket, AWAY)
        await _ask(u, house, ticket, resident)
    await askings.asked(u, house, ticket)
    await u.timers.clear(CLOSE, ticket.id)
    await u.timers.set(Timer(NUDGE, ticket.id, house.now() + _rules(house, ticket).nudge))


async def _ask(u: UnitOfWork, house: House, ticket: Ticket, resident: Resident) -> None:
    items = await u.tickets.items(ticket.id)
    asks = _question(ticket, whole=all(item.done_at is not None for item in items))
    who = await _ended_by(u, house, ticket, resident)
    question = Phrase(asks, {**_params(house, ticket, resident), "who": who})
    off = await would_be_off(u, house, ticket, resident.language)
    buttons = _buttons(ticket)
    await house.tell(u, resident, question, *off, answers=(buttons,), ticket=ticket.id, passing=True)


def _question(ticket: Ticket, *, whole: bool) -> str:
    if ticket.kind is Kind.SUGGESTION:
        return SUGGESTED
    if ticket.state is State.ANSWERED and ticket.kind is Kind.COMPLAINT and ticket.valid is False:
        return EXPLAINED
    done = DONE if whole else PARTLY_DONE
    return {State.ANSWERED: ANSWERED, State.WORK_DONE: done}.get(ticket.state, RESOLVED)


def _buttons(ticket: Ticket) -> tuple[Answer, Answer]:
    return (
        Answer(Phrase(YES), {"do": "satisfied", "ticket": ticket.id}, Style.SUCCESS),
        Answer(Phrase(NO), {"do": "unsatisfied", "ticket": ticket.id}, Style.DANGER),
    )


async def _ended_by(u: UnitOfWork, house: House, ticket: Ticket, resident: Resident) -> Public:
    """Who of the staff acted on it last, as residents read him."""
    acted = [one.actor for one in await u.history(ticket.id)]
    for key in (*reversed(acted), ticket.handler):
        member = house.directory.member_if_known(key)
        if member is not None:
            return house.signature(member, resident.language)
    return name_in(house.directory.department(ticket.department).names, resident.language)


def _params(house: House, ticket: Ticket, resident: Resident) -> dict[str, Public | int | Phrase]:
    return {
        "reference": Public(ticket.reference),
        "topic": name_in(house.directory.topic(ticket.topic).names, resident.language),
    }


async def nudge(u: UnitOfWork, house: House, subject: str) -> None:
    """He has not answered so far: remind him once. Whom nothing reaches, staff are to ask."""
    ticket = await u.tickets.get(TicketId(subject))
    if ticket.state not in ASKED or await _waits_for_a_visit(u, house, ticket, NUDGE):
        return
    rules = _rules(house, ticket)
    resident = await u.people.get(ticket.resident)
    if not (resident.has_chat and resident.reachable):
        await _note(u, house, ticket, STILL_UNASKED)
        await u.timers.set(Timer(NUDGE, ticket.id, house.now() + rules.nudge))
        return
    until = house.now() + rules.after - rules.nudge
    params = _params(house, ticket, resident) | {"until": house.deadline(until, ticket, resident.language)}
    reminder, buttons = Phrase(REMIND, params), _buttons(ticket)
    await house.tell(u, resident, reminder, answers=(buttons,), ticket=ticket.id, passing=True)
    await u.timers.set(Timer(CLOSE, ticket.id, until))


async def close(u: UnitOfWork, house: House, subject: str) -> None:
    """His silence has lasted. A word of his that has come in before is handled first."""
    ticket = await u.tickets.get(TicketId(subject))
    if ticket.state not in ASKED or await _waits_for_a_visit(u, house, ticket, CLOSE):
        return
    resident = await u.people.get(ticket.resident)
    if not (resident.has_chat and resident.reachable):
        await nudge(u, house, subject)
        return
    if await u.waiting_from(resident.channel, resident.chat):
        await u.timers.set(Timer(CLOSE, ticket.id, house.now() + AGAIN))
        return
    await house.record(u, ticket, "palier", "expired")
    closed = await cards.update(u, house, ticket, ticket.move(Move.EXPIRE, house.now()))
    await askings.settle(u, house, ticket, Outcome.UNREACHED, "palier")
    wrong = Answer(Phrase(STILL_WRONG), {"do": "still_wrong", "ticket": ticket.id})
    said = Phrase(EXPIRED, _params(house, closed, resident))
    await house.tell(u, resident, said, answers=((wrong,),), ticket=ticket.id)


async def _waits_for_a_visit(u: UnitOfWork, house: House, ticket: Ticket, kind: str) -> bool:
    """Whether a visit is still to come, or we owe new times for one: to close the request would call it off.
    Whoever owes them is reminded."""
    visit, now = await u.appointments.latest(ticket.id), house.now()
    if visit is None or visit.state not in (
        AppointmentState.AGREED,
        AppointmentState.MISSED,
        AppointmentState.WISHED,
    ):
        return False
    owed = visit.state is not AppointmentState.AGREED
    over = now if owed else visit.ends_at
    if over is None or over < now:
        return False
    if owed:
        await _note(u, house, ticket, TIMES_OWED)
    await u.timers.set(Timer(kind, ticket.id, now))
    await askings.more_time(u, house, ticket, over)
    return True


async def _note(u: UnitOfWork, house: House, ticket: Ticket, msgid: str) -> None:
    office = house.directory.office(ticket.office)
    line = house.staff_says(office, msgid, name=ticket.author_name, contact=ticket.contact or "–")
    await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️" if msgid == AWAY else "☎️"))
    if msgid in FOR_HANDLER:
        title = cards.title_of(house, office, ticket)
        await house.to_keys(u, [ticket.handler], Post(line, icon="☎️", above=title, thread=ticket.thread))


def _rules(house: House, ticket: Ticket) -> Closing:
    return house.directory.office(ticket.office).closing
