"""What a resident's requests are called to him, each so that he can tell it from the others (rows A1, A13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.domain.audience import Public
from bot.domain.directory import name_in
from bot.domain.ids import TicketId
from bot.domain.text import shortened
from bot.domain.ticket import Ticket, Way
from bot.services.house import House

LONGEST = 30
"""Characters of his own words: the name stands on a button."""


def called(house: House, tickets: Sequence[Ticket], language: str) -> Mapping[TicketId, Public]:
    """The topic, and the subject that staff gave. Those that would be called the same also by the first of his words;
    where staff wrote them for him, by when it was opened."""
    plain = {one.id: _plain(house, one, language) for one in tickets}
    common = Counter(plain.values())
    return {
        one.id: _with(plain[one.id], _apart(house, one, language))
        if common[plain[one.id]] > 1
        else plain[one.id]
        for one in tickets
    }


def _plain(house: House, ticket: Ticket, language: str) -> Public:
    topic = name_in(house.directory.topic(ticket.topic).names, language)
    return _with(topic, Public(ticket.subject)) if ticket.subject else topic


def _apart(house: House, ticket: Ticket, language: str) -> Public:
    if ticket.came_by is not Way.CHAT or ticket.split_from is not None:
        return house.moment(ticket.opened_at, ticket, language)
    return Public(shortened(ticket.description, LONGEST))


def _with(name: Public, more: Public) -> Public:
    return Public(f"{name} · {more}")
