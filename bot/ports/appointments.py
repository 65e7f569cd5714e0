"""Visits agreed with residents, and the ledger of promises."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.appointment import Appointment
from bot.domain.ids import AppointmentId, DepartmentKey, OfficeKey, StaffKey, TicketId
from bot.domain.pledge import Pledge, PledgeKind


class Appointments(Protocol):
    """Visits agreed with residents (row D6). Whoever changes one writes its ticket in the same commit, whose version
    then guards both."""

    async def put(self, appointment: Appointment) -> None:
        """Write a new or changed one."""

    async def get(self, appointment: AppointmentId) -> Appointment:
        """Raises KeyError for an unknown one."""

    async def latest(self, ticket: TicketId) -> Appointment | None:
        """The one that is open, else the last one: only that one counts."""


class Ledger(Protocol):
    """What residents were promised for a certain time, and what became of it (row D9)."""

    async def put(self, pledge: Pledge) -> None:
        """Write a new or changed one."""

    async def get(self, kind: PledgeKind, subject: str) -> Pledge | None: ...
    async def of(self, ticket: TicketId) -> list[Pledge]:
        """A ticket's, by when they were promised for."""

    async def listed(
        self,
        office: OfficeKey,
        department: DepartmentKey | None,
        member: StaffKey,
        since: datetime,
    ) -> list[Pledge]:
        """An office's that are open, or were kept or broken since then; with a department only those of its tickets, of
        tickets in this member's hands, and what he promised himself. Open ones first, the oldest due first."""
