"""What residents do with files, places and contacts."""

from __future__ import annotations

import base64
import binascii
import random
import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.control import ActionError
from sandbox.telegram.api import Api
from sandbox.telegram.entities import MAX_CAPTION, plain
from sandbox.telegram.files import FileKind
from sandbox.telegram.people import Action, People

_UNNAMED = {
    "photo": ("photo.jpg", "image/jpeg"),
    "document": ("document.bin", "application/octet-stream"),
    "voice": ("voice.oga", "audio/ogg"),
    "video": ("video.mp4", "video/mp4"),
    "video_note": ("round.mp4", "video/mp4"),
    "sticker": ("sticker.webp", "image/webp"),
}


def small_png(shade: int) -> bytes:
    """A valid one-pixel PNG, different for each ``shade`` of 0–255."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(bytes([0, shade, shade, shade])))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b"")


class PeopleFiles:
    """Files come as base64, or by ``size`` in bytes alone, or made up."""

    def __init__(self, api: Api, people: People) -> None:
        self._api, self._people = api, people
        self._made = 0

    def actions(self) -> Mapping[str, Action]:
        """The control API's actions."""
        return {
            "send_photo": self.send_photo,
            "send_album": self.send_album,
            "send_document": self.send_document,
            "send_voice": self.send_voice,
            "send_video": self.send_video,
            "send_video_note": self.send_video_note,
            "send_sticker": self.send_sticker,
            "send_location": self.send_location,
            "send_contact": self.send_contact,
        }

    def _described(
        self,
        kind: FileKind,
        data_base64: str | None,
        size: int | None,
        *,
        name: str | None = None,
        mime: str | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        usual_name, usual_mime = _UNNAMED[kind]
        data = _decoded(data_base64) if data_base64 is not None else None
        if data is None and size is None:
            self._made = (self._made + 1) % 256
            data = small_png(self._made) if kind == "photo" else b"sandbox %d" % self._made
        stored = self._api.world.files.store(kind, name or usual_name, mime or usual_mime, data, size)
        return self._api.world.files.describe(stored, **more)

    def _send(
        self,
        resident: int,
        fields: dict[str, Any],
        caption: str | None = None,
        *,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> dict[str, Any]:
        person = self._people.writer(resident, topic)
        return self._people.send(person, fields | _captioned(caption), reply_to=reply_to, topic=topic)

    async def send_photo(
        self,
        resident: int,
        caption: str | None = None,
        data_base64: str | None = None,
        size: int | None = None,
        *,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> dict[str, Any]:
        """Send a photo; it arrives in several sizes, the largest last and whole."""
        fields = self._described("photo", data_base64, size)
        return self._send(resident, fields, caption, reply_to=reply_to, topic=topic)

    async def send_album(
        self,
        resident: int,
        captions: Sequence[str | None],
        kinds: Sequence[FileKind] | None = None,
        shuffle: bool = False,
        topic: int | None = None,
        *,
        files: Sequence[Mapping[str, Any]] | None = None,
    ) -> list[dict[str, Any]]:
        """Send 2–10 parts, each its own update with one ``media_group_id``; ``shuffle`` mixes their order.
        ``files``: each part's ``{data_base64, name, mime}``, made up where missing."""
        if not 2 <= len(captions) <= 10:
            raise ActionError("an album has 2 to 10 parts")
        person = self._people.writer(resident, topic)
        group = {"media_group_id": self._api.world.album_id()}
        parts = []
        for position, caption in enumerate(captions):
            kind = kinds[position] if kinds else "photo"
            if kind not in ("photo", "video", "document"):
                raise ActionError("album parts are photo, video or document")
            file = files[position] if files else {}
            described = self._described(
                kind, file.get("data_base64"), None, name=file.get("name"), mime=file.get("mime")
            )
            parts.append({**group, **described, **_captioned(caption)})
        posted = [self._api.world.post(person, from_bot=False, topic=topic, **part) for part in parts]
        order = list(posted)
        if shuffle:
            random.shuffle(order)
        sent = {stored.id: self._api.updates.emit("message", stored.data, lane=person.id) for stored in order}
        return [{"message_id": stored.id, "update_id": sent[stored.id]} for stored in posted]

    async def send_document(
        self,
        resident: int,
        name: str = "document.bin",
        mime: str | None = None,
        data_base64: str | None = None,
        *,
        size: int | None = None,
        caption: str | None = None,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> dict[str, Any]:
        """Send a file as it is."""
        fields = self._described("document", data_base64, size, name=name, mime=mime)
        return self._send(resident, fields, caption, reply_to=reply_to, topic=topic)

    async def send_voice(
        self,
        resident: int,
        duration: int = 3,
        data_base64: str | None = None,
        size: int | None = None,
        *,
        caption: str | None = None,
        topic: int | None = None,
    ) -> dict[str, Any]:
        """Send a voice message of ``duration`` seconds."""
        fields = self._described("voice", data_base64, size, duration=duration)
        return self._send(resident, fields, caption, topic=topic)

    async def send_video(
        self,
        resident: int,
        caption: str | None = None,
        data_base64: str | None = None,
        size: int | None = None,
        *,
        duration: int = 5,
        topic: int | None = None,
    ) -> dict[str, Any]:
        """Send a video of ``duration`` seconds."""
        fields = self._described("video", data_base64, size, duration=duration)
        return self._send(resident, fields, caption, topic=topic)

    async def send_video_note(
        self, resident: int, data_base64: str | None = None, size: int | None = None, topic: int | None = None
    ) -> dict[str, Any]:
        """Send a round video message."""
        return self._send(resident, self._described("video_note", data_base64, size), topic=topic)

    async def send_sticker(
        self, resident: int, emoji: str = "\N{THUMBS UP SIGN}", topic: int | None = None
    ) -> dict[str, Any]:
        """Send a still sticker."""
        fields = self._described("sticker", None, None, emoji=emoji)
        return self._send(resident, fields, topic=topic)

    async def send_location(
        self,
        resident: int,
        lat: float,
        lon: float,
        title: str | None = None,
        *,
        address: str | None = None,
        topic: int | None = None,
    ) -> dict[str, Any]:
        """Send a place; with a title or an address it is a venue."""
        place = {"latitude": float(lat), "longitude": float(lon)}
        fields: dict[str, Any] = {"location": place}
        if title or address:
            fields["venue"] = {"location": place, "title": title or "", "address": address or ""}
        return self._send(resident, fields, topic=topic)

    async def send_contact(
        self,
        resident: int,
        phone: str,
        first_name: str | None = None,
        last_name: str | None = None,
        *,
        own: bool = True,
        vcard: str | None = None,
        topic: int | None = None,
    ) -> dict[str, Any]:
        """Share a telephone number; ``own`` is the sender's, as by a request_contact button. ``vcard``: more of it."""
        person = self._people.person(resident)
        contact: dict[str, Any] = {"phone_number": phone, "first_name": first_name or person.first_name}
        if last_name:
            contact["last_name"] = last_name
        if vcard:
            contact["vcard"] = vcard
        if own:
            contact["user_id"] = person.id
        return self._send(resident, {"contact": contact}, topic=topic)


def _decoded(data_base64: str) -> bytes:
    try:
        return base64.b64decode(data_base64, validate=True)
    except (binascii.Error, ValueError):
        raise ActionError("data_base64 is not base64") from None


def _captioned(caption: str | None) -> dict[str, Any]:
    formatted = plain(caption or "")
    if len(formatted.text) > MAX_CAPTION:
        raise ActionError(f"the caption is longer than {MAX_CAPTION} characters")
    if not formatted.text:
        return {}
    entities = {"caption_entities": formatted.entities} if formatted.entities else {}
    return {"caption": formatted.text, **entities}
