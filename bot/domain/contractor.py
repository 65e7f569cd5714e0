"""A talk with a contractor beside a request: what he was asked, until when, whether he has answered (row B5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ContractorKey, StaffKey, TalkId, TicketId


@dataclass(frozen=True, slots=True)
class Talk:
    """One side conversation. What was said in it is kept among the ticket's internal messages: no word of it is
    public. Where he was asked nothing, but told of a visit, it is due when it began."""

    id: TalkId
    ticket: TicketId
    contractor: ContractorKey
    asked_by: StaffKey
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None = None
    failed: bool = False

    @property
    def asks(self) -> bool:
        """Whether he was asked something."""
        return self.due_at > self.asked_at

    @property
    def waits(self) -> bool:
        """Whether an answer is still to come."""
        return self.asks and self.answered_at is None and not self.failed
