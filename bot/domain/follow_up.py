"""The office asks again after the work, and a month later where it matters; what came of it (row D7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import TicketId
from bot.domain.ticket import Kind, Severity, Ticket


class Occasion(StrEnum):
    """Why the office asks: the work is done, time has gone by, or a colleague rang up of his own accord."""

    WORK = "work"
    LATER = "later"
    CALL = "call"


class Outcome(StrEnum):
    """What came of it. ``MOOT``: it was open again, or gone, before anybody was asked."""

    FINE = "fine"
    NOT_FINE = "not_fine"
    UNREACHED = "unreached"
    MOOT = "moot"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One asking, the ``number``-th of its ticket (from 1). ``asked_at`` None: not yet. ``settled_by`` is ``resident``
    or the colleague who recorded it; ``words`` are staff's own, and not the resident's to read."""

    ticket: TicketId
    number: int
    occasion: Occasion
    due_at: datetime
    asked_at: datetime | None = None
    outcome: Outcome | None = None
    settled_at: datetime | None = None
    settled_by: str | None = None
    words: str = ""


MATTERS = (Severity.A, Severity.B)
"""Complaints of these are asked about again a month later (row D7)."""


def days_after(ticket: Ticket, month_days: int, key_days: Sequence[int], *, key: bool) -> tuple[int, ...]:
    """After how many days its resident is asked again: a month for A and B complaints and for what staff marked
    important; ``key`` residents as the office sets."""
    grave = ticket.kind is Kind.COMPLAINT and ticket.severity in MATTERS and ticket.valid is not False
    days = {month_days} if grave or ticket.important else set()
    return tuple(sorted(days | set(key_days if key else ())))
