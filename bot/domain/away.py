"""Who is away: as the office file and ``/palier away`` say, or who has left (row D3). Nothing is given to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.chain import above
from bot.domain.directory import Absence, Directory, Staff
from bot.domain.ids import AbsenceId, StaffKey

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """What ``/palier away`` was told: ``member`` is away from the day ``first`` through ``last``, says ``by``."""

    id: AbsenceId
    member: StaffKey
    first: date
    last: date
    by: StaffKey
    at: datetime


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is away ``now``: by the office file, and by what is ``kept`` of ``/palier away``. ``gone`` are the desk's ids
    of those who have no account there any more."""

    directory: Directory
    kept: tuple[Away, ...]
    now: datetime
    gone: frozenset[str] = frozenset()

    def away_until(self, member: Staff) -> date | None:
        """The last day of his absence, what follows it without a gap included; None where he is here."""
        zone = self.directory.office_of(member).time_zone
        today = self.now.astimezone(ZoneInfo(zone)).date()
        last: date | None = None
        for first, end in sorted(self._spans(member)):
            if end >= today and first <= (today if last is None else last + DAY):
                last = end if last is None else max(last, end)
        return last

    def is_here(self, member: Staff) -> bool:
        """Whether something may be given to him."""
        return not self.has_left(member) and self.away_until(member) is None

    def has_left(self, member: Staff) -> bool:
        """Whether no word reaches him on the desk any more."""
        return member.slack in self.gone

    def above(self, member: Staff) -> Staff | None:
        """His nearest superior who is here."""
        return next((one for one in above(self.directory, member) if self.is_here(one)), None)

    def nearest(self, member: Staff) -> Staff:
        """He himself, else his nearest superior who is here; himself where all are away."""
        return member if self.is_here(member) else self.above(member) or member

    def _spans(self, member: Staff) -> list[tuple[date, date]]:
        every: list[Absence | Away] = [*self.directory.absences, *self.kept]
        return [(one.first, one.last) for one in every if one.member == member.key]
