"""Stickers, places, contacts and what is handed on: what they are in words that need no translation, and in files.

Sources: core.telegram.org/bots/api#sticker, #location, #venue, #contact; openstreetmap.org/?mlat=…&mlon=… shows a pin.
"""

from __future__ import annotations

import base64

from bot.channels.telegram.fields import Fields
from bot.domain.text import clean
from bot.ports.channel import SendFailed
from bot.ports.inbound import FileRef

_VCARD = "data:text/vcard;base64,"


def sticker(message: Fields, found: Fields) -> tuple[str, tuple[FileRef, ...]]:
    """The emoji a sticker stands for and its picture: of one that moves, its first frame if there is one."""
    emoji = clean(found.maybe_text("emoji") or "")
    moves = found.raw.get("is_animated") is True or found.raw.get("is_video") is True
    picture = found.maybe_part("thumbnail") if moves else found
    if picture is None:
        return emoji, ()
    name = f"sticker-{message.integer('message_id')}.webp"
    return emoji, (
        FileRef(picture.text("file_id"), "sticker", name, "image/webp", picture.maybe_integer("file_size")),
    )


def place(message: Fields) -> str:
    """What a place is called and where it is on a map; nothing for a message without one."""
    venue = message.maybe_part("venue")
    location = venue.part("location") if venue is not None else message.maybe_part("location")
    if location is None:
        return ""
    latitude, longitude = (f"{location.number(name):.6f}" for name in ("latitude", "longitude"))
    url = f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=18/{latitude}/{longitude}"
    names = [venue.text("title"), venue.text("address")] if venue is not None else []
    named = ", ".join(clean(name) for name in names if name)
    return f"📍 {named}\n{url}" if named else f"📍 {url}"


def contact(message: Fields) -> tuple[str, tuple[FileRef, ...]]:
    """A contact's name and number, with the vCard where there is one; nothing for a message without one."""
    found = message.maybe_part("contact")
    if found is None:
        return "", ()
    names = [found.maybe_text("first_name"), found.maybe_text("last_name")]
    name = clean(" ".join(part for part in names if part))
    words = "👤 " + ", ".join(part for part in (name, clean(found.text("phone_number"))) if part)
    card = (found.maybe_text("vcard") or "").encode(errors="replace")
    if not card:
        return words, ()
    source = _VCARD + base64.b64encode(card).decode()
    file = f"contact-{message.integer('message_id')}.vcf"
    return words, (FileRef(source, "document", file, "text/vcard", len(card)),)


def forwarded(message: Fields) -> str:
    """Whose words somebody hands on, so that they are not taken for his own; nothing where they are
    (core.telegram.org/bots/api#messageorigin)."""
    origin = message.maybe_part("forward_origin")
    if origin is None:
        return ""
    sender, sent_in = (
        origin.maybe_part("sender_user"),
        origin.maybe_part("sender_chat") or origin.maybe_part("chat"),
    )
    if sender is not None:
        own = message.maybe_part("from")
        if own is not None and sender.raw.get("id") == own.raw.get("id"):
            return ""
        names = [sender.maybe_text("first_name"), sender.maybe_text("last_name")]
    else:
        names = [
            sent_in.maybe_text("title") if sent_in is not None else origin.maybe_text("sender_user_name")
        ]
    name = " ".join(clean(" ".join(part for part in names if part)).split())
    return f"↪️ {name or '?'}"


def enclosed(source: str) -> bytes | None:
    """The bytes of a file that came with its message (a vCard), None for one to be fetched. Raises SendFailed."""
    if not source.startswith(_VCARD):
        return None
    try:
        return base64.b64decode(source.removeprefix(_VCARD), validate=True)
    except ValueError:
        raise SendFailed("gone", "a damaged vCard") from None
