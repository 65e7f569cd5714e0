"""The forms that lines of a transcript have, and what each does (``transcript`` says how they are written)."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from tests.fakes.channels import Chat
from tests.scenario.desk import Desk

RESIDENT, STAFF = r"(?P<who>[a-z]\w*)", r"(?P<who>[A-Z]\w*)"


Line = Callable[[Desk, dict[str, Any]], Awaitable[None]]
LINES: list[tuple[re.Pattern[str], Line]] = []


def line(pattern: str) -> Callable[[Line], Line]:
    """Declare what a line of this form does."""

    def declare(does: Line) -> Line:
        LINES.append((re.compile(pattern), does))
        return does

    return declare


async def spoken(desk: Desk, chat: Chat) -> str:
    async with desk.store.begin() as u:
        resident = await u.people.by_chat(chat.user.channel, chat.user.chat)
        technician = await u.technicians.link_at(chat.user.channel, chat.user.chat)
    if technician is not None:
        return desk.directory.office_of(desk.directory.member(technician.member)).language
    return resident.language if resident else chat.user.language or "fr"
