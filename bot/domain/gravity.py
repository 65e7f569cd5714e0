"""How grave somebody's own words say it is: a complaint's severity is proposed from them to staff, who decide (section
E), and whoever tells of danger is advised at once (row A5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.domain.danger_words import ACT_NOW, GRAVE, HURT, IN_HASTE, Words
from bot.domain.harmless import ACCENTED, PLAIN, without_harmless
from bot.domain.text import fold
from bot.domain.ticket import Severity, Ticket

_IN_HASTE = {
    language: tuple(re.compile(one if language == "zh" else rf"(?<!\w)(?:{one})(?!\w)") for one in listed)
    for language, listed in IN_HASTE.items()
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What staff are proposed. ``because`` are the words that say so."""

    severity: Severity
    act_now: bool
    because: tuple[str, ...] = ()


def propose(words: str, usual: Severity | None) -> Proposal:
    """The severity that a complaint's words and its topic (``usual``) suggest: A where they are grave, else the
    topic's, else B."""
    at_once, grave = _at_once(words), (*_found(words, HURT), *_found(words, GRAVE))
    severity = Severity.A if at_once or grave else usual or Severity.B
    return Proposal(severity, bool(at_once), (*at_once, *grave))


@lru_cache(maxsize=32)
def dangers(words: str) -> tuple[str, ...]:
    """The words that tell of danger to life or limb, or of damage that grows; none where there is none. It may be
    wrong all the same: what follows from it must do no harm. A form asks it of one text many times."""
    return (*_at_once(words), *_found(words, HURT))


def dangers_in(ticket: Ticket) -> tuple[str, ...]:
    """The same of all that its resident wrote into the forms of a ticket (``written_in``)."""
    return dangers("\n".join(written_in(ticket)))


def written_in(ticket: Ticket) -> tuple[str, ...]:
    """What its resident wrote into forms: not only where he was asked what it is, danger is told anywhere."""
    said = (ticket.description, ticket.wish, ticket.wish_by, ticket.caution_words, ticket.rating_words)
    where = (ticket.unit, ticket.residence_words)
    return tuple(words for words in (*said, *where) if words)


def _at_once(words: str) -> tuple[str, ...]:
    return (*_found(words, ACT_NOW), *_looked_at(words).alarming) or _in_haste(words)


def _in_haste(words: str) -> tuple[str, ...]:
    """The first such words, as they stand there."""
    seen = _looked_at(words).seen
    found = (pattern.search(seen[language]) for language, listed in _IN_HASTE.items() for pattern in listed)
    return next(((one[0],) for one in found if one), ())


def _found(words: str, table: Words) -> tuple[str, ...]:
    """Whole words, whatever their case; in Chinese, which has no spaces, anywhere."""
    seen = _looked_at(words).seen
    return tuple(
        word
        for language, listed in table.items()
        for word in listed
        if _stands(language, word, seen[language])
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """Words as each language is looked at, without what is harmless in it; ``alarming`` is what would be elsewhere."""

    seen: Mapping[str, str]
    alarming: tuple[str, ...]


@lru_cache(maxsize=8)
def _looked_at(words: str) -> _Seen:
    """Accents count in Vietnamese only: *cháy* (fire) is not *chạy* (to run)."""
    text = unicodedata.normalize("NFC", words).casefold().replace("’", "'")
    accented, here = without_harmless(text, ACCENTED)
    plain, there = without_harmless(fold(words), PLAIN)
    return _Seen({"fr": plain, "en": plain, "vi": accented, "zh": accented}, (*here, *there))


def _stands(language: str, word: str, text: str) -> bool:
    """Most words do not stand there at all, which costs a tenth of looking whether they stand alone."""
    listed = word if language in ("vi", "zh") else _folded(word)
    return listed in text and (language == "zh" or _alone(listed).search(text) is not None)


_folded = cache(fold)


@cache
def _alone(listed: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(listed)}(?!\w)")
