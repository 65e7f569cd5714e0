"""Files are fetched before they are sent, once each: what they are is seen by their content."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import cast

from bot.domain.audience import ForResident
from bot.domain.ids import AttachmentId
from bot.domain.message import Attachment
from bot.domain.technician import ForTechnician
from bot.ports.channel import CanFetch, Channel, LocalFile, Outgoing, SendFailed
from bot.ports.desk import Upload
from bot.ports.files import Files, Looks, TooLarge
from bot.ports.store import Store
from bot.services.relay import documents

FETCH_ATTEMPTS = 4
LARGEST_FILE = 50 << 20
"""Bytes of an attachment at most: what Telegram takes from a bot (Bot API, "Sending files")."""


def typed(attachment: Attachment, seen: Looks) -> str:
    """The media type to remember: by content; what claims to be shown or played must look it."""
    shown = attachment.media_type.startswith(("image/", "audio/", "video/"))
    return seen.media_type or ("application/octet-stream" if shown else attachment.media_type)


@dataclass(frozen=True, slots=True)
class Fetching:
    """The files of what is sent."""

    store: Store
    channels: Mapping[str, Channel]
    files: Files

    async def file_of(self, content: Outgoing, attempts: int) -> LocalFile | None:
        """The file that goes with it, None where there is none. Raises SendFailed."""
        id = content.attachment if isinstance(content, ForResident | ForTechnician | Upload) else None
        if id is None:
            return None
        try:
            return await self._fetched(id)
        except SendFailed as error:
            given_up = error.reason == "gone" or (error.retryable and attempts + 1 >= FETCH_ATTEMPTS)
            if given_up:  # what waits behind a file goes on without it
                raise SendFailed("no_file", f"the file can't be fetched ({error})") from error
            raise

    async def _fetched(self, id: AttachmentId) -> LocalFile:
        async with self.store.begin() as u:
            attachment = await u.messages.attachment(id)
        if attachment.size is not None and attachment.size > LARGEST_FILE:
            raise SendFailed("too_large", attachment.name)
        path = self.files.path(attachment.sha256) if attachment.sha256 else None
        if path is None:
            try:
                kept = await self.files.keep(self._bytes(attachment), at_most=LARGEST_FILE)
            except TooLarge as error:
                raise SendFailed("too_large", attachment.name) from error
            seen = await self.files.look(kept.sha256)
            async with self.store.begin() as u:
                await u.messages.fetched(id, kept.sha256, kept.size, typed(attachment, seen))
                attachment = await u.messages.attachment(id)
            path = self.files.path(kept.sha256)
        if path is None or attachment.sha256 is None:
            raise SendFailed("no_file", "the kept file has disappeared")
        return LocalFile(attachment, path, await self.files.look(attachment.sha256))

    def _bytes(self, attachment: Attachment) -> AsyncIterator[bytes]:
        if attachment.channel == documents.OWN:
            return documents.content(attachment.source)
        return cast(CanFetch, self.channels[attachment.channel]).fetch(attachment.source)
