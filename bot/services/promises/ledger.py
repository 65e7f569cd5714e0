"""Keeping the ledger of promises: what is promised for a certain time, and what becomes of it (row D9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.audience import N_
from bot.domain.deeds import Deed
from bot.domain.ids import StaffKey
from bot.domain.pledge import Pledge, PledgeKind, PledgeOutcome
from bot.domain.ticket import Ticket
from bot.ports.desk import Action
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.desk.acting import subject_of
from bot.services.house import House

TIMER = "pledge"
"""The timer at the time that something was promised for."""

CALLED, KEPT, BROKEN = "call.made", "pledge.kept", "pledge.broken"
LABELS = {CALLED: N_("Called…"), KEPT: N_("Kept"), BROKEN: N_("Not kept")}
"""The buttons below a promise, source texts."""

KINDS = {
    PledgeKind.VISIT: N_("a visit"),
    PledgeKind.ANSWER: N_("an answer"),
    PledgeKind.CALL: N_("a call back"),
    PledgeKind.PROMISE: N_("a promise"),
}
"""What was promised, in words for staff."""


async def promise(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    kind: PledgeKind,
    subject: str,
    promised_for: datetime,
    by: StaffKey | None,
    words: str = "",
) -> Pledge:
    """Write down what was promised. The time of a visit is watched by the visit itself."""
    pledge = Pledge(kind, subject, ticket.id, by, promised_for, house.now(), words)
    await u.ledger.put(pledge)
    if kind is not PledgeKind.VISIT:
        await u.timers.set(Timer(TIMER, pledge.key, promised_for))
    return pledge


async def moved(u: UnitOfWork, house: House, ticket: Ticket, due: datetime) -> None:
    """The date of a ticket is another: so is that of the answer promised with its acknowledgement, while it is open."""
    pledge = await u.ledger.get(PledgeKind.ANSWER, ticket.id)
    if pledge is not None and pledge.outcome is None and house.now() < due != pledge.promised_for:
        await u.ledger.put(replace(pledge, promised_for=due))
        await u.timers.set(Timer(TIMER, pledge.key, due))


def buttons(house: House, ticket: Ticket, pledge: Pledge) -> tuple[Action, ...]:
    """How staff say what became of one that only they know about."""
    office = house.directory.office(ticket.office)
    names = {PledgeKind.CALL: (CALLED,), PledgeKind.PROMISE: (KEPT, BROKEN)}.get(pledge.kind, ())
    value = subject_of(ticket, pledge.subject)
    return tuple(Action(name, house.staff_says(office, LABELS[name]), value) for name in names)


_OUTCOMES: Mapping[PledgeOutcome, Deed] = {
    PledgeOutcome.KEPT: "pledge_kept",
    PledgeOutcome.BROKEN: "pledge_broken",
    PledgeOutcome.WITHDRAWN: "pledge_withdrawn",
}
"""What became of a promise, in the ticket's history."""


async def settle(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    kind: PledgeKind,
    subject: str,
    outcome: PledgeOutcome,
    by: str,
) -> bool:
    """Write down what became of it, once: False where that is known already, or nothing was promised."""
    pledge = await u.ledger.get(kind, subject)
    if pledge is None or pledge.outcome is not None:
        return False
    await u.ledger.put(replace(pledge, outcome=outcome, settled_at=house.now()))
    await u.timers.clear(TIMER, pledge.key)
    await house.record(u, ticket, by, _OUTCOMES[outcome], kind)
    return True
