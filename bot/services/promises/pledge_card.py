"""The card on which a superior decides about a promise, in his direct conversation, and what is said of it to whoever
asked (row E5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.addresses import Place, pledge
from bot.domain.audience import N_, Style
from bot.domain.authority import Promise, PromiseState
from bot.domain.directory import Office, Staff
from bot.domain.policy import span
from bot.domain.ticket import Ticket
from bot.i18n import day
from bot.ports.desk import Action, Card, Post, Recard
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.desk import cards, slips
from bot.services.desk.beside import amount_of, promise_in_words
from bot.services.house import House, staff_name

APPROVE, REFUSE = "promise.approve", "promise.refuse"
WITHDRAW = "promise.withdraw"
REMIND, PASS_ON = "promise.remind", "promise.pass_on"
"""The timers of one that waits: its superior is reminded, then it goes to the next."""
PATIENCE = span("4 opening hours")
"""How long it waits before each."""


async def ask(u: UnitOfWork, house: House, ticket: Ticket, promise: Promise, chief: Staff) -> None:
    """Bring it before a superior, with two buttons and the way to the ticket; he is reminded in time."""
    destination = pledge(promise.id, chief.key)
    await u.places.put(destination, Place(house.desk, chief.slack))
    await u.outbox.to_desk(destination, _card(house, ticket, promise, chief), opens_thread=True)
    office = house.directory.office_of(chief)
    title = cards.title_of(house, office, ticket)
    await u.outbox.to_desk(destination, Post(title, thread=ticket.thread))
    await wake(u, house, promise, chief, REMIND)


async def wake(u: UnitOfWork, house: House, promise: Promise, chief: Staff, kind: str) -> None:
    """Have one that waits looked at again, when his office has been open for long enough."""
    hours = house.office_hours(house.directory.office_of(chief))
    await u.timers.set(Timer(kind, promise.id, hours.add(house.now(), PATIENCE)))


async def settle(
    u: UnitOfWork, house: House, ticket: Ticket, promise: Promise, msgid: str, name: str = ""
) -> None:
    """It is decided, passed on, or needless: the buttons go, the outcome stands there."""
    for kind in (REMIND, PASS_ON):
        await u.timers.clear(kind, promise.id)
    chief = house.directory.member_if_known(promise.asked)
    if chief is not None:
        outcome = house.staff_says(house.directory.office_of(chief), msgid, name=name)
        card = _card(house, ticket, promise, chief, outcome)
        await u.outbox.to_desk(pledge(promise.id, chief.key), Recard(card))
    await slips.redraw(
        u, house, ticket, promise.id, (), lambda office: house.staff_says(office, msgid, name=name)
    )


async def goes_up(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    asked: Promise,
    higher: Staff,
    outcome: str,
    name: str,
    actor: str,
) -> Promise:
    """It is for the next superior to decide; ``outcome``, with a ``name``, stands on the card of who had it."""
    passed = replace(asked, asked=higher.key)
    await u.promises.settle(passed, asked.asked)
    await house.record(u, ticket, actor, "passed_up", higher.key)
    await settle(u, house, ticket, asked, outcome, name)
    await ask(u, house, ticket, passed, higher)
    return passed


async def say(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    msgid: str,
    *,
    promise: Promise,
    also: Staff | None = None,
    **params: str,
) -> None:
    """Tell the thread and the card, and directly ``also``, who wants to promise it; the resident does not read it.
    While it waits it can be withdrawn there."""
    office = house.directory.office(ticket.office)
    text = house.staff_says(office, msgid, promise=promise_in_words(house, office, promise), **params)
    await house.ask(u, ticket.thread, Post(text, actions=_withdrawing(house, office, promise)))
    await cards.repaint(u, house, ticket)
    if also is not None:
        own = house.directory.office_of(also)
        text = house.staff_says(own, msgid, promise=promise_in_words(house, own, promise), **params)
        title = cards.title_of(house, own, ticket)
        actions = _withdrawing(house, own, promise)
        await house.direct(u, also, Post(text, above=title, actions=actions, thread=ticket.thread))


def _withdrawing(house: House, office: Office, promise: Promise) -> tuple[Action, ...]:
    if promise.state is not PromiseState.ASKED:
        return ()
    return (Action(WITHDRAW, house.staff_says(office, N_("Withdraw")), f"{promise.ticket}#{promise.id}"),)


def buttons(house: House, office: Office, promise: Promise) -> tuple[Action, ...]:
    """With which he decides."""
    value = f"{promise.ticket}#{promise.id}"
    return (
        Action(APPROVE, house.staff_says(office, N_("Approve")), value, Style.SUCCESS),
        Action(REFUSE, house.staff_says(office, N_("Refuse…")), value, Style.DANGER),
    )


def _card(house: House, ticket: Ticket, promise: Promise, chief: Staff, outcome: str = "") -> Card:
    office = house.directory.office_of(chief)

    def say(msgid: str) -> str:
        return house.staff_says(office, msgid)

    fields = [
        (say(N_("Wants to promise")), staff_name(house, promise.member)),
        (say(N_("What is it?")), say(N_("A waiver of a fee") if promise.waiver else N_("A promise"))),
        (say(N_("Amount")), amount_of(house, office, promise)),
    ]
    if promise.by_day:
        fields.append((say(N_("By when")), day(date.fromisoformat(promise.by_day), office.language)))
    return Card(
        title=" · ".join((ticket.reference, say(N_("A promise above the letter of authority")))),
        fields=tuple(fields),
        body=promise.what,
        ticks_value=f"{ticket.id}#{promise.id}",
        notices=(outcome,) if outcome else (),
        actions=() if outcome else buttons(house, office, promise),
    )
