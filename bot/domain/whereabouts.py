"""Words that only say where something is: *in front of the lift*, *ở hầm xe*, *电梯口*."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.text import fold

_PLACES = (
    "devant", "derrière", "près", "face", "côté", "sous", "sur", "vers", "au", "aux", "jusqu", "niveau",
    "sortie", "entrée", "at", "by", "near", "behind", "outside", "opposite", "beside", "next to",
    "close to", "front", "floor", "entrance",
    "ở", "gần", "cạnh", "trước", "sau", "dưới", "ngoài", "tại", "diện",
)  # fmt: skip
"""What stands before a place; the last words of what does. Not *in*: who is stuck in the lift speaks of it."""
_ARTICLES = (
    "l", "le", "la", "les", "du", "de", "des", "d", "un", "une", "mon", "ma", "notre", "ce", "cet",
    "a", "the", "my", "our", "this", "that", "of",
    "cửa", "khu", "vực", "sảnh", "hành", "lang", "lối", "vào", "chỗ", "các", "cái", "của",
)  # fmt: skip
"""What may stand between the two."""
_AFTER = (
    "口", "旁", "边上", "厅", "间", "外面", "前面", "后面", "门口", "入口", "出口", "附近", "对面", "那边",
)  # fmt: skip
"""What stands behind a place in Chinese."""
_LONGEST = 5
"""So many words before a place are looked at."""


def only_says_where(tokens: Sequence[str], first: int, last: int) -> bool:
    """Whether the words from ``first`` to before ``last`` are but a place, by those that stand beside them. Tokens are
    words, small and with their accents, and single Chinese characters."""
    if "".join(tokens[last : last + 2]).startswith(_AFTER):
        return True
    before = [fold(token) for token in tokens[max(first - _LONGEST, 0) : first]]
    while before and before[-1] in _BETWEEN:
        before.pop()
    return f" {' '.join(before)}".endswith(_ENDS)


_BETWEEN = frozenset(map(fold, _ARTICLES))
_ENDS = tuple(f" {fold(words)}" for words in _PLACES)
