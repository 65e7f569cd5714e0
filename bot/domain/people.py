"""Residents. Staff are entries of the office file (``directory``)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import ResidenceKey, ResidentId


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who writes to the desk from a chat (rows A1, A6).

    ``profile_name`` is what the platform calls him, ``name`` what he told us. ``language_chosen`` is true once he
    picked it himself: then no guess changes it. ``reachable`` is false while he blocks the bot.
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
