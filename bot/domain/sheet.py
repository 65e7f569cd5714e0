"""A sheet: requests that staff go through one by one, in one post on the desk (rows D8, D9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import DepartmentKey, OfficeKey, SheetId, StaffKey, TicketId

ROWS = 15
"""Requests in one post: each takes up to three blocks, and a post holds fifty."""


class SheetKind(StrEnum):
    """What it is for: the next shift accepts each request; management reviews them."""

    HANDOVER = "handover"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One of them. ``department`` is the one that hands over, None for a review. ``slot`` names what it was made for
    and is there only once: a shift's end, a day's review. ``name`` is the shift that hands over, ``opened_by`` who
    asked for it, None where its time had come. ``closed_at``: a later one has taken its place. ``reminded`` counts the
    reminders of what nobody has accepted."""

    id: SheetId
    kind: SheetKind
    office: OfficeKey
    department: DepartmentKey | None
    slot: str
    name: str
    opened_at: datetime
    opened_by: StaffKey | None = None
    closed_at: datetime | None = None
    reminded: int = 0


@dataclass(frozen=True, slots=True)
class SheetItem:
    """A request on a sheet, at ``position`` from 0. ``why`` it is there, in words for staff; ``carried``: it was left
    over on the sheet before. ``settled_by`` has accepted or reviewed it, with a ``note`` where he had one;
    ``asked_by`` wants to know ``question`` before he does, ``answered_by`` has told him."""

    sheet: SheetId
    ticket: TicketId
    position: int
    why: str = ""
    carried: bool = False
    settled_by: StaffKey | None = None
    settled_at: datetime | None = None
    note: str = ""
    asked_by: StaffKey | None = None
    question: str = ""
    answered_by: StaffKey | None = None
    answer: str = ""

    @property
    def page(self) -> int:
        """Which post of the sheet it stands in, from 0."""
        return self.position // ROWS
