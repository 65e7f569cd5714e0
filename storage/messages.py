"""What was said, its copies on the platforms, and what was attached."""

from __future__ import annotations

from datetime import datetime

from bot.domain.addresses import Destination, MessageRef
from bot.domain.audience import Public, StaffNote
from bot.domain.ids import AttachmentId, MessageId, TicketId
from bot.domain.message import Attachment, Author, InternalMessage, PublicMessage, Reaction
from bot.domain.rich import Rich, Spans
from bot.ports.messages import NewWords
from storage.codec import dumps, from_row, loads, to_row
from storage.database import Session
from storage.epoch import to_ms
from storage.ids import RandomIds
from storage.search import WordIndex

_NONE = dumps(())
"""An internal comment has no formatting."""


class SqlMessages:
    """``bot.ports.messages.Messages`` on a session."""

    def __init__(self, session: Session, keys: RandomIds, words: WordIndex) -> None:
        self._session = session
        self._keys = keys
        self._words = words
        self._new: list[NewWords] = []

    def new_words(self) -> list[NewWords]:
        """In the order in which they were written."""
        return list(self._new)

    async def add_public(self, message: PublicMessage) -> None:
        """Keep a message that both sides see."""
        await self._session.run("message_public_add", **to_row(message))
        if message.author is Author.RESIDENT:
            self._new.append(NewWords(message.ticket, "", message.text))
        self._words.said(message.ticket, message.text)

    async def add_note(self, note: StaffNote, message: InternalMessage) -> None:
        """Keep an internal comment, with its author's key. Raises ValueError when both name different
        tickets."""
        if note.ticket != message.ticket:
            raise ValueError(f"a note on ticket {note.ticket} is not a message on {message.ticket}")
        await self._session.run("message_internal_add", author=note.author, **to_row(message))
        self._words.said(message.ticket, message.text)

    async def public_of(self, ticket: TicketId) -> list[PublicMessage]:
        """Oldest first, without those that were recalled."""
        rows = await self._session.rows("message_public_of", ticket=ticket)
        return [from_row(PublicMessage, row) for row in rows]

    async def public(self, message: MessageId) -> PublicMessage | None:
        """A public message by its id."""
        row = await self._session.row("message_public_get", id=message)
        return from_row(PublicMessage, row) if row else None

    async def complete(self, message: PublicMessage) -> None:
        """Give a message what came late of it. Raises TypeError for text not marked ``Public``."""
        if not isinstance(message.text, Public):
            raise TypeError("a public message takes public words only")
        known = await self.public(message.id)
        row = to_row(message)
        await self._session.run(
            "message_public_complete",
            id=row["id"],
            text=row["text"],
            spans=row["spans"],
            attachments=row["attachments"],
        )
        if known is not None and known.author is Author.RESIDENT:
            self._new.append(NewWords(message.ticket, known.text, message.text))
        self._words.touch(message.ticket)

    async def reword(self, message: MessageId, text: Public, at: datetime, spans: Spans = ()) -> bool:
        """Give a public message other words. Raises TypeError for text not marked ``Public``."""
        if not isinstance(text, Public):
            raise TypeError("a public message takes public words only")
        row = await self._session.row("message_public_get", id=message)
        before, after = (row["text"], row["spans"]) if row else ("", ""), (text, dumps(spans))
        if row is None or not await self._keep_version(message, before, after, at):
            return False
        await self._session.run("message_public_reword", id=message, text=text, spans=after[1])
        if row["author"] == Author.RESIDENT:
            self._new.append(NewWords(TicketId(row["ticket"]), row["text"], text))
        self._words.touch(row["ticket"])
        return True

    async def reword_note(self, message: MessageId, note: StaffNote, at: datetime) -> bool:
        """Give an internal message other words."""
        row = await self._session.row("message_internal_text", id=message)
        before, after = (row["text"] if row else "", _NONE), (note.text, _NONE)
        if row is None or not await self._keep_version(message, before, after, at):
            return False
        await self._session.run("message_internal_reword", id=message, text=note.text)
        self._words.touch(note.ticket)
        return True

    async def versions(self, message: MessageId) -> list[Rich]:
        """Oldest first."""
        rows = await self._session.rows("message_versions", message=message)
        return [(str(row["text"]), loads(Spans, row["spans"])) for row in rows]

    async def recall(self, message: MessageId, at: datetime) -> bool:
        """Take a message back; the first time counts."""
        row = await self._session.row("message_public_recall", id=message, at=to_ms(at))
        row = row or await self._session.row("message_internal_recall", id=message, at=to_ms(at))
        if row is not None:
            self._words.touch(row["ticket"])
        return row is not None

    async def _keep_version(
        self, message: MessageId, before: tuple[str, str], after: tuple[str, str], at: datetime
    ) -> bool:
        """``before`` and ``after`` are texts with their spans."""
        known = await self._session.rows("message_versions", message=message)
        if before == after or (known and known[-1]["at"] > to_ms(at)):
            return False
        await self._session.run(
            "message_version_add",
            message=message,
            number=len(known) + 1,
            text=before[0],
            at=to_ms(at),
            spans=before[1],
        )
        return True

    async def last_of(self, ticket: TicketId) -> PublicMessage | InternalMessage | None:
        """The later one of the two tables' last."""
        public = await self._session.row("message_public_last", ticket=ticket)
        internal = await self._session.row("message_internal_last", ticket=ticket)
        if internal is not None and (public is None or internal["at"] > public["at"]):
            return from_row(InternalMessage, internal)
        return from_row(PublicMessage, public) if public is not None else None

    async def note(self, message: MessageId) -> InternalMessage:
        """Raises KeyError for a public one or none of ours."""
        row = await self._session.row("message_internal_get", id=message)
        if row is None:
            raise KeyError(message)
        return from_row(InternalMessage, row)

    async def notes_of(self, ticket: TicketId) -> list[InternalMessage]:
        """Oldest first."""
        rows = await self._session.rows("message_internal_of", ticket=ticket)
        return [from_row(InternalMessage, row) for row in rows]

    async def link(
        self, ref: MessageRef, message: MessageId, ticket: TicketId, *, words: str | None = None
    ) -> None:
        """The first link of a platform's message stays, unless what it leads to was recalled."""
        await self._session.run(
            "link_add",
            id=self._keys.sortable(),
            channel=ref.channel,
            room=ref.room,
            ref=ref.id,
            message=message,
            ticket=ticket,
            words=words,
        )

    async def words(self, ref: MessageRef) -> str | None:
        """What an original said that became part of a longer message."""
        row = await self._session.row("link_words", channel=ref.channel, room=ref.room, ref=ref.id)
        return row["words"] if row else None

    async def reword_original(self, ref: MessageRef, words: str) -> None:
        """It says something else now."""
        await self._session.run("link_reword", channel=ref.channel, room=ref.room, ref=ref.id, words=words)

    async def react(self, message: MessageId, reaction: Reaction, stands: bool) -> None:
        """Note a reaction, or that it was taken back; an older word than the one we have is ignored."""
        await self._session.run("reaction_put", message=message, stands=int(stands), **to_row(reaction))

    async def reactions(self, message: MessageId) -> list[Reaction]:
        """Those that stand, oldest first."""
        rows = await self._session.rows("reactions_of", message=message)
        return [from_row(Reaction, row) for row in rows]

    async def copies(self, message: MessageId, channel: str) -> list[MessageRef]:
        """The platform's messages that show one of ours, oldest first."""
        rows = await self._session.rows("link_copies", message=message, channel=channel)
        return [MessageRef(row["channel"], row["room"], row["ref"]) for row in rows]

    async def holders(self, message: MessageId) -> list[Destination]:
        """By the destinations of the copies."""
        rows = await self._session.rows("link_holders", message=message)
        return [Destination(row["destination"]) for row in rows]

    async def original(self, message: MessageId) -> MessageRef | None:
        """The first link that is no copy."""
        row = await self._session.row("link_original", message=message)
        return MessageRef(row["channel"], row["room"], row["ref"]) if row else None

    async def pieces(self, message: MessageId, destination: Destination) -> list[tuple[int, MessageRef]]:
        """What was sent of one of ours to a destination, with the part that each piece is, oldest first."""
        rows = await self._session.rows("link_pieces", message=message, destination=destination)
        return [(int(row["part"]), MessageRef(row["channel"], row["room"], row["ref"])) for row in rows]

    async def linked(self, ref: MessageRef) -> tuple[MessageId, TicketId] | None:
        """Our message behind a platform's, and its ticket."""
        row = await self._session.row("link_get", channel=ref.channel, room=ref.room, ref=ref.id)
        return (MessageId(row["message"]), TicketId(row["ticket"])) if row else None

    async def add_attachment(self, attachment: Attachment) -> None:
        """Keep what is known of a file; a second time only tells its ticket."""
        await self._session.run("attachment_add", **to_row(attachment))

    async def attachment(self, attachment: AttachmentId) -> Attachment:
        """Raises KeyError for an unknown one."""
        row = await self._session.row("attachment_get", id=attachment)
        if row is None:
            raise KeyError(attachment)
        return from_row(Attachment, row)

    async def fetched(self, attachment: AttachmentId, sha256: str, size: int, media_type: str) -> None:
        """Its bytes are kept now, and seen to be of this type."""
        await self._session.run(
            "attachment_fetched", id=attachment, sha256=sha256, size=size, media_type=media_type
        )
