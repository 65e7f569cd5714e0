"""Invitations to link a chat, and the recorded persons who have followed one."""

from __future__ import annotations

from datetime import datetime

from bot.domain.addresses import Destination
from bot.domain.ids import ResidentId, StaffKey, TicketId
from bot.domain.invitation import Invitation, Joined
from storage.codec import from_row, to_row
from storage.database import Session
from storage.epoch import to_ms


class SqlInvitations:
    """``bot.ports.invitations.Invitations`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def make(self, invitation: Invitation) -> None:
        """Earlier ones that nobody has used are void."""
        await self._session.run("invitation_void", whose=invitation.whose)
        await self._session.run("invitation_add", **to_row(invitation))

    async def get(self, digest: str) -> Invitation | None:
        """Also one that is used up or has expired."""
        row = await self._session.row("invitation_get", digest=digest)
        return from_row(Invitation, row) if row else None

    async def standing(self, whose: Destination, now: datetime) -> Invitation | None:
        """The one that can be used at present."""
        row = await self._session.row("invitation_standing", whose=whose, now=to_ms(now))
        return from_row(Invitation, row) if row else None

    async def use(self, digest: str, at: datetime) -> bool:
        """Of two who use it at once, one succeeds."""
        return await self._session.row("invitation_use", digest=digest, at=to_ms(at)) is not None

    async def failed(self, channel: str, chat: str, at: datetime) -> None:
        """Count one."""
        await self._session.run("wrong_code_add", channel=channel, chat=chat, at=to_ms(at))

    async def failures(self, channel: str, chat: str, since: datetime) -> int:
        """How many; earlier ones are forgotten, whosever they were."""
        await self._session.run("wrong_codes_forget", before=to_ms(since))
        row = await self._session.row("wrong_codes", channel=channel, chat=chat)
        return int(row["number"]) if row else 0


class SqlPersons:
    """``bot.ports.invitations.Persons`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def join(self, joined: Joined, tickets: list[TicketId]) -> None:
        """Raises Conflict where he has a chat already."""
        await self._session.run("person_join", **to_row(joined))
        for ticket in tickets:
            await self._session.run("person_ticket_add", link=joined.id, ticket=ticket)

    async def joined(self, person: ResidentId) -> Joined | None:
        """The one that stands."""
        row = await self._session.row("person_joined", person=person)
        return from_row(Joined, row) if row else None

    async def get(self, id: str) -> Joined | None:
        """One that stands."""
        row = await self._session.row("person_link", id=id)
        return from_row(Joined, row) if row else None

    async def of_chat(self, chat: ResidentId) -> list[Joined]:
        """The latest first."""
        return [from_row(Joined, row) for row in await self._session.rows("persons_of_chat", chat=chat)]

    async def remember(self, joined: Joined) -> None:
        """Only what its chat's resident was before."""
        was = {field: getattr(joined, field) for field in ("name", "residence", "unit", "phone", "email")}
        await self._session.run("person_link_before", id=joined.id, **was)

    async def tickets(self, id: str) -> set[TicketId]:
        """The requests that came with one, and those kept with it since."""
        return {TicketId(row["ticket"]) for row in await self._session.rows("person_tickets", link=id)}

    async def keep(self, id: str, ticket: TicketId) -> None:
        """One more."""
        await self._session.run("person_ticket_add", link=id, ticket=ticket)

    async def part(self, id: str, at: datetime, by: StaffKey) -> None:
        """It is kept, as one that is over."""
        await self._session.run("person_part", id=id, at=to_ms(at), by=by)
