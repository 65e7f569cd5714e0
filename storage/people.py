"""Residents, members of the desk, half-filled forms and the buttons that answer them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.addresses import Destination
from bot.domain.ids import OfficeKey, ResidentId
from bot.domain.people import Resident
from bot.domain.text import fold
from bot.ports.dialogs import Keyboard
from bot.ports.inbound import DeskMember
from storage.codec import dumps, from_row, loads, to_row
from storage.database import Session
from storage.epoch import to_ms


class SqlPeople:
    """``bot.ports.people.People`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def by_chat(self, channel: str, chat: str) -> Resident | None:
        """Who writes from this chat."""
        row = await self._session.row("resident_by_chat", channel=channel, chat=chat)
        return from_row(Resident, row) if row else None

    async def get(self, resident: ResidentId) -> Resident:
        """Raises KeyError for an unknown one."""
        row = await self._session.row("resident_get", id=resident)
        if row is None:
            raise KeyError(resident)
        return from_row(Resident, row)

    async def hold(self, resident: ResidentId) -> Resident:
        """His row is locked until the commit. Raises KeyError for an unknown one."""
        row = await self._session.row("resident_hold", id=resident)
        if row is None:
            raise KeyError(resident)
        return from_row(Resident, row)

    async def add(self, resident: Resident) -> None:
        """Raises Conflict when the chat has a resident already."""
        await self._session.run("resident_add", **_row(resident))

    async def save(self, resident: Resident) -> None:
        """Write a changed resident."""
        await self._session.run("resident_save", **_row(resident))

    async def find(self, office: OfficeKey, words: str, at_most: int) -> list[Resident]:
        """Those an office knows by its tickets, whose name, unit or address holds all of up to three words."""
        parts = [f"%{_escaped(word)}%" for word in fold(words).split()[:3]]
        first, second, third = (*parts, *["%"] * (3 - len(parts)))
        rows = await self._session.rows(
            "resident_find", office=office, first=first, second=second, third=third, at_most=at_most
        )
        return [from_row(Resident, row) for row in rows]

    async def put_member(self, member: DeskMember) -> None:
        """What the platform says now."""
        await self._session.run("member_put", **to_row(member))

    async def member(self, id: str) -> DeskMember | None:
        """What the platform said last."""
        row = await self._session.row("member_get", id=id)
        return from_row(DeskMember, row) if row else None

    async def gone(self) -> frozenset[str]:
        """The ids of those whose account the platform has closed."""
        return frozenset(row["id"] for row in await self._session.rows("members_gone"))


def _row(resident: Resident) -> dict[str, Any]:
    """As columns, with what he is found by: no case, no accents."""
    every = (resident.name, resident.profile_name, resident.unit, resident.email, resident.phone)
    return {**to_row(resident), "sought": fold(" ".join(part for part in every if part))}


def _escaped(word: str) -> str:
    return "".join(f"!{c}" if c in "!%_" else c for c in word)


class SqlDialogs:
    """``bot.ports.dialogs.Dialogs`` on a session. No topic is '' in its table."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, resident: ResidentId, topic: Destination | None = None) -> Mapping[str, Any] | None:
        """The state of his form there."""
        row = await self._session.row("dialog_get", resident=resident, topic=topic or "")
        return loads(Mapping[str, Any], row["state"]) if row else None

    async def put(
        self,
        resident: ResidentId,
        state: Mapping[str, Any],
        now: datetime,
        topic: Destination | None = None,
    ) -> None:
        """Keep it in place of what was kept before."""
        await self._session.run(
            "dialog_put", resident=resident, topic=topic or "", state=dumps(state), now=to_ms(now)
        )

    async def drop(self, resident: ResidentId, topic: Destination | None = None) -> None:
        """Forget it; harmless when there is none."""
        await self._session.run("dialog_drop", resident=resident, topic=topic or "")

    async def all_of(self, resident: ResidentId) -> list[tuple[Destination | None, Mapping[str, Any]]]:
        """The one of the chat itself first."""
        rows = await self._session.rows("dialogs_of", resident=resident)
        return [
            (Destination(row["topic"]) if row["topic"] else None, loads(Mapping[str, Any], row["state"]))
            for row in rows
        ]

    async def put_keyboard(self, keyboard: Keyboard) -> None:
        """Keep what buttons do, in place of what was kept under the same nonce."""
        await self._session.run("keyboard_put", **to_row(keyboard))

    async def keyboard(self, nonce: str) -> Keyboard | None:
        """What buttons do, also after they expired: the caller compares ``expires_at``."""
        row = await self._session.row("keyboard_get", nonce=nonce)
        return from_row(Keyboard, row) if row else None
