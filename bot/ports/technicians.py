"""What the database keeps for technicians who have their jobs in a chat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from bot.domain.ids import StaffKey, TicketId
from bot.domain.technician import Job, Link, LoosePhoto, WorkKeyboard


class Technicians(Protocol):
    """Their links, jobs and buttons, and what they were asked last (rows B2, F1)."""

    async def link(self, link: Link) -> None: ...
    async def unlink(self, id: str, at: datetime, why: str) -> None: ...
    async def links(self) -> list[Link]:
        """Those that stand."""

    async def link_of(self, member: StaffKey) -> Link | None: ...
    async def link_at(self, channel: str, chat: str) -> Link | None: ...
    async def put_job(self, job: Job) -> None:
        """Write a new or changed one."""

    async def jobs_of(self, ticket: TicketId) -> list[Job]:
        """The latest first."""

    async def jobs_for(self, member: StaffKey) -> list[Job]:
        """Those that are not over, the latest first."""

    async def jobs_had(self, member: StaffKey) -> list[Job]:
        """His latest ones, those that are over behind the others."""

    async def put_keyboard(self, keyboard: WorkKeyboard) -> None: ...
    async def keyboard(self, nonce: str) -> WorkKeyboard | None: ...
    async def ask(self, member: StaffKey, action: Mapping[str, Any] | None) -> None:
        """Remember what he was asked for, in place of what he was asked before; None: nothing."""

    async def asked(self, member: StaffKey) -> Mapping[str, Any] | None: ...
    async def add_loose(self, photo: LoosePhoto) -> None: ...
    async def loose(self, bundle: str) -> list[LoosePhoto]:
        """The first one first."""

    async def loose_on(self, bundle: str, ticket: TicketId) -> None:
        """It is known now which request they show."""

    async def drop_loose(self, bundle: str) -> None: ...
