"""Visits agreed with residents, and the ledger of promises."""

from __future__ import annotations

from datetime import datetime

from bot.domain.appointment import Appointment
from bot.domain.ids import AppointmentId, DepartmentKey, OfficeKey, StaffKey, TicketId
from bot.domain.pledge import Pledge, PledgeKind
from storage.codec import from_row, to_row
from storage.database import Session
from storage.epoch import to_ms


class SqlAppointments:
    """``bot.ports.appointments.Appointments`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, appointment: Appointment) -> None:
        """Write a new or changed one."""
        await self._session.run("appointment_put", **to_row(appointment))

    async def get(self, appointment: AppointmentId) -> Appointment:
        """Raises KeyError for an unknown one."""
        row = await self._session.row("appointment_get", id=appointment)
        if row is None:
            raise KeyError(appointment)
        return from_row(Appointment, row)

    async def latest(self, ticket: TicketId) -> Appointment | None:
        """The one that is open, else the last one made."""
        row = await self._session.row("appointment_latest", ticket=ticket)
        return from_row(Appointment, row) if row is not None else None


class SqlLedger:
    """``bot.ports.appointments.Ledger`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, pledge: Pledge) -> None:
        """Write a new or changed one."""
        await self._session.run("pledge_put", **to_row(pledge))

    async def get(self, kind: PledgeKind, subject: str) -> Pledge | None:
        """None for an unknown one."""
        row = await self._session.row("pledge_get", kind=str(kind), subject=subject)
        return from_row(Pledge, row) if row is not None else None

    async def of(self, ticket: TicketId) -> list[Pledge]:
        """By when they were promised for."""
        return [from_row(Pledge, row) for row in await self._session.rows("pledges_of", ticket=ticket)]

    async def listed(
        self,
        office: OfficeKey,
        department: DepartmentKey | None,
        member: StaffKey,
        since: datetime,
    ) -> list[Pledge]:
        """Open ones first, the oldest due first."""
        if department is None:
            rows = await self._session.rows("pledges_in", office=office, since=to_ms(since))
        else:
            rows = await self._session.rows(
                "pledges_for", office=office, department=department, member=member, since=to_ms(since)
            )
        return [from_row(Pledge, row) for row in rows]
