"""A sub-ticket: a colleague's part of a request, which the resident never sees (row B6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import StaffKey, SubticketId, TicketId


class PartState(StrEnum):
    """Where a part stands. *dropped*: it is no longer needed."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Subticket:
    """Work of one colleague, with a subject and a time of its own. ``closed_by`` did it, or found it needless."""

    id: SubticketId
    ticket: TicketId
    subject: str
    handler: StaffKey
    asked_by: StaffKey
    opened_at: datetime
    due_at: datetime
    state: PartState = PartState.OPEN
    closed_at: datetime | None = None
    closed_by: StaffKey | None = None

    @property
    def is_open(self) -> bool:
        """Whether its request must wait for it."""
        return self.state is PartState.OPEN
