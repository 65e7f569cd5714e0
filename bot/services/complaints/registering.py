"""A complaint is entered in the office's books: graded, numbered, brought before those who must know (section E)."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.domain.audience import N_, Phrase, Public
from bot.domain.chain import office_manager, supervisor
from bot.domain.complaint import code_of, serial_of
from bot.domain.directory import Staff, Topic
from bot.domain.gravity import Proposal, propose
from bot.domain.ids import StaffKey
from bot.domain.ticket import Kind, Severity, Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.services.clocks.reminding import why_not
from bot.services.desk import cards
from bot.services.desk.present import presence
from bot.services.house import House, change
from bot.services.residents import alerting

GRAVE = N_("Complaint of severity A: {title}")
URGENT = N_("Act now: {title}")
FOR_SUPERVISOR = N_("A complaint for your department, severity {severity}: {title}")
IS_NOW = {
    Kind.REQUEST: N_("We treat what you wrote ({reference}) as a request."),
    Kind.COMPLAINT: N_(
        "We treat what you wrote ({reference}) as a complaint. You will be told its cause and solution."
    ),
    Kind.SUGGESTION: N_(
        "Thank you very much for your suggestion ({reference}). Should we take it up, you will hear of it."
    ),
    Kind.QUESTION: N_("We treat what you wrote ({reference}) as a question."),
}
"""What the resident is told when staff change what it is."""
NOT_DECIDED = N_("The severity is proposed from the topic and the words; nobody has decided it yet.")


def proposal(house: House, ticket: Ticket) -> Proposal:
    """What the ticket's words and topic suggest."""
    words = f"{ticket.description}\n{ticket.wish or ''}"
    return propose(words, house.directory.topic(ticket.topic).severity)


async def register(u: UnitOfWork, house: House, ticket: Ticket) -> Ticket:
    """Make it a complaint: with a serial, once for ever, the severity proposed where there is none, and its code."""
    office = house.directory.office(ticket.office)
    serial = ticket.serial
    if serial is None:
        year = ticket.opened_at.astimezone(ZoneInfo(office.time_zone)).year
        serial = serial_of(year, await u.tickets.next_serial(office.key, year))
    proposed = proposal(house, ticket)
    return coded(
        house,
        replace(
            ticket,
            kind=Kind.COMPLAINT,
            serial=serial,
            severity=ticket.severity or proposed.severity,
            severity_proposed=ticket.severity is None or ticket.severity_proposed,
            act_now=ticket.act_now or proposed.act_now,
        ),
    )


def coded(house: House, ticket: Ticket) -> Ticket:
    """With the code that its present severity and topic make; a ticket without a serial has none."""
    if ticket.serial is None or ticket.severity is None:
        return ticket
    office, topic = house.directory.office(ticket.office), house.directory.topic(ticket.topic)
    code = code_of(office.complaint_code, ticket.severity, topic.problem_code, ticket.serial)
    return replace(ticket, code=code)


async def of_topic(u: UnitOfWork, house: House, ticket: Ticket, topic: Topic) -> Ticket:
    """What a ticket of this topic is: a plain request becomes what the topic says; a complaint stays one and its code
    follows."""
    if ticket.kind is not Kind.REQUEST:
        return coded(house, ticket)
    if topic.kind is Kind.COMPLAINT:
        return await register(u, house, ticket)
    return replace(ticket, kind=topic.kind)


async def entered(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket, actor: str) -> None:
    """Write what changed of kind, severity and code into the history, and tell those who must know."""
    await noted(u, house, before, after, actor)
    await _alert(u, house, after, actor)


async def noted(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket, actor: str) -> None:
    """The same for the history alone."""
    for name in ("kind", "severity", "code"):
        old, new = getattr(before, name) if before else None, getattr(after, name)
        if old != new and (before is not None or name == "code"):
            await house.record(u, after, actor, name, change(old, new))
    if after.act_now != (before is not None and before.act_now):
        await house.record(u, after, actor, "act_now" if after.act_now else "act_later")


async def _alert(u: UnitOfWork, house: House, ticket: Ticket, actor: str) -> None:
    """Severity A and *act now* go to the office's manager at once, with an alarm; B and C to the department's
    supervisor. Words of danger are another matter (``alerting``)."""
    if not ticket.is_open:
        return
    manager = office_manager(house.directory, ticket.office)
    if ticket.act_now and await _once(u, house, ticket, "act_now", manager):
        await _tell(u, house, ticket, manager, actor, URGENT, "⚡")
        await alerting.alarm(u, house, ticket, URGENT)
        await alerting.rest(u, house, ticket)
    if ticket.severity is Severity.A and ticket.kind is Kind.COMPLAINT:
        if await _once(u, house, ticket, "A", manager):
            await _tell(u, house, ticket, manager, actor, GRAVE, "🔴")
            if not ticket.act_now:
                await alerting.alarm(u, house, ticket, GRAVE)
            await alerting.rest(u, house, ticket)
    elif ticket.kind is Kind.COMPLAINT:
        chief = supervisor(house.directory, ticket.department)
        if await _once(u, house, ticket, "supervisor", chief):
            if await alerting.stand_in(u, house, chief) is None:
                await alerting.alarm(u, house, ticket, FOR_SUPERVISOR, severity=ticket.severity)
            await _tell(u, house, ticket, chief, actor, FOR_SUPERVISOR, "📋")


async def tell_kind(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """Tell the resident what we now take it for."""
    resident = await u.people.get(ticket.resident)
    now = Phrase(IS_NOW[ticket.kind], {"reference": Public(ticket.reference)})
    await house.tell(u, resident, now, ticket=ticket.id)


async def told(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """The office's manager has heard of this grave complaint another way."""
    await _once(u, house, ticket, "A", office_manager(house.directory, ticket.office))


async def _once(u: UnitOfWork, house: House, ticket: Ticket, why: str, member: Staff) -> bool:
    detail = f"{why}: {member.key}"
    if await u.recorded(ticket.id, alerting.TOLD, detail):
        return False
    await house.record(u, ticket, "palier", alerting.TOLD, detail)
    return True


async def _tell(
    u: UnitOfWork, house: House, ticket: Ticket, member: Staff, actor: str, msgid: str, icon: str
) -> None:
    """Him, or while he is away the next above him who is there; where nobody is, he finds it when he is back."""
    reader = await alerting.stand_in(u, house, member) or member
    if StaffKey(actor) in (member.key, reader.key):
        return
    office = house.directory.office_of(reader)
    title = cards.title_of(house, office, ticket)
    params = {"severity": ticket.severity} if msgid == FOR_SUPERVISOR else {}
    text = house.staff_says(office, msgid, title=title, **params)
    below = [house.staff_says(office, NOT_DECIDED)] if ticket.severity_proposed else []
    if reader != member:
        why, who = why_not(await presence(u, house), member, office)
        below.append(house.staff_says(office, why, **who))
    await house.direct(u, reader, Post(text, icon=icon, below=" ".join(below), thread=ticket.thread))
