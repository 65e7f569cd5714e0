"""``/palier promises``: what residents were promised for a certain time: open, kept and broken this month (row D9)."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.domain.audience import N_
from bot.domain.directory import Office
from bot.domain.pledge import Pledge, PledgeOutcome
from bot.domain.ticket import Ticket
from bot.ports.desk import Line
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.commands import PAGE, Answer, Asked
from bot.services.house import House, staff_name
from bot.services.promises import ledger

TITLE = N_("Promises: {open} open, {kept} kept and {broken} broken this month")
WHAT = N_("{kind}: {words}")
NONE = N_("Nothing is promised, and nothing was this month.")
SIGNS: Mapping[PledgeOutcome | None, str] = {PledgeOutcome.KEPT: "✅", PledgeOutcome.BROKEN: "❌"}


async def promises(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """Those open first, the oldest due first; then what became of the others this month."""
    now = house.now().astimezone(ZoneInfo(asked.office.time_zone))
    month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    found: list[Pledge] = []
    for office in asked.scope.offices:
        found += await u.ledger.listed(office, asked.scope.department, asked.scope.member, month)
    if not found:
        return Answer(house.staff_says(asked.office, NONE))
    found.sort(key=lambda one: (one.outcome is not None, one.promised_for))
    outcomes = [one.outcome for one in found]
    title = house.staff_says(
        asked.office,
        TITLE,
        open=outcomes.count(None),
        kept=outcomes.count(PledgeOutcome.KEPT),
        broken=outcomes.count(PledgeOutcome.BROKEN),
    )
    pages = -(-len(found) // PAGE)
    page = min(asked.page, pages - 1)
    if pages > 1:
        number = house.staff_says(asked.office, N_("Page {page} of {pages}"), page=page + 1, pages=pages)
        title = f"{title} · {number}"
    lines = []
    for pledge in found[page * PAGE : (page + 1) * PAGE]:
        ticket = await u.tickets.get(pledge.ticket)
        lines.append(Line(_line(house, asked.office, ticket, pledge), ticket.thread))
    return Answer(title, tuple(lines), page > 0, page + 1 < pages)


def _line(house: House, office: Office, ticket: Ticket, pledge: Pledge) -> str:
    """Sign, when, what, by whom, about which request."""
    late = pledge.promised_for < house.now()
    sign = SIGNS.get(pledge.outcome, "🔴" if late else "⏳")
    kind = house.staff_says(office, ledger.KINDS[pledge.kind])
    parts = [
        house.deadline(pledge.promised_for, ticket, office.language),
        house.staff_says(office, WHAT, kind=kind, words=pledge.words) if pledge.words else kind,
        staff_name(house, pledge.made_by) if pledge.made_by else "",
        cards.title_of(house, office, ticket),
        ticket.author_name,
    ]
    return f"{sign} {' · '.join(part for part in parts if part)}"
