"""A call back: promised to the resident by a time, made, and recorded with its outcome (row D9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import Office
from bot.domain.errors import Refused
from bot.domain.pledge import PledgeKind, PledgeOutcome
from bot.domain.ticket import MOVED_ON, Move, Ticket
from bot.ports.desk import Post
from bot.ports.inbound import DeskForm
from bot.ports.modal import ChoiceField, Field, MomentField, TextField
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import FOR_COLLEAGUES, Act
from bot.services.desk.windows import coming, to_come
from bot.services.house import House
from bot.services.promises import ledger

USUAL = timedelta(hours=2)
"""The time that the window proposes."""
REACHED, MISSED = "reached", "missed"

WILL_CALL = N_("{who} will call you before {due} about your request {reference}.")
TRIED = N_(
    "{who} has tried to call you about your request {reference}. Please write here when we may call you again."
)
PROMISED = N_("{name} calls {resident} back before {due} ({contact})")
CALLED = N_("{name} has called {resident}: {outcome}")
OUTCOMES = {REACHED: N_("reached"), MISSED: N_("not reached")}


def fields(house: House, office: Office) -> tuple[Field, ...]:
    """By when."""
    label = house.staff_says(office, N_("I call back before"))
    return (MomentField("due", label, initial=house.now() + USUAL),)


def checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """A time to come."""
    return to_come(house, office, form, "due")


async def promise(u: UnitOfWork, house: House, act: Act) -> None:
    """The resident reads by when he is called; the promise is watched."""
    ticket, member, due = act.ticket, act.member, coming(house, act, "due")
    office = house.directory.office(ticket.office)
    resident = await u.people.get(ticket.resident)
    pledge = await ledger.promise(u, house, ticket, PledgeKind.CALL, u.ids.nonce(), due, member.key)
    told = house.deadline(due, ticket, office.language)
    await house.record(u, ticket, member.key, "call_promised", told)
    text = house.staff_says(
        office,
        PROMISED,
        name=member.name,
        resident=ticket.author_name,
        due=told,
        contact=ticket.contact or resident.contact or "–",
    )
    post = Post(text, icon="📞", actions=ledger.buttons(house, ticket, pledge))
    await house.ask(u, ticket.thread, post)
    params: dict[str, Public | int | Phrase] = {
        "who": house.signature(member, resident.language),
        "reference": Public(ticket.reference),
        "due": house.deadline(due, ticket, resident.language),
    }
    await house.tell(u, resident, Phrase(WILL_CALL, params), ticket=ticket.id)
    await _handled(u, house, act)


def called_fields(house: House, office: Office) -> tuple[Field, ...]:
    """Reached or not, and a word for colleagues."""
    options = tuple((key, house.staff_says(office, words)) for key, words in OUTCOMES.items())
    hint = house.staff_says(office, FOR_COLLEAGUES)
    return (
        ChoiceField("outcome", house.staff_says(office, N_("The resident was")), options, initial=REACHED),
        TextField(
            "word", house.staff_says(office, N_("What was said")), optional=True, hint=hint, longest=500
        ),
    )


async def called(u: UnitOfWork, house: House, act: Act) -> None:
    """The call was made: kept, unless its time had passed. A resident who was not reached is told that we tried."""
    ticket, member, outcome = act.ticket, act.member, act.text("outcome") or REACHED
    pledge = await u.ledger.get(PledgeKind.CALL, act.detail)
    if pledge is None or pledge.outcome in (PledgeOutcome.KEPT, PledgeOutcome.WITHDRAWN):
        raise Refused(MOVED_ON)
    result = PledgeOutcome.KEPT if house.now() <= pledge.promised_for else PledgeOutcome.BROKEN
    await ledger.settle(u, house, ticket, PledgeKind.CALL, act.detail, result, member.key)
    office = house.directory.office(ticket.office)
    words = house.staff_says(office, OUTCOMES[outcome])
    said = " · ".join(part for part in (words, act.text("word")) if part)
    await house.record(u, ticket, member.key, "called", said)
    text = house.staff_says(office, CALLED, name=member.name, resident=ticket.author_name, outcome=said)
    await u.outbox.to_desk(ticket.thread, Post(text, icon="📞"))
    if outcome == MISSED:
        resident = await u.people.get(ticket.resident)
        who = house.signature(member, resident.language)
        tried = Phrase(TRIED, {"who": who, "reference": Public(ticket.reference)})
        await house.tell(u, resident, tried, ticket=ticket.id)
    await _handled(u, house, act)


async def _handled(u: UnitOfWork, house: House, act: Act) -> Ticket:
    ticket = act.ticket
    after = ticket.move(Move.TAKE, house.now()) if ticket.allows(Move.TAKE) else ticket
    saved = await u.tickets.save(after)
    await cards.refresh(u, house, saved)
    return saved
