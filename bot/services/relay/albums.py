"""An album is one message, however its parts come: shuffled, after others were shown, after a restart, when the
dialog it was sent into is over (row C3). Each part is a message of its own on the platform, with its own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.audience import Public
from bot.domain.commands import FileValues
from bot.domain.ids import AttachmentId, MessageId
from bot.domain.message import PublicMessage
from bot.domain.people import Resident
from bot.domain.rich import Spans
from bot.ports.store import UnitOfWork


async def remember(
    u: UnitOfWork, resident: Resident, message: PublicMessage, files: FileValues, ref: str = ""
) -> None:
    """A message is kept whose ``files`` may be an album's (by their ``album``): what is still to come of it joins it.
    ``ref`` is the part that brought the words."""
    albums = sorted({str(file["album"]) for file in files if file.get("album")})
    for album in albums:
        await u.albums.put(resident.channel, resident.chat, album, message.id)
    if albums:
        await u.albums.caption(message.id, ref, message.text)


async def begun(u: UnitOfWork, resident: Resident, album: str | None) -> PublicMessage | None:
    """The message that a part belongs to, None where it is the first one."""
    id = await u.albums.message(resident.channel, resident.chat, album) if album else None
    return await u.messages.public(id) if id else None


async def grown(
    u: UnitOfWork,
    message: PublicMessage,
    files: tuple[AttachmentId, ...],
    ref: str,
    words: str,
    spans: Spans,
) -> PublicMessage:
    """A message with one more part: its files at the end, its words where they belong. Only an album with one caption
    keeps its formatting."""
    await u.albums.caption(message.id, ref, words)
    text = _joined(await u.albums.captions(message.id))
    kept = message.spans if text == message.text else spans if text == words else ()
    after = replace(message, text=text, spans=kept, attachments=(*message.attachments, *files))
    await u.messages.complete(after)
    return after


async def words_after(
    u: UnitOfWork, message: MessageId, ref: str, words: str, spans: Spans
) -> tuple[Public, Spans]:
    """What a message says, and how, once the platform's message ``ref`` says ``words``: just that, unless it is one of
    several parts."""
    if not await u.albums.is_one(message):
        return Public(words), spans
    await u.albums.caption(message, ref, words)
    text = _joined(await u.albums.captions(message))
    return text, spans if text == words else ()


def _joined(captions: Iterable[str]) -> Public:
    return Public("\n".join(words for words in captions if words.strip()))
