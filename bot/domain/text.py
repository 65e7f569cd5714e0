"""Text at the boundary: normal form, length, splitting. Lengths are UTF-16 code units, the strictest count of both
platforms (Telegram counts entities so)."""

from __future__ import annotations

import unicodedata

LAST_SINGLE = "\uffff"
"""What lies beyond it takes two units."""
FIRST_MARK = "\u0300"
"""Before it there is no combining character."""
PART_UNITS = 3000
"""A post's text at most: below Slack's section (3,000) and Telegram's message (4,096) with its heading."""


TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Embeddings, overrides and isolates of direction; right-to-left scripts need none of them."""


def clean(text: str) -> str:
    """Unicode normal form C, line ends as ``\\n``, without control characters, nor those that turn the direction of all
    that follows: a name must not write the rest of our sentence backwards."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        c for c in text if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in TURNS)
    )
    return unicodedata.normalize("NFC", kept)


def fold(text: str) -> str:
    """Text for comparing: without case, accents and surrounding space; ``đ`` counts as ``d``, ``’`` as ``'``."""
    flat = unicodedata.normalize("NFKD", text.casefold().strip()).replace("đ", "d").replace("’", "'")
    return bare(flat)


def bare(flat: str) -> str:
    """Text in a decomposed normal form without its accents."""
    return (
        flat if flat.isascii() else "".join(c for c in flat if c < FIRST_MARK or not unicodedata.combining(c))
    )


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text) + sum(c > LAST_SINGLE for c in text)


def split(text: str, limit: int = PART_UNITS) -> list[str]:
    """Parts of at most ``limit`` units whose concatenation equals ``text``; cut after a line or a space if there is
    one in the last quarter. An empty text is one empty part."""
    parts: list[str] = []
    start = 0
    while True:
        end = start
        size = 0
        while end < len(text) and size + (step := 2 if ord(text[end]) > 0xFFFF else 1) <= limit:
            size += step
            end += 1
        if end == len(text):
            parts.append(text[start:])
            return parts
        floor = start + (end - start) * 3 // 4
        cut = max(text.rfind("\n", floor, end), text.rfind(" ", floor, end))
        end = cut + 1 if cut >= floor else end
        parts.append(text[start:end])
        start = end


def shortened(text: str, limit: int) -> str:
    """On one line, and of at most ``limit`` units but for the dots that stand for the rest."""
    flat = " ".join(text.split())
    return flat if units(flat) <= limit else f"{split(flat, limit)[0].rstrip()}…"


def replaced(text: str, before: str, after: str) -> str | None:
    """``text`` with the whole lines ``before`` changed to ``after``; where ``before`` is empty, ``after`` is added.
    None where ``before`` is not in it."""
    old, new = before.strip(), after.strip()
    if not old:
        return f"{text}\n{new}".strip()
    at = f"\n{text}\n".find(f"\n{old}\n")
    return None if at < 0 else f"{text[:at]}{new}{text[at + len(old) :]}".strip()
