"""Conversation → checklist and back: jobs proposed, edited one per line, added, removed, put in order (rows B2, B3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.audience import N_, NN_, Phrase, Public
from bot.domain.directory import Office, Topic, name_in
from bot.domain.errors import Refused
from bot.domain.ids import DepartmentKey
from bot.domain.ticket import ChecklistItem, Move, Shape, Stage, Ticket
from bot.domain.work import LONGEST_ITEM, MOST_ITEMS, digest, lines_of, proposed, rewritten
from bot.ports.inbound import DeskForm
from bot.ports.modal import ButtonsField, ChoiceField, Field, FieldButton, TextField, Words
from bot.ports.store import UnitOfWork
from bot.routing.table import route
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.desk.staff import managers_only
from bot.services.house import House
from bot.services.tickets.moving import route_to
from bot.services.works.planning import plan, planned, visit_fields
from bot.services.works.working import step_made

MAKE = "work.make"
STEPS, ONE_A_LINE = N_("The steps"), N_("One per line, in their order.")
CHANGED = N_("Somebody has changed the list meanwhile: look at it again, then change it.")
MADE = NN_(
    "Your request {reference} is now in the hands of our technicians: {count} step. "
    "You will read here how it goes on.",
    "Your request {reference} is now in the hands of our technicians: {count} steps. "
    "You will read here how it goes on.",
)
TALK = N_("We go on with your request {reference} in conversation: just write to us here.")


async def make_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Jobs to begin with: those it had before, else the template's (chosen by a button of the window) and the
    description's lines. A template has its department with it."""
    ticket = act.ticket
    office = house.directory.office(ticket.office)
    present = await u.tickets.items(ticket.id)
    template = _template(house, ticket, act.choice)
    labels: Sequence[str] = [item.label for item in present]
    if template is not None or not present:
        jobs = route(house.directory, template).items if template else ()
        labels = proposed(jobs, ticket.description)
    department = template.department if template else ticket.department
    mark = template.key if template else ""
    return (
        *_templates(house, office, ticket),
        _steps(house, office, labels, f"{mark}.{digest(present)}"),
        _departments(house, office, department, mark),
        *visit_fields(house, office, ticket, await planned(u, ticket), optional=True),
    )


def _template(house: House, ticket: Ticket, chosen: str) -> Topic | None:
    return next((topic for topic in _operations(house, ticket) if topic.key == chosen), None)


def _operations(house: House, ticket: Ticket) -> list[Topic]:
    topics = house.directory.topics_for(ticket.office, ticket.residence)
    return [topic for topic in topics if topic.subsystem == "operations"]


def _templates(house: House, office: Office, ticket: Ticket) -> tuple[Field, ...]:
    found = _operations(house, ticket)
    buttons = tuple(FieldButton(MAKE, name_in(one.names, office.language), one.key) for one in found[:20])
    if not buttons:
        return ()
    return (Words(house.staff_says(office, N_("Propose the usual steps for:"))), ButtonsField(buttons))


def _steps(house: House, office: Office, labels: Sequence[str], mark: str) -> Field:
    """The name says how the list read when the window was drawn, and changes with the template: a platform keeps what
    was typed in a field of the same name."""
    hint = house.staff_says(office, ONE_A_LINE)
    return TextField(f"steps.{mark}", house.staff_says(office, STEPS), "\n".join(labels), hint=hint)


def _departments(house: House, office: Office, chosen: DepartmentKey, mark: str) -> Field:
    options = tuple(
        (str(one.key), str(name_in(one.names, office.language)))
        for one in house.directory.departments
        if one.office == office.key
    )
    return ChoiceField(
        f"department.{mark}", house.staff_says(office, N_("Department")), options, initial=chosen
    )


def checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """Jobs that are none, too many or too long, and a time that has passed."""
    found = {}
    name, labels = form.marked("steps")
    lines = lines_of(labels)
    if name and not lines:
        found[name] = house.staff_says(office, N_("Please write at least one step."))
    elif len(lines) > MOST_ITEMS or any(len(line) > LONGEST_ITEM for line in lines):
        too_much = N_("At most {most} steps of {longest} characters each.")
        found[name] = house.staff_says(office, too_much, most=MOST_ITEMS, longest=LONGEST_ITEM)
    due = house.chosen(form, "due", office)
    if due is not None and due < house.now():
        found["due"] = house.staff_says(office, N_("That time has passed."))
    return found


async def make(u: UnitOfWork, house: House, act: Act) -> None:
    """A conversation becomes a checklist: the ticket keeps its thread unless another department was chosen."""
    assert act.form is not None
    ticket, member = act.ticket, act.member
    if ticket.in_review:
        managers_only(member)
    labels = await _write(u, act)
    visit = await plan(u, house, act)
    after = replace(
        ticket.move(Move.DISPATCH, house.now()),
        shape=Shape.CHECKLIST,
        cautions=act.text("cautions") or None,
        stage=Stage.PLANNED if visit else None,
    )
    await house.record(u, ticket, member.key, "listed", " · ".join(labels))
    saved = await u.tickets.save(after)
    _, department = act.form.marked("department")
    one, several = MADE
    resident = await u.people.get(ticket.resident)
    made = Phrase(one, {"reference": Public(ticket.reference)}, plural=several, count=len(labels))
    await house.tell(u, resident, made, ticket=ticket.id)
    if department and department != ticket.department:
        await route_to(u, house, replace(act, ticket=saved), ticket.topic, DepartmentKey(department))
    else:
        await cards.refresh(u, house, saved)


async def _write(u: UnitOfWork, act: Act) -> list[str]:
    """The jobs as the window has them. Raises Refused where the list is no longer what the window was drawn from."""
    assert act.form is not None
    name, text = act.form.marked("steps")
    present = await u.tickets.items(act.ticket.id)
    labels = list(lines_of(text))[:MOST_ITEMS]
    if not labels or name.rpartition(".")[2] != digest(present):
        raise Refused(CHANGED)
    free = await u.tickets.free_number(act.ticket.id)
    await u.tickets.set_items(act.ticket.id, rewritten(act.ticket.id, present, labels, free))
    return labels


async def back(u: UnitOfWork, house: House, act: Act) -> None:
    """A checklist becomes a conversation again; what it held is in the history, and proposed should it become one
    again."""
    ticket, member = act.ticket, act.member
    if ticket.in_review:
        managers_only(member)
    items = await u.tickets.items(ticket.id)
    held = " · ".join(f"{_sign(item)} {item.label}" for item in items)
    await house.record(u, ticket, member.key, "unlisted", held)
    after = replace(ticket.move(Move.DISPATCH, house.now()), shape=Shape.THREAD, stage=None)
    await cards.refresh(u, house, await u.tickets.save(after))
    resident = await u.people.get(ticket.resident)
    await house.tell(u, resident, Phrase(TALK, {"reference": Public(ticket.reference)}), ticket=ticket.id)


def _sign(item: ChecklistItem) -> str:
    return "☑" if item.done_at else "⛔" if item.cannot_at else "☐"


async def edit_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """The jobs as they are."""
    office = house.directory.office(act.ticket.office)
    present = await u.tickets.items(act.ticket.id)
    hint = Words(house.staff_says(office, N_("A step that you take out is kept in the history only.")))
    return (_steps(house, office, [item.label for item in present], f".{digest(present)}"), hint)


async def edit(u: UnitOfWork, house: House, act: Act) -> None:
    """Jobs added, removed, put in another order, said in other words; what is ticked stays ticked."""
    ticket, member = act.ticket, act.member
    if ticket.in_review:
        managers_only(member)
    before = await u.tickets.items(ticket.id)
    labels = await _write(u, act)
    if labels == [item.label for item in before]:
        return
    items = await u.tickets.items(ticket.id)
    gone = [item for item in before if item.number not in {one.number for one in items}]
    await house.record(u, ticket, member.key, "relisted", " · ".join(labels))
    for item in gone:
        await house.record(u, ticket, member.key, "unlisted_step", f"{_sign(item)} {item.label}")
    left = not all(item.settled for item in items)
    await step_made(u, house, act, ticket, settled=not left, undone=left)
