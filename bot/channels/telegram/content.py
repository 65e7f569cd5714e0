"""What a Telegram message holds: its words, command and files (core.telegram.org/bots/api#message)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.channels.telegram.fields import Fields
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

_UNSUPPORTED = (
    "sticker",
    "dice",
    "poll",
    "checklist",
    "story",
    "game",
    "invoice",
    "paid_media",
    "giveaway",
    "giveaway_winners",
    "rich_message",
)

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
    """``text`` is clean; of a command it is what follows. ``unsupported`` names what has no text or file."""

    text: str = ""
    command: str | None = None
    files: tuple[FileRef, ...] = ()
    unsupported: str | None = None


def is_service(message: Fields) -> bool:
    """Whether Telegram itself says something about the chat (a pin, a topic opened)."""
    return any(_SERVICE.fullmatch(name) for name in message.raw)


def content_of(message: Fields) -> Content:
    """What a person put into a message. Raises Unreadable."""
    files = _files(message)
    if not files and not message.has("text"):
        return _without_words(message)
    words = message.maybe_text("text") or message.maybe_text("caption") or ""
    command, rest = _command(message, words)
    return Content(clean(rest), command, files)


def words_of(message: Fields) -> str | None:
    """The text or caption of an edited message, of a command what follows it; "" for a file whose caption went, None
    for anything else."""
    content = content_of(message)
    if not content.files and not message.has("text"):
        return None
    return content.text


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
    sticker = message.maybe_part("sticker")
    if sticker is not None and sticker.maybe_text("emoji"):
        return Content(clean(sticker.text("emoji")))
    stands_for = _place(message) or _contact(message)
    if stands_for:
        return Content(clean(stands_for))
    return Content(unsupported=next((name for name in _UNSUPPORTED if message.has(name)), "other"))


def _place(message: Fields) -> str:
    """A place in words that need no translation: what it is called, where, and its coordinates."""
    venue = message.maybe_part("venue")
    location = venue.part("location") if venue is not None else message.maybe_part("location")
    if location is None:
        return ""
    point = f"{location.number('latitude'):.6f}, {location.number('longitude'):.6f}"
    named = [venue.text("title"), venue.text("address")] if venue is not None else []
    return "📍 " + ", ".join([*(part for part in named if part), point])


def _contact(message: Fields) -> str:
    contact = message.maybe_part("contact")
    if contact is None:
        return ""
    names = [contact.maybe_text("first_name"), contact.maybe_text("last_name"), contact.text("phone_number")]
    return "👤 " + " ".join(part for part in names if part)
