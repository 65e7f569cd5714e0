"""What a ticket asks of staff at a glance: on whom it waits, and how long ago it was last handled (row G2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.glance import Listed
from bot.domain.ticket import Kind, State, Ticket


class Party(StrEnum):
    """Whose turn it is."""

    MANAGEMENT = "management"
    DEPARTMENT = "department"
    HANDLER = "handler"
    RESIDENT = "resident"
    CONTRACTOR = "contractor"
    OUTSIDE = "outside"
    COLLEAGUE = "colleague"
    NOBODY = "nobody"


_TURN = {
    State.NEW: Party.HANDLER,
    State.OPEN: Party.HANDLER,
    State.WAITING_RESIDENT: Party.RESIDENT,
    State.WAITING_CONTRACTOR: Party.CONTRACTOR,
    State.WAITING_OUTSIDE: Party.OUTSIDE,
    State.WAITING_SUBTICKET: Party.COLLEAGUE,
    State.ANSWERED: Party.RESIDENT,
    State.WORK_DONE: Party.RESIDENT,
    State.CONFIRMING: Party.RESIDENT,
    State.CLOSED: Party.NOBODY,
    State.DECLINED: Party.NOBODY,
    State.MERGED: Party.NOBODY,
}


def waits_for(ticket: Listed) -> Party:
    """Whose turn it is; while nobody has taken it the management's where it is under review, else the whole
    department's."""
    party = _TURN[ticket.state]
    if party is not Party.HANDLER or ticket.handler is not None:
        return party
    return Party.MANAGEMENT if ticket.in_review else Party.DEPARTMENT


class Age(StrEnum):
    """How long ago it was last handled, as a dot."""

    FRESH = "🟢"
    AGEING = "🟡"
    STALE = "🔴"


Turns = tuple[datetime, datetime]
"""When a ticket's colour turns to *ageing*, and to *stale*, if nobody does anything: once half of the time within which
it is to be answered has gone by since it was last handled, and once the whole has, as the office counts time."""


Marks = tuple[datetime, datetime]
"""The same looked at from now: what was last handled no later than the first is *ageing*, than the second *stale*."""


def age(ticket: Listed, marks: Marks) -> Age | None:
    """Its colour. None for one that is final."""
    if not ticket.is_open:
        return None
    since, (ageing, stale) = last_handled(ticket), marks
    return Age.STALE if since <= stale else Age.AGEING if since <= ageing else Age.FRESH


def is_late(ticket: Listed, now: datetime, marks: Marks) -> bool:
    """Whether staff must see to it: it does not wait for the resident, and he was owed an answer by now, or nobody has
    handled it for too long."""
    if waits_for(ticket) in (Party.RESIDENT, Party.NOBODY):
        return False
    return is_overdue(ticket, now) or age(ticket, marks) is Age.STALE


def is_overdue(ticket: Listed, now: datetime) -> bool:
    """Whether its resident should have had an answer by now; while a clock of his is paused, it is not."""
    return ticket.owed_since is not None and ticket.state not in RESTING and ticket.due_at <= now


RESTING = (State.WAITING_RESIDENT, State.WAITING_CONTRACTOR, State.WAITING_OUTSIDE)
"""While these are awaited the clock of the answer stands still (row D4)."""


class Due(StrEnum):
    """What the date of a ticket (``due_at``) is of."""

    ANSWER = "answer"
    SOLUTION = "solution"
    OUTSIDE = "outside"


def next_due(ticket: Ticket) -> Due | None:
    """What is next due of us, or of whom we have asked; None while nothing is, or its clock stands still."""
    if ticket.state is State.WAITING_OUTSIDE:
        return Due.OUTSIDE
    if not ticket.is_open or ticket.state in (*RESTING, State.CONFIRMING):
        return None
    if ticket.owed_since is not None:
        return Due.ANSWER
    at_work = ticket.state not in (State.ANSWERED, State.WORK_DONE)
    return Due.SOLUTION if ticket.kind is Kind.COMPLAINT and ticket.valid is not False and at_work else None


def idle(ticket: Ticket, now: datetime) -> timedelta:
    """How long ago it was last handled; if never, opened."""
    return now - last_handled(ticket)


def next_colour(ticket: Ticket, now: datetime, turns: Turns) -> datetime | None:
    """When the colour changes if nobody does anything; None when it no longer does."""
    if not ticket.is_open:
        return None
    return next((at for at in turns if at > now), None)


def last_handled(ticket: Listed) -> datetime:
    """When staff last did something; if never, when it was opened."""
    return ticket.handled_at or ticket.opened_at
