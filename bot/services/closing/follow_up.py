"""The office asks again some time after it was closed, and notes the calls it makes (row D7).

The first follow-up is the question that comes with *work done* (``closing``). A month later follow A and B complaints
and what staff marked important, and key residents when their office says. Whom no chat reaches, staff are to ring up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.audience import N_, Phrase, Public, Style
from bot.domain.business_time import Counting
from bot.domain.deeds import Deed
from bot.domain.directory import Office, name_in
from bot.domain.errors import Refused
from bot.domain.follow_up import FollowUp, Occasion, Outcome, days_after
from bot.domain.ids import TicketId
from bot.domain.people import Resident
from bot.domain.ticket import ASKED, MOVED_ON, Move, State, Ticket
from bot.ports.desk import Post
from bot.ports.modal import ChoiceField, Field, TextField
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.closing import askings
from bot.services.desk import cards
from bot.services.desk.acting import FOR_COLLEAGUES, Act
from bot.services.house import Answer, House
from bot.services.tickets import reopening

TIMER = "follow_up"

ASK = N_(
    "Some time ago we closed your request {reference} ({topic}). Is everything still in order? "
    "We would be glad of a word."
)
FINE, NOT_FINE = N_("Yes, all is well"), N_("No, it isn't")
THANKS = N_("Thank you for letting us know. We are glad that all is well.")
PLEASE_RING = N_(
    "Follow-up is due: please ask {name} ({contact}) whether all is still in order with {title}, and record it with "
    "“Record a call…”."
)
NO_LONGER = N_("Thank you. Your request {reference} is being looked into already.")
SAYS = {
    Outcome.FINE: N_("Follow-up: all is well, says {name}."),
    Outcome.NOT_FINE: N_("Follow-up: not all is well, says {name}. The request is open again."),
}
OUTCOMES = {
    Outcome.FINE: N_("reached: all is well"),
    Outcome.NOT_FINE: N_("reached: something is still wrong"),
    Outcome.UNREACHED: N_("not reached"),
}
"""What a call can come to, in words for staff."""


async def follow(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket) -> None:
    """Plan what is to be asked while it is closed; forget it once it is not."""
    if after.state is not State.CLOSED and (before is None or before.state is not State.CLOSED):
        return
    known = await u.follow_ups.of(after.id)
    planned = [one for one in known if one.asked_at is None and one.outcome is None]
    wanted = _wanted(house, after, known) if after.state is State.CLOSED else []
    for one in planned:
        if one.due_at not in wanted:
            await u.follow_ups.put(replace(one, outcome=Outcome.MOOT, settled_at=house.now()))
    there = {one.due_at for one in known if one.outcome is not Outcome.MOOT}
    fresh = [due for due in wanted if due not in there]
    for number, due_at in enumerate(fresh, len(known) + 1):
        await u.follow_ups.put(FollowUp(after.id, number, Occasion.LATER, due_at))
    await _set_timer(u, after)


def _wanted(house: House, ticket: Ticket, known: list[FollowUp]) -> list[datetime]:
    """When he is to be asked, in opening hours, counted from the work, else from the closing."""
    office = house.directory.office(ticket.office)
    rules = office.follow_up
    days = days_after(ticket, rules.month_days, rules.key_days, key=_is_key(house, ticket))
    work = [one.asked_at for one in known if one.occasion is Occasion.WORK and one.asked_at]
    since = max(work) if work else ticket.waiting_since or ticket.opened_at
    calendar = house.calendar(office.key, ticket.residence)
    at = [calendar.add(since + timedelta(days=each), timedelta(), Counting.OPENING_HOURS) for each in days]
    return [one for one in at if one > house.now()]


def _is_key(house: House, ticket: Ticket) -> bool:
    residence = house.directory.residence(ticket.residence) if ticket.residence else None
    return residence is not None and ticket.unit in residence.key_units


async def _set_timer(u: UnitOfWork, ticket: Ticket) -> None:
    waiting = [
        one for one in await u.follow_ups.of(ticket.id) if one.asked_at is None and one.outcome is None
    ]
    if waiting:
        await u.timers.set(Timer(TIMER, ticket.id, min(one.due_at for one in waiting)))
    else:
        await u.timers.clear(TIMER, ticket.id)


async def due(u: UnitOfWork, house: House, subject: str) -> None:
    """It is time to ask. What came due together is asked once."""
    ticket = await u.tickets.get(TicketId(subject))
    now = house.now()
    ripe = [
        one
        for one in await u.follow_ups.of(ticket.id)
        if one.asked_at is None and one.outcome is None and one.due_at <= now
    ]
    for one in ripe[:-1]:
        await u.follow_ups.put(replace(one, outcome=Outcome.MOOT, settled_at=now))
    if ripe and ticket.state is State.CLOSED:
        await u.follow_ups.put(replace(ripe[-1], asked_at=now))
        await _ask(u, house, ticket)
    await _set_timer(u, ticket)


async def _ask(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    resident = await u.people.get(ticket.resident)
    await house.record(u, ticket, "palier", "follow_up")
    if not (resident.has_chat and resident.reachable):
        await _have_rung_up(u, house, ticket)
        return
    topic = name_in(house.directory.topic(ticket.topic).names, resident.language)
    question = Phrase(ASK, {"reference": Public(ticket.reference), "topic": topic})
    answers = (
        Answer(Phrase(FINE), {"do": "all_well", "ticket": ticket.id}, Style.SUCCESS),
        Answer(Phrase(NOT_FINE), {"do": "not_well", "ticket": ticket.id}, Style.DANGER),
    )
    await house.tell(u, resident, question, answers=(answers,), ticket=ticket.id)


async def _have_rung_up(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    office = house.directory.office(ticket.office)
    title = cards.title_of(house, office, ticket)
    line = house.staff_says(
        office, PLEASE_RING, name=ticket.author_name, contact=ticket.contact or "–", title=title
    )
    await u.outbox.to_desk(ticket.thread, Post(line, icon="☎️"))
    await house.to_keys(u, [ticket.handler], Post(line, icon="☎️", thread=ticket.thread))


async def all_well(u: UnitOfWork, house: House, resident: Resident, ticket: Ticket) -> None:
    """He says that all is still in order."""
    if await askings.settle(u, house, ticket, Outcome.FINE, "resident"):
        await house.record(u, ticket, "resident", "all_well")
        await _say(u, house, ticket, Outcome.FINE)
    await house.tell(u, resident, Phrase(THANKS), ticket=ticket.id)


async def not_well(u: UnitOfWork, house: House, resident: Resident, ticket: Ticket) -> bool:
    """He says that it is not, or that it was closed too soon: open again; False where it is already."""
    if not ticket.allows(Move.REOPEN):
        said = Phrase(NO_LONGER, {"reference": Public(ticket.reference)})
        await house.tell(u, resident, said, ticket=ticket.id)
        return False
    await askings.settle(u, house, ticket, Outcome.NOT_FINE, "resident")
    await house.record(u, ticket, "resident", "not_well")
    await _say(u, house, ticket, Outcome.NOT_FINE)
    await reopening.again(u, house, ticket, Move.REOPEN)
    return True


async def _say(u: UnitOfWork, house: House, ticket: Ticket, outcome: Outcome) -> None:
    office = house.directory.office(ticket.office)
    line = house.staff_says(office, SAYS[outcome], name=ticket.author_name)
    await u.outbox.to_desk(ticket.thread, Post(line, icon="☎️"))


def recordable(ticket: Ticket) -> bool:
    """Whether a call about how it went can be recorded."""
    return ticket.state in (*ASKED, State.CLOSED)


def call_fields(house: House, office: Office) -> tuple[Field, ...]:
    """What came of the call."""

    def say(msgid: str) -> str:
        return house.staff_says(office, msgid)

    hint = say(FOR_COLLEAGUES)
    return (
        ChoiceField(
            "outcome", say(N_("The call")), tuple((str(one), say(words)) for one, words in OUTCOMES.items())
        ),
        TextField("text", say(N_("A word")), optional=True, hint=hint, longest=500),
    )


async def call(u: UnitOfWork, house: House, act: Act) -> None:
    """A colleague rang him up: what he said counts as if he had pressed it himself."""
    ticket, member, words = act.ticket, act.member, act.text("text")
    outcome = Outcome(act.text("outcome"))
    if not recordable(ticket):
        raise Refused(MOVED_ON)
    settled = outcome is not Outcome.UNREACHED and await askings.settle(
        u, house, ticket, outcome, member.key, words
    )
    if not settled:
        now, known = house.now(), await u.follow_ups.of(ticket.id)
        made = FollowUp(ticket.id, len(known) + 1, Occasion.CALL, now, now, outcome, now, member.key, words)
        await u.follow_ups.put(made)
    office = house.directory.office(ticket.office)
    said = house.staff_says(office, OUTCOMES[outcome])
    await house.record(u, ticket, member.key, "rang_up", " · ".join(filter(None, (said, words))))
    line = house.staff_says(office, N_("Called {name}: {outcome}."), name=ticket.author_name, outcome=said)
    await u.outbox.to_desk(ticket.thread, Post(line, author=member.name, icon="☎️", below=words))
    after = await _after_call(u, house, ticket, outcome)
    if after.state is not ticket.state:
        resident = await u.people.get(ticket.resident)
        told = askings.CLOSED if after.state is State.CLOSED else askings.AGAIN
        reference = {"reference": Public(ticket.reference)}
        await house.tell(u, resident, Phrase(told, reference), ticket=ticket.id)


async def _after_call(u: UnitOfWork, house: House, ticket: Ticket, outcome: Outcome) -> Ticket:
    now = house.now()
    asked = ticket.state in ASKED
    if outcome is Outcome.NOT_FINE and not asked:
        return await reopening.again(u, house, ticket, Move.REOPEN)
    if outcome is Outcome.UNREACHED or not asked:
        return await cards.update(u, house, ticket, replace(ticket, handled_at=now))
    move = Move.SATISFIED if outcome is Outcome.FINE else Move.UNSATISFIED
    return await cards.update(u, house, ticket, ticket.move(move, now))


async def mark_important(u: UnitOfWork, house: House, act: Act) -> None:
    """Its resident is to be asked again a month later; or no longer."""
    after = replace(act.ticket, important=not act.ticket.important)
    what: Deed = "important" if after.important else "unimportant"
    await house.record(u, act.ticket, act.member.key, what)
    await cards.update(u, house, act.ticket, after)
