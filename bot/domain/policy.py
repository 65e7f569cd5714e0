"""How long what may take: an office's limits by topic, kind and severity (rows D2, D3, E2, E8, section E's table).

Pure: the office file's ``[[policies]]`` come as ``PolicyRule``, the calendars as ``Hours``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from bot.domain.business_time import Calendar, Counting, NeverOpen
from bot.domain.directory import Directory, Office, PolicyRule
from bot.domain.glance import Listed
from bot.domain.ids import TopicKey
from bot.domain.ticket import Kind, Severity


class Counts(StrEnum):
    """What counts towards a limit."""

    CALENDAR = ""
    """All time."""
    WORKING = "working"
    """Working time as the office counts it (``working_time.counting``)."""
    OPENING = "opening"
    """Time while the office is open."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time and what counts towards it; ``text`` is how the office file writes it."""

    length: timedelta
    counts: Counts
    text: str

    def half(self) -> Span:
        """Half of it."""
        return Span(self.length / 2, self.counts, f"half of {self.text}")


_SPAN = re.compile(r"(\d{1,4}) (?:(working|opening) )?(minute|hour|day)s?")
_LONGEST = timedelta(days=366)


@cache
def span(text: str) -> Span:
    """``"24 hours"``, ``"48 working hours"``, ``"1 opening hour"``, ``"10 days"``. Raises ValueError; opening and
    working time have no days, as nobody could say how long one is."""
    found = _SPAN.fullmatch(text.strip())
    if found is None or (found[2] and found[3] == "day"):
        raise ValueError(f"no length of time: {text!r}")
    length = timedelta(**{f"{found[3]}s": int(found[1])})
    if not timedelta() < length <= _LONGEST:
        raise ValueError(f"no length of time: {text!r}")
    return Span(length, Counts(found[2] or ""), text.strip())


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for one ticket.

    ``handler``: somebody is in charge, else the supervisor of the department is asked to name him, and after
    ``supervisor`` more has it himself. ``answer``: the resident has an answer; after ``reminder`` of it whoever has the
    ticket is reminded. ``solve``: a complaint is solved. ``result``: the resident is told what came of the work, with a
    reminder after ``result_reminder``. ``outside``: an outside party answers, else staff are asked to chase it, every
    ``chase`` again. ``step``: after the deadline, one step up each. ``grave``: a valid complaint that is unsolved
    becomes A.
    """

    handler: Span
    supervisor: Span
    answer: Span
    reminder: Span
    solve: Span | None
    result: Span
    result_reminder: Span
    outside: Span
    chase: Span
    step: Span
    grave: Span


_COMPLAINT = "1 opening hour"
DEFAULTS: tuple[PolicyRule, ...] = (
    PolicyRule(
        handler="24 hours",
        supervisor="4 opening hours",
        result="2 days",
        result_reminder="3 opening hours",
        outside="7 days",
        chase="48 working hours",
        step="24 working hours",
        grave="30 days",
    ),
    PolicyRule(kind=Kind.COMPLAINT, handler=_COMPLAINT),
    PolicyRule(kind=Kind.COMPLAINT, severity=Severity.A, answer="2 days", solve="10 days"),
    PolicyRule(kind=Kind.COMPLAINT, severity=Severity.B, solve="3 days"),
    PolicyRule(kind=Kind.COMPLAINT, severity=Severity.C, solve="2 days"),
)
"""The usual limits. The answer's is the office's ``answer_within_hours``."""

LIMITS = tuple(one.name for one in fields(Policy))
"""What a rule may set."""


def policy_of(directory: Directory, ticket: Listed) -> Policy:
    """What holds for a ticket as it stands."""
    return policy(directory, directory.office(ticket.office), ticket.topic, ticket.kind, ticket.severity)


def policy(
    directory: Directory, office: Office, topic: TopicKey, kind: Kind, severity: Severity | None
) -> Policy:
    """The usual limits and the office's own, each from the rule that says most about such a ticket: what a rule says of
    a topic goes before what it says of a severity, that before a kind."""
    own = [rule for rule in directory.policies if rule.office in (None, office.key)]
    texts: dict[str, str] = {"answer": f"{office.answer_within_hours} working hours"}
    for rule in sorted([*DEFAULTS, *own], key=_says):
        if _covers(rule, topic, kind, severity):
            texts |= {name: text for name in LIMITS if (text := getattr(rule, name))}
    spans = {name: span(text) for name, text in texts.items()}
    answer = spans["answer"]
    return Policy(**{"solve": None, "reminder": answer.half()} | spans)  # type: ignore[arg-type]


def _says(rule: PolicyRule) -> tuple[int, bool]:
    kind = rule.kind is not None and rule.severity is None  # only complaints have a severity
    weight = 4 * (rule.topic is not None) + 2 * (rule.severity is not None) + kind
    return weight, rule.office is not None


def _covers(rule: PolicyRule, topic: TopicKey, kind: Kind, severity: Severity | None) -> bool:
    return rule.topic in (None, topic) and rule.kind in (None, kind) and rule.severity in (None, severity)


@dataclass(frozen=True, slots=True)
class Hours:
    """How time counts where a ticket is: its calendar, and what the office takes for working hours."""

    calendar: Calendar
    counting: Counting

    def add(self, start: datetime, span: Span, *, used: timedelta = timedelta()) -> datetime:
        """When a span is over of which ``used`` has gone by at ``start``; at once where it was over already."""
        left = span.length - used
        if left <= timedelta():
            return start
        if span.counts is Counts.CALENDAR:
            return start + left
        return self.calendar.add(start, left, self._way(span))

    def back(self, end: datetime, span: Span) -> datetime:
        """The latest moment from which a span is over by ``end``: from a later one it is not (the turn of ``add``)."""
        if span.counts is Counts.CALENDAR:
            return end - span.length
        return self.calendar.subtract(end, span.length, self._way(span))

    def between(self, start: datetime, end: datetime, span: Span) -> timedelta:
        """How much that counts towards a span lies between two moments."""
        if span.counts is Counts.CALENDAR:
            return max(end - start, timedelta())
        return self.calendar.between(start, end, self._way(span))

    def opening(self, at: datetime) -> datetime:
        """``at`` while the office is open, else when it opens next; ``at`` where it never does."""
        if self.calendar.is_open(at):
            return at
        try:
            return self.calendar.add(at, timedelta(), Counting.OPENING_HOURS)
        except NeverOpen:
            return at

    def _way(self, span: Span) -> Counting:
        return Counting.OPENING_HOURS if span.counts is Counts.OPENING else self.counting


def earliest(*moments: datetime | None) -> datetime | None:
    """The first of those there are."""
    return min((moment for moment in _there(moments)), default=None)


def _there(moments: Iterable[datetime | None]) -> Iterable[datetime]:
    return (moment for moment in moments if moment is not None)
