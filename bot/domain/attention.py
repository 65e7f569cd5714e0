"""What a ticket asks of staff at a glance: on whom it waits, and how long ago it was last handled (row G2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ticket import State, Ticket


class Party(StrEnum):
    """Whose turn it is."""

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


def waits_for(ticket: Ticket) -> Party:
    """Whose turn it is; the whole department's while nobody has taken it."""
    party = _TURN[ticket.state]
    return Party.DEPARTMENT if party is Party.HANDLER and ticket.handler is None else party


class Age(StrEnum):
    """How long ago it was last handled, as a dot."""

    FRESH = "🟢"
    AGEING = "🟡"
    STALE = "🔴"


def age(ticket: Ticket, now: datetime, answer_within: timedelta) -> Age | None:
    """Its colour: *ageing* from half of the time within which an office answers, *stale* from the whole. None for one
    that is final."""
    if not ticket.is_open:
        return None
    idle = now - _since(ticket)
    return Age.STALE if idle >= answer_within else Age.AGEING if idle >= answer_within / 2 else Age.FRESH


def is_late(ticket: Ticket, now: datetime, answer_within: timedelta) -> bool:
    """Whether staff must see to it: it does not wait for the resident, and was not handled for too long, or never and
    its deadline is over."""
    if waits_for(ticket) in (Party.RESIDENT, Party.NOBODY):
        return False
    never = ticket.handled_at is None and ticket.due_at <= now
    return never or age(ticket, now, answer_within) is Age.STALE


def idle(ticket: Ticket, now: datetime) -> timedelta:
    """How long ago it was last handled; if never, opened."""
    return now - _since(ticket)


def next_colour(ticket: Ticket, now: datetime, answer_within: timedelta) -> datetime | None:
    """When the colour changes if nobody does anything; None when it no longer does."""
    if not ticket.is_open:
        return None
    changes = (_since(ticket) + answer_within / 2, _since(ticket) + answer_within)
    return next((at for at in changes if at > now), None)


def _since(ticket: Ticket) -> datetime:
    return ticket.handled_at or ticket.opened_at
