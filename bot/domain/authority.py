"""What staff may promise or waive on their own: yearly letters of authority with a limit (row E5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.directory import Directory, Letter, Staff
from bot.domain.ids import PromiseId, StaffKey, TicketId


class PromiseState(StrEnum):
    """What became of a promise: *asked* waits for a superior; *withdrawn* is no longer asked for, by who asked or
    because its request ended first (then nobody has decided)."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Promise:
    """Something promised, or a fee waived (``waiver``), to the author of a ticket. ``amount`` is a decimal number as
    text, empty where it costs nothing; ``by_day`` is the day as ``2026-03-05``, empty without one. ``asked`` is the
    superior whose word it waits for, ``decided_by`` whoever gave it."""

    id: PromiseId
    ticket: TicketId
    member: StaffKey
    waiver: bool
    what: str
    amount: str
    currency: str
    by_day: str
    made_at: datetime
    state: PromiseState
    asked: StaffKey | None = None
    decided_by: StaffKey | None = None
    decided_at: datetime | None = None
    reason: str | None = None

    @property
    def worth(self) -> Decimal:
        """Its amount, nought where it costs nothing."""
        return Decimal(self.amount or 0)


def letter_of(directory: Directory, member: Staff, today: date) -> Letter | None:
    """His letter, if he has one that is still good today: the farthest-reaching where he has several."""
    good = [one for one in directory.letters if one.member == member.key and one.until >= today]
    return max(good, key=lambda one: one.limit, default=None)


def may_promise(directory: Directory, member: Staff, worth: Decimal, currency: str, today: date) -> bool:
    """Whether he may promise this on his own: what costs nothing, what his letter covers, anything where nobody is
    above him."""
    letter = letter_of(directory, member, today)
    covered = letter is not None and letter.currency == currency and worth <= letter.limit
    return not worth or covered or member.manager is None
