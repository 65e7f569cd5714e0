"""The code that an invitation gave, as somebody writes it into a chat: the link itself, or typed with spaces, small
letters, other dashes, words around it (rows A10, B2; ADR 0040). Whether it is one is its digest's to say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice

from bot.domain.ids import LETTERS
from bot.domain.text import fold

READINGS = 6
"""So many readings of a message are looked at."""
FEW = 2
"""More words around a code, beside a greeting, are something of their own."""
HIDDEN = "[code]"
"""What stands in the place of one."""

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
"""Letters and signs of double width, one for one: nothing changes its place."""
_PREFIX, _DASH, _HAN = r"(?:(?:tech|home)-)?(?=\w)", r"\s*[-‐‑‒–—−_.·/]\s*", "㐀-鿿"
_LINK = re.compile(r"\S*\?start=(?:tech|home)-(\S*?)(?=[.,;!)»”\"]*(?:\s|$))")
_IN_LINK = re.compile(r"(?<=tech-|home-)[A-Za-z0-9-]{8,}")
_CODE = re.compile(
    rf"(?<![^\W_{_HAN}])(?=({_PREFIX}([{LETTERS}](?:[\W_]*[{LETTERS}]){{15}}))(?![^\W_{_HAN}]))",
    re.IGNORECASE,
)
"""Sixteen of our letters, parted anyhow."""
_AS_GIVEN = re.compile(rf"\w{{4}}(?:{_DASH}\w{{4}}){{3}}")
_PART = re.compile(rf"\w{{2,6}}(?:{_DASH}\w{{2,6}}){{2,}}", re.ASCII)
_SAYS_CODE = re.compile(r"\bcode\b|\bmã\b|码", re.IGNORECASE)
_SMALL_WORD = re.compile(
    "bonjour|bonsoir|voici|voila|mon|ma|le|la|l|est|c|merci|hello|hi|my|the|is|here|it|s|thanks?|you|please|code"
    "|moi|cua|toi|xin|chao|day|cam|on|[我的是您好你谢代码邀请验证]"
)
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")


class Sure(IntEnum):
    """How surely a message brings a code: only where it is one that we have given, where nothing else is being talked
    about, anyhow."""

    MAYBE, ALONE, YES = range(3)


@dataclass(frozen=True, slots=True)
class Reading:
    """A code that a message may bring, as it stands there, and what else it says."""

    code: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a message brings of a code: what may be one in its order, nothing where it is only a part of one."""

    readings: tuple[Reading, ...]
    sure: Sure


def brought(text: str, command: str | None = None) -> Brought | None:
    """What a message, or what stands behind its ``command``, brings of a code; None for nothing of the kind."""
    text = text.strip()
    said = text.translate(_NARROW)
    if command not in (None, "start", "link") or not said:
        return None
    if link := _LINK.search(said):
        return Brought((Reading(link[1], _without(text, link.span())),), Sure.YES)
    readings = tuple(islice(_readings(text, said), READINGS))
    if command is not None:
        bare = re.sub(rf"^{_PREFIX}", "", said)
        meant = readings or command == "link" or bare != said
        return Brought(readings or (Reading(bare),), Sure.YES) if meant else None
    if readings:
        return Brought(readings, _how_sure(said, readings[0]))
    return Brought((), Sure.ALONE) if _is_part(said) else None


def hidden(kept: str, text: str = "", command: str | None = None) -> str:
    """What is kept of an event, without the codes that its ``text`` brings and those of links."""
    said = brought(text, command)
    for reading in said.readings if said else ():
        kept = kept.replace(json.dumps(reading.code)[1:-1], HIDDEN)
    return _IN_LINK.sub(HIDDEN, kept)


def is_more(rest: str) -> bool:
    """Whether what is said beside a code is something of its own."""
    return len(_words_of_note(rest)) > FEW


def _readings(text: str, said: str) -> Iterator[Reading]:
    """No sentence is in groups of four letters, or has a digit in such a place."""
    for one in _CODE.finditer(said):
        groups = re.findall(r"[^\W_]+", one[2])
        if _mixed(one[2]) or len(groups) == 1 or all(len(group) == 4 for group in groups):
            yield Reading(text[slice(*one.span(2))], _without(text, one.span(1)))


def _without(text: str, span: tuple[int, int]) -> str:
    return re.sub(r"\s+", " ", f"{text[: span[0]]} {text[span[1] :]}").strip()


def _how_sure(said: str, reading: Reading) -> Sure:
    given = _AS_GIVEN.fullmatch(reading.code.translate(_NARROW)) is not None
    if not given and not _mixed(reading.code):
        return Sure.MAYBE
    if _words_of_note(reading.rest):
        return Sure.ALONE if _SAYS_CODE.search(said) else Sure.MAYBE
    return Sure.YES if given else Sure.ALONE


def _is_part(said: str) -> bool:
    """Whether he writes nothing but a part of one."""
    part = _PART.search(said)
    return part is not None and _mixed(part[0]) and not _words_of_note(_without(said, part.span()))


def _words_of_note(text: str) -> list[str]:
    """What he says beside a greeting and that it is a code."""
    return [word for word in _WORD.findall(text) if not _SMALL_WORD.fullmatch(fold(word))]


def _mixed(code: str) -> bool:
    return any(letter.isdigit() for letter in code) and any(letter.isalpha() for letter in code)
