"""Many messages in few posts: what was said before a thread was lost, what came in a flood."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.domain.audience import N_
from bot.domain.message import PublicMessage
from bot.domain.text import split, units
from bot.domain.ticket import Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.services.house import House

LONGEST = 8_000
"""A digest post's text at most: well below Slack's 13,200 characters a post, with the lines around it."""
RECENT = 30
"""How many of the last messages a new thread repeats."""
SHORT = 300
"""A repeated message's length at most, in UTF-16 units."""

BEFORE = N_("What was said before")
TOGETHER = N_("{count} messages in a row, {first}–{last}")


async def history(u: UnitOfWork, house: House, ticket: Ticket, *, without: set[str]) -> list[Post]:
    """The last messages of a ticket, shortened, for staff who go on in a new thread."""
    office = house.directory.office(ticket.office)
    said = [one for one in await u.messages.public_of(ticket.id) if one.id not in without][-RECENT:]
    lines = [
        f"{house.moment(one.at, ticket, office.language)} · {one.author_name}: {_short(_words(one))}"
        for one in said
    ]
    title = house.staff_says(office, BEFORE)
    return [Post(text, above=title if number == 0 else "") for number, text in enumerate(_packed(lines))]


def together(house: House, ticket: Ticket, messages: Sequence[PublicMessage]) -> list[Post]:
    """Messages of a resident in full, each with its time."""
    office = house.directory.office(ticket.office)
    zone = ZoneInfo(house.directory.time_zone(ticket.office, ticket.residence))
    times = [one.at.astimezone(zone).strftime("%H:%M:%S") for one in messages]
    lines = [f"{time} {_words(one)}" for time, one in zip(times, messages, strict=True)]
    title = house.staff_says(office, TOGETHER, count=len(messages), first=times[0], last=times[-1])
    return [
        Post(text, author=ticket.author_name, icon="📚", above=title if number == 0 else "")
        for number, text in enumerate(_packed(lines))
    ]


def _words(message: PublicMessage) -> str:
    files = "📎" * len(message.attachments)
    return " ".join(part for part in (message.text, files) if part)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if units(flat) <= SHORT else f"{split(flat, SHORT)[0].rstrip()}…"


def _packed(lines: list[str]) -> list[str]:
    """Lines in as few texts of at most ``LONGEST`` as they fit in; a longer line is cut, nothing is left out."""
    texts: list[str] = []
    for line in (part for whole in lines for part in split(whole, LONGEST)):
        if texts and units(texts[-1]) + 1 + units(line) <= LONGEST:
            texts[-1] = f"{texts[-1]}\n{line}"
        else:
            texts.append(line)
    return texts
