"""What marks a message of staff as internal: it begins with a sign (row C6). The office chooses signs of its own; words
that mean *internal* in the four languages are signs everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

WORDS = (
    *("note", "notes", "note interne", "interne", "en interne", "usage interne", "commentaire interne"),
    *(
        "internal",
        "internal note",
        "internal comment",
        "internal only",
        "internally",
        "private note",
        "staff only",
    ),
    *("nội bộ", "noi bo", "ghi chú", "ghi chu", "ghi chú nội bộ", "lưu ý nội bộ", "trao đổi nội bộ"),
    *("内部", "内部备注", "内部留言", "内部消息", "内部沟通", "仅内部", "仅限内部", "备注", "內部", "備註"),
)
"""With a mark behind (``note.``, ``interne –``) or around them (``[nội bộ]``) they are signs. Bare (``Note that …``) it
is unclear whom they begin a message to, so it is internal all the same, and its author is told."""

_DRESS = " \t\n*_~>`\"'“”„«»‹›‘’([{（［【「『•◦▪·–—-"
"""What keyboards, autocorrection and formatting put before a sign."""
_NUMBER = re.compile(r"\d{1,3}[.)]\s")
"""A list puts this there."""


def starts_with_sign(text: str, signs: tuple[str, ...]) -> bool:
    """Whether a text begins with one of the office's signs for internal comments, or with one of ``WORDS`` and a mark
    behind it or around it, however it is typed: in any case, with other spaces or a full-width colon, in bold, italic,
    quotes, in a list or as a quotation."""
    return _after_sign(text, signs) is not None


def without_sign(text: str, signs: tuple[str, ...]) -> str:
    """The text of an internal comment without its sign."""
    rest = _after_sign(text, signs)
    return text if rest is None else rest.lstrip(_BEHIND)


def hints_at_sign(text: str) -> bool:
    """Whether a text begins with one of ``WORDS``, with or without a mark: nobody can tell whom it is for."""
    return any(_BARE.match(start) for start in _starts(text))


def _after_sign(text: str, signs: tuple[str, ...]) -> str | None:
    starts = _starts(text)
    for start in starts:
        if found := _marked(signs).match(start):
            return start[found.end() :]
    for sign in sorted(signs, key=len, reverse=True):
        wanted = [_plain(c) for c in sign if _plain(c)]
        if not wanted and text.lstrip().startswith(
            sign
        ):  # a sign of dress only, such as "--", counts as typed
            return text.lstrip()[len(sign) :]
        for start in starts:
            rest = _after(start, wanted)
            if rest is not None:
                return rest
    return None


def _starts(text: str) -> list[str]:
    start = _undressed(unicodedata.normalize("NFC", text))
    number = _NUMBER.match(start)
    return [start, _undressed(start[number.end() :])] if number else [start]


def _undressed(text: str) -> str:
    return text.lstrip(_DRESS + "\u00a0\u202f\u3000\ufeff\u200b")


def _after(start: str, wanted: list[str]) -> str | None:
    position = 0
    for end, character in enumerate(start, 1):
        plain = _plain(character)
        if not plain:
            continue
        if not wanted or plain != wanted[position]:
            return None
        position += 1
        if position == len(wanted):
            return start[end:]
    return None


@lru_cache(4096)
def _plain(character: str) -> str:
    """A character as it counts for a sign: compatible forms folded, without case; spaces and dress count nothing."""
    folded = unicodedata.normalize("NFKC", character).casefold()
    return "" if folded.isspace() or folded in _DRESS or folded in "\u200b\ufe0f\ufeff" else folded


_BEHIND = " :：.。*_~)）]】}」』\n\u00a0\u202f"
"""What may still stand between a sign and what it marks."""


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


_BARE = re.compile(rf"(?:{_any_of(word for word in WORDS if word.isascii() or word[0] < '一')})(?!\w)|"
                   rf"(?:{_any_of(word for word in WORDS if word[0] >= '一')})", re.IGNORECASE)  # fmt: skip
"""Chinese has no spaces between words."""


@cache
def _marked(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Words with a mark behind them: ours, and those of the office's signs that end in a colon."""
    own = (
        unicodedata.normalize("NFC", sign).rstrip(":： ")
        for sign in signs
        if sign.rstrip().endswith((":", "："))
    )
    words = _any_of({*WORDS, *(word for word in own if word)})
    space, close = r"[^\S\n]*", '[*_~`"”»]'
    marks = r"[:：,，。;；)）\]】}」』|/>\n]|\.(?!\w)|[-–—](?!\w)|(?<=\s)[-–—]|$"
    return re.compile(
        rf"(?:{words})(?:{space}{close}*{space}(?:{marks})|{space}{close}+(?!\w))", re.IGNORECASE
    )
