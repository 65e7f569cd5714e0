"""What a Telegram message holds: its words, command and files (core.telegram.org/bots/api#message)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.channels.telegram import kinds
from bot.channels.telegram.entities import spans_of
from bot.channels.telegram.fields import Fields
from bot.domain.rich import Rich, Spans, cleaned, moved
from bot.domain.text import clean
from bot.ports.inbound import FileRef

FileKind = Literal["photo", "document", "voice", "video", "audio"]


class _Usual(NamedTuple):
    """A field that holds a file, and what the file is where the field does not say."""

    field: str
    kind: FileKind
    media_type: str
    ending: str


_PHOTO = _Usual("photo", "photo", "image/jpeg", "jpg")
_MEDIA = (
    _Usual("animation", "video", "video/mp4", "mp4"),
    _Usual("video", "video", "video/mp4", "mp4"),
    _Usual("video_note", "video", "video/mp4", "mp4"),
    _Usual("voice", "voice", "audio/ogg", "ogg"),
    _Usual("audio", "audio", "audio/mpeg", "mp3"),
    _Usual("document", "document", "application/octet-stream", "bin"),
    _Usual("live_photo", "video", "video/mp4", "mp4"),
)
"""The first one found counts: an animation comes as a document too."""

_SERVICE = re.compile(
    r"new_chat_\w+|left_chat_member|delete_chat_photo|chat_(owner_\w+|shared|background_set)|\w+_chat_created"
    r"|message_auto_delete_timer_changed|migrate_(to|from)_chat_id|pinned_message|(successful|refunded)_payment"
    r"|users?_shared|(unique_)?gift|gift_upgrade_sent|connected_website|write_access_allowed|passport_data"
    r"|proximity_alert_triggered|boost_added|checklist_tasks_\w+|(direct|paid)_message_price_changed"
    r"|(general_)?forum_topic_\w+|giveaway_(created|completed)|managed_bot_created|poll_option_(added|deleted)"
    r"|suggested_post_(approv|declined|paid|refunded)\w*|video_chat_\w+|web_app_data|community_chat_\w+"
)
"""Messages that Telegram writes itself when something about the chat changes."""


@dataclass(frozen=True, slots=True)
class Content:
    """``text`` is clean and shown as ``spans`` say; of a command it is what follows. Of kinds that we can't take in it
    is empty."""

    text: str = ""
    command: str | None = None
    files: tuple[FileRef, ...] = ()
    spans: Spans = ()


def is_service(message: Fields) -> bool:
    """Whether Telegram itself says something about the chat (a pin, a topic opened)."""
    return any(_SERVICE.fullmatch(name) for name in message.raw)


def content_of(message: Fields) -> Content:
    """What a person put into a message. Raises Unreadable."""
    files = _files(message)
    if not files and not message.has("text"):
        return _without_words(message)
    words, spans = _written(message)
    whose = kinds.forwarded(message)
    command, rest = _command(message, words) if not whose else (None, words)
    text, spans = cleaned(rest, moved(spans, -words.rfind(rest)) if rest else ())
    if whose and (text or not message.has("media_group_id")):
        text, spans = f"{whose}\n{text}".strip(), moved(spans, len(whose) + 1)
    return Content(text, command, files, spans=spans)


def words_of(message: Fields) -> Rich | None:
    """The text or caption of an edited message, of a command what follows it; "" for a file whose caption went, None
    for anything else."""
    content = content_of(message)
    if not content.files and not message.has("text"):
        return None
    return content.text, content.spans


def _written(message: Fields) -> Rich:
    """The text or caption as it was sent, with its spans."""
    kind = "text" if message.maybe_text("text") else "caption"
    words = message.maybe_text(kind) or ""
    return words, spans_of(words, message.parts("entities" if kind == "text" else "caption_entities"))


def _command(message: Fields, words: str) -> tuple[str | None, str]:
    """The command a message opens with, ``report`` of ``/report@our_bot``, and what follows it."""
    for entity in message.parts("entities") or message.parts("caption_entities"):
        offset, length = entity.integer("offset"), entity.integer("length")
        if entity.text("type") == "bot_command" and offset == 0 and length > 1 and words.startswith("/"):
            name = words[1:length].partition("@")[0].lower()
            return name, words[length:].strip()
    return None, words


def _files(message: Fields) -> tuple[FileRef, ...]:
    sizes = message.parts("photo")
    if sizes:
        largest = max(sizes, key=lambda size: size.integer("width") * size.integer("height"))
        return (_file(message, largest, _PHOTO),)
    for usual in _MEDIA:
        file = message.maybe_part(usual.field)
        if file is not None:
            return (_file(message, file, usual),)
    return ()


def _file(message: Fields, file: Fields, usual: _Usual) -> FileRef:
    given = " ".join(clean(file.maybe_text("file_name") or "").split())
    return FileRef(
        source=file.text("file_id"),
        kind=usual.kind,
        name=given or f"{usual.field.replace('_', '-')}-{message.integer('message_id')}.{usual.ending}",
        media_type=file.maybe_text("mime_type") or usual.media_type,
        size=file.maybe_integer("file_size"),
    )


def _without_words(message: Fields) -> Content:
    found = message.maybe_part("sticker")
    words, files = kinds.contact(message) if found is None else kinds.sticker(message, found)
    return Content(words or kinds.place(message), None, files)
