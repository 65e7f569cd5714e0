"""What the office file must keep about the words by which topics are told apart (row A3)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from bot.domain.directory import Topic
from bot.domain.office_words import TopicWords
from bot.domain.topic_words import forms
from bot.office.checks import Draft, check_known
from bot.office.finding import Finding
from bot.office.toml_lines import Loc

SHORTEST, SHORTEST_OPEN = 2, 3
"""Latin letters of a word, and of one that any ending may follow: shorter ones stand in everything."""


def topic_words_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that breaks a rule, in no particular order."""
    for position, entry in draft.topic_words.items():
        for language, listed in entry.words.items():
            for number, word in enumerate(listed):
                yield from _word(("topic_words", position, "words", language, number), language, word)
    for position, topic in draft.topics.items():
        for number, key in enumerate(topic.words):
            yield from check_known(("topics", position, "words", number), "topic_words", key, draft)
    yield from _ambiguous(draft)


def _word(loc: Loc, language: str, word: str) -> Iterator[Finding]:
    stem, found = word.removesuffix("*"), forms(language, word)
    if not found:
        yield Finding(loc, "is empty", "write a word, or remove it")
    elif "*" in stem:
        yield Finding(
            loc, f"{word!r} has a * elsewhere than at its end", "* stands for any ending: put it there"
        )
    elif stem.isascii() and len(stem.strip()) < (SHORTEST_OPEN if stem != word else SHORTEST):
        yield Finding(loc, f"{word!r} stands in too many words", "write a longer one, or a phrase")


def _ambiguous(draft: Draft) -> Iterator[Finding]:
    """A word that speaks of two departments which somebody may choose between tells nothing."""
    lists = {entry.key: (position, entry) for position, entry in draft.topic_words.items()}
    told: set[Loc] = set()
    for (_, one), (at, other) in combinations(draft.topics.items(), 2):
        if not _side_by_side(one, other):
            continue
        for number, key in enumerate(other.words):
            if key in one.words:
                yield Finding(
                    ("topics", at, "words", number),
                    f"{key!r} is a list of {one.key!r}, too, of another department",
                    "give each of the two a [[topic_words]] of its own",
                )
        for mine in (lists[key] for key in one.words if key in lists):
            for theirs in (lists[key] for key in other.words if key in lists and key != mine[1].key):
                for fault in _shared(*sorted((mine, theirs), key=lambda each: each[0])):
                    if fault.loc not in told:
                        told.add(fault.loc)
                        yield fault


def _side_by_side(one: Topic, other: Topic) -> bool:
    """Whether a resident can choose either, and another department sees to it."""
    together = not one.residences or not other.residences or set(one.residences) & set(other.residences)
    apart = one.department != other.department
    return one.office == other.office and apart and bool(together) and not (one.retired or other.retired)


def _shared(first: tuple[int, TopicWords], second: tuple[int, TopicWords]) -> Iterator[Finding]:
    """What two lists have in common, told at the second. Where only marks tell two words apart (*cống*, *cổng*), they
    are typed without any now and then: that is found for both, and tells nothing."""
    (_, before), (position, entry) = first, second
    known = {_written(language, word) for language, listed in before.words.items() for word in listed}
    for language, listed in entry.words.items():
        for number, word in enumerate(listed):
            if _written(language, word) in known - {""}:
                yield Finding(
                    ("topic_words", position, "words", language, number),
                    f"{word!r} is among the words of {before.key!r}, too, where another department sees to it",
                    "keep it in one of the two lists, or write more than that in each",
                )


def _written(language: str, word: str) -> str:
    return next((form.words.strip() for form in forms(language, word)), "")
