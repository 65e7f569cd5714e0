"""Text as people look for it: without case and accents, in four languages (row G1).

``Étage``, ``ETAGE`` and ``etage`` are one word, so are ``Thang máy`` and ``thang may``. Chinese has no spaces between
words: it is cut into pairs of characters, and every text holds the pairs of each of its parts.
"""

from __future__ import annotations

import re
import unicodedata

from bot.domain.text import bare

LONGEST = 40
"""Characters of a word that count."""
_LETTERS = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "œ": "oe", "æ": "ae"})
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PARTS = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_JOINED = re.compile(r"\b\w++(?:[-.]\w++)+")
"""It neither goes back nor starts within a word, so a long one takes no longer than its length."""


def simplified(text: str) -> str:
    """Without case, accents and width, as words are looked for; `text.fold` is for whole phrases."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", bare(flat)).translate(_LETTERS)


def words_of(text: str) -> set[str]:
    """The words that a text is found by. What is joined by hyphens is found in one piece too (``S10501``)."""
    flat = simplified(text)
    found = {re.sub(r"[-.]", "", joined)[:LONGEST] for joined in _JOINED.findall(flat)}
    for part in _PARTS.findall(flat):
        found.update((*_pairs(part), part[-1]) if _is_han(part) else (part[:LONGEST],))
    return found


def asked_for(text: str) -> list[str]:
    """The beginnings of words that a text must hold to be found, those that say most first."""
    found: dict[str, None] = {}
    for part in _PARTS.findall(simplified(text)):
        found.update(dict.fromkeys(_pairs(part) if _is_han(part) else [part[:LONGEST]]))
    return sorted(found, key=lambda word: (-len(word.encode()), word))


def _is_han(part: str) -> bool:
    return re.match(f"[{_HAN}]", part) is not None


def _pairs(part: str) -> list[str]:
    return [part[at : at + 2] for at in range(len(part) - 1)] or [part]
