"""The office file's working time as calendars, with the public holidays of its country (row D4)."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import holidays

from bot.domain.business_time import Calendar, Hours
from bot.domain.directory import Directory, Office, Residence
from bot.domain.ids import OfficeKey, ResidenceKey
from bot.domain.lasting import entries_of
from bot.domain.office_settings import WEEKDAYS

Calendars = Mapping[tuple[OfficeKey, ResidenceKey | None], Calendar]
"""The calendar of each office, and of each of its residences."""


def calendars(directory: Directory) -> Calendars:
    """Every calendar there is; residences without times of their own have their office's."""
    found: dict[tuple[OfficeKey, ResidenceKey | None], Calendar] = {}
    known = entries_of(directory)
    for office in known.offices:
        found[office.key, None] = _calendar(office, None)
        for residence in known.residences:
            if residence.office == office.key:
                own = residence.working_time or residence.time_zone
                found[office.key, residence.key] = (
                    _calendar(office, residence) if own else found[office.key, None]
                )
    return found


@cache
def hours(text: str) -> Hours:
    """Opening hours as written, ``08:30-12:00``; ``24:00`` is midnight. Raises ValueError."""
    opens, dash, closes = text.partition("-")
    if not dash:
        raise ValueError("there is no dash")
    closing = time() if closes.strip() == "24:00" else time.fromisoformat(closes.strip())
    stretch = Hours(time.fromisoformat(opens.strip()), closing)
    if stretch.opens >= stretch.closes > time():
        raise ValueError("it closes before it opens")
    return stretch


def subdivisions(country: str) -> tuple[str, ...]:
    """The subdivisions of a country with holidays of their own."""
    return tuple(holidays.list_supported_countries().get(country, ()))


def _calendar(office: Office, residence: Residence | None) -> Calendar:
    own = residence.working_time if residence and residence.working_time else office.working_time
    zone = residence.time_zone if residence and residence.time_zone else office.time_zone
    week = {
        WEEKDAYS.index(day): tuple(map(hours, spans)) for day, spans in own.opening_hours.items() if spans
    }
    working = frozenset(WEEKDAYS.index(day) for day in own.working_days) or frozenset(week)
    public, worked = _public(office.country, own.subdivision)
    return Calendar(
        ZoneInfo(zone),
        week,
        working,
        _Dates(public, frozenset(_dates(own.closed_days))),
        _Dates(worked, frozenset(_dates(own.worked_days))),
    )


@dataclass(frozen=True, slots=True)
class _Dates:
    """Dates of two sources."""

    public: Container[date]
    own: frozenset[date]

    def __contains__(self, day: object) -> bool:
        return day in self.own or day in self.public


@dataclass(frozen=True, slots=True)
class _Workdays:
    """Weekend days that a country works in exchange for a holiday, found as years are looked at."""

    of: holidays.HolidayBase

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day not in self.of and day in self.of.weekend_workdays


DAYS_KNOWN = 4096
"""Days of a country of which is remembered what they are."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What a day is, once it was looked at: the library takes ten microseconds for each look."""

    look: Callable[[object], bool]

    def __contains__(self, day: object) -> bool:
        return self.look(day)


def _known(days: Container[date]) -> _Known:
    return _Known(lru_cache(maxsize=DAYS_KNOWN)(days.__contains__))


@cache
def _public(country: str, subdivision: str | None) -> tuple[Container[date], Container[date]]:
    """A country's holidays and make-up days; none for one whose holidays nobody has written down. Every calendar there
    shares them, and the years looked at so far."""
    if country not in holidays.list_supported_countries():
        return frozenset(), frozenset()
    found = holidays.country_holidays(country, subdiv=subdivision)
    return _known(found), _known(_Workdays(found))


def _dates(written: tuple[str, ...]) -> Iterator[date]:
    return map(date.fromisoformat, written)
