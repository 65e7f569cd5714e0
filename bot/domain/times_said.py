"""The days and times that a resident names in his own words, in four languages (row D6).

Only what can be meant in one way is found: ``Thursday at 14:30``, ``vendredi après 17 h``, ``3 giờ chiều thứ Năm``,
``下周四上午9点到11点``. Everything else stays words for staff to read.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.days_said import days_said

MOST = 3
"""Times found at most."""
DAY_BEGINS = 7
"""Nobody means an earlier hour of a visit: ``3 h`` is in the afternoon."""


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """A day, and from when until when; ``ends`` is None where only the beginning was said, ``starts`` where only the
    day was."""

    day: date
    starts: time | None = None
    ends: time | None = None


_MORNING = ("morning", "matin", "matinée", "sáng", "上午", "早上")
_LATER = ("afternoon", "evening", "après-midi", "soir", "soirée", "chiều", "tối", "下午", "晚上", "傍晚")
_HALVES = {"am": _MORNING[0], "a.m.": _MORNING[0], "pm": _LATER[0], "p.m.": _LATER[0]}
_THIRTY = ("半", "rưỡi")


def _any_of(*words: str) -> str:
    """One of these, as a word of its own; Chinese has no edges of words."""
    found = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(word) if word[0] >= "\u4e00" else rf"(?<!\w){re.escape(word)}(?!\w)" for word in found
    )


_OTHERWISE = re.compile(
    _any_of(
        *(
            "not",
            "no",
            "never",
            "can't",
            "cannot",
            "don't",
            "except",
            "unless",
            "before",
            "until",
            "every",
            "weeks",
        ),
        *(
            "ne",
            "n'est",
            "pas",
            "sauf",
            "jamais",
            "impossible",
            "avant",
            "jusqu'à",
            "chaque",
            "tous",
            "semaines",
        ),
        *(
            "không",
            "trừ",
            "đừng",
            "trước",
            "mỗi",
            "hai tuần",
            "不",
            "没",
            "除",
            "别",
            "前",
            "每",
            "下下",
            "两周",
        ),
    )
)
"""Words that make a time something else than one that suits him."""
_POLITE = re.compile(
    r"(?:được|phải|đúng) không|không sao|行不行|好不好|可不可以|没问题|no problem|(?:why|pourquoi) (?:not|pas)"
    r"|pas de (?:problème|souci)"
)
"""The same words, meaning nothing of the kind."""
_CLAUSE = re.compile(
    r"[,;.!?\n](?!\d)|[，、；。！？]|或者|或|还是|\b(?:or|ou|hoặc|hay)\b|(?:\b(?:and|et|và)\b|和)(?!\s*\d)"
)
_VIET_TOMORROW = re.compile(r"\b(sáng|trưa|chiều|tối) mai\b")
_HAN_HOUR = re.compile(r"(十[一二]?|[一二两三四五六七八九])(?=[点點时])")
_DIGITS = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_BEFORE = _any_of(*_MORNING, *_LATER)
_AFTER = "|".join(map(re.escape, sorted((*_HALVES, *_MORNING, *_LATER), key=len, reverse=True)))
_UNIT = r"(?::|h(?:eures?|rs?)?(?!\w)|h(?=\d)|g(?!\D?\w)|g(?=\d)|giờ|o'clock|点钟|点|點|时)"


def _one(name: str) -> str:
    return (
        rf"(?P<before_{name}>{_BEFORE})?\s*(?<![\d/.])(?P<hour_{name}>\d{{1,2}})(?![\d/])"
        rf"(?:\s*(?P<unit_{name}>{_UNIT})\s*(?P<minute_{name}>[0-5]\d(?!\d)|半|rưỡi)?)?"
        rf"(?:\s*(?P<after_{name}>{_AFTER})(?![a-z]))?"
    )


_SPAN = re.compile(
    r"(?P<opens>(?<!\w)(?:de|entre|from|between|từ)\s+|从)?"
    rf"{_one('a')}\s*(?P<between>-|–|—|~|à|to|till|until|and|et|đến|tới|至|到)\s*{_one('b')}"
)
_TIME = re.compile(_one("a"))
Span = tuple[time, time | None]


def times_in(words: str, now: datetime) -> tuple[TimeSaid, ...]:
    """What is named in ``words``, said at ``now`` by the clock of the residence; in the order of the words."""
    found: list[TimeSaid] = []
    day: date | None = None
    for clause in _CLAUSE.split(_plain(words)):
        span, others = _span_in(clause)
        days = set(days_said(others, now.date()).days)
        if _OTHERWISE.search(clause) or len(days) > 1:
            day = None
            continue
        day = next(iter(days), day)
        if day is None or not (span or days):
            continue
        said = TimeSaid(day, *(span or (None, None)))
        if span is not None and found and found[-1] == TimeSaid(day):
            found.pop()
        if said not in found and _to_come(said, now):
            found.append(said)
    return tuple(found[:MOST])


def _plain(words: str) -> str:
    flat = unicodedata.normalize("NFC", words).casefold().replace("’", "'").replace("：", ":")
    flat = _VIET_TOMORROW.sub(r"\1 ngày mai", _POLITE.sub(" ", flat))
    return _HAN_HOUR.sub(lambda found: str(sum(_DIGITS[one] for one in found[1])), flat)


def _to_come(said: TimeSaid, now: datetime) -> bool:
    return datetime.combine(said.day, said.starts or time.max) > now.replace(tzinfo=None)


def _span_in(clause: str) -> tuple[Span | None, str]:
    """From when until when a clause says, and what else it does. None where it names no time, or several."""
    whole = [one for one in _SPAN.finditer(clause) if _is_time(one, "a") or _is_time(one, "b")]
    if len(whole) == 1 and _clear(whole[0]):
        starts = _at(whole[0], "a", clause, _part(whole[0], "b"))
        ends = _at(whole[0], "b", clause, _part(whole[0], "a"))
        if starts and ends and starts < ends:
            return (starts, ends), _without(clause, whole[0])
    elif whole:
        return None, _SPAN.sub(" ", clause)
    single = [one for one in _TIME.finditer(clause) if _is_time(one, "a")]
    if len(single) != 1:
        return None, clause
    starts = _at(single[0], "a", clause, "")
    return (starts, None) if starts else None, _without(clause, single[0])


def _without(clause: str, found: re.Match[str]) -> str:
    return f"{clause[: found.start()]} {clause[found.end() :]}"


def _clear(found: re.Match[str]) -> bool:
    """``lundi 9 à 14 h``: Monday the ninth, or from nine? ``de 9 à 14 h`` leaves no doubt."""
    return bool(found["opens"] or _is_time(found, "a") or not found["between"].isalpha())


def _is_time(found: re.Match[str], name: str) -> bool:
    """A number alone is none."""
    return bool(found[f"unit_{name}"] or _part(found, name))


def _part(found: re.Match[str], name: str) -> str:
    said = found[f"before_{name}"] or found[f"after_{name}"] or ""
    return _HALVES.get(said, said)


def _at(found: re.Match[str], name: str, clause: str, other: str) -> time | None:
    """The time by its own part of the day, else by the ``other`` end's, else by the clause's."""
    hour, minute = int(found[f"hour_{name}"]), found[f"minute_{name}"]
    part = _part(found, name) or (other if other in _LATER else "") or _part_of(clause)
    if 1 <= hour < 12 and (part in _LATER or (not part and hour < DAY_BEGINS)):
        hour += 12
    try:
        return time(hour, 30 if minute in _THIRTY else int(minute or 0))
    except ValueError:
        return None


def _part_of(clause: str) -> str:
    """The part of the day that a clause is about, empty where it names none or both."""
    morning, later = ([word for word in words if word in clause] for words in (_MORNING, _LATER))
    return "" if morning and later else next(iter([*morning, *later]), "")
