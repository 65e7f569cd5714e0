"""Joint complaints in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.ids import IncidentId, OfficeKey, ResidenceKey, TicketId, TopicKey
from bot.domain.incident import Incident, Involved
from bot.domain.ticket import Ticket


class Incidents(Protocol):
    """Incidents, and the complaints that belong to them."""

    async def watch(self, office: OfficeKey, residence: ResidenceKey, topic: TopicKey) -> None:
        """Keep everybody else from looking at the complaints of this topic and residence until the commit: of two that
        come at once, the second sees the first."""

    async def add(self, incident: Incident) -> None: ...
    async def hold(self, incident: IncidentId) -> Incident:
        """Read it and keep everybody else from changing it until the commit. Raises KeyError for an unknown one."""

    async def save(self, incident: Incident) -> None: ...
    async def standing(self, office: OfficeKey, residence: ResidenceKey, topic: TopicKey) -> Incident | None:
        """The one that is proposed or open there."""

    async def unfinished(self, office: OfficeKey) -> list[Incident]:
        """An office's that are proposed or open, the oldest first."""

    async def put(self, involved: Involved) -> None:
        """How a complaint stands to an incident, in place of how it stood before."""

    async def involved(self, incident: IncidentId) -> list[Involved]:
        """The earliest first."""

    async def of(self, ticket: TicketId) -> list[tuple[Incident, Involved]]:
        """The incidents that a complaint has to do with, the latest first."""

    async def alike(
        self, office: OfficeKey, residence: ResidenceKey, topic: TopicKey, since: datetime
    ) -> list[Ticket]:
        """The open complaints of this topic and residence opened since then that have to do with no incident there, the
        earliest first."""
