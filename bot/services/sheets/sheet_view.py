"""A sheet as staff see it: its posts in a channel, kept current in place (rows D8, D9)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.domain.addresses import Destination, Place, sheet_page
from bot.domain.audience import N_, Style
from bot.domain.directory import Office, name_in
from bot.domain.errors import Refused
from bot.domain.ids import SheetId
from bot.domain.message import InternalMessage
from bot.domain.sheet import ROWS, Sheet, SheetItem, SheetKind
from bot.domain.text import shortened
from bot.domain.ticket import MOVED_ON, Ticket
from bot.i18n import last_day
from bot.ports.desk import Action, Board, Post, Reboard, Row
from bot.ports.store import UnitOfWork
from bot.services.desk.acting import Act, subject_of
from bot.services.desk.commands import line_of
from bot.services.house import House, staff_name
from bot.services.tickets.next_steps import next_step

ACCEPT, ASK, ANSWER = "handover.accept", "handover.ask", "handover.answer"
REVIEWED, NOTED = "review.done", "review.note"
"""The names of what can be done with a request on a sheet: buttons of its row."""
LABELS = {
    ACCEPT: N_("Take over"),
    ASK: N_("Ask…"),
    ANSWER: N_("Answer…"),
    REVIEWED: N_("Reviewed"),
    NOTED: N_("Reviewed, with a note…"),
}
"""Their labels, source texts."""
BUTTONS = {
    SheetKind.HANDOVER: (ACCEPT, ASK),
    SheetKind.DAILY: (REVIEWED, NOTED),
    SheetKind.WEEKLY: (REVIEWED, NOTED),
}

TITLES = {
    SheetKind.HANDOVER: N_("Handover, {name}: {settled} of {number} accepted"),
    SheetKind.DAILY: N_("Daily review, {day}: {settled} of {number} reviewed"),
    SheetKind.WEEKLY: N_("Weekly review, {day}: {settled} of {number} reviewed"),
}
EMPTY = {
    SheetKind.HANDOVER: N_(
        "Nothing to hand over, {name}: no repair and no complaint is open. Have a good shift!"
    ),
    SheetKind.DAILY: N_("Daily review, {day}: nothing to look into. Well done!"),
    SheetKind.WEEKLY: N_("Weekly review, {day}: no complaint this week. Well done!"),
}
ABOVE = {
    SheetKind.HANDOVER: N_("Every open repair and complaint. Whoever takes over accepts each one, or asks."),
    SheetKind.DAILY: N_("Promises and answers due, and records that are incomplete."),
    SheetKind.WEEKLY: N_("The complaints of the week, and every case of severity A."),
}
SETTLED = {
    SheetKind.HANDOVER: N_("✅ Accepted by {name}, {moment}"),
    SheetKind.DAILY: N_("✅ Reviewed by {name}, {moment}"),
    SheetKind.WEEKLY: N_("✅ Reviewed by {name}, {moment}"),
}
LEFT_OVER = {
    SheetKind.HANDOVER: N_("🔁 Not accepted at the handover before"),
    SheetKind.DAILY: N_("🔁 Not reviewed the time before"),
    SheetKind.WEEKLY: N_("🔁 Not reviewed the time before"),
}
LONGEST_WORD = 160
"""Characters of the last word that are shown."""


def room_of(house: House, sheet: Sheet) -> str:
    """The channel in which it stands."""
    if sheet.department is not None:
        return house.directory.department(sheet.department).channel
    return house.directory.office(sheet.office).review_channel


async def standing(u: UnitOfWork, house: House, act: Act, settled: str) -> tuple[Sheet, SheetItem]:
    """The sheet that was acted on and the request's row in it, for this one alone until the commit. Raises Refused
    where another sheet has taken its place, or with ``settled`` (``{who}``) where a colleague was quicker."""
    try:
        sheet = await u.sheets.hold(SheetId(act.detail))
    except KeyError:
        raise Refused(MOVED_ON) from None
    item = await u.sheets.item(sheet.id, act.ticket.id)
    if item is None or sheet.closed_at is not None:
        raise Refused(MOVED_ON)
    if item.settled_by is not None:
        raise Refused(settled, who=staff_name(house, item.settled_by))
    return sheet, item


def first_page(sheet: Sheet) -> Destination:
    """Where it begins."""
    return sheet_page(sheet.id, 0)


async def show(u: UnitOfWork, house: House, sheet: Sheet, pages: Collection[int] | None = None) -> None:
    """Post it, or bring what stands there up to date: all of it, or only these pages and the first, which says how far
    it has got. An empty one is a friendly line."""
    items = await u.sheets.items(sheet.id)
    place = Place(house.desk, room_of(house, sheet))
    if not items:
        await u.places.put(first_page(sheet), place)
        nothing = Post(named(house, sheet, EMPTY[sheet.kind]), icon="☀️")
        await u.outbox.to_desk(first_page(sheet), nothing, opens_thread=True)
        return
    count = -(-len(items) // ROWS)
    for page in range(count):
        if pages is not None and page not in {0, *pages}:
            continue
        board = await _board(u, house, sheet, items, page, count)
        there = await u.places.get(sheet_page(sheet.id, page))
        if there is None:
            await u.places.put(sheet_page(sheet.id, page), place)
        content = board if there is None else Reboard(board)
        await u.outbox.to_desk(sheet_page(sheet.id, page), content, opens_thread=there is None)


def named(house: House, sheet: Sheet, msgid: str, **params: object) -> str:
    """A text with the sheet's name (its shift and department) and day in it."""
    office = house.directory.office(sheet.office)
    department = house.directory.department(sheet.department) if sheet.department else None
    parts = (sheet.name, name_in(department.names, office.language) if department else "")
    return house.staff_says(
        office,
        msgid,
        name=" · ".join(part for part in parts if part),
        day=last_day(sheet.opened_at, office.time_zone, office.language),
        **params,
    )


async def _board(
    u: UnitOfWork, house: House, sheet: Sheet, items: Sequence[SheetItem], page: int, count: int
) -> Board:
    office = house.directory.office(sheet.office)
    settled = await _settled(u, sheet, items)
    title = named(house, sheet, TITLES[sheet.kind], settled=settled, number=len(items))
    if count > 1:
        number = house.staff_says(office, N_("Page {page} of {pages}"), page=page + 1, pages=count)
        title = f"{title} · {number}"
    below = ""
    if sheet.closed_at is not None and settled < len(items):
        below = house.staff_says(office, N_("What was left stands in the next one."))
    rows = [await _row(u, house, office, sheet, item) for item in items if item.page == page]
    return Board(title, tuple(rows), house.staff_says(office, ABOVE[sheet.kind]), below)


async def _settled(u: UnitOfWork, sheet: Sheet, items: Sequence[SheetItem]) -> int:
    """How many need nobody any more: what ended meanwhile needs none at a handover."""
    left = [item for item in items if item.settled_by is None]
    if sheet.kind is SheetKind.HANDOVER:
        left = [item for item in left if (await u.tickets.get(item.ticket)).is_open]
    return len(items) - len(left)


async def _row(u: UnitOfWork, house: House, office: Office, sheet: Sheet, item: SheetItem) -> Row:
    ticket = await u.tickets.get(item.ticket)
    text = [line_of(house, office, ticket)]
    if sheet.kind is SheetKind.HANDOVER:
        text += [await last_word(u, house, office, ticket), await next_step(u, house, office, ticket)]
    else:
        text.append(item.why)
    over = sheet.kind is SheetKind.HANDOVER and not ticket.is_open
    names = () if item.settled_by is not None or over or sheet.closed_at else BUTTONS[sheet.kind]
    actions = tuple(
        Action(
            name,
            house.staff_says(office, LABELS[name]),
            subject_of(ticket, sheet.id),
            Style.PRIMARY if name in (ACCEPT, REVIEWED) else Style.PLAIN,
        )
        for name in names
    )
    return Row("\n".join(text), ticket.thread, _state(house, office, sheet, item, ticket), actions)


def _state(house: House, office: Office, sheet: Sheet, item: SheetItem, ticket: Ticket) -> str:
    """What has become of it: settled, asked about, left over from before."""
    parts = []
    if item.settled_by is not None and item.settled_at is not None:
        at = house.moment(item.settled_at, ticket, office.language)
        who = staff_name(house, item.settled_by)
        parts.append(house.staff_says(office, SETTLED[sheet.kind], name=who, moment=at))
        parts += [house.quoted(office, item.note)] if item.note else []
    elif sheet.kind is SheetKind.HANDOVER and not ticket.is_open:
        parts.append(house.staff_says(office, N_("☑ It has ended meanwhile: nothing to take over.")))
    elif item.carried:
        parts.append(house.staff_says(office, LEFT_OVER[sheet.kind]))
    if item.asked_by is not None:
        asks = N_("❓ {name} asks: “{question}”")
        who = staff_name(house, item.asked_by)
        parts.append(house.staff_says(office, asks, name=who, question=item.question))
    if item.answered_by is not None:
        answers = N_("↪️ {name} answers: “{answer}”")
        who = staff_name(house, item.answered_by)
        parts.append(house.staff_says(office, answers, name=who, answer=item.answer))
    return " · ".join(parts)


async def last_word(u: UnitOfWork, house: House, office: Office, ticket: Ticket) -> str:
    """Who said what last on a request, internal words too: only staff read it."""
    last = await u.messages.last_of(ticket.id)
    author, text = (last.author_name, last.text) if last else (ticket.author_name, ticket.description)
    said = shortened(text, LONGEST_WORD) or "📎"
    if isinstance(last, InternalMessage):
        said = f"🔒 {said}"
    return house.staff_says(office, N_("Last word, {name}: {text}"), name=author, text=said)
