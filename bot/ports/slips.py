"""Posts of ours that ask staff for something: what they offer is kept current, wherever the matter is settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.addresses import Destination
from bot.domain.ids import MessageId, TicketId
from bot.ports.desk import Post


@dataclass(frozen=True, slots=True)
class Slip:
    """A post with buttons about a ticket, where it went and what it says at present."""

    id: MessageId
    ticket: TicketId
    destination: Destination
    post: Post

    def offers(self, action: str, subject: str) -> bool:
        """Whether one of its buttons does this, about this (``TICKET`` or ``TICKET#DETAIL``)."""
        return any((one.name, one.value) == (action, subject) for one in self.post.actions)

    def is_about(self, part: str) -> bool:
        """Whether it is about this part of its ticket, or a choice of it (``TICKET#PART@CHOICE``)."""
        return any(one.value.partition("#")[2].partition("@")[0] == part for one in self.post.actions)


class Slips(Protocol):
    """Those whose matter is not settled yet."""

    async def put(self, slip: Slip) -> None:
        """A new one, or what it says now."""

    async def open_of(self, ticket: TicketId) -> list[Slip]:
        """A ticket's, the oldest first."""

    async def settle(self, slip: MessageId, at: datetime) -> None:
        """Its matter is settled."""
