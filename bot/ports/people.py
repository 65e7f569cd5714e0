"""Who writes to the office, and who works there."""

from __future__ import annotations

from typing import Protocol

from bot.domain.ids import OfficeKey, ResidentId
from bot.domain.people import Resident
from bot.ports.inbound import DeskMember


class People(Protocol):
    """Residents, and what the platform says of staff."""

    async def by_chat(self, channel: str, chat: str) -> Resident | None: ...
    async def get(self, resident: ResidentId) -> Resident: ...
    async def hold(self, resident: ResidentId) -> Resident:
        """The same, locked until the commit: whoever decides whose his requests are holds him."""

    async def add(self, resident: Resident) -> None: ...
    async def save(self, resident: Resident) -> None: ...
    async def find(self, office: OfficeKey, words: str, at_most: int) -> list[Resident]:
        """Those who have a ticket with an office and whose name, unit, e-mail or phone holds all the words (three at
        most), whatever their case and accents; by name."""

    async def put_member(self, member: DeskMember) -> None: ...
    async def member(self, id: str) -> DeskMember | None: ...
    async def gone(self) -> frozenset[str]: ...
