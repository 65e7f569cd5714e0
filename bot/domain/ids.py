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
AppointmentId = NewType("AppointmentId", str)
SheetId = NewType("SheetId", str)
IncidentId = NewType("IncidentId", str)
ExtensionId = NewType("ExtensionId", str)
AbsenceId = NewType("AbsenceId", str)

Reference = NewType("Reference", str)
"""A ticket's public name, random so that nobody can guess another's: ``K7QM-4T2P``."""

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""What references and codes are made of: nothing that is taken for something else on paper or by ear (0 O, 1 I L)."""

_CARD = "status:"


def status_card(ticket: TicketId) -> MessageId:
    """The one message in a resident's chat that keeps telling where a ticket stands."""
    return MessageId(f"{_CARD}{ticket}")


def ticket_of_card(message: str) -> TicketId | None:
    """The ticket whose status card a message is, None for any other message."""
    return TicketId(message.removeprefix(_CARD)) if message.startswith(_CARD) else None


_OPENING = "opening:"


def opening_of(ticket: TicketId) -> MessageId:
    """The message that a ticket was opened with: its description and the files that came with it."""
    return MessageId(f"{_OPENING}{ticket}")


_REACTIONS = "reactions:"


def reactions_line(message: MessageId) -> MessageId:
    """The one post in a thread that tells of a resident's reactions to a message which the desk can't show as such."""
    return MessageId(f"{_REACTIONS}{message}")


def message_of_reactions(line: str) -> MessageId | None:
    """The message whose line of reactions this is, None for any other message."""
    return MessageId(line.removeprefix(_REACTIONS)) if line.startswith(_REACTIONS) else None


OfficeKey = NewType("OfficeKey", str)
ResidenceKey = NewType("ResidenceKey", str)
DepartmentKey = NewType("DepartmentKey", str)
StaffKey = NewType("StaffKey", str)
TopicKey = NewType("TopicKey", str)
ContractorKey = NewType("ContractorKey", str)
"""Keys that the office file gives to its entries."""
