"""What a file is by its content. Only the formats that a platform shows in a way of its own count (and the two that
must never be opened as what they are); everything else is a file to download. Nothing is unpacked or decoded: types
come from the first bytes, a picture's sides from its header (ADR 0015)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from bot.ports.files import Looks

_HEAD = 1024
_SEGMENTS = 500
"""Markers before a JPEG's frame header that are looked at: metadata may be long, not endless."""

_SIGNATURES: tuple[tuple[str, str], ...] = (
    ("image/jpeg", r"\xff\xd8\xff"),
    ("image/png", r"\x89PNG\r\n\x1a\n"),
    ("image/gif", r"GIF8[79]a"),
    ("image/webp", r"RIFF....WEBP"),
    ("image/heic", r"....ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1|avif)"),
    ("audio/mp4", r"....ftyp(M4A|M4B)"),
    ("video/quicktime", r"....ftypqt  "),
    ("video/mp4", r"....ftyp(isom|iso[2-9]|mp4[12]|avc1|MSNV|M4V |dash|mmp4|3gp.)"),
    ("video/webm", r"\x1aE\xdf\xa3.{0,60}webm"),
    ("audio/ogg", r"OggS.{24}(OpusHead|\x01vorbis|Speex   |\x7fFLAC)"),
    ("audio/mpeg", r"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
    ("application/pdf", r"%PDF-"),
    (
        "image/svg+xml",
        r"(?i:(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?((<!--.*?-->|<!doctype[^>]*>)\s*)*<svg[\s>])",
    ),
    (
        "text/html",
        r"(?i:(\xef\xbb\xbf)?\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body|script|iframe)[\s>])",
    ),
)
_KNOWN = tuple((kind, re.compile(pattern.encode("latin-1"), re.DOTALL)) for kind, pattern in _SIGNATURES)
_NO_FRAME = (0xC4, 0xC8, 0xCC)
"""JPEG markers among the frame headers that are none: tables and reserved."""


def look(path: Path) -> Looks:
    """What the file at ``path`` is. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        found = next((kind for kind, pattern in _KNOWN if pattern.match(head)), "")
        if found == "image/jpeg":
            return Looks(found, *_jpeg_sides(file))
        return Looks(found, *_sides(found, head))


def _sides(kind: str, head: bytes) -> tuple[int, int]:
    """Width and height in pixels, (0, 0) where the header does not tell."""
    if kind == "image/png" and head[12:16] == b"IHDR" and len(head) >= 24:
        return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    if kind == "image/gif" and len(head) >= 10:
        return int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    if kind == "image/webp" and len(head) >= 30:
        return _webp_sides(head)
    return 0, 0


def _webp_sides(head: bytes) -> tuple[int, int]:
    """developers.google.com/speed/webp/docs/riff_container: the first chunk is VP8X, VP8L or VP8."""
    match head[12:16]:
        case b"VP8X":
            return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            width, height = (int.from_bytes(head[at : at + 2], "little") for at in (26, 28))
            return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _jpeg_sides(file: BinaryIO) -> tuple[int, int]:
    """From the first frame header (ITU T.81, B.2.2); what comes before is stepped over."""
    file.seek(2)
    for _ in range(_SEGMENTS):
        start = file.read(4)
        if len(start) < 4 or start[0] != 0xFF:
            return 0, 0
        marker, length = start[1], int.from_bytes(start[2:4], "big")
        if marker == 0xFF:  # fill bytes
            file.seek(-3, 1)
        elif 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            frame = file.read(5)
            return int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")
        else:
            file.seek(length - 2, 1)
    return 0, 0
