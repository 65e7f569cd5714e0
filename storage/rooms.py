"""What is known of the desk's channels, the messages that wait to be shown together, those that were missed."""

from __future__ import annotations

from datetime import datetime

from bot.domain.addresses import MessageRef
from bot.domain.audience import ForResident
from bot.domain.ids import MessageId, ResidentId, TicketId
from bot.domain.message import Author, PublicMessage
from bot.ports.care import MissedMessage, MissedWords, RoomFacts
from storage.codec import Row, from_row, loads, to_row
from storage.database import Session
from storage.epoch import from_ms, to_ms


class SqlRooms:
    """``bot.ports.care.Rooms`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, id: str) -> RoomFacts:
        """What is known of a channel; of an unknown one nothing bad."""
        row = await self._session.row("room_get", id=id)
        return from_row(RoomFacts, row) if row else RoomFacts(id)

    async def put(self, facts: RoomFacts) -> None:
        """Remember it."""
        await self._session.run("room_put", **to_row(facts))


class SqlGathering:
    """``bot.ports.care.Gathering`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def said_since(self, ticket: TicketId, since: datetime) -> int:
        """How many messages a ticket's resident wrote on it after a moment."""
        row = await self._session.row(
            "message_public_since", ticket=ticket, author=Author.RESIDENT.value, since=to_ms(since)
        )
        return int(row["number"]) if row else 0

    async def add(self, message: MessageId, ticket: TicketId) -> None:
        """Let it wait."""
        await self._session.run("gathered_add", message=message, ticket=ticket)

    async def has(self, message: MessageId) -> bool:
        """Whether it waits."""
        return await self._session.row("gathered_has", message=message) is not None

    async def any(self, ticket: TicketId) -> bool:
        """Whether a ticket has any."""
        return await self._session.row("gathered_any", ticket=ticket) is not None

    async def of(self, ticket: TicketId) -> list[PublicMessage]:
        """All of a ticket, oldest first."""
        rows = await self._session.rows("gathered_of", ticket=ticket)
        return [from_row(PublicMessage, row) for row in rows]

    async def take(self, ticket: TicketId) -> list[PublicMessage]:
        """The same; they then wait no more."""
        taken = await self.of(ticket)
        await self._session.run("gathered_drop", ticket=ticket)
        return taken


class SqlMissed:
    """``bot.ports.care.Missed`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, resident: ResidentId, missed: MissedMessage | MissedWords, number: int) -> None:
        """Remember it."""
        values = {"message": None, "source": None, "ticket": None, "content": None, "at": None}
        await self._session.run("missed_add", resident=resident, number=number, **values | to_row(missed))

    async def take(self, resident: ResidentId) -> list[MissedMessage | MissedWords]:
        """All of a resident, in their order; they are then forgotten."""
        rows = await self._session.rows("missed_of", resident=resident)
        await self._session.run("missed_drop", resident=resident)
        return [_missed(row) for row in rows]


def _missed(row: Row) -> MissedMessage | MissedWords:
    if row["message"]:
        source = loads(MessageRef, row["source"]) if row["source"] else None
        return MissedMessage(MessageId(row["message"]), source)
    return MissedWords(TicketId(row["ticket"]), loads(ForResident, row["content"]), from_ms(row["at"]))
