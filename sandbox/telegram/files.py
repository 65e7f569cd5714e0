"""Stored files: identifiers, what kind each is, and how messages describe them.

Source: core.telegram.org/bots/api#getfile, #photosize, #document and the like.
"""

from __future__ import annotations

import hashlib
import mimetypes
import secrets
import struct
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.telegram.errors import bad_request

FileKind = Literal["photo", "document", "voice", "video", "video_note", "sticker"]
KINDS: tuple[FileKind, ...] = ("photo", "document", "voice", "video", "video_note", "sticker")
MAX_DOWNLOAD = 20 << 20
"""Bytes a bot may download."""
MAX_PHOTO = 10 << 20
"""Bytes of a photo a bot may upload."""

_FOLDERS = {
    "photo": ("photos", ".jpg"),
    "document": ("documents", ""),
    "voice": ("voice", ".oga"),
    "video": ("videos", ".mp4"),
    "video_note": ("video_notes", ".mp4"),
    "sticker": ("stickers", ".webp"),
}
_PHOTO_WIDTHS = (90, 320, 800, 1280)
_IMAGE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"RIFF")


@dataclass(slots=True)
class StoredFile:
    """One file on the server. ``data`` is None for a file made up by its size, read as zero bytes."""

    kind: FileKind
    file_id: str
    unique_id: str
    path: str
    name: str
    mime: str
    size: int
    data: bytes | None
    linked_at: float | None = None
    sha256: str = ""

    def content(self) -> bytes:
        """The bytes."""
        return self.data if self.data is not None else bytes(self.size)

    def summary(self) -> dict[str, Any]:
        """What the journal and the page show of it."""
        return {
            "kind": self.kind,
            "name": self.name,
            "mime": self.mime,
            "size": self.size,
            "sha256": self.sha256,
        }


@dataclass(slots=True)
class Files:
    """All files by identifier and by download path."""

    by_id: dict[str, StoredFile] = field(default_factory=dict)
    by_path: dict[str, StoredFile] = field(default_factory=dict)

    def store(self, kind: FileKind, name: str, mime: str, data: bytes | None, size: int | None) -> StoredFile:
        """Keep a file under a fresh identifier; the unique one depends on the content only."""
        length = len(data) if data is not None else size or 0
        digest = hashlib.sha256(data if data is not None else b"%d" % length).hexdigest()
        folder, ending = _FOLDERS[kind]
        number = len(self.by_id) + 1
        suffix = ending or _ending(name, mime)
        stored = StoredFile(
            kind=kind,
            file_id=f"AgACAgQAAx{secrets.token_urlsafe(45)}",
            unique_id=f"AQAD{digest[:12]}",
            path=f"{folder}/file_{number}{suffix}",
            name=name,
            mime=mime,
            size=length,
            data=data,
            sha256=digest if data is not None else "",
        )
        self.by_id[stored.file_id] = stored
        self.by_path[stored.path] = stored
        return stored

    def describe(self, stored: StoredFile, **more: Any) -> dict[str, Any]:
        """The message fields that carry the file; a photo brings its smaller sizes."""
        if stored.kind == "photo":
            return {"photo": self._photo_sizes(stored)}
        described: dict[str, Any] = {"file_id": stored.file_id, "file_unique_id": stored.unique_id}
        described["file_size"] = stored.size
        if stored.kind in ("document", "video", "voice"):
            described["mime_type"] = stored.mime
        if stored.kind in ("document", "video") and stored.name:
            described["file_name"] = stored.name
        defaults: dict[str, dict[str, Any]] = {
            "voice": {"duration": 3},
            "video": {"width": 640, "height": 480, "duration": 5},
            "video_note": {"length": 240, "duration": 5},
            "sticker": {
                "type": "regular",
                "width": 512,
                "height": 512,
                "is_animated": False,
                "is_video": False,
            },
        }
        described.update(defaults.get(stored.kind, {}))
        described.update({name: value for name, value in more.items() if value})
        return {stored.kind: described}

    def _photo_sizes(self, stored: StoredFile) -> list[dict[str, Any]]:
        width, height = image_size(stored.data or b"") or (1280, 960)
        sizes = []
        for limit in _PHOTO_WIDTHS:
            if limit >= max(width, height):
                break
            share = limit / max(width, height)
            part = max(1, int(stored.size * share * share))
            data = stored.data[:part] if stored.data is not None else None
            small = self.store("photo", stored.name, stored.mime, data, part)
            sizes.append(_photo_size(small, max(1, int(width * share)), max(1, int(height * share))))
        return [*sizes, _photo_size(stored, width, height)]


def _photo_size(stored: StoredFile, width: int, height: int) -> dict[str, Any]:
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "width": width,
        "height": height,
    }


def _ending(name: str, mime: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else mimetypes.guess_extension(mime) or ""


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or JPEG, None when they can't be read."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return (width, height) if width and height else None
    position = 2
    while data.startswith(b"\xff\xd8") and position + 9 < len(data) and data[position] == 0xFF:
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return (width, height) if width and height else None
        position += 2 + length
    return None


def check_photo(data: bytes) -> None:
    """Refuse what Telegram can't make a photo of."""
    if len(data) > MAX_PHOTO:
        size = f"file of size {len(data)} bytes is too big for a photo"
        raise bad_request(f"{size}; the maximum size is {MAX_PHOTO} bytes")
    if not data.startswith(_IMAGE_STARTS):
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = image_size(data) or (1, 1)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
