"""What a file is, by its first bytes alone."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from bot.domain.ids import AttachmentId
from bot.domain.message import Attachment
from bot.ports.files import Looks
from bot.services.engine.fetching import typed
from storage.looks import look

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 12, 34) + b"\x08\x02\0\0\0"
JPEG = b"\xff\xd8" + b"\xff\xe0\0\x10JFIF" + bytes(10) + b"\xff\xe1\xff\xff" + bytes(0xFFFD)
FRAME = b"\xff\xc2\0\x11\x08\0\x22\0\x0c\x03" + bytes(9)
LOSSLESS = (12 - 1) | (34 - 1) << 14


def webp(chunk: bytes, content: bytes) -> bytes:
    return b"RIFF\x24\0\0\0WEBP" + chunk + b"\x0a\0\0\0" + content


PICTURES = {
    "png": (PNG, "image/png"),
    "a jpeg with long metadata": (JPEG + JPEG[2:] + b"\xff\xff" + FRAME, "image/jpeg"),
    "gif": (b"GIF89a\x0c\0\x22\0\0\0\0", "image/gif"),
    "webp, extended": (webp(b"VP8X", b"\0\0\0\0\x0b\0\0\x21\0\0"), "image/webp"),
    "webp, lossless": (webp(b"VP8L", b"\x2f" + struct.pack("<I", LOSSLESS) + bytes(5)), "image/webp"),
    "webp, lossy": (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a\x0c\0\x22\0"), "image/webp"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_and_their_sides(tmp_path: Path, name: str) -> None:
    content, media_type = PICTURES[name]
    (tmp_path / "f").write_bytes(content)
    assert look(tmp_path / "f") == Looks(media_type, 12, 34)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41", "video/mp4"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42mp41", "video/mp4"),
        (b"\0\0\0\x20ftypM4A \0\0\2\0M4A mp42isom", "audio/mp4"),
        (b"\0\0\0\x14ftypqt  \0\0\2\0qt  ", "video/quicktime"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
        (b"OggS\0\2" + bytes(20) + b"\x01\x13OpusHead\1", "audio/ogg"),
        (b"OggS\0\2" + bytes(20) + b"\x01\x2a\x80theora", ""),
        (b"ID3\3\0\0\0\0\0\x21", "audio/mpeg"),
        (b"\xff\xfb\x90\x44", "audio/mpeg"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\xf7\x81\1B\xf2\x81\4B\xf3\x81\x08B\x82\x84webm", "video/webm"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()">', "image/svg+xml"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a -->\n<svg>', "image/svg+xml"),
        (b"\n <!DOCTYPE html><html>", "text/html"),
        (b"<!-- x --><SCRIPT>alert(1)</SCRIPT>", "text/html"),
        (b"PK\3\4\x14\0\6\0word/document.xml", ""),
        (b"MZ\x90\0\3\0", ""),
        (b"Bonjour, voici le plan", ""),
        (b"\xff\xfeB\0o\0n\0", ""),
        (b"", ""),
    ],
)
def test_kinds(tmp_path: Path, content: bytes, media_type: str) -> None:
    (tmp_path / "f").write_bytes(content)
    assert look(tmp_path / "f") == Looks(media_type)


@pytest.mark.parametrize(
    "content",
    [
        PNG[:20],
        b"\xff\xd8\xff",
        JPEG,
        b"\xff\xd8" + b"\xff\xe0\0\2" * 600,
        b"\xff\xd8\xff\xe0\0\0" * 50,
        b"GIF89a",
    ],
)
def test_a_header_that_does_not_tell(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f").write_bytes(content)
    seen = look(tmp_path / "f")
    assert seen.media_type
    assert (seen.width, seen.height) == (0, 0)


@pytest.mark.parametrize(
    ("said", "seen", "kept"),
    [
        ("image/jpeg", "text/html", "text/html"),
        ("image/jpeg", "", "application/octet-stream"),
        ("application/octet-stream", "image/png", "image/png"),
        ("text/plain", "", "text/plain"),
    ],
)
def test_content_decides_where_it_tells(said: str, seen: str, kept: str) -> None:
    attachment = Attachment(AttachmentId("a"), None, "slack", "F", "photo", "n", said)
    assert typed(attachment, Looks(seen)) == kept
