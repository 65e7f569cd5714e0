"""A question that only somebody outside can answer: the developer, another company (rows E7, E8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import OutsideId, StaffKey, TicketId


@dataclass(frozen=True, slots=True)
class Outside:
    """A question written to ``name``, and the answer that came back. Only staff read either, until they send the
    answer on (``told_at``)."""

    id: OutsideId
    ticket: TicketId
    name: str
    email: str
    question: str
    asked_by: StaffKey
    asked_at: datetime
    due_at: datetime
    answer: str | None = None
    answered_by: StaffKey | None = None
    answered_at: datetime | None = None
    told_at: datetime | None = None
