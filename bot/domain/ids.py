"""One type per meaning: an id of one kind is never taken for another. Only storage makes the random ones."""

from __future__ import annotations

from typing import NewType

TicketId = NewType("TicketId", str)
MessageId = NewType("MessageId", str)
ResidentId = NewType("ResidentId", str)
AttachmentId = NewType("AttachmentId", str)
PromiseId = NewType("PromiseId", str)
OutsideId = NewType("OutsideId", str)
SubticketId = NewType("SubticketId", str)
TalkId = NewType("TalkId", str)
QuoteId = NewType("QuoteId", str)

Reference = NewType("Reference", str)
"""A ticket's public name, random so that nobody can guess another's: ``K7QM-4T2P``."""

_LINE = "progress:"


def progress_line(ticket: TicketId) -> MessageId:
    """The one message in a resident's chat that tells a ticket's progress and is rewritten at each step."""
    return MessageId(f"{_LINE}{ticket}")


def ticket_of_line(message: str) -> TicketId | None:
    """The ticket whose progress line a message is, None for any other message."""
    return TicketId(message.removeprefix(_LINE)) if message.startswith(_LINE) else None


OfficeKey = NewType("OfficeKey", str)
ResidenceKey = NewType("ResidenceKey", str)
DepartmentKey = NewType("DepartmentKey", str)
StaffKey = NewType("StaffKey", str)
TopicKey = NewType("TopicKey", str)
ContractorKey = NewType("ContractorKey", str)
"""Keys that the office file gives to its entries."""
