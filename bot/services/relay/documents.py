"""Documents that we make ourselves and send as files: kept as their text until they are sent, then like any file."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.domain.ids import AttachmentId, TicketId
from bot.domain.message import Attachment
from bot.ports.store import UnitOfWork

OWN = "palier"
"""The channel of attachments that are ours: their source is the text itself."""


async def make(u: UnitOfWork, ticket: TicketId, name: str, media_type: str, text: str) -> AttachmentId:
    """A document of a ticket, to be sent."""
    id = u.ids.attachment()
    size = len(text.encode())
    await u.messages.add_attachment(
        Attachment(id, ticket, OWN, text, "document", name, media_type, size),
    )
    return id


async def content(source: str) -> AsyncIterator[bytes]:
    """Its bytes."""
    yield source.encode()
