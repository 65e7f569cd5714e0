"""The card on which a superior decides about a promise, in his direct conversation (row E5)."""

from __future__ import annotations

from datetime import date

from bot.domain.addresses import Place, pledge
from bot.domain.audience import N_, Style
from bot.domain.authority import Promise
from bot.domain.directory import Staff
from bot.domain.ticket import Ticket
from bot.i18n import day
from bot.ports.desk import Action, Card, Post, Recard
from bot.ports.store import UnitOfWork
from bot.services import cards
from bot.services.beside import amount_of
from bot.services.house import House, staff_name

APPROVE, REFUSE = "promise.approve", "promise.refuse"


async def ask(u: UnitOfWork, house: House, ticket: Ticket, promise: Promise, chief: Staff) -> None:
    """Bring it before a superior, with two buttons and the way to the ticket."""
    destination = pledge(promise.id, chief.key)
    await u.places.put(destination, Place(house.desk, chief.slack))
    await u.outbox.to_desk(destination, _card(house, ticket, promise, chief), opens_thread=True)
    office = house.directory.office_of(chief)
    title = cards.title_of(house, office, ticket)
    await u.outbox.to_desk(destination, Post(title, thread=ticket.thread))


async def settle(
    u: UnitOfWork, house: House, ticket: Ticket, promise: Promise, msgid: str, by: Staff
) -> None:
    """It is decided, or passed on, by ``by``: the buttons go, the outcome stands there. Nothing where whoever was asked
    has left the office file."""
    chief = house.directory.member_if_known(promise.asked)
    if chief is None:
        return
    outcome = house.staff_says(house.directory.office_of(chief), msgid, name=by.name)
    card = _card(house, ticket, promise, chief, outcome)
    await u.outbox.to_desk(pledge(promise.id, chief.key), Recard(card))


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
    value = f"{ticket.id}#{promise.id}"
    actions = (
        Action(APPROVE, say(N_("Approve")), value, Style.SUCCESS),
        Action(REFUSE, say(N_("Refuse…")), value, Style.DANGER),
    )
    return Card(
        title=" · ".join((ticket.reference, say(N_("A promise above the letter of authority")))),
        fields=tuple(fields),
        body=promise.what,
        ticks_value=value,
        notices=(outcome,) if outcome else (),
        actions=() if outcome else actions,
    )
