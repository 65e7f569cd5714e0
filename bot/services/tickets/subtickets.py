"""Sub-tickets: colleagues' parts of a request. The resident sees nothing of them; the request can't end before them
(row B6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.audience import N_
from bot.domain.deeds import Deed
from bot.domain.directory import Office, Staff
from bot.domain.errors import Refused
from bot.domain.ids import MessageId, SubticketId
from bot.domain.subticket import PartState, Subticket
from bot.domain.ticket import ASKED, Move, State, Ticket
from bot.ports.desk import Post, RewordCopy
from bot.ports.inbound import DeskForm
from bot.ports.modal import ChoiceField, Field, MomentField, SeveralField, TextField
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.desk import beside, cards, home_pages
from bot.services.desk.acting import FOR_COLLEAGUES, Act
from bot.services.desk.staff import colleague, staff_of, tell_first_handler
from bot.services.desk.windows import coming, to_come
from bot.services.house import House, change, staff_name

TIMER = "part"
"""The timer that reminds a colleague of his part when it is due."""
USUAL = timedelta(hours=24)
"""The time that the window proposes."""
WAIT = "wait"

OVER = N_("That part is over already: {name}, {moment}.")


def fields(house: House, office: Office) -> tuple[Field, ...]:
    """What, who, until when, and whether the request waits for it."""

    def say(msgid: str) -> str:
        return house.staff_says(office, msgid)

    waits = ((WAIT, say(N_("The request waits for it"))),)
    return (
        TextField(
            "subject",
            say(N_("What is to be done?")),
            several_lines=False,
            longest=300,
            hint=say(FOR_COLLEAGUES),
        ),
        ChoiceField("member", say(N_("By whom?")), groups=staff_of(house, office)),
        MomentField("due", say(N_("Until when?")), initial=house.now() + USUAL),
        SeveralField("wait", say(N_("Meanwhile")), waits, boxes=True, optional=True),
    )


def checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """It can't have been due already."""
    return to_come(house, office, form, "due")


async def ask(u: UnitOfWork, house: House, act: Act) -> None:
    """Give a colleague a part of the request to do."""
    ticket, handler = act.ticket, colleague(house, act)
    part = Subticket(
        u.ids.subticket(),
        ticket.id,
        act.text("subject"),
        handler.key,
        act.member.key,
        house.now(),
        coming(house, act, "due"),
    )
    await u.sides.put_part(part)
    await u.timers.set(Timer(TIMER, part.id, part.due_at))
    await house.record(u, ticket, act.member.key, "part", f"{part.subject} → {handler.name}")
    after = replace(ticket.move(_step(act), house.now()), open_parts=ticket.open_parts + 1)
    after = await u.tickets.save(replace(after, handler=after.handler or act.member.key))
    await cards.refresh(u, house, after)
    await tell_first_handler(u, house, ticket, after)
    post = beside.part_post(house, after, part)
    await u.outbox.to_desk(ticket.thread, post, message=MessageId(part.id))
    await _give(u, house, after, part, act.member)


def _step(act: Act) -> Move:
    """It waits, or goes on. One of which the resident was asked whether all is settled is ours again: his *yes*, or his
    silence, would end it before its part."""
    if WAIT in act.several("wait"):
        return Move.AWAIT_SUBTICKET
    return Move.RESUME if act.ticket.state in ASKED else Move.TAKE


async def done(u: UnitOfWork, house: House, act: Act) -> None:
    """A colleague's part is done."""
    await _close(u, house, act, PartState.DONE, "part_done")


async def drop(u: UnitOfWork, house: House, act: Act) -> None:
    """It is no longer needed."""
    await _close(u, house, act, PartState.DROPPED, "part_dropped")


async def _close(u: UnitOfWork, house: House, act: Act, state: PartState, what: Deed) -> None:
    ticket, part = act.ticket, await _part(u, house, act)
    closed = replace(part, state=state, closed_at=house.now(), closed_by=act.member.key)
    await u.sides.put_part(closed)
    await u.timers.clear(TIMER, part.id)
    await house.record(u, ticket, act.member.key, what, part.subject)
    after = replace(ticket, open_parts=max(ticket.open_parts - 1, 0), handled_at=house.now())
    if not after.open_parts and after.state is State.WAITING_SUBTICKET:
        after = after.move(Move.RESUME, house.now())
    after = await u.tickets.save(after)
    await cards.refresh(u, house, after)
    await _show(u, house, after, closed)
    await _tell_asker(u, house, after, closed)


async def reassign_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Another colleague, another time."""
    part = await _part(u, house, act)
    office = house.directory.office(act.ticket.office)
    due = max(part.due_at, house.now() + timedelta(hours=1))
    return (
        ChoiceField(
            "member",
            house.staff_says(office, N_("By whom?")),
            groups=staff_of(house, office),
            initial=part.handler,
        ),
        MomentField("due", house.staff_says(office, N_("Until when?")), initial=due),
    )


async def reassign(u: UnitOfWork, house: House, act: Act) -> None:
    """Somebody else does it, or it has another time."""
    ticket, part, handler = act.ticket, await _part(u, house, act), colleague(house, act)
    given = replace(part, handler=handler.key, due_at=coming(house, act, "due"))
    await u.sides.put_part(given)
    await u.timers.set(Timer(TIMER, part.id, given.due_at))
    detail = f"{part.subject}: {change(staff_name(house, part.handler), handler.name)}"
    await house.record(u, ticket, act.member.key, "part_given", detail)
    after = await u.tickets.save(replace(ticket, handled_at=house.now()))
    await cards.refresh(u, house, after)
    await _show(u, house, after, given)
    await _give(u, house, after, given, act.member)
    await home_pages.again(u, house, part.handler)


async def remind(u: UnitOfWork, house: House, id: SubticketId) -> None:
    """It is due: whoever has it is told, and the thread."""
    part = await u.sides.part(id)
    if not part.is_open:
        return
    ticket = await u.tickets.get(part.ticket)
    office = house.directory.office(ticket.office)
    due = N_("Due now: {subject} ({name})")
    text = house.staff_says(office, due, subject=part.subject, name=staff_name(house, part.handler))
    await u.outbox.to_desk(ticket.thread, Post(text, icon="⏰"))
    await house.to_keys(u, [part.handler], replace(_own(house, ticket, part, text), icon="⏰"))
    await home_pages.again(u, house, part.handler)


async def _part(u: UnitOfWork, house: House, act: Act) -> Subticket:
    """Raises Refused for one that is over."""
    part = await u.sides.part(SubticketId(act.detail))
    if part.is_open:
        return part
    language = house.directory.office(act.ticket.office).language
    at = house.moment(part.closed_at or part.opened_at, act.ticket, language)
    raise Refused(OVER, name=staff_name(house, part.closed_by), moment=at)


async def _show(u: UnitOfWork, house: House, ticket: Ticket, part: Subticket) -> None:
    message = MessageId(part.id)
    copy = RewordCopy(message, beside.part_post(house, ticket, part))
    await u.outbox.to_desk(ticket.thread, copy, message=message)


async def _give(u: UnitOfWork, house: House, ticket: Ticket, part: Subticket, by: Staff) -> None:
    if part.handler == by.key:
        return
    office = house.directory.office(ticket.office)
    asks = N_("{name} asks you for a part of request {title}: {subject}")
    title = cards.title_of(house, office, ticket)
    text = house.staff_says(office, asks, name=by.name, title=title, subject=part.subject)
    await house.to_keys(u, [part.handler], _own(house, ticket, part, text))


def _own(house: House, ticket: Ticket, part: Subticket, text: str) -> Post:
    """What its handler reads for himself, with the same buttons."""
    office = house.directory.office(ticket.office)
    due = house.deadline(part.due_at, ticket, office.language)
    below = house.staff_says(office, N_("Due {moment}"), moment=due)
    return Post(
        text, icon="🧩", actions=beside.part_buttons(house, ticket, part), below=below, thread=ticket.thread
    )


async def _tell_asker(u: UnitOfWork, house: House, ticket: Ticket, part: Subticket) -> None:
    """Who asked for it hears of it, and who looks after the request."""
    office = house.directory.office(ticket.office)
    text = house.staff_says(
        office,
        N_("Over: {subject} ({name}), a part of request {title}"),
        subject=part.subject,
        name=staff_name(house, part.closed_by),
        title=cards.title_of(house, office, ticket),
    )
    others = {part.asked_by, ticket.handler} - {part.closed_by}
    await house.to_keys(u, others, Post(text, icon="☑️", thread=ticket.thread))
