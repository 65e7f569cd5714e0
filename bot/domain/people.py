"""Residents. Staff are entries of the office file (``directory``)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import ResidenceKey, ResidentId


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who writes to the desk from a chat (rows A1, A6), or for whom staff logged a request (row A10): without
    a chat ``channel`` is ``NO_CHAT`` and ``chat`` his own id.

    ``profile_name`` is what the platform calls him, ``name`` what he told us. ``language_chosen`` is true once he
    picked it himself: that is final, while a guess gives way to what staff know of him. ``reachable`` is false while he
    blocks the bot. ``phone`` and ``email`` are what he told staff: neither is proof of who he is.
    """

    id: ResidentId
    channel: str
    chat: str
    profile_name: str
    language: str
    language_chosen: bool = False
    name: str | None = None
    residence: ResidenceKey | None = None
    unit: str | None = None
    reachable: bool = True
    phone: str | None = None
    email: str | None = None

    @property
    def has_chat(self) -> bool:
        """Whether anything can be brought to him."""
        return self.channel != NO_CHAT

    @property
    def contact(self) -> str:
        """How staff can tell him themselves."""
        return ", ".join(part for part in (self.phone, self.email) if part)


NO_CHAT = "none"
