"""Albums: what somebody sent as one, and his platform hands over in parts, in any order, at any time."""

from __future__ import annotations

from typing import Protocol

from bot.domain.ids import MessageId


class Albums(Protocol):
    """Which public message the parts of an album are, and what words each part brought."""

    async def put(self, channel: str, room: str, album: str, message: MessageId) -> None:
        """Remember the message of an album (``album`` is unique in its room). The first time counts."""

    async def message(self, channel: str, room: str, album: str) -> MessageId | None:
        """The message of an album, None for one we have not met."""

    async def is_one(self, message: MessageId) -> bool:
        """Whether a message is made of an album's parts."""

    async def caption(self, message: MessageId, ref: str, text: str) -> None:
        """Set the words that a part (a platform's message id, "" for none) brings to its message."""

    async def captions(self, message: MessageId) -> list[str]:
        """The words of a message part by part, in the order the parts were sent in. Empty for no album."""
