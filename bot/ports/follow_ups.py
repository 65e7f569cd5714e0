"""Askings after the work in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.follow_up import FollowUp
from bot.domain.ids import ResidentId, TicketId


class FollowUps(Protocol):
    """Whoever changes one writes its ticket in the same commit or comes from its timer: no two do at once."""

    async def put(self, one: FollowUp) -> None:
        """Write a new or changed one."""

    async def unanswered(self, resident: ResidentId, since: datetime) -> TicketId | None:
        """The closed request about which a resident was asked since then, and has not answered; the last one."""

    async def of(self, ticket: TicketId) -> list[FollowUp]:
        """By number."""
