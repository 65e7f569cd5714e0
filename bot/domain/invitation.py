"""Chats that are linked by a code which staff hand over: a technician's (rows B2, F1), or that of a resident whom they
had recorded without one (row A10)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from bot.domain.addresses import Destination
from bot.domain.ids import ResidenceKey, ResidentId, StaffKey


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code that makes a chat somebody's, once: kept as its ``digest`` only. ``whose`` is the destination that gets
    its chat: a technician's, or a resident's."""

    digest: str
    whose: Destination
    made_by: StaffKey
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """A ``person`` whom staff had recorded, and the resident ``chat`` whose requests are now his, too (ADR 0040). What
    that chat's resident was called and where he lived before is kept, for the way back. ``ended_at``: it is over, and
    only kept to know that it was."""

    id: str
    person: ResidentId
    chat: ResidentId
    since: datetime
    invited_by: StaffKey
    name: str | None = None
    residence: ResidenceKey | None = None
    unit: str | None = None
    phone: str | None = None
    email: str | None = None
    ended_at: datetime | None = None
    ended_by: StaffKey | None = None


def digest_of(code: str) -> str:
    """How a code is kept: as typed with or without dashes, dots, spaces and capitals, in letters of any width."""
    letters = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", code))
    return hashlib.sha256(letters.upper().encode()).hexdigest()
