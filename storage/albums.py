"""Which message the parts of an album are."""

from __future__ import annotations

from bot.domain.ids import MessageId
from storage.database import Session


class SqlAlbums:
    """``bot.ports.albums.Albums`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, channel: str, room: str, album: str, message: MessageId) -> None:
        """The first message stays."""
        await self._session.run("album_put", channel=channel, room=room, id=album, message=message)

    async def message(self, channel: str, room: str, album: str) -> MessageId | None:
        """The message of an album."""
        row = await self._session.row("album_message", channel=channel, room=room, id=album)
        return MessageId(row["message"]) if row else None

    async def is_one(self, message: MessageId) -> bool:
        """Whether a message is made of an album's parts."""
        return await self._session.row("album_any", message=message) is not None

    async def caption(self, message: MessageId, ref: str, text: str) -> None:
        """Set a part's words."""
        await self._session.run("caption_put", message=message, ref=ref, text=text)

    async def captions(self, message: MessageId) -> list[str]:
        """By the parts' numbers."""
        return [str(row["text"]) for row in await self._session.rows("captions_of", message=message)]
