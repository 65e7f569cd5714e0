"""From neutral content to what the Bot API takes. Pure.

Sources: core.telegram.org/bots/api#inlinekeyboardbutton, #sendphoto, #sendvoice, #sending-files.
"""

from __future__ import annotations

from bot.channels.telegram.driver import Keyboard, Target, UploadKind
from bot.domain.addresses import MessageRef, Place
from bot.domain.audience import Button, Style
from bot.domain.message import Attachment
from bot.domain.technician import WorkButton
from bot.domain.text import units
from bot.ports.channel import SendFailed
from bot.ports.files import Looks

CAPTION_UNITS = 1024
"""A caption's length at most, in UTF-16 units."""
PHOTO_BYTES = 10 << 20
"""A photo's size at most; a larger one goes as a document."""
FILE_BYTES = 50 << 20
"""Any file's size at most."""

PHOTO_SIDES = 10_000
"""A photo's width and height together at most, in pixels."""
PHOTO_RATIO = 20
"""How many times longer than the other a photo's one side may be."""

_PHOTOS = ("image/jpeg", "image/png", "image/webp")
_VOICES = ("audio/ogg", "audio/mpeg", "audio/mp4")
_AUDIOS = ("audio/mpeg", "audio/mp4")
_VIDEOS = ("video/mp4",)


def keyboard_of(buttons: tuple[tuple[Button | WorkButton, ...], ...]) -> Keyboard | None:
    """Buttons as rows of InlineKeyboardButton; Telegram's styles are ``primary``, ``success`` and
    ``danger``."""
    rows = [[_button(button) for button in row] for row in buttons if row]
    return rows or None


def _button(button: Button | WorkButton) -> dict[str, str]:
    shown = {"text": str(button.label), "callback_data": button.token}
    return shown if button.style is Style.PLAIN else {**shown, "style": button.style.value}


def target_of(place: Place, quotes: MessageRef | None = None) -> Target:
    """Where a place is. A quoted message of another chat is left out. Raises SendFailed for no place of
    Telegram's."""
    reply_to = quotes.id if quotes is not None and quotes.room == place.room else None
    return Target(
        number(place.room),
        None if place.thread is None else number(place.thread),
        None if reply_to is None else number(reply_to),
    )


def number(address: str) -> int:
    """A chat's, chat topic's or message's number. Raises SendFailed."""
    try:
        return int(address)
    except ValueError:
        raise SendFailed("refused", f"{address!r} is no address in Telegram") from None


def checked_caption(text: str) -> str:
    """``text`` if it may stand under a file; it is never cut. Raises SendFailed."""
    if units(text) > CAPTION_UNITS:
        raise SendFailed("refused", f"a caption of {units(text)} UTF-16 units, at most {CAPTION_UNITS} fit")
    return text


def upload_kind(attachment: Attachment, looks: Looks, size: int) -> UploadKind:
    """How a file of ``size`` bytes is shown: as its sender sent it where its content allows. Telegram refuses some
    formats as photo, voice or video, and pictures of too many pixels: those go as documents. Raises SendFailed
    ``too_large``."""
    if size > FILE_BYTES:
        raise SendFailed("too_large", f"Telegram takes files up to {FILE_BYTES} bytes, this one has {size}")
    if attachment.kind == "photo" and looks.media_type in _PHOTOS and size <= PHOTO_BYTES:
        return "photo" if _fits_as_photo(looks) else "document"
    if attachment.kind == "voice" and looks.media_type in _VOICES:
        return "voice"
    if attachment.kind == "audio" and looks.media_type in _AUDIOS:
        return "audio"
    if attachment.kind == "video" and looks.media_type in _VIDEOS:
        return "video"
    return "document"


def _fits_as_photo(looks: Looks) -> bool:
    """By the sides that its header tells; one that tells none is no picture to anybody."""
    short, long = sorted((looks.width, looks.height))
    return short > 0 and short + long <= PHOTO_SIDES and long <= PHOTO_RATIO * short


def upload_name(attachment: Attachment) -> str:
    """The file's name as shown: one line, no folders, no double quotes, which libraries escape in different ways."""
    name = " ".join(attachment.name.replace('"', "'").replace("\\", "/").rpartition("/")[2].split())
    return "".join(letter for letter in name if letter.isprintable()) or "file"
