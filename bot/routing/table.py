"""Topic → department, channel and shape (rows B1, B2, B3)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.directory import Department, Directory, Topic, name_in
from bot.domain.ids import DepartmentKey
from bot.domain.ticket import Shape


@dataclass(frozen=True, slots=True)
class Route:
    """Where a ticket of a topic opens: ``channel`` is the desk channel of its first thread, ``items`` the jobs of its
    checklist (empty for a conversation), ``review`` whether management sees it first."""

    department: Department
    channel: str
    shape: Shape
    items: tuple[str, ...]
    review: bool


def route(
    directory: Directory, topic: Topic, *, reviewed: bool = False, department: DepartmentKey | None = None
) -> Route:
    """The route of a topic; ``reviewed`` once management has dispatched it, ``department`` where it is not the topic's
    own."""
    own = directory.department(department or topic.department)
    office = directory.office(topic.office)
    review = topic.review and not reviewed
    operations = topic.subsystem == "operations"
    return Route(
        department=own,
        channel=office.management_channel if review else own.channel,
        shape=Shape.CHECKLIST if operations else Shape.THREAD,
        items=tuple(name_in(item, office.language) for item in topic.items) if operations else (),
        review=review,
    )
