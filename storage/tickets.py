"""Tickets, their checklists and their history."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from operator import attrgetter

from bot.domain.errors import Conflict
from bot.domain.glance import Glance
from bot.domain.ids import DepartmentKey, OfficeKey, Reference, ResidentId, StaffKey, TicketId
from bot.domain.ticket import ChecklistItem, Ticket
from storage.codec import from_row, to_row
from storage.database import Session
from storage.epoch import to_ms
from storage.search import WordIndex

_FOUND_BY = attrgetter(
    "office", "reference", "author_name", "unit", "residence_words", "subject", "code", "description"
)
"""What of a ticket itself is among the words it is found by (``word_texts``)."""


class SqlTickets:
    """``bot.ports.tickets.Tickets`` on a session."""

    def __init__(self, session: Session, words: WordIndex) -> None:
        self._session = session
        self._words = words
        self._read: dict[TicketId, Ticket] = {}
        self._changed: dict[TicketId, Ticket] = {}

    async def add(self, ticket: Ticket) -> None:
        """Raises Conflict when the id or the reference is taken."""
        await self._session.run("ticket_add", **to_row(ticket))
        self._changed[ticket.id] = ticket
        self._words.touch(ticket.id)

    async def get(self, ticket: TicketId) -> Ticket:
        """Raises KeyError for an unknown one."""
        row = await self._session.row("ticket_get", id=ticket)
        if row is None:
            raise KeyError(ticket)
        return self._kept(from_row(Ticket, row))

    async def by_reference(self, reference: Reference) -> Ticket | None:
        """The ticket of this name, exactly as it was given out."""
        row = await self._session.row("ticket_by_reference", reference=reference)
        return self._kept(from_row(Ticket, row)) if row else None

    async def by_serial(self, office: OfficeKey, serial: str) -> Ticket | None:
        """The complaint that bears it."""
        row = await self._session.row("ticket_by_serial", office=office, serial=serial)
        return self._kept(from_row(Ticket, row)) if row else None

    async def next_serial(self, office: OfficeKey, year: int) -> int:
        """Other commits that want one of the same office and year wait for this one."""
        row = await self._session.row("serial_next", office=office, year=year)
        assert row is not None
        return int(row["last"])

    async def save(self, ticket: Ticket) -> Ticket:
        """The ticket with its next version. Raises Conflict when it has changed since it was read."""
        row = await self._session.row("ticket_save", **to_row(ticket))
        if row is None:
            raise Conflict(f"ticket {ticket.id} has changed since version {ticket.version}")
        known = self._changed.get(ticket.id) or self._read.get(ticket.id)
        if known is None or _FOUND_BY(known) != _FOUND_BY(ticket):
            self._words.touch(ticket.id)
        after = replace(ticket, version=int(row["version"]))
        self._changed[ticket.id] = after
        return after

    async def date(self, ticket: TicketId, due_at: datetime) -> None:
        """Its next date; the version stays."""
        await self._session.run("ticket_date", id=ticket, due_at=to_ms(due_at))
        if ticket in self._changed:
            self._changed[ticket] = replace(self._changed[ticket], due_at=due_at)

    def changes(self) -> list[tuple[Ticket | None, Ticket]]:
        """In the order in which they were first written."""
        return [(self._read.get(id), after) for id, after in self._changed.items()]

    async def open_of(self, resident: ResidentId) -> list[Ticket]:
        """The latest first."""
        rows = await self._session.rows("ticket_open_of", resident=resident)
        return [self._kept(from_row(Ticket, row)) for row in rows]

    async def ended_since(self, resident: ResidentId, since: datetime) -> list[Ticket]:
        """The latest first."""
        rows = await self._session.rows("ticket_ended_since", resident=resident, since=to_ms(since))
        return [self._kept(from_row(Ticket, row)) for row in rows]

    async def all_of(self, resident: ResidentId, office: OfficeKey) -> list[Ticket]:
        """The oldest first."""
        rows = await self._session.rows("ticket_all_of", resident=resident, office=office)
        return [self._kept(from_row(Ticket, row)) for row in rows]

    async def open_in(self, office: OfficeKey) -> list[Ticket]:
        """The oldest due first."""
        rows = await self._session.rows("ticket_open_in", office=office)
        return [self._kept(from_row(Ticket, row)) for row in rows]

    async def glances(self, office: OfficeKey) -> list[Glance]:
        """The oldest due first."""
        return [from_row(Glance, row) for row in await self._session.rows("ticket_glances", office=office)]

    async def find(
        self,
        words: str,
        office: OfficeKey,
        department: DepartmentKey | None,
        handler: StaffKey,
        *,
        at_most: int,
        skip: int = 0,
    ) -> list[Ticket]:
        """The latest first."""
        return await self._words.find(words, office, department, handler, at_most, skip)

    async def index(self, ticket: TicketId) -> None:
        """Write its words when the unit of work ends."""
        self._words.touch(ticket)

    async def set_items(self, ticket: TicketId, items: list[ChecklistItem]) -> None:
        """All items of a checklist, in place of what there was."""
        await self._session.run("items_remove", ticket=ticket)
        await self._session.many("item_put", [to_row(item) for item in items])

    async def free_number(self, ticket: TicketId) -> int:
        """The first number that no item of this ticket has ever had."""
        row = await self._session.row("item_free", ticket=ticket)
        assert row is not None
        return int(row["free"])

    async def items(self, ticket: TicketId) -> list[ChecklistItem]:
        """In their order."""
        rows = await self._session.rows("items_of", ticket=ticket)
        return [from_row(ChecklistItem, row) for row in rows]

    async def save_item(self, item: ChecklistItem) -> None:
        """Write a changed item."""
        await self._session.run("item_put", **to_row(item))

    def _kept(self, ticket: Ticket) -> Ticket:
        self._read.setdefault(ticket.id, ticket)
        return ticket
