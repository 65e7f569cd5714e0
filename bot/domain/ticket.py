"""A ticket and the one table of its states and moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from bot.domain.addresses import Destination, ticket_thread
from bot.domain.audience import N_
from bot.domain.errors import Refused
from bot.domain.ids import (
    DepartmentKey,
    OfficeKey,
    Reference,
    ResidenceKey,
    ResidentId,
    StaffKey,
    TicketId,
    TopicKey,
)


class State(StrEnum):
    """Where a ticket stands."""

    NEW = "new"
    OPEN = "open"
    WAITING_RESIDENT = "waiting_resident"
    CONFIRMING = "confirming"
    CLOSED = "closed"


class Move(StrEnum):
    """What happens to a ticket."""

    DISPATCH = "dispatch"
    TAKE = "take"
    REPLY = "reply"
    ASK = "ask"
    RESIDENT_WROTE = "resident_wrote"
    RESOLVE = "resolve"
    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"


class Shape(StrEnum):
    """A management topic is a conversation in a thread, an operations topic a checklist (rows B1, B2)."""

    THREAD = "thread"
    CHECKLIST = "checklist"


_S, _M = State, Move
TRANSITIONS: Mapping[tuple[State, Move], State] = MappingProxyType(
    {
        (_S.NEW, _M.DISPATCH): _S.NEW,
        (_S.NEW, _M.TAKE): _S.OPEN,
        (_S.NEW, _M.REPLY): _S.OPEN,
        (_S.NEW, _M.ASK): _S.WAITING_RESIDENT,
        (_S.NEW, _M.RESIDENT_WROTE): _S.NEW,
        (_S.NEW, _M.RESOLVE): _S.CONFIRMING,
        (_S.OPEN, _M.DISPATCH): _S.OPEN,
        (_S.OPEN, _M.TAKE): _S.OPEN,
        (_S.OPEN, _M.REPLY): _S.OPEN,
        (_S.OPEN, _M.ASK): _S.WAITING_RESIDENT,
        (_S.OPEN, _M.RESIDENT_WROTE): _S.OPEN,
        (_S.OPEN, _M.RESOLVE): _S.CONFIRMING,
        (_S.WAITING_RESIDENT, _M.DISPATCH): _S.WAITING_RESIDENT,
        (_S.WAITING_RESIDENT, _M.TAKE): _S.WAITING_RESIDENT,
        (_S.WAITING_RESIDENT, _M.REPLY): _S.WAITING_RESIDENT,
        (_S.WAITING_RESIDENT, _M.ASK): _S.WAITING_RESIDENT,
        (_S.WAITING_RESIDENT, _M.RESIDENT_WROTE): _S.OPEN,
        (_S.WAITING_RESIDENT, _M.RESOLVE): _S.CONFIRMING,
        (_S.CONFIRMING, _M.TAKE): _S.CONFIRMING,
        (_S.CONFIRMING, _M.REPLY): _S.CONFIRMING,
        (_S.CONFIRMING, _M.RESIDENT_WROTE): _S.CONFIRMING,
        (_S.CONFIRMING, _M.SATISFIED): _S.CLOSED,
        (_S.CONFIRMING, _M.UNSATISFIED): _S.OPEN,
        (_S.CLOSED, _M.REPLY): _S.CLOSED,
    }
)
"""Every move there is; one that is missing here can't be made (drawn in docs/lifecycle.md)."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One request, from first message to closing. Times are aware UTC datetimes.

    ``residence`` is None while the resident's building is not among the office's; ``residence_words`` then holds
    what he wrote and ``to_qualify`` is set (row A2). ``generation`` counts the threads it has had. ``in_review``
    says that management has not dispatched it yet (row B3). ``version`` guards against two changes at once.
    """

    id: TicketId
    reference: Reference
    office: OfficeKey
    resident: ResidentId
    author_name: str
    language: str
    residence: ResidenceKey | None
    residence_words: str | None
    unit: str | None
    topic: TopicKey
    department: DepartmentKey
    shape: Shape
    description: str
    opened_at: datetime
    due_at: datetime
    state: State = State.NEW
    handler: StaffKey | None = None
    in_review: bool = False
    to_qualify: bool = False
    reopened: int = 0
    rating: int | None = None
    rating_words: str | None = None
    generation: int = 0
    version: int = 1

    @property
    def thread(self) -> Destination:
        """Its present thread on the desk."""
        return ticket_thread(self.id, self.generation)

    @property
    def is_open(self) -> bool:
        """Whether anybody still has something to do."""
        return self.state is not State.CLOSED

    def allows(self, move: Move) -> bool:
        """Whether ``move`` can be made now."""
        return (self.state, move) in TRANSITIONS

    def move(self, move: Move) -> Ticket:
        """The ticket after ``move``. Raises Refused when it can't be made from here."""
        after = TRANSITIONS.get((self.state, move))
        if after is None:
            raise Refused(N_("That is no longer possible: the request has moved on in the meantime."))
        reopened = self.reopened + (1 if move is Move.UNSATISFIED else 0)
        return replace(self, state=after, reopened=reopened)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One job of a checklist. ``label`` was fixed when it was sent (row B2)."""

    ticket: TicketId
    number: int
    label: str
    done_at: datetime | None = None
    done_by: StaffKey | None = None
