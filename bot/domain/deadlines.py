"""The clocks of a ticket: which run, which are paused, when each is over (rows D2, D3, D4, E2, E8).

Pure. What a ticket's state asks for is *wanted*; ``reckon`` leads what is kept of its clocks there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.attention import RESTING
from bot.domain.ids import TicketId
from bot.domain.policy import Hours, Policy, Span, earliest
from bot.domain.ticket import FINAL, LIVE, Kind, Severity, State, Ticket


class Limit(StrEnum):
    """What is to happen in time."""

    HANDLER = "handler"
    """Somebody is in charge."""
    ANSWER = "answer"
    """The resident has an answer."""
    WORD = "word"
    """He has had one, but the request goes on: the next word."""
    SOLVE = "solve"
    """A complaint is solved."""
    RESULT = "result"
    """The resident knows what came of the work."""
    OUTSIDE = "outside"
    """An outside party has answered."""
    GRAVE = "grave"
    """A valid complaint that is unsolved for so long becomes A."""


CLIMBS = frozenset({Limit.ANSWER, Limit.WORD, Limit.SOLVE, Limit.RESULT})
"""Those after which the ticket goes up to the next manager."""

PAUSING = (State.WAITING_RESIDENT, State.WAITING_CONTRACTOR)
"""While these are awaited the office's clocks stand still (row D4)."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock of a ticket. ``since`` is when it began; it runs from ``counted_from`` (None: it is paused), ``used``
    milliseconds having counted before. ``due_at`` and ``remind_at`` are None while it is paused. ``reminded_at`` is
    when whoever has the ticket was reminded, ``step_at`` when the next step after the deadline is due. ``held_since``
    is when he was given it: of what should have been before he is not reminded. ``until`` is a date that was agreed
    instead of the usual one."""

    ticket: TicketId
    name: Limit
    since: datetime
    counted_from: datetime | None
    used: int = 0
    due_at: datetime | None = None
    remind_at: datetime | None = None
    reminded_at: datetime | None = None
    step_at: datetime | None = None
    held_since: datetime | None = None
    until: datetime | None = None

    @property
    def acts_at(self) -> datetime | None:
        """When there is something to do about it, by the clock alone; None while it is paused."""
        if self.due_at is None or self.step_at is not None:
            return self.step_at if self.due_at else None
        return self._reminds_at or self.due_at

    @property
    def _reminds_at(self) -> datetime | None:
        """When whoever has it is reminded before the deadline; None where he was, or has had it for too short."""
        if self.reminded_at is not None or self.remind_at is None:
            return None
        return None if self.held_since is not None and self.remind_at <= self.held_since else self.remind_at

    def is_over(self, now: datetime) -> bool:
        """Whether the deadline has passed."""
        return self.due_at is not None and self.due_at <= now


@dataclass(frozen=True, slots=True)
class Wanted:
    """A clock that a ticket's state asks for. ``since`` is when it began: another one is another clock; None lets one
    that runs run on, and begins it now. ``until`` is a fixed date in place of the ``span``."""

    span: Span
    reminder: Span | None = None
    since: datetime | None = None
    until: datetime | None = None
    paused: bool = False


def wanted(
    ticket: Ticket, policy: Policy, outside: datetime | None = None, visit: datetime | None = None
) -> Mapping[Limit, Wanted]:
    """The clocks of a ticket as it stands. ``outside`` is when the first open question to an outside party is due,
    ``visit`` the end of a visit that was agreed: that is an answer, and holds until then."""
    if ticket.state in FINAL:
        return {}
    found: dict[Limit, Wanted] = {}
    pausing = ticket.state in PAUSING
    if ticket.handler is None and ticket.state in LIVE and not pausing:
        found[Limit.HANDLER] = Wanted(policy.handler)
    if ticket.owed_since is not None and visit is None:
        paused = ticket.state in RESTING
        found[Limit.ANSWER] = Wanted(policy.answer, policy.reminder, ticket.owed_since, paused=paused)
    elif ticket.state in (State.NEW, State.OPEN, State.WAITING_SUBTICKET):
        found[Limit.WORD] = _next_word(ticket, policy, visit)
    if ticket.state is State.WORK_DONE and ticket.contact is not None:
        found[Limit.RESULT] = Wanted(policy.result, policy.result_reminder, ticket.waiting_since)
    if outside is not None:
        found[Limit.OUTSIDE] = Wanted(policy.outside, None, outside, outside)
    return found | _of_complaint(ticket, policy, pausing=pausing)


def _next_word(ticket: Ticket, policy: Policy, visit: datetime | None) -> Wanted:
    """After an answer as long again until he is reminded, and as long again until it goes up: he may only have
    forgotten to say that it was the last word."""
    twice = Span(policy.answer.length * 2, policy.answer.counts, policy.answer.text)
    since = ticket.handled_at or ticket.opened_at
    return Wanted(twice, policy.answer, max(since, visit) if visit else since)


def _of_complaint(ticket: Ticket, policy: Policy, *, pausing: bool) -> dict[Limit, Wanted]:
    if ticket.kind is not Kind.COMPLAINT or ticket.valid is False or ticket.state is State.CONFIRMING:
        return {}
    found: dict[Limit, Wanted] = {}
    if policy.solve is not None:
        wish = ticket.wish_until if ticket.severity is Severity.C else None
        resting = pausing or ticket.state in (State.ANSWERED, State.WORK_DONE)
        found[Limit.SOLVE] = Wanted(policy.solve, policy.solve.half(), until=wish, paused=resting)
    if ticket.severity is not Severity.A:
        solved = ticket.state in (State.ANSWERED, State.WORK_DONE)
        found[Limit.GRAVE] = Wanted(policy.grave, since=ticket.opened_at, paused=solved)
    return found


def reckon(
    ticket: Ticket,
    want: Mapping[Limit, Wanted],
    known: Iterable[Deadline],
    hours: Hours,
    now: datetime,
) -> tuple[Deadline, ...]:
    """The clocks as they are from ``now`` on: begun, running on, paused with what they had used, resumed, gone. Those
    whose length has changed keep what has counted."""
    kept = {one.name: one for one in known}
    return tuple(_one(ticket, name, each, kept.get(name), hours, now) for name, each in want.items())


def _one(
    ticket: Ticket, name: Limit, want: Wanted, known: Deadline | None, hours: Hours, now: datetime
) -> Deadline:
    if known is None or want.since not in (None, known.since):
        since = want.since or now
        known = Deadline(ticket.id, name, since, None if want.paused else since)
    if want.paused:
        return _paused(known, want, hours, now)
    begun = replace(known, counted_from=known.counted_from or now)
    due = _due(begun, want, hours)
    if begun.due_at is not None and due > max(begun.due_at, now):  # more time: what was said is said anew
        begun = replace(begun, reminded_at=None, step_at=None)
    return replace(begun, due_at=due, remind_at=_reminder(begun, want, hours, due))


def _paused(known: Deadline, want: Wanted, hours: Hours, now: datetime) -> Deadline:
    used = known.used
    if known.counted_from is not None:
        used += _ms(hours.between(known.counted_from, now, want.span))
    if known.is_over(now):  # who has it is reminded anew once it runs again
        known = replace(known, reminded_at=None, step_at=None, held_since=None)
    return replace(known, counted_from=None, used=used, due_at=None, remind_at=None)


def _due(begun: Deadline, want: Wanted, hours: Hours) -> datetime:
    fixed = begun.until or want.until
    if fixed is not None:
        return fixed
    assert begun.counted_from is not None
    return hours.add(begun.counted_from, want.span, used=timedelta(milliseconds=begun.used))


def _reminder(begun: Deadline, want: Wanted, hours: Hours, due: datetime) -> datetime | None:
    if want.reminder is None:
        return None
    assert begun.counted_from is not None
    if begun.until or want.until:
        return begun.counted_from + max(due - begun.counted_from, timedelta()) / 2
    at = hours.add(begun.counted_from, want.reminder, used=timedelta(milliseconds=begun.used))
    return at if at < due else None


def _ms(time: timedelta) -> int:
    return time // timedelta(milliseconds=1)


def given_to_another(
    known: Iterable[Deadline], hours: Hours, step: Span, now: datetime
) -> tuple[Deadline, ...]:
    """The clocks once somebody else has the ticket: he was reminded of nothing yet, and where a deadline has passed he
    has until the next step."""
    return tuple(
        replace(
            one, reminded_at=None, held_since=now, step_at=hours.add(now, step) if one.is_over(now) else None
        )
        if one.name in CLIMBS
        else one
        for one in known
    )


def told(clocks: Iterable[Deadline]) -> datetime | None:
    """The date that the resident is told: when he is to have an answer or his complaint is to be solved, whichever is
    first; None while neither runs."""
    due = {one.name: one.due_at for one in clocks}
    return earliest(due.get(Limit.ANSWER), due.get(Limit.SOLVE))
