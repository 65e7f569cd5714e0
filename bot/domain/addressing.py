"""Whom a message of staff addresses by name: ``@Julien could you …`` (row C6). A platform's own mention reads so, too;
who has no account there can be addressed in no other way."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.domain.text import fold

_AT = "@＠"
_DRESS = " \t\n*_~>`\"'“”„«»‹›‘’([•-"
"""What formatting and keyboards put before it."""
_BEHIND = " \t\n,，、:：;；.!！-–—*_~`\"'”»’)]\u00a0\u202f"


def behind_call(text: str, names: Iterable[str]) -> str | None:
    """What a text says to somebody who is called by one of these names, or by one word of them; None where it does not
    open with ``@`` and that. Case and accents count nothing."""
    start = text.lstrip(_DRESS)
    if not start.startswith(tuple(_AT)):
        return None
    said = start[1:].lstrip()
    for called in _callings(names):
        end = _end_of(said, called)
        if end is not None:
            return said[end:].lstrip(_BEHIND).rstrip()
    return None


def speaks_to(text: str, names: Iterable[str], besides: str = "") -> bool:
    """Whether a text opens by speaking to somebody of these names, without any ``@``: ``Sophie tu peux …``, ``Hello
    Marc, can you``, ``Hà ơi``, ``李娜你看``. Who is only spoken of (``Marc passera demain``) is not spoken to, nor he
    who is called like the one the text is meant for otherwise (``besides``)."""
    start = fold(text.lstrip(_DRESS))
    start = start[found.end() :] if (found := _GREETS.match(start)) else start
    others = set(fold(besides).split()) | {fold(besides)}
    for called in _callings(names):
        if called not in others and start.startswith(called) and not _goes_on(start, len(called)):
            return bool(_TO_HIM.match(start[len(called) :]))
    return False


_GREETS = re.compile(
    r"(?:(?:(?:salut|bonjour|bonsoir|coucou|hello|hi|hey|chao|xin chao)\b|[你您]好)[\s,，!]*)?"
    r"(?:(?:anh|chi|em)\b[\s,，!]*)?"
)
"""A greeting, and how one says *you* in Vietnamese: both are names there, too (*anh Anh ơi*)."""
_TO_HIM = re.compile(
    r"[\s,，:;!*_~-]*(?:(?:tu|toi|stp|merci de|peux[- ]tu|pourrais[- ]tu|as[- ]tu|est[- ]ce que tu"
    r"|pou(?:v|rri)ez[- ]vous|avez[- ]vous|can you|could you|would you|will you|do you|did you|have you"
    r"|any idea|please|pls|plz|oi)\b"
    r"|你|麻烦你|帮我|帮忙|[，,：:]\s*请)"
)
"""What one says to colleagues, folded: not what one says of them."""


def _callings(names: Iterable[str]) -> list[str]:
    """The longest first: a whole name goes before a part of it."""
    folded = {fold(name) for name in names if fold(name)}
    parts = {word for name in folded for word in name.split() if len(word) > 1}
    return sorted(folded | parts, key=len, reverse=True)


def _end_of(said: str, called: str) -> int | None:
    """How much of a text this name takes up at its beginning; None where it does not begin with it, or goes on."""
    for end in range(1, len(said) + 1):
        head = fold(said[:end])
        if head == called and not _goes_on(said, end):
            return end
        if len(head) > len(called):
            return None
    return None


def _goes_on(said: str, end: int) -> bool:
    """Whether the word is not over yet; Chinese has no space behind a name."""
    return end < len(said) and said[end].isalnum() and not "\u3400" <= said[end] <= "\u9fff"
