"""Which of several things somebody means by a few words typed in haste."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TypeVar

from bot.domain.words import simplified

T = TypeVar("T")


def meant_by(words: str, things: Iterable[tuple[T, Sequence[str]]]) -> list[T]:
    """The things one of whose names fits best: is it, begins with it, has a word that does, holds it. More than one
    fits as well as another, none fits at all: the caller says so."""
    asked = _flat(words)
    if not asked:
        return []
    fitting: dict[int, list[T]] = {}
    for thing, names in things:
        rank = min((_rank(asked, _flat(name)) for name in names), default=_NOT)
        if rank < _NOT:
            fitting.setdefault(rank, []).append(thing)
    return fitting[min(fitting)] if fitting else []


def named_first(
    words: Sequence[str], things: Iterable[tuple[T, Sequence[str]]]
) -> tuple[T | None, tuple[str, ...]]:
    """The thing that the first two words name, else the first, without accents; and the words after it."""
    named = list(things)
    for count in (2, 1):
        said = simplified(" ".join(words[:count]))
        for thing, names in named:
            if len(words) >= count and said in names:
                return thing, tuple(words[count:])
    return None, tuple(words)


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that was probably meant, None where none is near."""
    by_form = {simplified(name): name for name in names}
    found = get_close_matches(simplified(word), by_form, n=1, cutoff=0.6)
    return by_form[found[0]] if found else None


_NOT = 4


def _rank(asked: str, name: str) -> int:
    if asked == name:
        return 0
    if name.startswith(asked):
        return 1
    if f" {asked}" in name:
        return 2
    return 3 if asked in name else _NOT


def _flat(text: str) -> str:
    return " ".join(simplified(text).replace("-", " ").replace("'", " ").replace("’", " ").split())
