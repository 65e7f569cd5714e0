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
    """Where a ticket stands. *To qualify*, *reopened*, *escalated* and *act now* are flags beside it."""

    NEW = "new"
    OPEN = "open"
    WAITING_RESIDENT = "waiting_resident"
    WAITING_CONTRACTOR = "waiting_contractor"
    WAITING_OUTSIDE = "waiting_outside"
    WAITING_SUBTICKET = "waiting_subticket"
    ANSWERED = "answered"
    WORK_DONE = "work_done"
    CONFIRMING = "confirming"
    CLOSED = "closed"
    DECLINED = "declined"
    MERGED = "merged"


class Move(StrEnum):
    """What happens to a ticket."""

    DISPATCH = "dispatch"
    TAKE = "take"
    REPLY = "reply"
    ASK = "ask"
    AWAIT_CONTRACTOR = "await_contractor"
    AWAIT_OUTSIDE = "await_outside"
    AWAIT_SUBTICKET = "await_subticket"
    RESUME = "resume"
    ANSWER = "answer"
    FINISH = "finish"
    RESIDENT_WROTE = "resident_wrote"
    RESOLVE = "resolve"
    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"
    EXPIRE = "expire"
    REVIVE = "revive"
    DECLINE = "decline"
    MERGE = "merge"
    REOPEN = "reopen"


class Kind(StrEnum):
    """What somebody wants: a complaint has a code, a severity and findings (section E)."""

    REQUEST = "request"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    QUESTION = "question"


class Way(StrEnum):
    """How a request reaches the office."""

    CHAT = "chat"
    PHONE = "phone"
    VISIT = "visit"
    LETTER = "letter"
    EMAIL = "email"


class Severity(StrEnum):
    """How grave a complaint is (section E): A at once, C minor."""

    A = "A"
    B = "B"
    C = "C"


class Shape(StrEnum):
    """A management topic is a conversation in a thread, an operations topic a checklist (rows B1, B2)."""

    THREAD = "thread"
    CHECKLIST = "checklist"


class Stage(StrEnum):
    """How far the visit of a technician has got (row B2). Its steps follow one another."""

    PLANNED = "planned"
    DISPATCHED = "dispatched"
    PICKED_UP = "picked_up"
    ON_SITE = "on_site"
    RETURNED = "returned"


_S, _M = State, Move
WAITING = (_S.WAITING_RESIDENT, _S.WAITING_CONTRACTOR, _S.WAITING_OUTSIDE, _S.WAITING_SUBTICKET)
"""Somebody else's turn."""
LIVE = (_S.NEW, _S.OPEN, *WAITING, _S.ANSWERED, _S.WORK_DONE)
"""Work goes on, or may."""
ASKED = (_S.ANSWERED, _S.WORK_DONE, _S.CONFIRMING)
"""The resident has been asked whether he is satisfied; his silence closes it (row D5)."""
FINAL = (_S.CLOSED, _S.DECLINED, _S.MERGED)
"""Nobody has anything to do any more (``ticket_open_of`` and its like in storage/sql say the same)."""


def _stays(*states: State) -> dict[State, State]:
    return {state: state for state in states}


def _leads(to: State, *states: State) -> dict[State, State]:
    return dict.fromkeys(states, to)


_ROWS: Mapping[Move, Mapping[State, State]] = {
    _M.DISPATCH: _stays(*LIVE),
    _M.TAKE: _stays(*LIVE, _S.CONFIRMING) | {_S.NEW: _S.OPEN},
    _M.REPLY: _stays(*LIVE, _S.CONFIRMING, _S.CLOSED, _S.DECLINED) | {_S.NEW: _S.OPEN},
    _M.ASK: _leads(_S.WAITING_RESIDENT, *LIVE),
    _M.AWAIT_CONTRACTOR: _leads(_S.WAITING_CONTRACTOR, *LIVE),
    _M.AWAIT_OUTSIDE: _leads(_S.WAITING_OUTSIDE, *LIVE),
    _M.AWAIT_SUBTICKET: _leads(_S.WAITING_SUBTICKET, *LIVE),
    _M.RESUME: _leads(_S.OPEN, *WAITING, _S.ANSWERED, _S.WORK_DONE),
    _M.ANSWER: _leads(_S.ANSWERED, *LIVE),
    _M.FINISH: _leads(_S.WORK_DONE, *LIVE),
    _M.RESIDENT_WROTE: _stays(*LIVE) | _leads(_S.OPEN, _S.WAITING_RESIDENT, *ASKED),
    _M.RESOLVE: _leads(_S.CONFIRMING, *LIVE),
    _M.SATISFIED: _leads(_S.CLOSED, *ASKED),
    _M.UNSATISFIED: _leads(_S.OPEN, *ASKED),
    _M.EXPIRE: _leads(_S.CLOSED, *ASKED),
    _M.REVIVE: _leads(_S.CONFIRMING, _S.CLOSED),
    _M.DECLINE: _leads(_S.DECLINED, *LIVE),
    _M.MERGE: _leads(_S.MERGED, *LIVE, _S.CONFIRMING),
    _M.REOPEN: _leads(_S.OPEN, _S.CLOSED, _S.DECLINED),
}
TRANSITIONS: Mapping[tuple[State, Move], State] = MappingProxyType(
    {(before, move): after for move, row in _ROWS.items() for before, after in row.items()}
)
"""Every move there is; one that is missing here can't be made (drawn in docs/lifecycle.md)."""

AFTER_FINDINGS = (_M.ANSWER, _M.FINISH, _M.RESOLVE)
"""What a complaint allows only once its cause and solution are recorded (row E4)."""

ENDINGS = (_M.ANSWER, _M.FINISH, _M.RESOLVE, _M.DECLINE, _M.MERGE)
"""What must wait until colleagues have done their parts (row B6)."""
TELLING = (_M.REPLY, _M.ANSWER, _M.FINISH, _M.RESOLVE, _M.DECLINE, _M.MERGE, _M.SATISFIED)
"""After these the resident is owed no answer."""
ASKING, ASKING_AGAIN = (_M.RESIDENT_WROTE, _M.RESUME), (_M.UNSATISFIED, _M.REOPEN)
"""After these he is: since then, or since he was already; and in any case anew."""
OF_RESIDENTS = (_M.RESIDENT_WROTE, _M.SATISFIED, _M.UNSATISFIED, _M.EXPIRE, _M.REVIVE)
"""What residents do, or leave undone; all else is an act of staff and counts as handling the ticket (row G2)."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One request, from first message to closing. Times are aware UTC datetimes.

    ``residence`` is None while the resident's building is not among the office's; ``residence_words`` then holds
    what he wrote and ``to_qualify`` is set (row A2). ``generation`` counts the threads it has had. ``in_review``
    says that management has not dispatched it yet (row B3). ``version`` guards against two changes at once.
    ``subject`` is staff's own short name for it. ``handled_at`` is the last act of staff, None before the first;
    ``waiting_since`` when it began to wait for whom it waits now. ``escalated`` counts the steps up, ``act_now`` says
    that it must not wait (row E5). ``merged_into`` has taken its place, ``split_from`` is where it came from.
    ``vague``: the description says too little. ``stage`` is how far its last visit has got, None where there is none;
    ``cautions`` are what the technician must know before he goes: staff's words, not the resident's to read;
    ``caution_words`` is what the resident himself said of it (row F1).
    ``came_by`` is how it reached the office (row A10); ``contact`` how to tell its author, where he has no chat (empty:
    nobody knows), None where he has one. ``open_parts`` counts the sub-tickets that are not done (row B6);
    ``needs_price``: a paid service whose price the resident has not accepted (row F2).

    ``severity_proposed``: nobody has decided it yet. ``serial`` is a complaint's number in its office, given once,
    ``code`` what it is called by in the office's books at present (row E1). ``wish`` is what the complainant asks for,
    ``wish_by`` by when in his words, ``wish_until`` the end of that day where they name one (row E4). ``valid`` is None
    until staff have judged it; ``cause`` and ``solution`` are what he was told, forgotten when it is reopened.
    ``adopted_at`` is when a suggestion was (row E6). ``owed_since`` is since when its resident is owed an answer, None
    while he has one (row D3); ``due_at`` is the next date that he was told.

    ``important``: staff want to ask again a month later; ``rating_asked``: he was asked for stars, which happens once.
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
    subject: str | None = None
    severity: Severity | None = None
    handled_at: datetime | None = None
    waiting_since: datetime | None = None
    escalated: int = 0
    act_now: bool = False
    merged_into: TicketId | None = None
    split_from: TicketId | None = None
    vague: bool = False
    stage: Stage | None = None
    cautions: str | None = None
    kind: Kind = Kind.REQUEST
    severity_proposed: bool = False
    serial: str | None = None
    code: str | None = None
    wish: str | None = None
    wish_by: str | None = None
    wish_until: datetime | None = None
    valid: bool | None = None
    cause: str | None = None
    solution: str | None = None
    adopted_at: datetime | None = None
    came_by: Way = Way.CHAT
    contact: str | None = None
    open_parts: int = 0
    needs_price: bool = False
    important: bool = False
    rating_asked: bool = False
    owed_since: datetime | None = None
    caution_words: str | None = None

    @property
    def thread(self) -> Destination:
        """Its present thread on the desk."""
        return ticket_thread(self.id, self.generation)

    @property
    def is_open(self) -> bool:
        """Whether anybody still has something to do."""
        return self.state not in FINAL

    @property
    def stand(self) -> str:
        """How it stood when a card showed it: whoever presses what has another stand by now came too late."""
        review = "review" if self.in_review else ""
        stage = f".{self.stage}" if self.stage else ""
        return f"{self.state}.{self.handler or ''}.{self.generation}.{review}{stage}"

    @property
    def lacks_findings(self) -> bool:
        """Whether it is a complaint whose cause and solution are not recorded yet; one found invalid has none."""
        return self.kind is Kind.COMPLAINT and self.valid is not False and not (self.cause and self.solution)

    def allows(self, move: Move, *, found: bool = False) -> bool:
        """Whether ``move`` can be made now; ``found``: once cause and solution of a complaint are recorded."""
        return (self.state, move) in TRANSITIONS and self.held(move, found=found) is None

    def held(self, move: Move, *, found: bool = False) -> str | None:
        """What keeps it from ``move`` in whatever state it is: colleagues' parts, a price nobody has accepted, a
        complaint's findings unless they are ``found``."""
        if self.open_parts and move in ENDINGS:
            return PARTS_OPEN
        if self.needs_price and move is Move.AWAIT_CONTRACTOR:
            return NO_PRICE
        if move in AFTER_FINDINGS and self.lacks_findings and not found:
            return FINDINGS_FIRST
        return None

    def move(self, move: Move, at: datetime) -> Ticket:
        """The ticket after ``move``. Raises Refused when it can't be made from here."""
        after = TRANSITIONS.get((self.state, move))
        if after is None:
            raise Refused(MOVED_ON)
        if held := self.held(move):
            raise Refused(held)
        again = move in (Move.UNSATISFIED, Move.REOPEN)
        return replace(
            self,
            state=after,
            reopened=self.reopened + again,
            cause=None if again else self.cause,
            solution=None if again else self.solution,
            waiting_since=self.waiting_since if after is self.state else at,
            handled_at=self.handled_at if move in OF_RESIDENTS else at,
            owed_since=self._owed(move, at),
        )

    def _owed(self, move: Move, at: datetime) -> datetime | None:
        if move in TELLING:
            return None
        return at if move in ASKING_AGAIN else self.owed_since or (at if move in ASKING else None)

    def besides(self, other: Ticket) -> bool:
        """Whether it differs from ``other`` in more than the moment it was handled at."""
        return replace(self, handled_at=other.handled_at, version=other.version) != other


FINDINGS_FIRST = N_("This is a complaint: record its cause and its solution first.")
PARTS_OPEN = N_("Colleagues still have a part of this request to do.")
NO_PRICE = N_(
    "This is a paid service: nobody may be sent before the resident has accepted its price. Send a quote first."
)
MOVED_ON = N_("That is no longer possible: the request has moved on in the meantime.")


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One job of a checklist, in staff's words (row B2). ``number`` is its own for ever, ``position`` where it stands.
    ``cannot_at``: it can't be done; ``remark`` says why, or another word on it. ``told``: the resident has read it."""

    ticket: TicketId
    number: int
    label: str
    done_at: datetime | None = None
    done_by: StaffKey | None = None
    position: int = 0
    cannot_at: datetime | None = None
    cannot_by: StaffKey | None = None
    remark: str | None = None
    told: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self.done_at is not None or self.cannot_at is not None
