"""What a review brings up: promises and answers due, incomplete records; complaints of the week and grave cases (row
D9)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.attention import is_late
from bot.domain.audience import N_
from bot.domain.authority import Promise
from bot.domain.directory import Office
from bot.domain.ids import StaffKey, TicketId
from bot.domain.pledge import Pledge, PledgeKind, PledgeOutcome
from bot.domain.sheet import SheetKind
from bot.domain.ticket import Kind, Severity, Shape, Stage, State, Ticket
from bot.domain.work import Side
from bot.i18n import day
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.commands import by_urgency
from bot.services.house import House
from bot.services.promises import ledger

WEEK = timedelta(days=7)
NAMED_WITHIN = timedelta(hours=24)
"""A handler is named within this (row D2)."""
DONE = (State.WORK_DONE, State.CONFIRMING)

Found = tuple[Ticket, str]
"""A request, and why it is brought up."""


async def found(u: UnitOfWork, house: House, office: Office, kind: SheetKind) -> list[Found]:
    """What is to be looked into now, what must not wait first."""
    if kind is SheetKind.WEEKLY:
        tickets = await u.sheets.complaints(office.key, house.now() - WEEK)
        grave = sorted(by_urgency(house, tickets), key=lambda one: one.severity is not Severity.A)
        return [(ticket, _weekly(house, office, ticket)) for ticket in grave]
    local = house.now().astimezone(ZoneInfo(office.time_zone))
    tonight = datetime.combine(local.date() + timedelta(days=1), time(), local.tzinfo)
    due = await _promises(u, office, local.date())
    pledges = await _pledges(u, house, office)
    brought = []
    for ticket in by_urgency(house, await u.tickets.open_in(office.key)):
        why = [
            *_promised(house, office, due.get(ticket.id, [])),
            *_pledged(house, office, ticket, pledges.get(ticket.id, []), tonight),
            *_answer(house, office, ticket, tonight),
            *_record(house, office, ticket),
            *await _work(u, house, office, ticket),
        ]
        if why:
            brought.append((ticket, " · ".join(why)))
    return brought


async def _promises(u: UnitOfWork, office: Office, today: date) -> dict[TicketId, list[Promise]]:
    due: dict[TicketId, list[Promise]] = {}
    for promise in await u.promises.due(office.key, today.isoformat()):
        due.setdefault(promise.ticket, []).append(promise)
    return due


async def _pledges(u: UnitOfWork, house: House, office: Office) -> dict[TicketId, list[Pledge]]:
    """Visits and calls promised that are still to come, or whose fate is a day old at most."""
    found: dict[TicketId, list[Pledge]] = {}
    for pledge in await u.ledger.listed(office.key, None, StaffKey(""), house.now() - timedelta(days=1)):
        if pledge.kind in (PledgeKind.VISIT, PledgeKind.CALL):
            found.setdefault(pledge.ticket, []).append(pledge)
    return found


def _pledged(
    house: House, office: Office, ticket: Ticket, pledges: list[Pledge], tonight: datetime
) -> list[str]:
    """Those due by tonight, and those that were not kept."""
    said = []
    for pledge in pledges:
        at = house.deadline(pledge.promised_for, ticket, office.language)
        kind = house.staff_says(office, ledger.KINDS[pledge.kind])
        if pledge.outcome is PledgeOutcome.BROKEN:
            said.append(house.staff_says(office, N_("❌ Not kept: {kind}, {moment}"), kind=kind, moment=at))
        elif pledge.outcome is None and pledge.promised_for <= tonight:
            said.append(house.staff_says(office, N_("⏳ Promised: {kind}, {moment}"), kind=kind, moment=at))
    return said


def _promised(house: House, office: Office, promises: list[Promise]) -> list[str]:
    words = N_("🤝 Promised by {day}: {what}")
    return [
        house.staff_says(
            office, words, day=day(date.fromisoformat(one.by_day), office.language), what=one.what
        )
        for one in promises
    ]


def _answer(house: House, office: Office, ticket: Ticket, tonight: datetime) -> list[str]:
    due = house.deadline(ticket.due_at, ticket, office.language)
    if ticket.handled_at is None and ticket.due_at <= house.now():
        return [house.staff_says(office, N_("⏰ Answer overdue since {moment}"), moment=due)]
    if ticket.handled_at is None and ticket.due_at <= tonight:
        return [house.staff_says(office, N_("⏳ Answer due {moment}"), moment=due)]
    if is_late(ticket, house.now(), cards.marks(house, ticket)):
        return [house.staff_says(office, N_("🔴 Idle for too long"))]
    return []


def _record(house: House, office: Office, ticket: Ticket) -> list[str]:
    """What its record lacks by now."""
    old = house.now() - ticket.opened_at >= NAMED_WITHIN
    complaint = ticket.kind is Kind.COMPLAINT
    lacks = (
        (ticket.handler is None and old, N_("nobody has it in hand")),
        (old and ticket.lacks_findings, N_("complaint without cause and solution")),
        (old and complaint and ticket.severity_proposed, N_("severity not decided")),
    )
    words = [house.staff_says(office, msgid) for holds, msgid in lacks if holds]
    if ticket.to_qualify:
        words += [house.staff_says(office, cards.LACKING[one]) for one in cards.lacking(ticket)]
    if not words:
        return []
    return [house.staff_says(office, N_("📋 Incomplete: {missing}"), missing=", ".join(words))]


async def _work(u: UnitOfWork, house: House, office: Office, ticket: Ticket) -> list[str]:
    """Work that is done must show when, and how it looked after."""
    if ticket.shape is not Shape.CHECKLIST or ticket.state not in DONE:
        return []
    stamps = {stage for visit in await u.works.visits(ticket.id) for stage, *_ in visit.stamps}
    photos = [one for one in await u.works.photos(ticket.id) if one.side is Side.AFTER]
    lacks = (
        (not {Stage.ON_SITE, Stage.RETURNED} <= stamps, N_("work done without times")),
        (not photos, N_("work done without a photo after it")),
    )
    words = [house.staff_says(office, msgid) for holds, msgid in lacks if holds]
    if not words:
        return []
    return [house.staff_says(office, N_("🔧 {missing}"), missing=", ".join(words))]


def _weekly(house: House, office: Office, ticket: Ticket) -> str:
    words = []
    if ticket.severity is Severity.A:
        words.append(house.staff_says(office, N_("🔴 Case of severity A")))
    if ticket.opened_at >= house.now() - WEEK:
        at = house.moment(ticket.opened_at, ticket, office.language)
        words.append(house.staff_says(office, N_("📣 Complaint of {moment}"), moment=at))
    return " · ".join([*words, *_record(house, office, ticket)] if ticket.is_open else words)
