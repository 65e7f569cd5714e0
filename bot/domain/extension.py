"""More time for a complaint of severity B or C: asked of a manager, with a reason and a new date (section E)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import ExtensionId, StaffKey, TicketId


class ExtensionState(StrEnum):
    """What became of it: *needless*, when the complaint ended, or was none any more, before anybody had decided."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    NEEDLESS = "needless"


@dataclass(frozen=True, slots=True)
class Extension:
    """Asked for by ``asked_by``, of ``asked_of`` (whoever is above him may decide, too): until when, and why. The
    reason is for staff only; ``why`` is that of a refusal."""

    id: ExtensionId
    ticket: TicketId
    asked_by: StaffKey
    asked_of: StaffKey
    reason: str
    until: datetime
    asked_at: datetime
    state: ExtensionState = ExtensionState.ASKED
    decided_by: StaffKey | None = None
    decided_at: datetime | None = None
    why: str | None = None
