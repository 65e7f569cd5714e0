"""The database: units of work for services, lanes for the worker.

Everything a service decides on an event is one commit: new state, outbox rows, timers and the event's *done*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from bot.domain.deeds import Deed
from bot.domain.ids import TicketId
from bot.ports.albums import Albums
from bot.ports.appointments import Appointments, Ledger
from bot.ports.care import Gathering, Missed, Rooms
from bot.ports.channel import RawEvent, Receipt
from bot.ports.clocks import Absences, Clocks, Extensions
from bot.ports.dialogs import Dialogs
from bot.ports.entries import KnownEntries
from bot.ports.follow_ups import FollowUps
from bot.ports.homes import Homes
from bot.ports.ids import Ids
from bot.ports.incidents import Incidents
from bot.ports.invitations import Invitations, Persons
from bot.ports.messages import Messages
from bot.ports.outbox import Claim, ClaimedDelivery, Outbox
from bot.ports.people import People
from bot.ports.places import Places
from bot.ports.pledges import Outsiders, Promises
from bot.ports.sheets import Sheets
from bot.ports.sides import Sides
from bot.ports.slips import Slips
from bot.ports.technicians import Technicians
from bot.ports.tickets import Tickets
from bot.ports.timers import Timer, Timers
from bot.ports.works import Works


@dataclass(frozen=True, slots=True)
class ClaimedEvent:
    """The oldest event of a lane. ``attempts`` counts earlier failures."""

    claim: Claim
    event: RawEvent
    received_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of a ticket's history: who did what, when. ``actor`` is a staff key, ``resident`` or ``palier``."""

    ticket: TicketId
    at: datetime
    actor: str
    what: Deed
    detail: str = ""


@dataclass(frozen=True, slots=True)
class QueuedRow:
    """A row of the outbox: where it goes, what it is, what became of it."""

    destination: str
    kind: str
    state: str
    attempts: int
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class Queues:
    """What is in the engine's queues: events by state, the latest deliveries, the next timers."""

    inbox: Mapping[str, int]
    outbox: tuple[QueuedRow, ...]
    timers: tuple[Timer, ...]


class UnitOfWork(Protocol):
    """One commit. Leaving the ``async with`` normally commits, an exception rolls everything back."""

    outbox: Outbox
    places: Places
    entries: KnownEntries
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

    async def recorded(self, ticket: TicketId, what: Deed, detail: str) -> bool:
        """Whether a ticket's history has such a line."""

    async def waiting_from(self, channel: str, chat: str) -> bool:
        """Whether something that came from this chat, or one of its topics, is not handled yet."""

    # -- the worker's side of the same commit, which raises Conflict when the lease was lost --
    async def event_done(self, claim: Claim) -> None:
        """The claimed event was handled: its lane goes on."""

    async def event_quarantined(self, claim: Claim, why: str, payload: str) -> None:
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

    async def queues(self, at_most: int = 20) -> Queues:
        """What goes on inside, for a demonstration."""

    async def ping(self) -> None:
        """Raise when the database does not answer."""
