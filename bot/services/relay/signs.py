"""The one sign that the bot can set on a resident's own message: received, or how staff reacted to it."""

from __future__ import annotations

from bot.domain.addresses import MessageRef
from bot.domain.audience import Received
from bot.domain.ids import MessageId
from bot.ports.store import UnitOfWork

RESIDENT = "resident"
"""The actor of a resident's own reactions."""


async def sign_on(u: UnitOfWork, message: MessageId, ref: MessageRef) -> Received:
    """The sign for the original ``ref`` of a resident's message: the latest reaction of staff that stands, else that
    the message was received."""
    standing = [one for one in await u.messages.reactions(message) if one.actor != RESIDENT]
    return Received(ref, standing[-1].emoji if standing else "")
