"""Handover between shifts: every open repair and complaint of a department is accepted, one by one, by the next shift
(row D8). It is posted when a shift ends, or asked for with ``/palier handover``."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.addresses import Place, desk_room
from bot.domain.audience import N_, StaffNote, Style
from bot.domain.chain import supervisor
from bot.domain.directory import Department, Office, Role, Staff
from bot.domain.errors import Refused
from bot.domain.glance import Glance
from bot.domain.ids import DepartmentKey, SheetId, StaffKey, TicketId
from bot.domain.sheet import Sheet, SheetItem, SheetKind
from bot.domain.shift_ends import last_end, next_end
from bot.domain.ticket import MOVED_ON, Kind, Shape, Ticket
from bot.ports.desk import Action, Post
from bot.ports.modal import Field, TextField, Words
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.desk.acting import FOR_COLLEAGUES, NOTHING_WRITTEN, Act, subject_of
from bot.services.desk.cards import title_of
from bot.services.desk.commands import by_urgency
from bot.services.house import House, staff_name
from bot.services.relay.conversation import hand_over as hand_over_note
from bot.services.relay.conversation import keep_note
from bot.services.sheets import sheet_view

SHIFT = "shift"
"""The timer that a department's shift ends."""
LEFT = "handover"
"""The timer that looks for what nobody has accepted."""
LATE = timedelta(hours=6)
"""A shift's end that is noticed later than this (nothing ran) is no longer worth a handover of its own."""
FRESH = timedelta(hours=4)
"""A handover asked for again within this is the same one, brought up to date."""


async def begin(u: UnitOfWork, house: House) -> None:
    """The process has started: wait for the next end of each department's shifts, as the office file has them now. One
    that was missed meanwhile is still to come."""
    for department in house.directory.departments:
        due = await u.timers.at(SHIFT, department.key)
        if due is None or due > house.now():
            await _wait(u, house, department)


async def shift_ended(u: UnitOfWork, house: House, subject: str) -> None:
    """Post the handover of the shift that has ended, once, and wait for the next end."""
    department = next((one for one in house.directory.departments if one.key == subject), None)
    if department is None:
        return
    shifts = house.directory.shifts_of(department.key)
    end = last_end(shifts, house.calendars[department.office, None], house.now())
    if end is not None and house.now() - end[0] < LATE:
        at, shift = end
        await _open(u, house, department, f"shift:{department.key}:{at:%Y-%m-%dT%H:%MZ}", shift.name, None)
    await _wait(u, house, department)


async def _wait(u: UnitOfWork, house: House, department: Department) -> None:
    shifts = house.directory.shifts_of(department.key)
    end = next_end(shifts, house.calendars[department.office, None], house.now())
    if end is None:
        await u.timers.clear(SHIFT, department.key)
    else:
        await u.timers.set(Timer(SHIFT, department.key, end[0]))


async def hand_over(u: UnitOfWork, house: House, department: Department, by: Staff) -> Sheet | None:
    """Somebody asks for it now: the one that stands is brought up to date, else there is a new one. None where nothing
    is to be handed over."""
    tickets = await _open_tickets(u, house, department)
    if not tickets:
        return None
    latest = await u.sheets.latest(SheetKind.HANDOVER, department.office, department.key)
    if latest is not None and latest.closed_at is None and house.now() - latest.opened_at < FRESH:
        sheet = await u.sheets.hold(latest.id)
        items = await u.sheets.items(sheet.id)
        if items:
            known = {item.ticket for item in items}
            await _add(u, sheet, [one for one in tickets if one.id not in known], at=len(items))
            await sheet_view.show(u, house, sheet)
            return sheet
    return await _open(u, house, department, f"asked:{u.ids.nonce()}", "", by)


async def _open(
    u: UnitOfWork, house: House, department: Department, slot: str, shift: str, by: Staff | None
) -> Sheet | None:
    """None where there is one of this slot already."""
    earlier = await u.sheets.latest(SheetKind.HANDOVER, department.office, department.key)
    sheet = Sheet(
        u.ids.sheet(),
        SheetKind.HANDOVER,
        department.office,
        department.key,
        slot,
        shift,
        house.now(),
        by.key if by else None,
    )
    if not await u.sheets.open(sheet):
        return None
    left = await _close(u, house, earlier) if earlier is not None else set()
    tickets = await _open_tickets(u, house, department)
    await _add(u, sheet, tickets, carried=left)
    await sheet_view.show(u, house, sheet)
    if tickets:
        await _look_again(u, house, sheet)
    return sheet


async def _add(
    u: UnitOfWork, sheet: Sheet, tickets: list[Glance], *, at: int = 0, carried: set[TicketId] | None = None
) -> None:
    for position, ticket in enumerate(tickets, at):
        over = ticket.id in (carried or set())
        await u.sheets.add(SheetItem(sheet.id, ticket.id, position, carried=over))


async def _close(u: UnitOfWork, house: House, earlier: Sheet) -> set[TicketId]:
    """Another takes its place: its buttons go. What nobody had accepted."""
    sheet = await u.sheets.hold(earlier.id)
    items = await u.sheets.items(sheet.id)
    left = {item.ticket for item in items if item.settled_by is None}
    if sheet.closed_at is None:
        await u.timers.clear(LEFT, sheet.id)
        await u.sheets.save(replace(sheet, closed_at=house.now()))
        if left:
            await sheet_view.show(u, house, replace(sheet, closed_at=house.now()))
    return left


async def _open_tickets(u: UnitOfWork, house: House, department: Department) -> list[Glance]:
    found = [
        one
        for one in await u.tickets.glances(department.office)
        if one.department == department.key and not one.in_review
    ]
    return by_urgency(house, [one for one in found if _handed_over(house, one)])


def _handed_over(house: House, ticket: Glance) -> bool:
    """Whether it is a repair or a complaint."""
    operations = house.directory.topic(ticket.topic).subsystem == "operations"
    return operations or ticket.shape is Shape.CHECKLIST or ticket.kind is Kind.COMPLAINT


async def _look_again(u: UnitOfWork, house: House, sheet: Sheet) -> None:
    minutes = house.directory.office(sheet.office).handover_reminder_minutes
    await u.timers.set(Timer(LEFT, sheet.id, house.now() + timedelta(minutes=minutes)))


# -- the next shift --

ACCEPTED = N_("{who} has accepted that already.")
OTHERS = N_("Only colleagues of this department, or a manager of the office, can accept it.")
OWN = N_("You hand it over yourself: whoever takes over accepts it.")


async def accept(u: UnitOfWork, house: House, act: Act) -> None:
    """Somebody of the next shift takes a request over."""
    sheet, item = await sheet_view.standing(u, house, act, ACCEPTED)
    _may_accept(house, sheet, act.member)
    done = replace(item, settled_by=act.member.key, settled_at=house.now())
    await u.sheets.settle(done)
    await house.record(u, act.ticket, act.member.key, "accepted", sheet.name)
    await sheet_view.show(u, house, sheet, {item.page})
    if not await _unaccepted(u, sheet):
        await u.timers.clear(LEFT, sheet.id)


def _may_accept(house: House, sheet: Sheet, member: Staff) -> None:
    manager = member.role is Role.MANAGER
    if member.department != sheet.department and not manager:
        raise Refused(OTHERS)
    if member.key in _givers(house, sheet) - _takers(house, sheet) and not manager:
        raise Refused(OWN)


def _givers(house: House, sheet: Sheet) -> set[StaffKey]:
    """Who hands over: the people of the shift that has ended, or whoever asked for it."""
    if sheet.opened_by is not None:
        return {sheet.opened_by}
    shifts = house.directory.shifts_of(sheet.department or DepartmentKey(""))
    return {key for shift in shifts if shift.name == sheet.name for key in shift.members}


def _takers(house: House, sheet: Sheet) -> set[StaffKey]:
    """The people of the shift that takes over, where the office file names them."""
    shifts = house.directory.shifts_of(sheet.department or DepartmentKey(""))
    end = next_end(shifts, house.calendars[sheet.office, None], sheet.opened_at)
    return set(end[1].members) if end and sheet.opened_by is None else set()


def ask_fields(house: House, office: Office) -> tuple[Field, ...]:
    """What he wants to know."""
    hint = house.staff_says(office, FOR_COLLEAGUES)
    return (TextField("text", house.staff_says(office, N_("Your question")), hint=hint, longest=500),)


async def ask(u: UnitOfWork, house: House, act: Act) -> None:
    """He asks before he accepts: in the request's thread, and those who hand over."""
    sheet, item = await sheet_view.standing(u, house, act, ACCEPTED)
    question = act.text("text")
    if not question:
        raise Refused(NOTHING_WRITTEN)
    asked = replace(item, asked_by=act.member.key, question=" ".join(question.split()))
    await u.sheets.ask(replace(asked, answered_by=None, answer=""))
    await house.record(u, act.ticket, act.member.key, "asked_shift", question)
    await sheet_view.show(u, house, sheet, {item.page})
    office = house.directory.office(sheet.office)
    asks = N_("At the handover {name} asks about {title}: {question}")
    title = title_of(house, office, act.ticket)
    text = house.staff_says(office, asks, name=act.member.name, title=title, question=question)
    below = house.staff_says(
        office, N_("Please answer by the button: what is written in the thread, residents read.")
    )
    label = house.staff_says(office, sheet_view.LABELS[sheet_view.ANSWER])
    answer = Action(sheet_view.ANSWER, label, subject_of(act.ticket, sheet.id), Style.PRIMARY)
    post = Post(text, icon="❓", below=below, actions=(answer,))
    await house.ask(u, act.ticket.thread, post)
    givers = _givers(house, sheet) or {
        act.ticket.handler or supervisor(house.directory, act.member.department).key
    }
    await house.to_keys(u, givers - {act.member.key}, replace(post, thread=act.ticket.thread))


async def answer_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """What was asked, and the answer."""
    item = await _asked_about(u, act)
    office = house.directory.office(act.ticket.office)
    who = staff_name(house, item.asked_by) if item.asked_by else ""
    hint = house.staff_says(office, FOR_COLLEAGUES)
    heading = house.staff_says(office, N_("{name} asks"), name=who)
    answer = TextField("text", house.staff_says(office, N_("Your answer")), hint=hint, longest=500)
    return (Words(item.question, heading), answer)


async def answer(u: UnitOfWork, house: House, act: Act) -> None:
    """Whoever knows answers: it stands on the sheet and among the internal comments, and whoever asked reads it for
    himself, with the button to take over."""
    item = await _asked_about(u, act)
    said = act.text("text")
    if not said:
        raise Refused(NOTHING_WRITTEN)
    sheet, office = await u.sheets.hold(item.sheet), house.directory.office(act.ticket.office)
    await u.sheets.ask(replace(item, answered_by=act.member.key, answer=" ".join(said.split())))
    note, name = StaffNote(act.ticket.id, act.member.key, said), act.member.name
    kept = await keep_note(u, house, note, name)
    await hand_over_note(u, house, act.ticket, note, name, message=kept)
    await house.record(u, act.ticket, act.member.key, "answered_shift", said)
    if sheet.closed_at is None:
        await sheet_view.show(u, house, sheet, {item.page})
    told = N_("{name} answers you about {title}: {answer}")
    title = title_of(house, office, act.ticket)
    text = house.staff_says(office, told, name=act.member.name, title=title, answer=said)
    await u.outbox.to_desk(
        act.ticket.thread, Post(house.staff_says(office, ANSWERED, name=act.member.name), icon="↪️")
    )
    accepts = Action(
        sheet_view.ACCEPT,
        house.staff_says(office, sheet_view.LABELS[sheet_view.ACCEPT]),
        subject_of(act.ticket, sheet.id),
        Style.PRIMARY,
    )
    waits = sheet.closed_at is None and item.settled_by is None
    post = Post(text, icon="↪️", thread=act.ticket.thread, actions=(accepts,) if waits else ())
    await house.to_keys(u, {item.asked_by} - {act.member.key}, post)


ANSWERED = N_("{name} has answered the question of the handover; the answer is among the internal comments.")


async def _asked_about(u: UnitOfWork, act: Act) -> SheetItem:
    """Raises Refused where nobody asks any more."""
    item = await u.sheets.item(SheetId(act.detail), act.ticket.id)
    if item is None or item.asked_by is None:
        raise Refused(MOVED_ON)
    if item.answered_by is not None:
        raise Refused(N_("That has been answered already."))
    return item


# -- what nobody accepts --


async def remind(u: UnitOfWork, house: House, subject: str) -> None:
    """Some of it is not accepted: the channel and the next shift are reminded once, then the manager hears of it."""
    try:
        sheet = await u.sheets.hold(SheetId(subject))
    except KeyError:
        return
    left = await _unaccepted(u, sheet)
    if sheet.closed_at is not None or not left or sheet.department is None:
        return
    await u.sheets.save(replace(sheet, reminded=sheet.reminded + 1))
    msgid = N_("Not accepted yet at the handover, {name}: {number}")
    text = sheet_view.named(house, sheet, msgid, number=len(left))
    post = Post(text, icon="⏰", thread=sheet_view.first_page(sheet))
    if sheet.reminded:
        chief = supervisor(house.directory, sheet.department)
        await house.direct(u, chief, post)
        return
    room = sheet_view.room_of(house, sheet)
    await u.places.put(desk_room(room), Place(house.desk, room))
    await u.outbox.to_desk(desk_room(room), post)
    await house.to_keys(u, _takers(house, sheet), post)
    await _look_again(u, house, sheet)


async def _unaccepted(u: UnitOfWork, sheet: Sheet) -> list[Ticket]:
    """What is still open of it and nobody's."""
    items = [item for item in await u.sheets.items(sheet.id) if item.settled_by is None]
    tickets = [await u.tickets.get(item.ticket) for item in items]
    return [ticket for ticket in tickets if ticket.is_open]
