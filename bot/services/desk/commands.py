"""What can be asked with ``/palier``: how a subcommand is declared, what it is given, and how a list is answered.

``desk_commands.COMMANDS`` is the one table of them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from bot.domain.attention import Age, Marks, age, idle, is_late
from bot.domain.audience import N_
from bot.domain.directory import Office, Role, Staff, name_in
from bot.domain.glance import Glance, Listed
from bot.domain.scope import Scope
from bot.domain.ticket import Ticket
from bot.ports.desk import Line
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.house import House, staff_name

PAGE = 20
"""Lines of a list at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asks: ``words`` are those after the subcommand's name, ``page`` counts from 0."""

    member: Staff
    office: Office
    scope: Scope
    words: tuple[str, ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What he is told. ``earlier`` and ``later``: there is a page before and after this one."""

    title: str
    lines: tuple[Line, ...] = ()
    earlier: bool = False
    later: bool = False


Answers = Callable[[UnitOfWork, House, Asked], Awaitable[Answer]]
"""Raises Refused with what to tell instead."""


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One thing that can be asked. ``help`` is a source text, ``help_managers`` another for managers where they can ask
    more. ``aliases`` stand for ``name`` in any language, without accents. Only ``roles`` may ask."""

    name: str
    help: str
    answers: Answers
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = tuple(Role)
    help_managers: str = ""

    def help_for(self, role: Role) -> str:
        """Its line in the list of what he can ask."""
        return self.help_managers if self.help_managers and role is Role.MANAGER else self.help


L = TypeVar("L", Ticket, Glance)


class Colours:
    """The colours of many requests by now. Those of one place and one kind have the same marks, which are reckoned
    once."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._marks: dict[object, Marks] = {}

    def of(self, ticket: Listed) -> Age | None:
        """Its colour."""
        return age(ticket, self._of_its_kind(ticket))

    def is_late(self, ticket: Listed) -> bool:
        """Whether staff must see to it by now."""
        return is_late(ticket, self._house.now(), self._of_its_kind(ticket))

    def _of_its_kind(self, ticket: Listed) -> Marks:
        kind = (ticket.office, ticket.residence, ticket.topic, ticket.kind, ticket.severity)
        found = self._marks.get(kind)
        if found is None:
            found = self._marks[kind] = cards.marks(self._house, ticket)
        return found


async def open_tickets(u: UnitOfWork, scope: Scope) -> list[Glance]:
    """The open requests that somebody is shown, the oldest due first."""
    found = [one for office in scope.offices for one in await u.tickets.glances(office)]
    return [one for one in found if scope.covers(one)]


def by_urgency(house: House, tickets: Sequence[L]) -> list[L]:
    """What must not wait first, then what somebody was not satisfied with, then by colour, then by deadline."""
    order = {Age.STALE: 0, Age.AGEING: 1, Age.FRESH: 2, None: 3}
    colours = Colours(house)

    def urgency(ticket: L) -> tuple[bool, bool, int, object]:
        return (not ticket.act_now, not ticket.reopened, order[colours.of(ticket)], ticket.due_at)

    return sorted(tickets, key=urgency)


async def listed(
    u: UnitOfWork, house: House, asked: Asked, tickets: Sequence[Glance], title: str, none: str
) -> tuple[Answer, list[Ticket]]:
    """A page of requests under ``title``, and those on it; ``none`` is said when there are none."""
    if not tickets:
        return Answer(none), []
    pages = -(-len(tickets) // PAGE)
    page = min(asked.page, pages - 1)
    shown = [await u.tickets.get(one.id) for one in tickets[page * PAGE : (page + 1) * PAGE]]
    if pages > 1:
        number = house.staff_says(asked.office, N_("Page {page} of {pages}"), page=page + 1, pages=pages)
        title = f"{title} · {number}"
    lines = tuple(Line(line_of(house, asked.office, ticket), ticket.thread) for ticket in shown)
    return Answer(title, lines, page > 0, page + 1 < pages), shown


def line_of(house: House, office: Office, ticket: Ticket) -> str:
    """A request on one line, in the language of ``office``: colour, reference, topic or subject, place, state, who has
    it, on whom it waits, how long ago it was last handled."""
    topic = name_in(house.directory.topic(ticket.topic).names, office.language)
    state = house.staff_says(office, cards.STATES[ticket.state])
    parts = [ticket.subject or topic, cards.place_name(house, ticket), state]
    if ticket.is_open:
        whom = house.staff_says(office, N_("waits for: {whom}"), whom=cards.waiting(house, office, ticket))
        parts += [
            staff_name(house, ticket.handler),
            whom,
            ago(house, office, idle(ticket, house.now())),
        ]
    flags = ("⚡" if ticket.act_now else "") + ("🔺" if ticket.escalated and ticket.is_open else "")
    name = " · ".join(part for part in (ticket.reference, ticket.code) if part)
    head = f"{flags}{cards.colour(house, ticket) or ''} {name}".strip()
    return f"{head} · {' · '.join(part for part in parts if part)}"


def ago(house: House, office: Office, time: timedelta) -> str:
    """How long, in one short unit."""
    minutes = int(time.total_seconds()) // 60
    if minutes < 60:
        return house.staff_says(office, N_("{number} min"), number=minutes)
    if minutes < 48 * 60:
        return house.staff_says(office, N_("{number} h"), number=minutes // 60)
    return house.staff_says(office, N_("{number} d"), number=minutes // (24 * 60))
