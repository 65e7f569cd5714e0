"""A joint complaint: several people complain about the same thing in one residence, as one incident (row E3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import IncidentId, OfficeKey, ResidenceKey, StaffKey, TicketId, TopicKey
from bot.domain.ticket import Ticket


class IncidentState(StrEnum):
    """*Proposed* waits for staff's word; *refused*: not the same thing; *open* is worked on as one."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    OPEN = "open"
    SOLVED = "solved"


STANDING = (IncidentState.PROPOSED, IncidentState.OPEN)
"""While these are so its post is kept current, and complaints can be added and taken out."""


class Belongs(StrEnum):
    """How a complaint stands to an incident: *asked* is its author, who has not answered; *apart* is something else."""

    LINKED = "linked"
    ASKED = "asked"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Incident:
    """Complaints of the same ``topic`` in one ``residence``. ``room`` is the desk's channel in which staff see it.
    ``decided_by`` said whether it is one thing. ``reported_at`` is when the branch was last told."""

    id: IncidentId
    office: OfficeKey
    residence: ResidenceKey
    topic: TopicKey
    room: str
    proposed_at: datetime
    state: IncidentState = IncidentState.PROPOSED
    decided_by: StaffKey | None = None
    decided_at: datetime | None = None
    solved_at: datetime | None = None
    reported_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Involved:
    """A complaint and its incident."""

    incident: IncidentId
    ticket: TicketId
    belongs: Belongs
    since: datetime


@dataclass(frozen=True, slots=True)
class Members:
    """The complaints of an incident, the earliest first. A person counts once, however often he has written; people of
    one household are people."""

    tickets: tuple[Ticket, ...]

    @property
    def people(self) -> int:
        """How many have complained."""
        return len({ticket.resident for ticket in self.tickets})

    @property
    def households(self) -> int:
        """How many flats they live in; where none is known, the person stands for it."""
        return len({(ticket.unit or ticket.resident).casefold() for ticket in self.tickets})

    @property
    def since(self) -> datetime:
        """When the first of them complained."""
        return min(ticket.opened_at for ticket in self.tickets)
