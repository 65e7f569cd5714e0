"""The work on site as a ticket's card shows it: visit, jobs, photos (rows B2, F1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.audience import N_
from bot.domain.directory import Office
from bot.domain.ids import StaffKey
from bot.domain.ticket import ChecklistItem, Shape, Stage, Ticket
from bot.domain.work import Visit
from bot.ports.desk import TickBox
from bot.ports.store import UnitOfWork
from bot.services.house import House, staff_name

STAGES = {
    Stage.PLANNED: N_("planned"),
    Stage.DISPATCHED: N_("sent"),
    Stage.PICKED_UP: N_("picked up"),
    Stage.ON_SITE: N_("on site"),
    Stage.RETURNED: N_("back"),
}
"""The steps of a visit in words for staff."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a card shows of the work: the jobs, the last visit, how many photos each job has."""

    items: tuple[ChecklistItem, ...] = ()
    visits: tuple[Visit, ...] = ()
    photos: Mapping[int, int] = field(default_factory=dict)


NOTHING = Work()


async def work_of(u: UnitOfWork, ticket: Ticket) -> Work:
    """Look it up; nothing for a conversation."""
    if ticket.shape is not Shape.CHECKLIST:
        return NOTHING
    photos = Counter(photo.number for photo in await u.works.photos(ticket.id))
    return Work(tuple(await u.tickets.items(ticket.id)), tuple(await u.works.visits(ticket.id)), photos)


def work_fields(house: House, ticket: Ticket, work: Work) -> tuple[tuple[str, str], ...]:
    """Who goes, by when, and each step of his visit with its time."""
    if not work.visits:
        return ()
    office = house.directory.office(ticket.office)
    visit = work.visits[-1]
    steps = [
        _stamp(house, office, visit, stage, house.moment(at, ticket, office.language), by)
        for stage, at, by in visit.stamps
    ] or [house.staff_says(office, STAGES[Stage.PLANNED])]
    number = f" ({visit.number})" if visit.number > 1 else ""
    line = " · ".join([f"{staff_name(house, visit.technician)}{number}", *steps])
    fields = [(house.staff_says(office, N_("Visit")), line)]
    if visit.due_at is not None:
        wanted = house.deadline(visit.due_at, ticket, office.language)
        fields.append((house.staff_says(office, N_("Wanted by")), wanted))
    return tuple(fields)


def _stamp(house: House, office: Office, visit: Visit, stage: Stage, at: str, by: StaffKey | None) -> str:
    """A step and when it was made; by whom, where that was not the technician himself."""
    other = f" ({staff_name(house, by)})" if by not in (None, visit.technician) else ""
    return f"{house.staff_says(office, STAGES[stage])} {at}{other}"


def boxes(house: House, ticket: Ticket, work: Work) -> tuple[TickBox, ...]:
    """The jobs as boxes to tick."""
    return tuple(_box(house, ticket, item, work.photos.get(item.number, 0)) for item in work.items)


def _box(house: House, ticket: Ticket, item: ChecklistItem, photos: int) -> TickBox:
    office = house.directory.office(ticket.office)
    parts = []
    stamp = item.done_at or item.cannot_at
    if stamp is not None:
        who = staff_name(house, item.done_by or item.cannot_by)
        parts.append(f"{who}, {house.moment(stamp, ticket, office.language)}")
    if item.cannot_at is not None:
        parts.insert(0, house.staff_says(office, CANNOT))
    if photos:
        parts.append(f"📷 {photos}")
    if item.remark:
        parts.append(f"💬 {item.remark}")
    return TickBox(str(item.number), item.label, item.done_at is not None, " · ".join(parts))


CANNOT = N_("⛔ can't be done")
