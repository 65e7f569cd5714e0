"""Reviews: management goes through what needs a second look, every day and every week (row D9). What is left unreviewed
stands in the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.domain.audience import N_
from bot.domain.directory import Office, Staff
from bot.domain.errors import Refused
from bot.domain.ids import OfficeKey, TicketId
from bot.domain.review_times import next_review
from bot.domain.sheet import Sheet, SheetItem, SheetKind
from bot.domain.words import simplified
from bot.ports.desk import Line
from bot.ports.modal import Field, TextField
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.desk.acting import FOR_COLLEAGUES, Act
from bot.services.desk.commands import Answer, Asked
from bot.services.house import House
from bot.services.sheets import review_queue, sheet_view

TIMER = "review"
"""The timer of an office's review; its subject is the office and the kind."""
KINDS = (SheetKind.DAILY, SheetKind.WEEKLY)
AGAIN = {SheetKind.DAILY: timedelta(hours=12), SheetKind.WEEKLY: timedelta(days=3)}
"""A review asked for again within this is the same one, brought up to date."""


async def begin(u: UnitOfWork, house: House) -> None:
    """The process has started: wait for the next reviews, as the office file has them now. One that was missed is still
    to come."""
    for office in house.directory.offices:
        for kind in KINDS:
            due = await u.timers.at(TIMER, _subject(office, kind))
            if due is None or due > house.now():
                await _wait(u, house, office, kind)


async def due(u: UnitOfWork, house: House, subject: str) -> None:
    """Post a review, once a day or week, and wait for the next."""
    key, _, kind_key = subject.partition("/")
    office = next((one for one in house.directory.offices if one.key == OfficeKey(key)), None)
    if office is None:
        return
    kind = SheetKind(kind_key)
    today = house.now().astimezone(ZoneInfo(office.time_zone)).date()
    open_today = bool(house.calendars[office.key, None].hours_of(today))
    if kind is SheetKind.WEEKLY or open_today:
        day = today.isoformat() if kind is SheetKind.DAILY else "{}-W{}".format(*today.isocalendar())
        await _open(u, house, office, kind, f"{kind}:{office.key}:{day}", None)
    await _wait(u, house, office, kind)


def _subject(office: Office, kind: SheetKind) -> str:
    return f"{office.key}/{kind}"


async def _wait(u: UnitOfWork, house: House, office: Office, kind: SheetKind) -> None:
    at = next_review(kind, office.reviews, house.calendars[office.key, None], house.now())
    if at is None:
        await u.timers.clear(TIMER, _subject(office, kind))
    else:
        await u.timers.set(Timer(TIMER, _subject(office, kind), at))


async def _open(
    u: UnitOfWork, house: House, office: Office, kind: SheetKind, slot: str, by: Staff | None
) -> Sheet | None:
    """With what was left of the one before. None where there is one of this slot already."""
    earlier = await u.sheets.latest(kind, office.key)
    asked = by.key if by else None
    sheet = Sheet(u.ids.sheet(), kind, office.key, None, slot, "", house.now(), asked)
    if not await u.sheets.open(sheet):
        return None
    left = await _close(u, house, earlier) if earlier is not None else {}
    await _fill(u, house, office, sheet, left)
    await sheet_view.show(u, house, sheet)
    return sheet


async def _fill(
    u: UnitOfWork, house: House, office: Office, sheet: Sheet, left: dict[TicketId, SheetItem]
) -> None:
    """Add what is found and not there yet; what was ``left`` before first, though its reason may have gone."""
    known = await u.sheets.items(sheet.id)
    why = {ticket.id: words for ticket, words in await review_queue.found(u, house, office, sheet.kind)}
    order = [*left, *(id for id in why if id not in left)]
    new = [id for id in order if id not in {item.ticket for item in known}]
    for position, id in enumerate(new, len(known)):
        words = why.get(id) or left[id].why
        await u.sheets.add(SheetItem(sheet.id, id, position, words, carried=id in left))


async def _close(u: UnitOfWork, house: House, earlier: Sheet) -> dict[TicketId, SheetItem]:
    """Another takes its place: its buttons go. What nobody had reviewed."""
    sheet = await u.sheets.hold(earlier.id)
    left = {item.ticket: item for item in await u.sheets.items(sheet.id) if item.settled_by is None}
    if sheet.closed_at is None:
        closed = replace(sheet, closed_at=house.now())
        await u.sheets.save(closed)
        if left:
            await sheet_view.show(u, house, closed)
    return left


# -- going through it --

REVIEWED = N_("{who} has reviewed that already.")
WHICH = N_("Which review? Please write /palier review daily or /palier review weekly.")
WORDS = {
    SheetKind.DAILY: (
        "daily",
        "jour",
        "du jour",
        "quotidienne",
        "quotidien",
        "hang ngay",
        "ngay",
        "每日",
        "日",
    ),
    SheetKind.WEEKLY: ("weekly", "semaine", "hebdomadaire", "hebdo", "hang tuan", "tuan", "每周", "周"),
}
"""What stands for a review in ``/palier review …``, without accents."""


def note_fields(house: House, office: Office) -> tuple[Field, ...]:
    """A word to keep with it."""
    hint = house.staff_says(office, FOR_COLLEAGUES)
    return (TextField("text", house.staff_says(office, N_("Note")), hint=hint, longest=300),)


async def review(u: UnitOfWork, house: House, act: Act) -> None:
    """A manager has looked into it; with a note where he wrote one."""
    sheet, item = await sheet_view.standing(u, house, act, REVIEWED)
    note = " ".join(act.text("text").split())
    done = replace(item, settled_by=act.member.key, settled_at=house.now(), note=note)
    await u.sheets.settle(done)
    await house.record(u, act.ticket, act.member.key, "reviewed", note)
    await sheet_view.show(u, house, sheet, {item.page})


async def command(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """``/palier review daily|weekly``: the one that stands is brought up to date, else there is a new one. Raises
    Refused where neither is named."""
    said = simplified(" ".join(asked.words))
    kind = next((kind for kind, words in WORDS.items() if said in words), None)
    if kind is None:
        raise Refused(WHICH)
    sheet = await _now(u, house, asked.office, kind, asked.member)
    items = await u.sheets.items(sheet.id)
    if not items:
        return Answer(house.staff_says(asked.office, N_("There is nothing to review just now.")))
    stands = N_("The review stands in its channel: {number}")
    title = house.staff_says(asked.office, stands, number=len(items))
    return Answer(
        title, (Line(house.staff_says(asked.office, N_("The review")), sheet_view.first_page(sheet)),)
    )


async def _now(u: UnitOfWork, house: House, office: Office, kind: SheetKind, by: Staff) -> Sheet:
    latest = await u.sheets.latest(kind, office.key)
    if latest is not None and latest.closed_at is None and house.now() - latest.opened_at < AGAIN[kind]:
        sheet = await u.sheets.hold(latest.id)
        if await u.sheets.items(sheet.id):
            await _fill(u, house, office, sheet, {})
            await sheet_view.show(u, house, sheet)
            return sheet
    made = await _open(u, house, office, kind, f"asked:{u.ids.nonce()}", by)
    assert made is not None
    return made
