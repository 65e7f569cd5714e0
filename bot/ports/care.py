"""What the database keeps for threads that are lost, residents who flood and residents who are away: channels' facts,
gathered messages, missed ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.addresses import MessageRef
from bot.domain.audience import ForResident
from bot.domain.ids import MessageId, ResidentId, TicketId
from bot.domain.message import PublicMessage


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """A channel of the desk. ``closed_at`` is since when it has been closed to us (archived, left, deleted), ``shared``
    whether people of another organisation read it."""

    id: str
    closed_at: datetime | None = None
    shared: bool = False


class Rooms(Protocol):
    """What is known of the desk's channels."""

    async def get(self, id: str) -> RoomFacts:
        """What is known of a channel; of an unknown one nothing bad."""
        ...

    async def put(self, facts: RoomFacts) -> None: ...


class Gathering(Protocol):
    """Messages of a flood, which wait to be shown together."""

    async def said_since(self, ticket: TicketId, since: datetime) -> int:
        """How many messages a ticket's resident wrote on it after ``since``."""
        ...

    async def add(self, message: MessageId, ticket: TicketId) -> None: ...
    async def has(self, message: MessageId) -> bool: ...
    async def any(self, ticket: TicketId) -> bool: ...
    async def of(self, ticket: TicketId) -> list[PublicMessage]:
        """All of a ticket, oldest first."""
        ...

    async def take(self, ticket: TicketId) -> list[PublicMessage]:
        """The same; they then wait no more."""
        ...


@dataclass(frozen=True, slots=True)
class MissedMessage:
    """A message of staff that did not reach its resident; ``source`` is what the staff member wrote himself."""

    message: MessageId
    source: MessageRef | None = None


@dataclass(frozen=True, slots=True)
class MissedWords:
    """Words of ours about a ticket that did not reach its resident: what a window says in a catalogue's sentence, a
    file; when they were to be sent."""

    ticket: TicketId
    content: ForResident
    at: datetime


class Missed(Protocol):
    """What did not reach a resident because he could not be reached."""

    async def add(self, resident: ResidentId, missed: MissedMessage | MissedWords, number: int) -> None:
        """Remember it with its place among all that was queued for him; a message a second time changes nothing."""
        ...

    async def take(self, resident: ResidentId) -> list[MissedMessage | MissedWords]:
        """All of a resident, in the order in which they were queued; they are then forgotten."""
        ...
