"""What is kept of the office's askings: put down when he is asked, settled once something is known (row D7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.audience import N_
from bot.domain.follow_up import FollowUp, Occasion, Outcome
from bot.domain.ticket import State, Ticket
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.house import House

CLOSED = N_("Thank you. Your request {reference} is closed.")
AGAIN = N_("We are looking into your request {reference} again.")
"""What a resident reads after his word, or a colleague's for him."""


async def asked(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """He is asked whether he is satisfied: with work that has been done, that is its first follow-up."""
    if ticket.state is State.WORK_DONE:
        known = await u.follow_ups.of(ticket.id)
        if not any(one.occasion is Occasion.WORK and one.outcome is None for one in known):
            now = house.now()
            await u.follow_ups.put(FollowUp(ticket.id, len(known) + 1, Occasion.WORK, now, asked_at=now))


NUDGE, CLOSE = "nudge", "close"
"""The timers of his silence: he is reminded; it has lasted."""


async def more_time(u: UnitOfWork, house: House, ticket: Ticket, since: datetime) -> None:
    """He has said something, if not the last word, or a visit is still to come: from then on he has at least as long as
    after a reminder."""
    closing = house.directory.office(ticket.office).closing
    until = since + closing.after - closing.nudge
    for kind in (NUDGE, CLOSE):
        due = await u.timers.at(kind, ticket.id)
        if due is not None and due < until:
            await u.timers.set(Timer(kind, ticket.id, until))


async def settle(
    u: UnitOfWork, house: House, ticket: Ticket, outcome: Outcome, by: str, words: str = ""
) -> bool:
    """What was asked has this outcome, as ``by`` says; whether anything was open."""
    open_ones = [one for one in await u.follow_ups.of(ticket.id) if one.asked_at and one.outcome is None]
    for one in open_ones:
        settled = replace(one, outcome=outcome, settled_at=house.now(), settled_by=by, words=words)
        await u.follow_ups.put(settled)
    return bool(open_ones)


async def unsettle(u: UnitOfWork, ticket: Ticket) -> None:
    """What his silence had settled is open again."""
    for one in (await u.follow_ups.of(ticket.id))[-1:]:
        if one.outcome is Outcome.UNREACHED and one.settled_by == "palier":
            await u.follow_ups.put(replace(one, outcome=None, settled_at=None, settled_by=None))
