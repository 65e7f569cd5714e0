"""A visit whose time is agreed with the resident: offered, agreed, kept or missed (row D6).

``Visit`` (``work``) is what a technician does about a checklist; an appointment is what was promised to the resident.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.ids import AppointmentId, ContractorKey, StaffKey, TicketId
from bot.domain.office_settings import Visits

MOST_OFFERS = 3
"""Times offered at once at most."""
USUAL_LENGTH = timedelta(hours=1)
"""How long a visit is taken to last where only its beginning was said."""


@dataclass(frozen=True, slots=True)
class Slot:
    """From when until when."""

    starts_at: datetime
    ends_at: datetime


class AppointmentState(StrEnum):
    """Where it stands. *offered*: times are with the resident; *lapsed*: all of them went by, and he chose none;
    *wished*: none suits, he has said what would; *missed*: nobody had come in time."""

    OFFERED = "offered"
    LAPSED = "lapsed"
    WISHED = "wished"
    AGREED = "agreed"
    MISSED = "missed"
    OVER = "over"
    CANCELLED = "cancelled"


ENDED = (AppointmentState.OVER, AppointmentState.CANCELLED)
"""Nothing is to come of it any more."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit of ``technician``. ``turn`` counts the times that offers were made, so that buttons of earlier ones are
    told apart. ``note`` is how to prepare, in staff's words to the resident; None: as the topic says. ``wish`` is when
    it would suit him, in his words, ``wishes`` the times that are understood of it. Where a ``contractor`` comes,
    ``technician`` is the colleague who looks after it. ``slot`` is the time agreed last. ``files`` counts the calendar
    files made: each is the next ``SEQUENCE`` of one entry. ``filed``: his calendar has the visit. ``arrived_by`` is a
    staff key or ``resident``."""

    id: AppointmentId
    ticket: TicketId
    technician: StaffKey
    offered_by: StaffKey
    made_at: datetime
    state: AppointmentState
    turn: int = 0
    note: str | None = None
    offers: tuple[Slot, ...] = ()
    wish: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    agreed_at: datetime | None = None
    files: int = 0
    filed: bool = False
    on_way_at: datetime | None = None
    arrived_at: datetime | None = None
    arrived_by: str | None = None
    over_at: datetime | None = None
    missed_at: datetime | None = None
    contractor: ContractorKey | None = None
    wishes: tuple[Slot, ...] = ()

    @property
    def slot(self) -> Slot | None:
        """The time agreed last."""
        if self.starts_at is None or self.ends_at is None:
            return None
        return Slot(self.starts_at, self.ends_at)

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it."""
        return self.state not in ENDED

    @property
    def pledge(self) -> str:
        """The name under which the promise of its present time stands in the ledger."""
        return f"{self.id}.{self.turn}"


_TIME = r"(\d{1,2})(?:\s*[:hH.时点：g]\s*(\d{2})?)?"
_SPAN = re.compile(rf"\s*{_TIME}\s*(?:(?:-|–|—|~|à|to|đến|至|到)\s*{_TIME})?\s*")


def span_in(text: str) -> tuple[time, time | None] | None:
    """A stretch of a day as it was typed: ``10:00-12:00``, ``10h–12h``, ``14h30``; None for what is none, or ends
    before it begins."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    try:
        starts = time(int(found[1]), int(found[2] or 0))
        ends = time(int(found[3]), int(found[4] or 0)) if found[3] else None
    except ValueError:
        return None
    return None if ends is not None and ends <= starts else (starts, ends)


def slot_on(day: date, span: tuple[time, time | None], zone: str) -> Slot | None:
    """A stretch of a day by the clock of ``zone``, in UTC. None where that clock skips one of the two; a time that
    comes twice is the first one."""
    starts = _moment(day, span[0], zone)
    if starts is None:
        return None
    if span[1] is None:
        return Slot(starts, starts + USUAL_LENGTH)
    ends = _moment(day, span[1], zone)
    return Slot(starts, ends) if ends is not None and ends > starts else None


def _moment(day: date, wall: time, zone: str) -> datetime | None:
    local = datetime.combine(day, wall, ZoneInfo(zone))
    moment = local.astimezone(UTC)
    same = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local.replace(tzinfo=None)
    return moment if same else None


def late_from(rules: Visits, slot: Slot) -> datetime:
    """From when on nobody has come in time."""
    due = slot.ends_at if rules.arrives == "within" else slot.starts_at
    return due + timedelta(minutes=rules.grace_minutes)


def day_before(rules: Visits, slot: Slot, zone: str) -> datetime | None:
    """When the day before's reminder is due; None where the office sends none."""
    if not rules.remind_day_before:
        return None
    local = slot.starts_at.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    due = datetime.combine(local, time.fromisoformat(rules.remind_day_before), ZoneInfo(zone))
    return by_day(rules, due.astimezone(UTC), zone)


def shortly_before(rules: Visits, slot: Slot, zone: str) -> datetime | None:
    """When the last reminder is due; None where the office sends none."""
    if not rules.remind_minutes_before:
        return None
    return by_day(rules, slot.starts_at - timedelta(minutes=rules.remind_minutes_before), zone)


def by_day(rules: Visits, at: datetime, zone: str) -> datetime:
    """The same moment, or where it falls into the night, the end of that."""
    if not rules.night:
        return at
    begins, ends = (time.fromisoformat(part) for part in rules.night.split("-"))
    local = at.astimezone(ZoneInfo(zone))
    wall = local.time()
    tonight = begins <= wall if begins > ends else begins <= wall < ends
    if not tonight and not (begins > ends and wall < ends):
        return at
    day = local.date() + timedelta(days=1 if begins > ends and wall >= begins else 0)
    return datetime.combine(day, ends, ZoneInfo(zone)).astimezone(UTC)
