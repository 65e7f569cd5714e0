"""What the rules of an office file have in common: the entries they look at, and checks of a single value."""

from __future__ import annotations

import difflib
import importlib.resources
import re
import string
import zoneinfo
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from bot.domain.directory import (
    Absence,
    Contractor,
    Department,
    Letter,
    Office,
    PolicyRule,
    Residence,
    Shift,
    Staff,
    Topic,
)
from bot.domain.entry import LANGUAGES, Entry, Names
from bot.domain.office_words import Explanation, Reply, TextOverride, TopicWords
from bot.office.finding import Finding
from bot.office.toml_lines import Loc

_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,}")


@dataclass(frozen=True, slots=True)
class Draft:
    """The entries that have the right shape, by position in the file.

    ``keys`` holds every section's keys, those of misshapen entries too, and ``broken`` the sections that have
    such: no entry is blamed for another's fault.
    """

    offices: Mapping[int, Office]
    residences: Mapping[int, Residence]
    departments: Mapping[int, Department]
    staff: Mapping[int, Staff]
    topics: Mapping[int, Topic]
    texts: Mapping[int, TextOverride] = field(default_factory=dict)
    explanations: Mapping[int, Explanation] = field(default_factory=dict)
    topic_words: Mapping[int, TopicWords] = field(default_factory=dict)
    letters: Mapping[int, Letter] = field(default_factory=dict)
    replies: Mapping[int, Reply] = field(default_factory=dict)
    contractors: Mapping[int, Contractor] = field(default_factory=dict)
    shifts: Mapping[int, Shift] = field(default_factory=dict)
    policies: Mapping[int, PolicyRule] = field(default_factory=dict)
    absences: Mapping[int, Absence] = field(default_factory=dict)
    keys: Mapping[str, Collection[str]] = field(default_factory=dict)
    broken: Collection[str] = ()


def close_match(word: str, known: Iterable[str]) -> str | None:
    """What was probably meant."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1)), None)


def check_names(loc: Loc, names: Names) -> Iterator[Finding]:
    """A name in each of our languages."""
    missing = [language for language in LANGUAGES if not names.get(language, "").strip()]
    if missing:
        yield Finding(
            loc,
            f"there is no name in {', '.join(missing)}",
            "residents and staff read all four languages: " + ", ".join(f'{code} = "…"' for code in missing),
        )
    for language in names:
        yield from check_languages((*loc, language), [language])


def check_languages(loc: Loc, languages: Iterable[str]) -> Iterator[Finding]:
    """None but our languages."""
    for language in languages:
        if language not in LANGUAGES:
            yield Finding(
                loc, f"{language!r} is not a language of Palier", f"use one of {', '.join(LANGUAGES)}"
            )


def check_filled(loc: Loc, entry: Entry, *names: str) -> Iterator[Finding]:
    """None of these is empty."""
    for name in names:
        if not getattr(entry, name).strip():
            yield Finding((*loc, name), "is empty", "write it between the quotes")


def check_known(loc: Loc, section: str, key: str, draft: Draft) -> Iterator[Finding]:
    """A key that a section has."""
    keys = draft.keys.get(section, ())
    if key not in keys:
        meant = close_match(key, keys)
        yield Finding(
            loc,
            f"there is no {key!r} among the {section}",
            f"did you mean {meant!r}?"
            if meant
            else f'use the key of a [[{section}]] entry, or add one: "{key}"',
        )


def check_channel(loc: Loc, channel: str) -> Iterator[Finding]:
    """A Slack channel id."""
    if not _CHANNEL.fullmatch(channel):
        yield Finding(
            loc,
            f"{channel!r} is not a Slack channel id",
            "copy it from the end of the channel's About tab; it looks like C01ABCDEF",
        )


def check_time_zone(loc: Loc, name: str) -> Iterator[Finding]:
    """A time zone of the tz database."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        meant = close_match(name, zoneinfo.available_timezones()) or "Europe/Paris"
        yield Finding(
            loc, f"{name!r} is not a time zone", f'write it as in the tz database, such as "{meant}"'
        )


def placeholders(text: str) -> frozenset[str] | None:
    """The names in braces; None when the braces don't pair."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return None


@cache
def countries() -> frozenset[str]:
    """Codes of ISO 3166."""
    table = importlib.resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8")
    return frozenset(line.split("\t")[0] for line in table.splitlines() if not line.startswith("#"))
