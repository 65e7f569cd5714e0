"""Days as people write them in our languages: ``24/12``, ``24 Dec``, ``demain``, ``thứ sáu tuần sau``, ``下周一``.

Pure. A day without a year is the next one that fits; of two days the second is not before the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.words import simplified

DAY, WEEK = timedelta(days=1), timedelta(days=7)

_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fevr",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug aout",
            "september sep sept septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday|lundi|thu hai|thu 2|一",
            "tuesday|mardi|thu ba|thu 3|二",
            "wednesday|mercredi|thu tu|thu 4|三",
            "thursday|jeudi|thu nam|thu 5|四",
            "friday|vendredi|thu sau|thu 6|五",
            "saturday|samedi|thu bay|thu 7|六",
            "sunday|dimanche|chu nhat|日|天",
        )
    )
    for name in names.split("|")
}
_SHORT: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "mon lun t2",
            "tue tues mar t3",
            "wed mer t4",
            "thu thurs jeu t5",
            "fri ven t6",
            "sat sam t7",
            "sun dim cn",
        )
    )
    for name in names.split()
}
"""Some are names of people as well, or of buildings."""
_AHEAD: Mapping[str, int] = {
    "today": 0,
    "aujourd'hui": 0,
    "aujourdhui": 0,
    "hom nay": 0,
    "今天": 0,
    "今日": 0,
    "tomorrow": 1,
    "demain": 1,
    "ngay mai": 1,
    "明天": 1,
    "明日": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "apres-demain": 2,
    "apres demain": 2,
    "ngay kia": 2,
    "后天": 2,
    "大后天": 3,
}
_NEXT_WEEK = "(?:de la )?semaine prochaine|next week|tuan sau|tuan toi"


def _either(words: Mapping[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LATIN_DAYS = {name: number for name, number in _WEEKDAYS.items() if name.isascii()}
_MONTH = rf"(?:{_either(_MONTHS)})\b\.?"
_TH = "(?:er|st|nd|rd|th)?"
_FORMS = (
    r"(?<!\d)(?P<y1>\d{4})\s*[-/.年]\s*(?P<m1>\d{1,2})\s*[-/.月]\s*(?P<d1>\d{1,2})(?!\d)\s*[日号]?",
    r"(?<!\d)(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})(?!\d)\s*[日号]?",
    r"(?<!\d)(?P<d3>\d{1,2})\s*[日号](?![楼院线门房室单栋])",
    rf"(?<!\d)(?P<d4>\d{{1,2}}){_TH}(?=\s*(?:-|–|au|to|den|and|et)\s*\d{{1,2}}{_TH}(?:[/.]|\s+(?:{_MONTH}|thang\b)))",
    rf"(?<!\d)(?P<d5>\d{{1,2}}){_TH}\s+(?:of\s+)?(?P<n5>{_either(_MONTHS)})\b\.?(?:\s+(?P<y5>\d{{4}}))?",
    r"(?<!\d)(?P<d6>\d{1,2})\s+thang\s+(?P<m6>\d{1,2})(?!\d)(?:\s+nam\s+(?P<y6>\d{4}))?",
    r"(?<!\d)(?P<d7>\d{1,2})\s*(?P<s7>[-/.])\s*(?P<m7>\d{1,2})(?:\s*(?P=s7)\s*(?P<y7>\d{4}|(?<=[/.])\d{2}))?(?!\d)",
    rf"\b(?P<n8>{_either(_MONTHS)})\b\.?\s+(?P<d8>\d{{1,2}}){_TH}\b(?!\s*[-/.]\s*\d)(?:,?\s+(?P<y8>\d{{4}}))?",
    rf"(?<!\w)(?P<ahead>{_either({w: n for w, n in _AHEAD.items() if w[0].isascii()})})(?!\w)",
    "(?P<han_ahead>大后天|后天|[今明][天日])",
    rf"(?P<next>\bnext )?\b(?P<weekday>{_either(_LATIN_DAYS)})\b(?P<of>(?: (?:{_NEXT_WEEK}|prochain)\b)?)",
    "(?P<han_next>下?)(?:个?星期|个?礼拜|周)(?P<han>[一二三四五六日天])",
    rf"(?P<week>\b(?:la )?(?:{_NEXT_WEEK})\b|下个?(?:周|星期|礼拜))",
)
_SAID = re.compile("|".join(f"(?:{form})" for form in _FORMS))
_SHORTLY = re.compile(rf"\b(?P<short>{_either(_SHORT)})\b\.?")
_HOLE = "\0"
_BETWEEN = (
    "from|since|as of|on|the|until|till|to|through|and|du|de|le|la|au|a|et|jusqu'au|jusqu'a|jusque|tu|den het|den|het|"
    "ngay|inclus|included"
)
_FILL = re.compile(
    rf"(?:(?<!\w)(?:{_BETWEEN})\s+|[从自到至起\s,;–—-])+(?={_HOLE})|(?<={_HOLE})(?:\s*(?:起|止|为止|inclus\b|included\b)|[\s,;–—-])+"
)


@dataclass(frozen=True, slots=True)
class DaysSaid:
    """The days that words name, in their order; ``rest`` are the other words, without case and accents."""

    days: tuple[date, ...]
    rest: str


def days_said(words: str, today: date, *, earliest: date | None = None, short: bool = False) -> DaysSaid:
    """What ``words`` name. A day without a year, or by its weekday, is not before ``earliest`` (usually today).
    ``short``: also ``mon`` and ``lun``, which may be names of people. What is no day of the calendar stays in the
    rest."""
    text = " ".join(simplified(words).replace("’", "'").split())
    if text == "mai":  # tomorrow; among other words it is May, or somebody's name
        return DaysSaid((today + DAY,), "")
    found: list[date] = []
    holes: list[tuple[int, int]] = []
    for start, end, said in _matches(text, short=short):
        floor = found[-1] if found else earliest or today
        days = _days(said, today, floor, text[end:])
        if days:
            found += days
            holes.append((start, end))
    for start, end in reversed(holes):
        text = f"{text[:start]}{_HOLE}{text[end:]}"
    rest = _FILL.sub("", text).replace(_HOLE, " ")
    return DaysSaid(tuple(found), " ".join(rest.split()))


Said = dict[str, str]


def _matches(text: str, *, short: bool) -> Iterator[tuple[int, int, Said]]:
    at = 0
    while at < len(text):
        found = [one for form in ((_SAID, _SHORTLY) if short else (_SAID,)) if (one := form.search(text, at))]
        if not found:
            return
        first = min(found, key=lambda one: (one.start(), -one.end()))
        yield first.start(), first.end(), {k: v for k, v in first.groupdict().items() if v}
        at = first.end()


def _days(said: Said, today: date, floor: date, behind: str) -> list[date]:
    """The one day, or first and last of a week; nothing where there is no such day."""
    monday = today - today.weekday() * DAY
    if "week" in said:
        return [monday + WEEK, monday + WEEK + 6 * DAY]
    if "ahead" in said or "han_ahead" in said:
        return [today + _AHEAD[said.get("ahead") or said["han_ahead"]] * DAY]
    if "han" in said or "weekday" in said or "short" in said:
        return [_weekday(said, today, floor)]
    parts = {name[0]: value for name, value in said.items() if name[1:].isdigit()}
    month = _MONTHS[parts["n"]] if "n" in parts else int(parts["m"]) if "m" in parts else None
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0) if "y" in parts else None
    day = int(parts["d"])
    if month is None:
        return _without_month(day, max(floor, today), today, behind)
    found = _dated(year, month, day, floor)
    return [] if found is None else [found]


def _without_month(day: int, floor: date, today: date, behind: str) -> list[date]:
    """It is of the month of the day that follows (``24-28/12``), or of the month before; else the next one."""
    following = next(_matches(behind, short=False), None)
    then = _days(following[2], today, today, "")[:1] if following else []
    if then:
        end = then[0] if day <= then[0].day else then[0].replace(day=1) - DAY
        found = _dated(end.year, end.month, day, today)
        return [] if found is None else [found]
    coming = (floor + number * DAY for number in range(62))
    return [one for one in coming if one.day == day][:1]


def _weekday(said: Said, today: date, floor: date) -> date:
    number = _WEEKDAYS[said.get("han") or said["weekday"]] if "short" not in said else _SHORT[said["short"]]
    behind = said.get("of", "")
    if "han_next" in said or re.search(_NEXT_WEEK, behind):
        return today - today.weekday() * DAY + WEEK + number * DAY
    from_day = max(floor, today + DAY if "next" in said or behind else today)
    return from_day + (number - from_day.weekday()) % 7 * DAY


def _dated(year: int | None, month: int, day: int, floor: date) -> date | None:
    for each in [year] if year else range(floor.year, floor.year + 5):  # a leap day comes within four
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if year or found >= floor:
            return found
    return None


def day_in(words: str, today: date) -> date | None:
    """The first day that words name, in a year's time at most. None where they name none that is still to come."""
    coming = (day for day in days_said(words, today).days if today <= day <= today + timedelta(days=366))
    return next(coming, None)
