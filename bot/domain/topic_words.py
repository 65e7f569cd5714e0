"""Which topic somebody's own words speak of, by the words that the office file lists for its topics (row A3).

Words of all four languages are looked for in whatever was written: people write in another language than their app's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.domain.directory import Directory, Topic
from bot.domain.ids import ResidenceKey
from bot.domain.text import fold
from bot.domain.ticket import Kind
from bot.domain.whereabouts import only_says_where

CLEARLY = 0.3
"""So much of all that was found must one department have more of than any other."""
UNMARKED = 4
"""A Vietnamese word of fewer letters is not looked for without its marks: *ồn* would be found in *on*."""

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LATIN_1 = "\u00ff"

Place = tuple[int, int, str]
"""Where a listed word stands: from which token, before which, and what stands there."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to find a listed word: ``words`` in a text whose Vietnamese marks stand (``marked``) or, for the other
    languages, without accents."""

    words: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote, as words: with their Vietnamese marks, and without accents."""

    tokens: tuple[str, ...]
    marked: str
    bare: str


def other_topic(
    directory: Directory, chosen: Topic, residence: ResidenceKey | None, words: str
) -> Topic | None:
    """The topic that ``words`` clearly speak of, where another department sees to it than to the one chosen; else None.
    Topics of one department are not told apart, and one that has no words is neither proposed nor doubted: a complaint
    may be about anything. Only *something else*, a question, is for what stands elsewhere, too. What only says where
    something is speaks for the topic chosen, if at all: a corridor *in front of the lift* may well be dirty."""
    if not chosen.words and chosen.kind is not Kind.QUESTION:
        return None
    offered = [one for one in directory.topics_for(chosen.office, residence) if one.words]
    found = {one.key: _found(directory, one, words) for one in offered}
    tokens = _read(words).tokens
    his = set().union(*(found[one.key] for one in offered if one.department == chosen.department))
    places = {
        place
        for place in _longest({place for every in found.values() for place in every})
        if place in his or not only_says_where(tokens, *place[:2])
    }
    says = {key: {text for *_, text in every & places} for key, every in found.items()}
    weight = {chosen.department: 0} | {
        department: len(set().union(*(says[one.key] for one in offered if one.department == department)))
        for department in {one.department for one in offered}
    }
    first = max(weight, key=lambda each: weight[each])
    second = max((weight[each] for each in weight if each != first), default=0)
    clear = weight[first] > 0 and weight[first] - second >= CLEARLY * sum(weight.values())
    if first == chosen.department or not clear:
        return None
    return max((one for one in offered if one.department == first), key=lambda one: len(says[one.key]))


@cache
def forms(language: str, word: str) -> tuple[Form, ...]:
    """How a word of the office file is looked for: as a whole, after which ``*`` stands for any ending; none where
    there is nothing to look for. Accents count in Vietnamese only, unless none were typed at all."""
    tokens, end = _tokens(word.removesuffix("*")), "" if word.endswith("*") else " "
    if not tokens:
        return ()
    if language != "vi":
        return (Form(_line(map(_unaccented, tokens), end), marked=False),)
    marked = Form(_line(map(_toned, tokens), end), marked=True)
    bare = Form(_line(map(fold, tokens), end), marked=True)
    return (marked, bare) if sum(map(len, tokens)) >= UNMARKED and bare != marked else (marked,)


def _found(directory: Directory, topic: Topic, words: str) -> frozenset[Place]:
    lists = [one for one in directory.topic_words if one.key in topic.words]
    return frozenset(
        place
        for one in lists
        for language, listed in one.words.items()
        for place in _places(words, language, tuple(listed))
    )


@lru_cache(maxsize=2048)
def _places(words: str, language: str, listed: tuple[str, ...]) -> tuple[Place, ...]:
    """A card is drawn several times while its words stay the same, a form asks its question again and again."""
    text = _read(words)
    return tuple(
        (first, last, " ".join(text.tokens[first:last]))
        for word in listed
        for form in forms(language, word)
        for first, last in _spans(form.words, text.marked if form.marked else text.bare)
    )


def _spans(form: str, line: str) -> Iterator[tuple[int, int]]:
    at, length = line.find(form), len(form.split())
    while at >= 0:
        first = line.count(" ", 0, at)
        yield first, first + length
        at = line.find(form, at + 1)


@lru_cache(maxsize=32)
def _read(words: str) -> Text:
    tokens = [_toned(token) for token in _tokens(words)]
    return Text(tuple(tokens), _line(tokens, " "), _line(map(_unaccented, _tokens(words)), " "))


def _longest(places: set[Place]) -> set[Place]:
    """Of words that overlap the longer one counts: *parking fee* is not *parking*."""
    kept: set[Place] = set()
    taken: set[int] = set()
    for place in sorted(places, key=lambda one: (one[0] - one[1], one[0])):
        tokens = range(*place[:2])
        if taken.isdisjoint(tokens):
            kept.add(place)
            taken.update(tokens)
    return kept


def _tokens(text: str) -> list[str]:
    """Words, and every Chinese character by itself."""
    return _TOKEN.findall(unicodedata.normalize("NFC", text).casefold())


def _line(tokens: Iterable[str], end: str) -> str:
    return f" {' '.join(tokens)}{end}"


def _unaccented(token: str) -> str:
    """French without accents; a word with Vietnamese marks stays as it is, for it is another (*rất* is no *rat*)."""
    return (
        token
        if token.isascii() or any(c > _LATIN_1 for c in token if c.isalpha() and c != "œ")
        else fold(token)
    )


def _toned(token: str) -> str:
    """With its tone at the end: *hòa* is *hoà*."""
    if token.isascii():
        return token
    letters = unicodedata.normalize("NFD", token)
    return "".join(c for c in letters if c not in _TONES) + "".join(c for c in letters if c in _TONES)
