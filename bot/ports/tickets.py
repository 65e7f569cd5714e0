"""Tickets in the database, with their checklists and the words they are found by."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.glance import Glance
from bot.domain.ids import DepartmentKey, OfficeKey, Reference, ResidentId, StaffKey, TicketId
from bot.domain.ticket import ChecklistItem, Ticket


class Tickets(Protocol):
    """Tickets and their checklists."""

    async def add(self, ticket: Ticket) -> None: ...
    async def get(self, ticket: TicketId) -> Ticket: ...
    async def by_reference(self, reference: Reference) -> Ticket | None: ...
    async def by_serial(self, office: OfficeKey, serial: str) -> Ticket | None:
        """An office's complaint by its serial."""

    async def next_serial(self, office: OfficeKey, year: int) -> int:
        """The next number of an office's complaints in a year: from 1 and without holes, given back by a rollback."""

    async def save(self, ticket: Ticket) -> Ticket:
        """Write a changed ticket; the version grows by one. Raises Conflict when it has changed since it was read."""

    async def date(self, ticket: TicketId, due_at: datetime) -> None:
        """Its next date, which follows from the rest: the version stays. To be called where it was saved in the same
        unit of work, whose version then guards both."""

    async def open_of(self, resident: ResidentId) -> list[Ticket]:
        """A resident's open tickets, the latest first."""

    async def ended_since(self, resident: ResidentId, since: datetime) -> list[Ticket]:
        """A resident's tickets that were closed or declined after a moment, the latest first."""

    async def all_of(self, resident: ResidentId, office: OfficeKey) -> list[Ticket]:
        """All that a resident ever had with an office, the oldest first."""

    async def open_in(self, office: OfficeKey) -> list[Ticket]:
        """An office's open tickets whole, the oldest due first: for what looks into each of them. What sorts, counts or
        picks some takes ``glances``."""

    async def glances(self, office: OfficeKey) -> list[Glance]:
        """What lists need of an office's open tickets, the oldest due first. Read from an index alone."""

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
        """An office's tickets, also those that are closed, with something for each of these words: reference, author,
        unit, subject, description or what was said begins one of its words so. The latest first. With a department
        only its own that were dispatched to it, and this handler's."""

    def changes(self) -> list[tuple[Ticket | None, Ticket]]:
        """The tickets added or saved in this unit of work, each once: as it was read first (None: new, or not read in
        this unit of work), and as it is now."""

    async def index(self, ticket: TicketId) -> None:
        """Write the words it is found by; whatever changes them does so anyway."""

    async def set_items(self, ticket: TicketId, items: list[ChecklistItem]) -> None:
        """Make these a ticket's checklist, in place of what it had."""

    async def free_number(self, ticket: TicketId) -> int:
        """The first number that no item of a ticket has ever had."""

    async def items(self, ticket: TicketId) -> list[ChecklistItem]:
        """A ticket's checklist, in order."""

    async def save_item(self, item: ChecklistItem) -> None: ...
