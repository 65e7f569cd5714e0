"""What goes out, in order per destination: queued, claimed to be sent, settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.addresses import Destination, MessageRef, Place, resident_chat
from bot.domain.audience import GroupContent, Recall, ResidentContent, Rewrite, ShowStatus
from bot.domain.ids import MessageId, ResidentId
from bot.domain.technician import QueuedForTechnician
from bot.ports.desk import QueuedForDesk
from bot.ports.mailer import Letter

QueuedForResident = ResidentContent | Rewrite | Recall | ShowStatus
Content = QueuedForResident | QueuedForTechnician | QueuedForDesk | Letter | GroupContent


@dataclass(frozen=True, slots=True)
class Claim:
    """A lane leased to this process, with its oldest item. ``fence`` makes a late answer of a former owner void."""

    lane: str
    seq: int
    fence: int


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

    async def to_group(self, destination: Destination, content: GroupContent) -> None:
        """Queue for a group of people, of whom nobody is a resident there."""

    async def by_mail(
        self, destination: Destination, letter: Letter, *, message: MessageId | None = None
    ) -> None:
        """Queue a letter; its address is the destination's place. ``message`` is what was written, kept as ours."""

    async def busy(self, channel: str, until: datetime, at_most: int) -> int:
        """How many destinations of a channel have something that may go by then, counted up to ``at_most``."""

    async def opening(self, channel: str, room: str) -> bool:
        """Whether a thread may stand in a room already of which it is not known yet where."""

    async def opening_topic(self, destination: Destination) -> bool:
        """Whether a ticket's chat topic may just be being made in a resident's chat."""

    async def fate(self, message: MessageId, claim: Claim) -> Fate:
        """What became of a message's other rows in the claimed lane."""

    async def open_rows(self, destination: Destination) -> int:
        """How many rows of a destination are not sent yet."""

    async def waiting(self, destination: Destination) -> set[MessageId]:
        """The messages of which something is not sent to a destination yet."""

    async def move(self, claim: Claim, to: Destination) -> None:
        """Let the claimed row and all behind it go on in another lane, or the same, after what this unit of work
        queues there; a card and its changes stay behind. Raises Conflict when the lease was lost."""
