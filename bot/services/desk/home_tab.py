"""The page of their own that staff find in the app: my work, what is late, on whom the rest waits (rows G1, G2).

It is drawn when somebody opens it, and again when something changes that it shows him: for those who have opened it
within ``KEPT``, and not more often than ``pause``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.addresses import Place, home_of
from bot.domain.attention import Party, waits_for
from bot.domain.audience import N_
from bot.domain.directory import Office, Role, Staff, name_in
from bot.domain.errors import Refused
from bot.domain.glance import Glance
from bot.domain.ids import TicketId
from bot.domain.scope import scope_of
from bot.domain.ticket import Ticket
from bot.i18n import moment
from bot.ports.home import HomeLine, HomePart, HomeTab
from bot.ports.inbound import DeskUser
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.desk import cards, own_work
from bot.services.desk.acting import MORE
from bot.services.desk.commands import Colours, by_urgency, line_of
from bot.services.desk.home_pages import HOME, KEPT, LEAST, pause
from bot.services.desk.staff import member_acting
from bot.services.house import House

OFFERED = ("ticket.take", "ticket.reply", "ticket.ask", "ticket.note", "ticket.history")
"""The desk actions offered on a line: as many as the platform shows."""
OURS = (Party.HANDLER, Party.DEPARTMENT, Party.MANAGEMENT)
"""Whose turn it is where it is the office's own."""
FIRST, SECOND, FEW = 12, 6, 3
"""Lines of a part at most."""


async def opened(u: UnitOfWork, house: House, user: DeskUser) -> None:
    """Somebody opened it: a colleague sees his work, anybody else why there is nothing."""
    if not (user.home and user.human):
        return
    try:
        member = await member_acting(u, house, user)
    except Refused:
        await _empty(u, house, user.id)
        return
    await u.homes.opened(user.id, house.now())
    await _draw(u, house, member)


async def noticed(u: UnitOfWork, house: House, besides: Sequence[Ticket] = ()) -> None:
    """Have the pages drawn again that show what has changed in this unit of work, or ``besides``."""
    changed = [one for pair in u.tickets.changes() for one in pair if one is not None] + [*besides]
    if not changed:
        return
    homes = await u.homes.since(house.now() - KEPT)
    concerned = await own_work.concerned(u, changed) if homes else set()
    for home in homes:
        member = house.directory.member_by_slack(home.member)
        if member is None:
            continue
        scope = scope_of(house.directory, member)
        if member.key in concerned or any(scope.covers(one) for one in changed):
            due = max(house.now(), home.shown_at + pause(len(homes)))
            await u.timers.set(Timer(HOME, home.member, due))


async def due(u: UnitOfWork, house: House, user: str) -> None:
    """Draw it again; while an earlier one has not gone out yet, later."""
    member = house.directory.member_by_slack(user)
    if member is None:
        return
    if await u.outbox.open_rows(home_of(user)):
        await u.timers.set(Timer(HOME, user, house.now() + LEAST))
        return
    await _draw(u, house, member)


async def tidy(u: UnitOfWork, house: House) -> None:
    """Empty the pages of those who are no longer staff."""
    for home in await u.homes.since(datetime.fromtimestamp(0, house.now().tzinfo)):
        try:
            await member_acting(u, house, DeskUser(home.member))
        except Refused:
            await u.homes.drop(home.member)
            await _empty(u, house, home.member)


async def _empty(u: UnitOfWork, house: House, user: str) -> None:
    office = house.directory.offices[0]
    words = N_(
        "This page shows the staff of our offices what there is to do. You are not in the office file (any more): if "
        "you should be, please ask your manager."
    )
    await _publish(u, house, user, HomeTab("Palier", (HomePart(house.staff_says(office, words)),)))


async def _draw(u: UnitOfWork, house: House, member: Staff) -> None:
    office, scope = house.directory.office_of(member), scope_of(house.directory, member)
    shown, out = await own_work.shown_to(u, member, scope)
    work, *others = _parts(house, office, member, by_urgency(house, shown), out)
    at = moment(house.now(), office.time_zone, office.language, now=house.now())
    tab = HomeTab(
        title=f"Palier · {office.name}",
        parts=(
            await _drawn(u, house, office, work),
            *await _asked_of(u, house, office, member),
            *[await _drawn(u, house, office, part) for part in others],
        ),
        below=house.staff_says(office, N_("Last refreshed: {moment}"), moment=at),
    )
    await u.homes.shown(member.slack, house.now())
    await _publish(u, house, member.slack, tab)


async def _publish(u: UnitOfWork, house: House, user: str, tab: HomeTab) -> None:
    destination = home_of(user)
    await u.places.put(destination, Place(house.desk, user))
    await u.outbox.to_desk(destination, tab)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: ``most`` of what belongs there is shown; ``none`` is said where there is nothing."""

    title: str
    found: list[Glance]
    most: int
    none: str = ""


async def _asked_of(u: UnitOfWork, house: House, office: Office, member: Staff) -> list[HomePart]:
    """Parts of requests that colleagues ask of him."""
    parts = await own_work.parts(u, member)
    title = house.staff_says(office, N_("Colleagues ask of me: {number}"), number=len(parts))
    lines = [HomeLine(own_work.part_line(house, office, *one), one[0].thread) for one in parts[:FIRST]]
    left = len(parts) - len(lines)
    more = house.staff_says(office, N_("… and {number} more"), number=left) if left else ""
    return [HomePart(title, tuple(lines), more)] if parts else []


async def _drawn(u: UnitOfWork, house: House, office: Office, part: Part) -> HomePart:
    shown = [await u.tickets.get(one.id) for one in part.found[: part.most]]
    lines = tuple(_line(house, office, ticket) for ticket in shown)
    left = len(part.found) - len(shown)
    more = house.staff_says(office, N_("… and {number} more"), number=left) if left else ""
    return HomePart(part.title, lines, more if part.found else part.none)


def _parts(
    house: House, office: Office, member: Staff, tickets: list[Glance], out: Collection[TicketId]
) -> Iterable[Part]:
    """``out`` are the requests that he was sent to."""

    def say(msgid: str, **params: object) -> str:
        return house.staff_says(office, msgid, **params)

    colours = Colours(house)
    ours = [one for one in tickets if waits_for(one) in OURS]
    mine = [one for one in tickets if one.id in out or (one.handler == member.key and waits_for(one) in OURS)]
    overdue = {one.id for one in tickets if colours.is_late(one)}
    late = [one for one in tickets if one.id in overdue and one not in mine]
    free = [one for one in ours if one.handler is None and one.id not in overdue]
    nothing = say(N_("Nothing is in your hands at the moment."))
    yield Part(say(N_("My work today: {number}"), number=len(mine)), mine, FIRST, nothing)
    none_late = say(N_("Nothing is late. Well done!"))
    yield Part(say(N_("Late: {number}"), number=len(late)), late, FIRST, none_late)
    if free:
        yield Part(say(N_("Nobody has taken these: {number}"), number=len(free)), free, SECOND)
    for party in (Party.RESIDENT, Party.CONTRACTOR, Party.OUTSIDE, Party.COLLEAGUE):
        waiting = [one for one in tickets if waits_for(one) is party]
        if waiting:
            whom = say(cards.PARTIES[party])
            title = say(N_("Waiting for {whom}: {number}"), whom=whom, number=len(waiting))
            yield Part(title, waiting, SECOND)
    if member.role is Role.MANAGER:
        for department in house.directory.departments:
            own = [one for one in tickets if one.department == department.key]
            if own:
                counts = say(
                    N_("{name}: {open} open, {late} late, {free} not taken"),
                    name=name_in(department.names, office.language),
                    open=len(own),
                    late=sum(one.id in overdue for one in own),
                    free=sum(one.handler is None for one in own),
                )
                yield Part(counts, own, FEW)


def _line(house: House, office: Office, ticket: Ticket) -> HomeLine:
    text = line_of(house, office, ticket)
    if ticket.office != office.key:
        return HomeLine(text, ticket.thread)
    by_name = {action.name: action for action in house.actions}
    offered = [by_name[name] for name in OFFERED if name in by_name and by_name[name].when(ticket)]
    options = tuple((action.name, house.staff_says(office, action.label)) for action in offered)
    return HomeLine(text, ticket.thread, ticket.id, ticket.stand, MORE, options)
