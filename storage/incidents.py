"""Joint complaints: incidents and the complaints that belong to them."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import IncidentId, OfficeKey, ResidenceKey, TicketId, TopicKey
from bot.domain.incident import Incident, Involved
from bot.domain.ticket import Ticket
from storage.codec import from_row, to_row
from storage.database import Session
from storage.epoch import to_ms


class SqlIncidents:
    """``bot.ports.incidents.Incidents`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def watch(self, office: OfficeKey, residence: ResidenceKey, topic: TopicKey) -> None:
        """The place's row is locked until the commit."""
        await self._session.run("incident_watch", office=office, residence=residence, topic=topic)

    async def add(self, incident: Incident) -> None:
        """A new one."""
        await self._session.run("incident_add", **to_row(incident))

    async def hold(self, incident: IncidentId) -> Incident:
        """Its row is locked until the commit. Raises KeyError for an unknown one."""
        row = await self._session.row("incident_hold", id=incident)
        if row is None:
            raise KeyError(incident)
        return from_row(Incident, row)

    async def save(self, incident: Incident) -> None:
        """What may change of it."""
        values = to_row(incident)
        kept = ("id", "state", "decided_by", "decided_at", "solved_at", "reported_at")
        await self._session.run("incident_save", **{name: values[name] for name in kept})

    async def standing(self, office: OfficeKey, residence: ResidenceKey, topic: TopicKey) -> Incident | None:
        """Proposed or open."""
        row = await self._session.row("incident_standing", office=office, residence=residence, topic=topic)
        return from_row(Incident, row) if row else None

    async def unfinished(self, office: OfficeKey) -> list[Incident]:
        """The oldest first."""
        return [
            from_row(Incident, row) for row in await self._session.rows("incidents_unfinished", office=office)
        ]

    async def put(self, involved: Involved) -> None:
        """In place of what there was."""
        await self._session.run("involved_put", **to_row(involved))

    async def involved(self, incident: IncidentId) -> list[Involved]:
        """The earliest first."""
        return [from_row(Involved, row) for row in await self._session.rows("involved_in", incident=incident)]

    async def of(self, ticket: TicketId) -> list[tuple[Incident, Involved]]:
        """The latest first."""
        rows = await self._session.rows("incidents_of", ticket=ticket)
        return [(from_row(Incident, row), from_row(Involved, row)) for row in rows]

    async def alike(
        self, office: OfficeKey, residence: ResidenceKey, topic: TopicKey, since: datetime
    ) -> list[Ticket]:
        """The earliest first."""
        rows = await self._session.rows(
            "complaints_alike", office=office, residence=residence, topic=topic, since=to_ms(since)
        )
        return [from_row(Ticket, row) for row in rows]
