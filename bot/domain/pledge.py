"""The ledger of what residents were promised for a certain time: kept, broken, or withdrawn (row D9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import StaffKey, TicketId


class PledgeKind(StrEnum):
    """What was promised: that somebody comes, an answer, a call, something else by a day."""

    VISIT = "visit"
    ANSWER = "answer"
    CALL = "call"
    PROMISE = "promise"


class PledgeOutcome(StrEnum):
    """What became of it. *withdrawn*: taken back before its time, or no longer needed."""

    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise of ``kind``; ``subject`` tells it from others of the kind (an appointment and its turn, a ticket, a
    promise). ``made_by`` is None where the office made it by its rules. ``words`` say what, where the kind does not."""

    kind: PledgeKind
    subject: str
    ticket: TicketId
    made_by: StaffKey | None
    promised_for: datetime
    made_at: datetime
    words: str = ""
    outcome: PledgeOutcome | None = None
    settled_at: datetime | None = None

    @property
    def key(self) -> str:
        """Both as one text."""
        return f"{self.kind}:{self.subject}"
