"""The code that an invitation gave, as somebody writes it into a chat: the link itself, or typed with spaces, small
letters, other dashes, a stray dot, words around it (rows A10, B2; ADR 0040)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from bot.domain.ids import LETTERS
from bot.domain.text import fold

LENGTH = 16
READINGS = 6
"""So many readings of a message are looked at."""
FEW = 5
"""More words around a code, beside a greeting, are something of their own."""

HIDDEN = "[code]"
"""What stands in the place of one."""

_DASH = r"\s*[-‐‑‒–—−_.·/]\s*"
_BEFORE, _AFTER = r"(?<![A-Za-z0-9À-ỹ])", r"(?![A-Za-z0-9À-ỹ])"
_OURS = rf"(?i:[{LETTERS}])"
_PREFIX = re.compile(rf"{_BEFORE}(?i:tech|home)-(?=\w)")
_LINK = re.compile(r"\S*\?start=(?:tech|home)-(\S*?)(?=[.,;!)»”\"]*(?:\s|$))")
_DASHED = re.compile(rf"{_BEFORE}(?=([A-Za-z0-9]{{4}}(?:{_DASH}[A-Za-z0-9]{{4}}){{3}}){_AFTER})")
_LOOSE = re.compile(rf"{_BEFORE}(?=({_OURS}{{4}}(?:(?:{_DASH}|\s+|){_OURS}{{4}}){{3}}){_AFTER})")
_IN_LINK = re.compile(r"(?<=tech-|home-)[A-Za-z0-9-]{8,}")
_SAYS_CODE = re.compile(r"\bcode\b|\bma (?:moi|so|lien ket|cua toi|la)\b|邀请码|代码|验证码")
_SMALL_WORD = re.compile(
    "bonjour|bonsoir|voici|voila|mon|ma|le|la|l|est|c|merci|hello|hi|my|the|is|here|it|s|thanks?|you|please|code"
    "|cua|toi|xin|chao|day|cam|on|我|的|是|您|好|您好|我的|你好|谢谢|谢|代|码"
)
_WORD = re.compile(r"[㐀-鿿]{1,2}|[^\W_㐀-鿿]+")


class Sure(IntEnum):
    """How surely a message brings a code, and is nothing else."""

    MAYBE = 0
    """Only where it is a code that we have given."""
    ALONE = 1
    """Where nothing else is being talked about."""
    YES = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """A code that a message may bring, and what else it says."""

    code: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a message brings of a code: the likeliest reading first, none where it is only a part of one."""

    readings: tuple[Reading, ...]
    sure: Sure


def brought(text: str, command: str | None = None) -> Brought | None:
    """What a message, or what stands behind its ``command``, brings of a code; None for nothing of the kind."""
    said = unicodedata.normalize("NFKC", text).strip()
    if command not in (None, "start", "link") or not said:
        return None
    if link := _LINK.search(said):
        return Brought((Reading(link[1], _without(said, link.span())),), Sure.YES)
    plain = _PREFIX.sub("", said)
    dashed = [one for one in _found(_DASHED, plain) if not one.code.replace("-", "").isdecimal()]
    readings = tuple([*dashed, *_found(_LOOSE, plain), *_squeezed(plain)][:READINGS])
    if command is not None:
        meant = command == "link" or plain != said
        return Brought(readings or (Reading(plain),), Sure.YES) if readings or meant else None
    if readings:
        return Brought(readings, _how_sure(plain, readings[0], dashed=bool(dashed)))
    return Brought((), Sure.ALONE) if _is_part(plain) else None


def hidden(kept: str, text: str = "", command: str | None = None) -> str:
    """What is kept of an event, without the codes that its ``text`` brings and those of links."""
    said = brought(text, command)
    for reading in said.readings if said else ():
        kept = kept.replace(json.dumps(reading.code)[1:-1], HIDDEN)
    return _IN_LINK.sub(HIDDEN, kept)


def is_more(rest: str) -> bool:
    """Whether what is said beside a code is something of its own."""
    return len(_words_of_note(rest)) > FEW


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Reading]:
    for one in pattern.finditer(text):
        yield Reading(one[1], _without(text, one.span(1)))


def _squeezed(text: str) -> Iterator[Reading]:
    """It is all that he writes, or all behind a colon, however it is parted."""
    for part in (text, text.rpartition(":")[2]):
        letters = re.sub(r"[\W_]", "", part)
        if re.fullmatch(rf"{_OURS}{{{LENGTH}}}", letters):
            yield Reading(letters)


def _without(text: str, span: tuple[int, int]) -> str:
    return re.sub(r"\s+", " ", f"{text[: span[0]]} {text[span[1] :]}").strip()


def _how_sure(text: str, reading: Reading, *, dashed: bool) -> Sure:
    if not dashed and not _mixed(reading.code):
        return Sure.MAYBE
    says = _SAYS_CODE.search(fold(text)) is not None
    if _words_of_note(reading.rest):
        return Sure.ALONE if says else Sure.MAYBE
    return Sure.YES if dashed or says else Sure.ALONE


def _is_part(text: str) -> bool:
    """Whether he writes nothing but a part of one, or calls some few letters a code."""
    words = _words_of_note(text)
    letters = "".join(words)
    if not words or not letters.isascii() or len(letters) > LENGTH + 4 or max(map(len, words)) > 6:
        return False
    if _SAYS_CODE.search(fold(text)):
        return len(words) <= 4 and any(letter.isdigit() for letter in letters)
    dashes = len(re.findall(_DASH, text.strip(" .")))
    return len(words) >= 3 and dashes == len(words) - 1 and (_mixed(letters) or letters.isupper())


def _words_of_note(text: str) -> list[str]:
    """What he says beside a greeting and that it is a code."""
    flat = _SAYS_CODE.sub(" ", unicodedata.normalize("NFC", text.replace("’", "'")))
    return [word for word in _WORD.findall(flat) if not _SMALL_WORD.fullmatch(fold(word))]


def _mixed(code: str) -> bool:
    return any(letter.isdigit() for letter in code) and any(letter.isalpha() for letter in code)
