"""The database: units of work for services, lanes for the worker.

Everything a service decides on an event is one commit: new state, outbox rows, timers and the event's *done*.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from bot.domain.addresses import Destination, MessageRef, Place
from bot.domain.audience import Public, Recall, ResidentContent, Rewrite, StaffNote
from bot.domain.contractor import Talk
from bot.domain.ids import (
    AttachmentId,
    DepartmentKey,
    MessageId,
    OfficeKey,
    OutsideId,
    PromiseId,
    QuoteId,
    Reference,
    ResidentId,
    StaffKey,
    SubticketId,
    TalkId,
    TicketId,
)
from bot.domain.message import Attachment, InternalMessage, PublicMessage
from bot.domain.people import Resident
from bot.domain.quote import Quote
from bot.domain.subticket import Subticket
from bot.domain.ticket import ChecklistItem, Ticket
from bot.domain.work import ItemPhoto, Visit
from bot.ports.channel import RawEvent, Receipt
from bot.ports.desk import QueuedForDesk
from bot.ports.inbound import DeskMember
from bot.ports.mailer import Letter
from bot.ports.pledges import Outsiders, Promises

QueuedForResident = ResidentContent | Rewrite | Recall
Content = QueuedForResident | QueuedForDesk | Letter


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
    ``part`` is which piece of ``message`` it is, ``recalled`` that its author has taken that message back.
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
class HomeOpened:
    """A page that is kept current: opened and drawn when last."""

    member: str
    opened_at: datetime
    shown_at: datetime


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
    ) -> None:
        """Queue for a resident. ``message`` links the copy made to our message, ``part`` says which piece of it this is
        (its text from 0 up, its files from -1 down); ``source`` is the staff message whose mark follows this
        delivery's fate."""

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

    async def by_mail(
        self, destination: Destination, letter: Letter, *, message: MessageId | None = None
    ) -> None:
        """Queue a letter; its address is the destination's place. ``message`` is what was written, kept as ours."""

    async def fate(self, message: MessageId, claim: Claim) -> Fate:
        """What became of a message's other rows in the claimed lane."""

    async def open_rows(self, destination: Destination) -> int:
        """How many rows of a destination are not sent yet."""


class Places(Protocol):
    """Destinations and where they are."""

    async def put(self, destination: Destination, place: Place) -> None: ...
    async def get(self, destination: Destination) -> Place | None: ...
    async def at(self, place: Place) -> Destination | None:
        """The destination whose thread (or room, for a place without one) this is."""


class Tickets(Protocol):
    """Tickets and their checklists."""

    async def add(self, ticket: Ticket) -> None: ...
    async def get(self, ticket: TicketId) -> Ticket: ...
    async def by_reference(self, reference: Reference) -> Ticket | None: ...
    async def by_serial(self, office: OfficeKey, serial: str) -> Ticket | None:
        """An office's complaint by its serial."""

    async def next_serial(self, office: OfficeKey, year: int) -> int:
        """The next number of an office's complaints in a year: from 1 and without holes, given back by a rollback."""

    async def save(self, ticket: Ticket) -> Ticket:
        """Write a changed ticket; the version grows by one. Raises Conflict when it has changed since it was read."""

    async def open_of(self, resident: ResidentId) -> list[Ticket]:
        """A resident's open tickets, the latest first."""

    async def open_in(self, office: OfficeKey) -> list[Ticket]:
        """An office's open tickets, the oldest due first."""

    async def open_for(self, office: OfficeKey, department: DepartmentKey, handler: StaffKey) -> list[Ticket]:
        """Those of them that are a department's, or in this handler's hands wherever they are."""

    async def find(
        self,
        words: str,
        office: OfficeKey,
        department: DepartmentKey | None,
        handler: StaffKey,
        *,
        at_most: int,
        skip: int = 0,
    ) -> list[Ticket]:
        """An office's tickets, also those that are closed, with something for each of these words: reference, author,
        unit, subject, description or what was said begins one of its words so. The latest first. With a department
        only its own that were dispatched to it, and this handler's."""

    def changed(self) -> list[Ticket]:
        """The tickets added or saved in this unit of work: as each was read, where it was, and as it is now."""

    async def index(self, ticket: TicketId) -> None:
        """Write the words it is found by; whatever changes them does so anyway."""

    async def set_items(self, ticket: TicketId, items: list[ChecklistItem]) -> None:
        """Make these a ticket's checklist, in place of what it had."""

    async def free_number(self, ticket: TicketId) -> int:
        """The first number that no item of a ticket has ever had."""

    async def items(self, ticket: TicketId) -> list[ChecklistItem]:
        """A ticket's checklist, in order."""

    async def save_item(self, item: ChecklistItem) -> None: ...


class Works(Protocol):
    """Visits of technicians, and photos of jobs (rows B2, F1)."""

    async def put_visit(self, visit: Visit) -> None: ...
    async def visits(self, ticket: TicketId) -> list[Visit]:
        """A ticket's visits, the first one first."""

    async def add_photo(self, photo: ItemPhoto) -> None: ...
    async def photos(self, ticket: TicketId) -> list[ItemPhoto]:
        """By job, the first one first."""


class Sides(Protocol):
    """What goes on beside a ticket: colleagues' parts, talks with contractors, quotes. Whoever changes one writes its
    ticket in the same commit, whose version then guards both. Looking one up raises KeyError where it is not."""

    async def put_part(self, part: Subticket) -> None: ...
    async def part(self, part: SubticketId) -> Subticket: ...
    async def parts_of(self, ticket: TicketId) -> list[Subticket]:
        """The oldest first."""

    async def put_talk(self, talk: Talk) -> None: ...
    async def talk(self, talk: TalkId) -> Talk: ...
    async def talks_of(self, ticket: TicketId) -> list[Talk]:
        """The oldest first."""

    async def put_quote(self, quote: Quote) -> None: ...
    async def quote(self, quote: QuoteId) -> Quote: ...
    async def quote_of(self, ticket: TicketId) -> Quote | None:
        """The latest: only that one counts."""


class Messages(Protocol):
    """What was said, and the copies of it on the platforms."""

    async def add_public(self, message: PublicMessage) -> None: ...
    async def add_note(self, note: StaffNote, message: InternalMessage) -> None: ...
    async def public_of(self, ticket: TicketId) -> list[PublicMessage]:
        """The public messages of a ticket that were not recalled, oldest first. Internal ones are another table's."""

    async def public(self, message: MessageId) -> PublicMessage | None:
        """A public message by its id, a recalled one too; None for an internal one or none of ours."""

    async def reword(self, message: MessageId, text: Public, at: datetime) -> bool:
        """Give a public message other words, edited ``at``; what it said stays as a version. False, and nothing done,
        when it says just that or a later edit is known."""

    async def reword_note(self, message: MessageId, note: StaffNote, at: datetime) -> bool:
        """The same for an internal message."""

    async def versions(self, message: MessageId) -> list[str]:
        """What a message said before its edits, oldest first."""

    async def recall(self, message: MessageId, at: datetime) -> None:
        """Take a public message back, for good."""

    async def last_of(self, ticket: TicketId) -> PublicMessage | InternalMessage | None:
        """The last thing said on a ticket that was not recalled, in public or among staff: for staff's eyes."""

    async def notes_of(self, ticket: TicketId) -> list[InternalMessage]: ...
    async def link(self, ref: MessageRef, message: MessageId, ticket: TicketId) -> None:
        """Remember that a platform's message is a copy (or the original) of ours. A second time is harmless; only a
        recalled message gives way to another."""

    async def copies(self, message: MessageId, channel: str) -> list[MessageRef]:
        """The platform's messages that show one of ours, oldest first."""

    async def pieces(self, message: MessageId, destination: Destination) -> list[tuple[int, MessageRef]]:
        """What was sent of one of ours to a destination, with the part that each piece is, oldest first."""

    async def linked(self, ref: MessageRef) -> tuple[MessageId, TicketId] | None: ...
    async def add_attachment(self, attachment: Attachment) -> None: ...
    async def attachment(self, attachment: AttachmentId) -> Attachment: ...
    async def fetched(self, attachment: AttachmentId, sha256: str, size: int) -> None: ...


class People(Protocol):
    """Residents, and what the platform says of staff."""

    async def by_chat(self, channel: str, chat: str) -> Resident | None: ...
    async def get(self, resident: ResidentId) -> Resident: ...
    async def add(self, resident: Resident) -> None: ...
    async def save(self, resident: Resident) -> None: ...
    async def find(self, office: OfficeKey, words: str, at_most: int) -> list[Resident]:
        """Those who have a ticket with an office and whose name, unit, e-mail or phone holds all the words (three at
        most), whatever their case and accents; by name."""

    async def put_member(self, member: DeskMember) -> None: ...
    async def member(self, id: str) -> DeskMember | None: ...


class Dialogs(Protocol):
    """Half-filled forms (one per resident) and the buttons that answer them."""

    async def get(self, resident: ResidentId) -> Mapping[str, Any] | None: ...
    async def put(self, resident: ResidentId, state: Mapping[str, Any], now: datetime) -> None: ...
    async def drop(self, resident: ResidentId) -> None: ...
    async def put_keyboard(self, keyboard: Keyboard) -> None: ...
    async def keyboard(self, nonce: str) -> Keyboard | None: ...


class Timers(Protocol):
    """Things to look at again."""

    async def set(self, timer: Timer) -> None:
        """Set or move the timer of (kind, subject)."""

    async def clear(self, kind: str, subject: str) -> None: ...


class Homes(Protocol):
    """Who looks at his own page in the desk's app, by the platform's member id."""

    async def opened(self, member: str, at: datetime) -> None: ...
    async def shown(self, member: str, at: datetime) -> None:
        """It was drawn; harmless for one that was never opened."""

    async def since(self, at: datetime) -> list[HomeOpened]: ...
    async def drop(self, member: str) -> None: ...


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
    def nonce(self) -> str: ...


class UnitOfWork(Protocol):
    """One commit. Leaving the ``async with`` normally commits, an exception rolls everything back."""

    outbox: Outbox
    places: Places
    tickets: Tickets
    works: Works
    messages: Messages
    people: People
    dialogs: Dialogs
    timers: Timers
    promises: Promises
    outsiders: Outsiders
    homes: Homes
    sides: Sides
    ids: Ids

    async def record(self, happening: Happening) -> None:
        """Add a line to a ticket's history."""

    async def history(self, ticket: TicketId) -> list[Happening]: ...

    # -- the worker's side of the same commit --
    async def event_done(self, claim: Claim) -> None:
        """The claimed event was handled: its lane goes on. Raises Conflict when the lease was lost."""

    async def event_quarantined(self, claim: Claim, why: str) -> None:
        """The claimed event can't be handled: it is kept aside and its lane goes on."""

    async def sent(self, claim: Claim, receipt: Receipt) -> None:
        """The claimed delivery was made: receipt, message link and thread are stored and its lane goes on."""

    async def dead(self, claim: Claim, why: str) -> None:
        """The claimed delivery will never work: it is kept aside and its lane goes on."""

    async def timer_fired(self, timer: Timer) -> bool:
        """Take a due timer; False when it was moved, cleared or taken meanwhile."""


class Store(Protocol):
    """The database of one installation."""

    async def open(self) -> None: ...
    async def close(self) -> None: ...

    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A unit of work."""

    async def receive(self, events: list[RawEvent], now: datetime) -> int:
        """Commit events to the inbox, known ones ignored; how many were new. The caller may then acknowledge."""

    async def claim_event(self, now: datetime, lease: timedelta) -> ClaimedEvent | None:
        """Lease one inbox lane that is ready, oldest first, and read its oldest event."""

    async def claim_delivery(self, channel: str, now: datetime, lease: timedelta) -> ClaimedDelivery | None:
        """Lease one outbox lane of a channel that is ready and mark its oldest row *sending*. A row found *sending*
        comes back ``uncertain``."""

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

    async def record_progress(self, claim: Claim, progress: str) -> None:
        """Remember how far a delivery got (an upload's file id), in a commit of its own."""

    async def due_timers(self, now: datetime, at_most: int = 100) -> list[Timer]: ...

    async def next_wake(self, queue: Literal["inbox", "timers"] | str, now: datetime) -> datetime | None:
        """When the next lane of a queue (``inbox``, ``timers``, or a channel's name for its outbox) is ready."""

    async def wait(self, queue: str, timeout: float) -> None:
        """Wait until something was committed for a queue, or ``timeout`` seconds."""

    async def glance(self, at_most: int = 20) -> Glance:
        """What goes on inside, for a demonstration."""

    async def ping(self) -> None:
        """Raise when the database does not answer."""
