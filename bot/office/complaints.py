"""What the office file must keep about complaints: codes, severities, letters of authority (rows E1, E5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.numbers import list_currencies

from bot.domain.directory import Letter, Office, Topic
from bot.domain.ticket import Kind
from bot.office.checks import Draft, check_known
from bot.office.finding import Finding
from bot.office.toml_lines import Loc

_CODE = re.compile(r"[A-Z0-9]{1,12}")


def complaint_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that breaks a rule, in no particular order."""
    owners: dict[str, str] = {}
    for position, office in draft.offices.items():
        loc: Loc = ("offices", position)
        yield from _code(loc, office)
        owner = owners.setdefault(office.complaint_code, office.key)
        if owner != office.key:
            yield Finding(
                (*loc, "code"),
                f"{office.complaint_code!r} already begins the complaints' codes of office {owner!r}",
                'give each office its own, such as code = "PAR"',
            )
    for position, topic in draft.topics.items():
        yield from _topic(("topics", position), topic)
    for position, letter in draft.letters.items():
        yield from _letter(("letters", position), letter, draft)


def _code(loc: Loc, entry: Office | Topic) -> Iterator[Finding]:
    if entry.code is not None and not _CODE.fullmatch(entry.code):
        yield Finding(
            (*loc, "code"),
            f"{entry.code!r} can't stand in a complaint's code",
            "use up to 12 capital letters A-Z and digits",
        )


def _topic(loc: Loc, topic: Topic) -> Iterator[Finding]:
    yield from _code(loc, topic)
    if topic.code is None and not _CODE.fullmatch(topic.problem_code):
        yield Finding(loc, f"no code can be made of {topic.key!r}", 'add one: code = "…"')
    if topic.severity is not None and topic.kind in (Kind.SUGGESTION, Kind.QUESTION):
        yield Finding(
            (*loc, "severity"),
            f"a {topic.kind} has no severity",
            'remove it, or set kind = "complaint"',
        )


def _letter(loc: Loc, letter: Letter, draft: Draft) -> Iterator[Finding]:
    yield from check_known((*loc, "member"), "staff", letter.member, draft)
    if not letter.limit.is_finite() or letter.limit <= 0:
        yield Finding((*loc, "limit"), "is not an amount above nought", "write a number, such as limit = 150")
    if letter.currency not in list_currencies():
        yield Finding(
            (*loc, "currency"),
            f"{letter.currency!r} is not a currency",
            "write three capital letters (ISO 4217), such as EUR, VND or CNY",
        )
    for position, other in draft.letters.items():
        same = (other.member, other.until) == (letter.member, letter.until)
        if same and position < loc[1]:  # type: ignore[operator]
            yield Finding(
                (*loc, "until"),
                f"{letter.member!r} already has a letter that ends this day",
                "keep one letter for each year",
            )
