"""What the database keeps of invitations to link a chat, and of the recorded persons who have followed one."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.addresses import Destination
from bot.domain.ids import ResidentId, StaffKey, TicketId
from bot.domain.invitation import Invitation, Joined


class Invitations(Protocol):
    """Codes, and what was tried as one."""

    async def make(self, invitation: Invitation) -> None:
        """Keep an invitation; earlier ones of the same destination are worth nothing any more."""

    async def get(self, digest: str) -> Invitation | None:
        """Also one that is used up or has expired."""

    async def standing(self, whose: Destination, now: datetime) -> Invitation | None:
        """The one that can be used at present."""

    async def use(self, digest: str, at: datetime) -> bool:
        """Use an invitation up; False where somebody has done so before."""

    async def failed(self, channel: str, chat: str, at: datetime) -> None:
        """A code that does not work was tried from a chat."""

    async def failures(self, channel: str, chat: str, since: datetime) -> int:
        """How many were since a moment; earlier ones are forgotten."""


class Persons(Protocol):
    """Recorded persons who have a chat now (ADR 0040)."""

    async def join(self, joined: Joined, tickets: list[TicketId]) -> None:
        """Keep it, with the requests that were the person's till then. Raises Conflict where he has a chat already."""

    async def joined(self, person: ResidentId) -> Joined | None:
        """His chat, while he has one."""

    async def get(self, id: str) -> Joined | None:
        """One that stands; None for one that has ended."""

    async def of_chat(self, chat: ResidentId) -> list[Joined]:
        """The persons whose requests are a chat's, the latest first."""

    async def remember(self, joined: Joined) -> None:
        """Keep another idea of who its chat's resident was before."""

    async def tickets(self, id: str) -> set[TicketId]:
        """The requests that came with one, and those kept with it since."""

    async def keep(self, id: str, ticket: TicketId) -> None:
        """A request was logged for the person of one."""

    async def part(self, id: str, at: datetime, by: StaffKey) -> None:
        """It is over."""
