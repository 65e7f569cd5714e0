"""What was said on tickets: public messages and internal ones, their versions, attachments and copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.addresses import Destination, MessageRef
from bot.domain.audience import Public, StaffNote
from bot.domain.ids import AttachmentId, MessageId, TicketId
from bot.domain.message import Attachment, InternalMessage, PublicMessage, Reaction
from bot.domain.rich import Rich, Spans


@dataclass(frozen=True, slots=True)
class NewWords:
    """What a resident has said on a ticket: ``after``, in place of ``before`` where he changed it."""

    ticket: TicketId
    before: str
    after: str


class Messages(Protocol):
    """What was said, and the copies of it on the platforms."""

    def new_words(self) -> list[NewWords]:
        """What residents have said and changed since this unit of work began, in that order."""

    async def add_public(self, message: PublicMessage) -> None: ...
    async def add_note(self, note: StaffNote, message: InternalMessage) -> None: ...
    async def public_of(self, ticket: TicketId) -> list[PublicMessage]:
        """The public messages of a ticket that were not recalled, oldest first. Internal ones are another table's."""

    async def public(self, message: MessageId) -> PublicMessage | None:
        """A public message by its id, a recalled one too; None for an internal one or none of ours."""

    async def reword(self, message: MessageId, text: Public, at: datetime, spans: Spans = ()) -> bool:
        """Give a public message other words or other formatting, edited ``at``; what it said stays as a version. False,
        and nothing done, when it says just that or a later edit is known."""

    async def complete(self, message: PublicMessage) -> None:
        """Give a public message its late parts: text and attachments as they are now. No edit, so no version."""

    async def reword_note(self, message: MessageId, note: StaffNote, at: datetime) -> bool:
        """The same for an internal message."""

    async def versions(self, message: MessageId) -> list[Rich]:
        """What a message said before its edits, and how, oldest first."""

    async def recall(self, message: MessageId, at: datetime) -> bool:
        """Take a message back, public or internal, for good; whether it stood until now."""

    async def last_of(self, ticket: TicketId) -> PublicMessage | InternalMessage | None:
        """The last thing said on a ticket that was not recalled, in public or among staff: for staff's eyes."""

    async def note(self, message: MessageId) -> InternalMessage:
        """An internal message by its id. Raises KeyError for a public one or none of ours."""

    async def notes_of(self, ticket: TicketId) -> list[InternalMessage]:
        """The internal messages of a ticket that were not recalled, oldest first."""

    async def link(
        self, ref: MessageRef, message: MessageId, ticket: TicketId, *, words: str | None = None
    ) -> None:
        """Remember that a platform's message is a copy (or the original) of ours. A second time is harmless; only a
        recalled message gives way to another. ``words``: what an original said that is a part of a longer message."""

    async def words(self, ref: MessageRef) -> str | None:
        """The ``words`` of a link; None where the message is the whole of ours, or none of ours."""

    async def reword_original(self, ref: MessageRef, words: str) -> None:
        """Change the ``words`` of a link."""

    async def react(self, message: MessageId, reaction: Reaction, stands: bool) -> None:
        """Note a reaction, or (not ``stands``) that it was taken back. The latest by its time counts."""

    async def reactions(self, message: MessageId) -> list[Reaction]:
        """The reactions to a message that stand, oldest first."""

    async def copies(self, message: MessageId, channel: str) -> list[MessageRef]:
        """The platform's messages that show one of ours, oldest first."""

    async def pieces(self, message: MessageId, destination: Destination) -> list[tuple[int, MessageRef]]:
        """What was sent of one of ours to a destination, with the part that each piece is, oldest first."""

    async def holders(self, message: MessageId) -> list[Destination]:
        """The residents' chats that have something of ours."""

    async def original(self, message: MessageId) -> MessageRef | None:
        """The platform's message that ours was written as; None where it was written in a window."""

    async def linked(self, ref: MessageRef) -> tuple[MessageId, TicketId] | None: ...
    async def add_attachment(self, attachment: Attachment) -> None: ...
    async def attachment(self, attachment: AttachmentId) -> Attachment: ...
    async def fetched(self, attachment: AttachmentId, sha256: str, size: int, media_type: str) -> None: ...
