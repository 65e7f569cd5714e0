"""What an office says in words of its own: explanations, usual answers, texts in place of ours (rows B3, C7); and the
words by which it knows what residents speak of (row A3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.domain.entry import Entry, Names
from bot.domain.ids import OfficeKey, TopicKey


@dataclass(frozen=True, slots=True)
class Explanation(Entry):
    """Why an office declines a request: ``names`` is what staff choose it by, ``texts`` what the resident reads."""

    key: str
    office: OfficeKey
    names: Names
    texts: Names


@dataclass(frozen=True, slots=True)
class Reply(Entry):
    """A usual answer (row C7): ``names`` is what staff choose it by, ``texts`` what residents read, by language, some
    languages perhaps missing. ``{placeholders}`` are those of ``REPLY_FIELDS``. Without ``office`` it is every
    office's; ``topics`` are those it is offered first for, none means any."""

    key: str
    names: Names
    texts: Names
    office: OfficeKey | None = None
    topics: tuple[TopicKey, ...] = ()


REPLY_FIELDS = ("name", "reference", "residence", "unit", "topic", "due", "handler", "department", "office")
"""What a usual answer may say of a ticket."""


@dataclass(frozen=True, slots=True)
class TopicWords(Entry):
    """A list of what people say who mean something (row A3): whole words or phrases by language, after which ``*``
    stands for any ending. Topics name the lists that are theirs."""

    key: str
    words: Mapping[Literal["fr", "en", "vi", "zh"], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TextOverride(Entry):
    """An office's own wording: ``id`` is the English source text it replaces, the rest is by language."""

    id: str
    words: Names
