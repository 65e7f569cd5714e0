"""Whom a message of staff addresses by name: ``@Julien could you …`` (row C6). A platform's own mention reads so, too;
who has no account there can be addressed in no other way."""

from __future__ import annotations

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
