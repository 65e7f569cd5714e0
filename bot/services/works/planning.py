"""The visit of a technician as a window plans it: who goes, by when, what he must mind (rows B2, F1)."""

from __future__ import annotations

from bot.domain.audience import N_
from bot.domain.directory import Office, Role, Staff, name_in
from bot.domain.errors import Refused
from bot.domain.text import units
from bot.domain.ticket import Ticket
from bot.domain.work import Visit
from bot.ports.modal import ChoiceField, Field, Group, MomentField, TextField
from bot.ports.store import UnitOfWork
from bot.services.desk.acting import Act
from bot.services.desk.staff import NOT_HERE
from bot.services.house import House

CAUTIONS = N_("What the technician must mind")
CAUTIONS_HINT = N_(
    "What the resident said: a dog, a door code, a child asleep. The resident doesn't read it."
)
WHO, BY_WHEN = N_("Who goes?"), N_("Wanted by")


def technicians(house: House, office: Office) -> tuple[Group, ...]:
    """An office's technicians under their departments; all its staff where it has none."""
    everybody = [one for one in house.directory.staff if house.directory.office_of(one).key == office.key]
    chosen = [one for one in everybody if one.role is Role.TECHNICIAN] or everybody
    found = []
    for department in house.directory.departments:
        options = tuple((str(one.key), one.name) for one in chosen if one.department == department.key)
        if options:
            found.append((str(name_in(department.names, office.language)), options))
    return tuple(found)


def technician_named(house: House, ticket: Ticket, key: str) -> Staff:
    """Raises Refused for anybody who does not work in the ticket's office."""
    member = house.directory.member_if_known(key)
    if member is None or house.directory.office_of(member).key != ticket.office:
        raise Refused(NOT_HERE)
    return member


async def planned(u: UnitOfWork, ticket: Ticket) -> Visit | None:
    """The visit that is planned and has not begun."""
    visits = await u.works.visits(ticket.id)
    return visits[-1] if visits and visits[-1].dispatched_at is None else None


def visit_fields(
    house: House, office: Office, ticket: Ticket, visit: Visit | None, *, optional: bool
) -> tuple[Field, ...]:
    """Who goes, by when, and what he must mind."""
    return (
        ChoiceField(
            "technician",
            house.staff_says(office, WHO),
            groups=technicians(house, office),
            initial=visit.technician if visit else "",
            optional=optional,
        ),
        MomentField("due", house.staff_says(office, BY_WHEN), visit.due_at if visit else None, optional=True),
        TextField(
            "cautions",
            house.staff_says(office, CAUTIONS),
            ticket.cautions or "",
            optional=True,
            hint=house.staff_says(office, CAUTIONS_HINT),
            longest=max(300, units(ticket.cautions or "")),
        ),
    )


async def plan(u: UnitOfWork, house: House, act: Act) -> Visit | None:
    """Plan the visit that was filled in: the one that has not begun, changed, or another. None where nobody was
    named. Raises Refused for somebody of another office."""
    assert act.form is not None
    if not act.text("technician"):
        return None
    technician = technician_named(house, act.ticket, act.text("technician"))
    visits = await u.works.visits(act.ticket.id)
    begun = [visit for visit in visits if visit.dispatched_at is not None]
    due = house.chosen(act.form, "due", house.directory.office_of(act.member))
    visit = Visit(act.ticket.id, len(begun) + 1, technician.key, due)
    await u.works.put_visit(visit)
    return visit
