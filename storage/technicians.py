"""Technicians who have their jobs in a chat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.ids import StaffKey, TicketId
from bot.domain.technician import Job, Link, LoosePhoto, WorkKeyboard
from storage.codec import dumps, from_row, loads, to_row
from storage.database import Session
from storage.epoch import to_ms


class SqlTechnicians:
    """``bot.ports.technicians.Technicians`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def link(self, link: Link) -> None:
        """One at a time for a member, one for a chat."""
        await self._session.run("technician_link_add", **to_row(link))

    async def unlink(self, id: str, at: datetime, why: str) -> None:
        """It is kept, as one that is over."""
        await self._session.run("technician_unlink", id=id, at=to_ms(at), why=why)

    async def links(self) -> list[Link]:
        """By member."""
        return [from_row(Link, row) for row in await self._session.rows("technician_links")]

    async def link_of(self, member: StaffKey) -> Link | None:
        """His chat."""
        row = await self._session.row("technician_link_of", member=member)
        return from_row(Link, row) if row else None

    async def link_at(self, channel: str, chat: str) -> Link | None:
        """Whose chat it is."""
        row = await self._session.row("technician_link_at", channel=channel, chat=chat)
        return from_row(Link, row) if row else None

    async def put_job(self, job: Job) -> None:
        """Write a new or changed one."""
        await self._session.run("job_put", **to_row(job))

    async def jobs_of(self, ticket: TicketId) -> list[Job]:
        """The latest first."""
        return [from_row(Job, row) for row in await self._session.rows("jobs_of", ticket=ticket)]

    async def jobs_for(self, member: StaffKey) -> list[Job]:
        """Those that are not over."""
        return [from_row(Job, row) for row in await self._session.rows("jobs_for", member=member)]

    async def jobs_had(self, member: StaffKey) -> list[Job]:
        """His latest ones, those that are over behind the others."""
        return [from_row(Job, row) for row in await self._session.rows("jobs_had", member=member)]

    async def put_keyboard(self, keyboard: WorkKeyboard) -> None:
        """Keep what buttons do."""
        await self._session.run("work_keyboard_put", **to_row(keyboard))

    async def keyboard(self, nonce: str) -> WorkKeyboard | None:
        """What buttons do, also after they expired: the caller compares ``expires_at``."""
        row = await self._session.row("work_keyboard_get", nonce=nonce)
        return from_row(WorkKeyboard, row) if row else None

    async def ask(self, member: StaffKey, action: Mapping[str, Any] | None) -> None:
        """One question at a time."""
        if action is None:
            await self._session.run("work_question_drop", member=member)
        else:
            await self._session.run("work_question_put", member=member, action=dumps(action))

    async def asked(self, member: StaffKey) -> Mapping[str, Any] | None:
        """What he was asked for last."""
        row = await self._session.row("work_question_get", member=member)
        return loads(Mapping[str, Any], row["action"]) if row else None

    async def add_loose(self, photo: LoosePhoto) -> None:
        """Its attachment is known already."""
        await self._session.run("loose_photo_add", **to_row(photo))

    async def loose(self, bundle: str) -> list[LoosePhoto]:
        """The first one first."""
        return [from_row(LoosePhoto, row) for row in await self._session.rows("loose_photos", bundle=bundle)]

    async def loose_on(self, bundle: str, ticket: TicketId) -> None:
        """It is known now which request they show."""
        await self._session.run("loose_photos_on", bundle=bundle, ticket=ticket)

    async def drop_loose(self, bundle: str) -> None:
        """They are tied, or belong to no step."""
        await self._session.run("loose_photos_drop", bundle=bundle)
