"""Many messages in few posts: what was said before a thread was lost, what came in a flood."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.domain.addresses import Destination
from bot.domain.audience import N_
from bot.domain.ids import MessageId, opening_of
from bot.domain.message import SAID, Author, PublicMessage
from bot.domain.text import shortened, split, units
from bot.domain.ticket import Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.services.house import House
from bot.services.relay import versions

LONGEST = 8_000
"""A digest post's text at most: well below Slack's 13,200 characters a post, with the lines around it."""
RECENT = 20
"""How many of the last messages another thread repeats; what was before is linked."""
SHORT = 300
"""A repeated message's length at most, in UTF-16 units."""

DIGEST = 10_000
"""The part of a message that a post of several is: an edit changes its own parts, never such a post."""

BEFORE = N_("What was said before")
EARLIER = N_("… and {number} earlier messages.")
TOGETHER = N_("{count} messages in a row, {first}–{last}")


async def said_after_opening(u: UnitOfWork, ticket: Ticket) -> list[PublicMessage]:
    """All public messages of a ticket but the one that opened it, which its card shows."""
    return [one for one in await u.messages.public_of(ticket.id) if one.id != opening_of(ticket.id)]


def recent(said: list[PublicMessage]) -> tuple[list[PublicMessage], int]:
    """The last ones, which another thread repeats, and how many were before."""
    return said[-RECENT:], max(len(said) - RECENT, 0)


def earlier(house: House, ticket: Ticket, number: int, thread: Destination | None) -> list[Post]:
    """The line that stands for that many messages, with a link to where they are."""
    line = house.staff_says(house.directory.office(ticket.office), EARLIER, number=number)
    return [Post(line, thread=thread)] if number else []


async def history(u: UnitOfWork, house: House, ticket: Ticket, *, coming: set[MessageId]) -> list[Post]:
    """The last messages of a ticket, shortened, for staff who go on in a new thread. What is ``coming`` there is left
    out, and so is all that the resident wrote after the first of it: it stands behind it in the same lane."""
    office = house.directory.office(ticket.office)
    said: list[PublicMessage] = []
    behind = False
    for one in await said_after_opening(u, ticket):
        behind = behind or one.id in coming
        if one.id not in coming and not (behind and one.author is Author.RESIDENT):
            said.append(one)
    last, before = recent(said)
    lines = [
        f"{house.moment(one.at, ticket, office.language)} · "
        + house.staff_says(office, SAID, who=one.author_name, words=shortened(_words(one), SHORT))
        for one in last
    ]
    title = house.staff_says(office, BEFORE)
    texts = [text for text, _ in _packed(lines)]
    posts = [Post(text, above=title if number == 0 else "") for number, text in enumerate(texts)]
    return [*earlier(house, ticket, before, None), *posts]


async def show_together(
    u: UnitOfWork, house: House, ticket: Ticket, messages: Sequence[PublicMessage]
) -> None:
    """Show messages of a resident in full, each with its time, in the ticket's thread. Each post is known by the first
    message in it."""
    office = house.directory.office(ticket.office)
    zone = ZoneInfo(house.directory.time_zone(ticket.office, ticket.residence))
    times = [one.at.astimezone(zone).strftime("%H:%M:%S") for one in messages]
    lines = [
        f"{time} {_words(one)}{await _earlier(u, house, ticket, one)}"
        for time, one in zip(times, messages, strict=True)
    ]
    title = house.staff_says(office, TOGETHER, count=len(messages), first=times[0], last=times[-1])
    for text, first in _packed(lines):
        post = Post(text, author=ticket.author_name, icon="📚", above=title if first == 0 else "")
        await u.outbox.to_desk(ticket.thread, post, message=messages[first].id, part=DIGEST)


async def _earlier(u: UnitOfWork, house: House, ticket: Ticket, message: PublicMessage) -> str:
    said = await versions.earlier(u, house, ticket, message.id, (message.text, message.spans))
    return f"\n    ✏️ {said}" if said else ""


def _words(message: PublicMessage) -> str:
    files = "📎" * len(message.attachments)
    return " ".join(part for part in (message.text, files) if part)


def _packed(lines: list[str]) -> list[tuple[str, int]]:
    """Lines in as few texts of at most ``LONGEST`` as they fit in, each with its first line's number; a longer line
    is cut, nothing is left out."""
    texts: list[tuple[str, int]] = []
    for number, line in ((n, part) for n, whole in enumerate(lines) for part in split(whole, LONGEST)):
        if texts and units(texts[-1][0]) + 1 + units(line) <= LONGEST:
            texts[-1] = (f"{texts[-1][0]}\n{line}", texts[-1][1])
        else:
            texts.append((line, number))
    return texts
