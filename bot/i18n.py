"""Words in four languages: catalogues, plurals, dates (row A6)."""

from __future__ import annotations

import io
import string
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, get_currency_precision, get_territory_currencies

from bot.domain.audience import N_, Phrase, Public
from bot.domain.entry import LANGUAGES
from bot.domain.office_words import TextOverride
from bot.domain.quote import Money

NAMES = {"fr": "Français", "en": "English", "vi": "Tiếng Việt", "zh": "中文"}
"""What each language calls itself."""

DEFAULT_LANGUAGE = "en"


class MissingTranslation(Exception):
    """A text has no translation, or one with other placeholders (raised by strict catalogues only)."""


def language_of(code: str | None, fallback: str = DEFAULT_LANGUAGE) -> str:
    """The language to answer in for a platform's code: ``fr-CA`` → ``fr``, ``zh-hans`` → ``zh``, else ``fallback``."""
    base = (code or "").replace("_", "-").split("-")[0].lower()
    return base if base in LANGUAGES else fallback


@cache
def _catalogue(language: str) -> GNUTranslations:
    path = files("locales") / language / "LC_MESSAGES" / "palier.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def placeholders(text: str) -> set[str]:
    """The ``{names}`` in a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


class Catalogues:
    """All languages, with an office's own wording over them.

    ``strict`` refuses a text that one of the languages lacks, whichever language was asked for: in tests every
    rendering is a translation test.
    """

    def __init__(self, overrides: Iterable[TextOverride] = (), *, strict: bool = False) -> None:
        self._overrides = {override.id: override.words for override in overrides}
        self._strict = strict

    def say(self, phrase: Phrase, language: str) -> Public:
        """The phrase in ``language``, filled, for a resident."""
        params = {
            name: self.say(value, language) if isinstance(value, Phrase) else value
            for name, value in phrase.params.items()
        }
        if phrase.count is not None:
            params.setdefault("count", phrase.count)
        return Public(self._template(phrase, language).format(**params))

    def staff(self, msgid: str, language: str, /, **params: object) -> str:
        """A text for staff, who may read everything: parameters need no mark."""
        return self._template(Phrase(msgid), language).format(**params)

    def stray_overrides(self) -> list[str]:
        """The overrides whose text the program no longer has (or never had): they change nothing."""
        return [msgid for msgid in self._overrides if not _catalogue(DEFAULT_LANGUAGE)._catalog.get(msgid)]  # type: ignore[attr-defined]

    def _template(self, phrase: Phrase, language: str) -> str:
        if self._strict:
            for each in LANGUAGES:
                _demand(phrase.msgid, phrase.plural, each)
        own = self._overrides.get(phrase.msgid, {}).get(language)
        if own is not None:
            return own
        if phrase.plural is not None and phrase.count is not None:
            return _catalogue(language).ngettext(phrase.msgid, phrase.plural, phrase.count)
        return _catalogue(language).gettext(phrase.msgid)


@cache
def _demand(msgid: str, plural: str | None, language: str) -> None:
    known = _catalogue(language)._catalog  # type: ignore[attr-defined]  # gettext offers no "is it there?"
    translated = known.get(msgid if plural is None else (msgid, 0))
    if not translated:
        raise MissingTranslation(f"{language}: no translation of {msgid!r}")
    if plural is None and placeholders(translated) != placeholders(msgid):
        raise MissingTranslation(f"{language}: other placeholders in the translation of {msgid!r}")


END_OF_DAY = N_("the end of {day}")
"""A deadline at midnight, after *before*: people count in days."""
END_OF_DATE = N_("the end of {date}")
"""The same further off, with its date: ``the end of Monday 16 March 2026``."""


def moment(at: datetime, zone: str, language: str, *, now: datetime | None) -> Public:
    """A moment in words: ``Tuesday 10:30`` within the next six days, with the date beyond (row A12):
    ``Tuesday 24 November 2026 at 10:30``. Without ``now``, for what is kept, always with its date."""
    local = at.astimezone(ZoneInfo(zone))
    named, near = _day_of(local, now, language)
    if near:
        return Public(_BY_NAME.get(language, "{day} {clock}").format(day=named, clock=_clock(local)))
    return Public(_BY_DATE[language].format(day=named, clock=_clock(local)))


def deadline(at: datetime, zone: str, language: str, *, now: datetime) -> Public:
    """A moment by which something is due. Midnight is the end of the day before it: ``the end of Monday``."""
    local = at.astimezone(ZoneInfo(zone))
    if local.time() != time():
        return moment(at, zone, language, now=now)
    named, near = _day_of(local - timedelta(minutes=1), now, language)
    words = _catalogue(language).gettext(END_OF_DAY if near else END_OF_DATE)
    return Public(words.format(day=named, date=named))


_BY_NAME = {"vi": "{clock} {day}"}
_BY_DATE = {"fr": "{day} à {clock}", "en": "{day} at {clock}", "vi": "{clock} {day}", "zh": "{day} {clock}"}
"""How an hour joins the name of a day, and a whole date."""

_WEEKDAY = dict.fromkeys(LANGUAGES, "EEEE")
_DAY = {"fr": "EEEE d MMMM", "en": "EEEE d MMMM", "vi": "EEEE, 'ngày' d 'tháng' M", "zh": "M月d日EEEE"}
_DATE = {"fr": "d MMMM y", "en": "d MMMM y", "vi": "d 'tháng' M 'năm' y", "zh": "y年M月d日"}
_FULL = {
    "fr": "EEEE d MMMM y",
    "en": "EEEE d MMMM y",
    "vi": "EEEE, 'ngày' d 'tháng' M 'năm' y",
    "zh": "y年M月d日EEEE",
}
"""Dates as our languages write them (patterns of Unicode's LDML); CLDR's own are American in English."""


def _date(on: date, language: str, shape: Mapping[str, str]) -> str:
    pattern = shape[language]
    if language == "fr" and on.day == 1:
        pattern = pattern.replace("d ", "'1er' ")
    words = format_date(on, pattern, locale=_locale(language))
    return f"{words[0].lower()}{words[1:]}" if language == "vi" else words  # "thứ Ba" is no proper name


def _clock(local: datetime) -> str:
    return f"{local:%H:%M}"


def _day_of(local: datetime, now: datetime | None, language: str) -> tuple[str, bool]:
    """A day's name, with the date beyond the next six days; whether it is one of those."""
    near = now is not None and 0 <= (local.date() - now.astimezone(local.tzinfo).date()).days < 7
    return _date(local.date(), language, _WEEKDAY if near else _FULL), near


def span(starts: datetime, ends: datetime, zone: str, language: str) -> Public:
    """From when until when, in words: ``Tuesday 3 March, 10:00–12:00``. With its date, however near it is."""
    first, last = (moment.astimezone(ZoneInfo(zone)) for moment in (starts, ends))
    day, clock = _date(first.date(), language, _DAY), f"{_clock(first)}–{_clock(last)}"
    if language == "vi":
        return Public(f"{clock} {day}")
    return Public(f"{day}, {clock}" if language != "zh" else f"{day} {clock}")


def day(on: date, language: str) -> Public:
    """A day in words, with its year: ``5 March 2026``."""
    return Public(_date(on, language, _DATE))


def money(amount: Decimal, currency: str, language: str) -> Public:
    """An amount with its currency: ``150,00 €``."""
    return Public(format_currency(amount, currency, locale=_locale(language)))


def currency_of(country: str) -> str:
    """The currency paid with in a country (ISO 3166 → ISO 4217); the euro where there is none."""
    return next(iter(get_territory_currencies(country)), "EUR")


def digits_of(currency: str) -> int:
    """How many digits an amount of this currency has behind the point."""
    return int(get_currency_precision(currency))


def price_of(price: Money, language: str) -> Public:
    """A price with its currency, as the language writes it."""
    return money(Decimal(price.minor).scaleb(-digits_of(price.currency)), price.currency, language)


def last_day(at: datetime, zone: str, language: str) -> Public:
    """The day of a moment in a time zone: ``Monday 16 March 2026``."""
    return Public(_date(at.astimezone(ZoneInfo(zone)).date(), language, _FULL))


def _locale(language: str) -> Locale:
    return Locale.parse("zh_Hans_CN" if language == "zh" else language)
