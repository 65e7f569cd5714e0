"""The database: units of work for services, lanes for the worker.

Everything a service decides on an event is one commit: new state, outbox rows, timers and the event's *done*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from bot.domain.addresses import Destination, MessageRef, Place, resident_chat
from bot.domain.audience import Recall, ResidentContent, Rewrite, ShowStatus
from bot.domain.ids import (
    AbsenceId,
    AppointmentId,
    AttachmentId,
    ExtensionId,
    IncidentId,
    MessageId,
    OfficeKey,
    OutsideId,
    PromiseId,
    QuoteId,
    Reference,
    ResidentId,
    SheetId,
    SubticketId,
    TalkId,
    TicketId,
)
from bot.domain.people import Resident
from bot.domain.technician import QueuedForTechnician
from bot.ports.albums import Albums
from bot.ports.appointments import Appointments, Ledger
from bot.ports.care import Gathering, Missed, Rooms
from bot.ports.channel import RawEvent, Receipt
from bot.ports.clocks import Absences, Clocks, Extensions
from bot.ports.desk import QueuedForDesk
from bot.ports.follow_ups import FollowUps
from bot.ports.homes import Homes
from bot.ports.inbound import DeskMember
from bot.ports.incidents import Incidents
from bot.ports.invitations import Invitations, Persons
from bot.ports.mailer import Letter
from bot.ports.messages import Messages
from bot.ports.pledges import Outsiders, Promises
from bot.ports.sheets import Sheets
from bot.ports.sides import Sides
from bot.ports.slips import Slips
from bot.ports.technicians import Technicians
from bot.ports.tickets import Tickets
from bot.ports.works import Works

QueuedForResident = ResidentContent | Rewrite | Recall | ShowStatus
Content = QueuedForResident | QueuedForTechnician | QueuedForDesk | Letter


@dataclass(frozen=True, slots=True)
class Claim:
    """A lane leased to this process, with its oldest item. ``fence`` makes a late answer of a former owner void."""

    lane: str
    seq: int
    fence: int


@dataclass(frozen=True, slots=True)
class ClaimedEvent:
    """The oldest event of a lane. ``attempts`` counts earlier failures."""

    claim: Claim
    event: RawEvent
    received_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """The oldest row of an outbox lane, now *sending*.

    ``uncertain`` is set when an earlier attempt was cut off or answered falsely: it may have arrived.
    ``place`` is None when the destination has no address yet. ``opens_thread``: its message becomes the place's thread.
    ``part`` is which piece of ``message`` it is, ``recalled`` that its author has taken that message back, ``moved``
    how often it went on in another thread. ``topic`` is the chat topic it belongs in, where chats have such. ``whose``
    is the resident whose request it is about, for a resident's own lane.
    """

    claim: Claim
    key: str
    destination: Destination
    place: Place | None
    content: Content
    opens_thread: bool
    message: MessageId | None
    part: int
    source: MessageRef | None
    attempts: int
    uncertain: bool
    progress: str | None
    queued_at: datetime
    recalled: bool = False
    moved: int = 0
    topic: Destination | None = None
    whose: ResidentId | None = None

    @property
    def strayed(self) -> bool:
        """Whether it is about a request that has become somebody else's since it was queued (ADR 0040)."""
        return self.whose is not None and self.destination != resident_chat(self.whose)


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What the buttons under one message to a resident do: ``actions`` by button number, as JSON values."""

    nonce: str
    resident: ResidentId
    actions: tuple[Mapping[str, Any], ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Timer:
    """Something to look at again at ``due_at``; ``kind`` says which use case, ``subject`` what about."""

    kind: str
    subject: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of a ticket's history: who did what, when. ``actor`` is a staff key, ``resident`` or ``palier``."""

    ticket: TicketId
    at: datetime
    actor: str
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """A row of the outbox: where it goes, what it is, what became of it."""

    destination: str
    kind: str
    state: str
    attempts: int
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class Glance:
    """The engine at a glance: events by state, the latest deliveries, the next timers."""

    inbox: Mapping[str, int]
    outbox: tuple[GlanceRow, ...]
    timers: tuple[Timer, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the other rows of a message: how many wait, how many are dead (and their part has not arrived
    since), how many did not arrive at the first attempt."""

    waiting: int = 0
    dead: int = 0
    retried: int = 0


class Outbox(Protocol):
    """What goes out when the unit of work commits, in order per destination."""

    async def to_resident(
        self,
        destination: Destination,
        content: QueuedForResident,
        *,
        message: MessageId | None = None,
        part: int = 0,
        source: MessageRef | None = None,
        topic: Destination | None = None,
    ) -> None:
        """Queue for a resident. ``message`` links the copy made to our message, ``part`` says which piece of it this is
        (its text from 0 up, its files from -1 down); ``source`` is the staff message whose mark follows this
        delivery's fate. ``topic`` is the chat topic it belongs in; that of the message's ticket goes without saying."""

    async def to_desk(
        self,
        destination: Destination,
        content: QueuedForDesk,
        *,
        opens_thread: bool = False,
        message: MessageId | None = None,
        part: int = 0,
        source: MessageRef | None = None,
    ) -> None:
        """Queue for staff. ``opens_thread``: the post made becomes the thread of ``destination``."""

    async def to_technician(
        self,
        destination: Destination,
        content: QueuedForTechnician,
        *,
        message: MessageId | None = None,
        part: int = 0,
        source: MessageRef | None = None,
    ) -> None:
        """Queue for the chat of a technician, whose destination it must be."""

    async def by_mail(
        self, destination: Destination, letter: Letter, *, message: MessageId | None = None
    ) -> None:
        """Queue a letter; its address is the destination's place. ``message`` is what was written, kept as ours."""

    async def busy(self, channel: str, until: datetime, at_most: int) -> int:
        """How many destinations of a channel have something that may go by then, counted up to ``at_most``."""

    async def fate(self, message: MessageId, claim: Claim) -> Fate:
        """What became of a message's other rows in the claimed lane."""

    async def open_rows(self, destination: Destination) -> int:
        """How many rows of a destination are not sent yet."""

    async def waiting(self, destination: Destination) -> set[MessageId]:
        """The messages of which something is not sent to a destination yet."""

    async def move(self, claim: Claim, to: Destination) -> None:
        """Let the claimed row and all behind it go on in another lane, or the same, after what this unit of work
        queues there; a card and its changes stay behind. Raises Conflict when the lease was lost."""


class Places(Protocol):
    """Destinations and where they are."""

    async def put(self, destination: Destination, place: Place) -> None: ...
    async def get(self, destination: Destination) -> Place | None: ...
    async def at(self, place: Place) -> Destination | None:
        """The destination whose thread (or room, for a place without one) this is."""

    async def drop(self, destination: Destination) -> None:
        """It is nowhere any more; harmless when it never was."""

    async def show(self, what: str, text: str) -> None:
        """Remember what something that keeps changing says at present (a status card, a topic's title)."""

    async def shown(self, what: str) -> str | None: ...
    async def hide(self, what: str) -> None:
        """It is no longer there; harmless when it never was."""


class People(Protocol):
    """Residents, and what the platform says of staff."""

    async def by_chat(self, channel: str, chat: str) -> Resident | None: ...
    async def get(self, resident: ResidentId) -> Resident: ...
    async def hold(self, resident: ResidentId) -> Resident:
        """The same, locked until the commit: whoever decides whose his requests are holds him."""

    async def add(self, resident: Resident) -> None: ...
    async def save(self, resident: Resident) -> None: ...
    async def find(self, office: OfficeKey, words: str, at_most: int) -> list[Resident]:
        """Those who have a ticket with an office and whose name, unit, e-mail or phone holds all the words (three at
        most), whatever their case and accents; by name."""

    async def put_member(self, member: DeskMember) -> None: ...
    async def member(self, id: str) -> DeskMember | None: ...
    async def gone(self) -> frozenset[str]: ...


class Dialogs(Protocol):
    """Half-filled forms (one per resident and chat topic; None is the chat itself) and the buttons that answer them."""

    async def get(
        self, resident: ResidentId, topic: Destination | None = None
    ) -> Mapping[str, Any] | None: ...
    async def put(
        self,
        resident: ResidentId,
        state: Mapping[str, Any],
        now: datetime,
        topic: Destination | None = None,
    ) -> None: ...
    async def drop(self, resident: ResidentId, topic: Destination | None = None) -> None: ...
    async def drop_all(self, resident: ResidentId) -> None:
        """Every form of his, wherever it stands."""

    async def put_keyboard(self, keyboard: Keyboard) -> None: ...
    async def keyboard(self, nonce: str) -> Keyboard | None: ...


class Timers(Protocol):
    """Things to look at again."""

    async def set(self, timer: Timer) -> None:
        """Set or move the timer of (kind, subject)."""

    async def clear(self, kind: str, subject: str) -> None: ...
    async def hurry(self, kind: str, after: str, at_most: int, now: datetime) -> str | None:
        """Have the next timers of a kind fire, by subject, beginning behind ``after``; the subject of the last one,
        None where there is none."""

    async def at(self, kind: str, subject: str) -> datetime | None:
        """When the timer of (kind, subject) is due, None where there is none."""


class Ids(Protocol):
    """New ids. Random ones are unguessable, the others sort by time."""

    def ticket(self) -> TicketId: ...
    def reference(self) -> Reference: ...
    def message(self) -> MessageId: ...
    def resident(self) -> ResidentId: ...
    def attachment(self) -> AttachmentId: ...
    def promise(self) -> PromiseId: ...
    def outside(self) -> OutsideId: ...
    def subticket(self) -> SubticketId: ...
    def talk(self) -> TalkId: ...
    def quote(self) -> QuoteId: ...
    def appointment(self) -> AppointmentId: ...
    def sheet(self) -> SheetId: ...
    def incident(self) -> IncidentId: ...
    def extension(self) -> ExtensionId: ...
    def absence(self) -> AbsenceId: ...
    def nonce(self) -> str: ...


class UnitOfWork(Protocol):
    """One commit. Leaving the ``async with`` normally commits, an exception rolls everything back."""

    outbox: Outbox
    places: Places
    tickets: Tickets
    works: Works
    messages: Messages
    albums: Albums
    people: People
    dialogs: Dialogs
    timers: Timers
    rooms: Rooms
    gathering: Gathering
    missed: Missed
    promises: Promises
    outsiders: Outsiders
    homes: Homes
    sides: Sides
    slips: Slips
    follow_ups: FollowUps
    appointments: Appointments
    ledger: Ledger
    sheets: Sheets
    incidents: Incidents
    clocks: Clocks
    extensions: Extensions
    absences: Absences
    technicians: Technicians
    invitations: Invitations
    persons: Persons
    ids: Ids

    async def record(self, happening: Happening) -> None:
        """Add a line to a ticket's history."""

    async def history(self, ticket: TicketId) -> list[Happening]: ...

    async def recorded(self, ticket: TicketId, what: str, detail: str) -> bool:
        """Whether a ticket's history has such a line."""

    async def waiting_from(self, channel: str, chat: str) -> bool:
        """Whether something that came from this chat, or one of its topics, is not handled yet."""

    # -- the worker's side of the same commit, which raises Conflict when the lease was lost --
    async def event_done(self, claim: Claim) -> None:
        """The claimed event was handled: its lane goes on."""

    async def event_quarantined(self, claim: Claim, why: str) -> None:
        """The claimed event can't be handled: it is kept aside and its lane goes on."""

    async def sent(self, delivery: ClaimedDelivery, receipt: Receipt) -> None:
        """The claimed delivery was made: receipt, message link and thread are stored and its lane goes on."""

    async def dead(self, claim: Claim, why: str) -> None:
        """The claimed delivery will never work: it is kept aside and its lane goes on."""

    async def timer_fired(self, timer: Timer) -> bool:
        """Take a due timer; False when it was moved, cleared or taken meanwhile."""

    async def forget(self, before: datetime, at_most: int) -> int:
        """Delete what nobody needs any more: events handled, deliveries sent, slips settled and keyboards expired
        before then, at most so many of each; how many there were."""


class Store(Protocol):
    """The database of one installation."""

    async def open(self) -> None: ...
    async def close(self) -> None: ...

    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A unit of work."""

    async def receive(self, events: list[RawEvent], now: datetime) -> int:
        """Commit events to the inbox, known ones ignored; how many were new. The caller may then acknowledge."""

    async def claim_events(self, now: datetime, lease: timedelta, at_most: int) -> list[ClaimedEvent]:
        """Lease inbox lanes that are ready, the longest waiting first, and read the oldest event of each."""

    async def claim_deliveries(
        self, channel: str, now: datetime, lease: timedelta, at_most: int
    ) -> list[ClaimedDelivery]:
        """Lease outbox lanes of a channel that are ready and mark the oldest row of each *sending*. A row found
        *sending* comes back ``uncertain``."""

    async def pace(self, buckets: tuple[tuple[str, float, int], ...], now: datetime) -> timedelta:
        """Take a place in every bucket (name, seconds between two, burst), all or none. Zero when there is room,
        else how long until there is (GCRA, shared by all replicas)."""

    async def put_back(
        self,
        claim: Claim,
        ready_at: datetime,
        *,
        failed: str = "",
        uncertain: bool = False,
        untried: bool = False,
    ) -> None:
        """Give a claimed lane back until ``ready_at``; ``failed`` counts an attempt and says why. ``untried``: nothing
        was attempted, so a delivery goes back to *new*. Works for both kinds of lane; a lost lease is no error."""

    async def events_behind(self, claim: Claim, at_most: int) -> list[ClaimedEvent]:
        """What waits behind a claimed event in its lane, the oldest first."""

    async def arrange(self, claim: Claim, order: Sequence[int], now: datetime) -> None:
        """Let the events with these numbers, of a claimed lane, stand in this order in the places that they have, and
        give the lane back. Raises Conflict when the lease was lost."""

    async def record_progress(self, claim: Claim, progress: str) -> None:
        """Remember how far a delivery got (an upload's file id), in a commit of its own."""

    async def hold(self, lease: str, owner: str, now: datetime, until: datetime) -> int | None:
        """Take or prolong a lease among replicas; its fence, which grows with every change of owner. None while
        somebody else has it."""

    async def let_go(self, lease: str, owner: str) -> None:
        """Give a lease up, where it is one's own."""

    async def due_timers(self, now: datetime, at_most: int = 100) -> list[Timer]: ...

    async def next_wake(self, queue: Literal["inbox", "timers"] | str, now: datetime) -> datetime | None:
        """When the next lane of a queue (``inbox``, ``timers``, or a channel's name for its outbox) is ready."""

    async def wait(self, queue: str, timeout: float) -> None:
        """Wait until something was committed for a queue, or ``timeout`` seconds."""

    async def glance(self, at_most: int = 20) -> Glance:
        """What goes on inside, for a demonstration."""

    async def ping(self) -> None:
        """Raise when the database does not answer."""
