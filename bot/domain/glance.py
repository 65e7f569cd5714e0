"""Of an open ticket what lists are sorted, counted and narrowed by: the rest is read of those shown only (row G1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import DepartmentKey, OfficeKey, ResidenceKey, StaffKey, TicketId, TopicKey
from bot.domain.ticket import FINAL, Kind, Severity, Shape, State, Ticket


@dataclass(frozen=True, slots=True)
class Glance:
    """Each field is the ticket's of the same name; an index of the database holds them all."""

    id: TicketId
    office: OfficeKey
    department: DepartmentKey
    residence: ResidenceKey | None
    topic: TopicKey
    kind: Kind
    shape: Shape
    severity: Severity | None
    state: State
    handler: StaffKey | None
    in_review: bool
    act_now: bool
    reopened: int
    opened_at: datetime
    handled_at: datetime | None
    due_at: datetime
    owed_since: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether anybody still has something to do."""
        return self.state not in FINAL


Listed = Ticket | Glance
"""What a list may hold."""
