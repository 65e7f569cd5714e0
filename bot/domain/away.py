"""Who is away: as the office file and ``/palier away`` say (row D3). Nothing is given to them meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.directory import Absence, Directory
from bot.domain.ids import AbsenceId, StaffKey


@dataclass(frozen=True, slots=True)
class Away:
    """What ``/palier away`` was told: ``member`` is away from the day ``first`` through ``last``, says ``by``."""

    id: AbsenceId
    member: StaffKey
    first: date
    last: date
    by: StaffKey
    at: datetime


def until(directory: Directory, kept: Iterable[Absence | Away], member: StaffKey, today: date) -> date | None:
    """The last day of somebody's absence, one that follows another without a gap included; None where he is here."""
    spans = sorted((one.first, one.last) for one in [*directory.absences, *kept] if one.member == member)
    last: date | None = None
    for first, end in spans:
        reach = last or today
        if first.toordinal() <= reach.toordinal() + (last is not None) and end >= reach:
            last = end
    return last
