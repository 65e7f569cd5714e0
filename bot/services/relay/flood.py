"""A resident who writes more in a minute than a thread can show: nothing is lost, he is told so once, and staff get it
in few posts.

Slack takes about one post a second and channel (docs.slack.dev/apis/web-api/rate-limits), which all tickets of a
department share: a flood shown message by message would hold up everybody else's.
"""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import N_, Phrase
from bot.domain.ids import TicketId
from bot.domain.message import PublicMessage
from bot.domain.people import Resident
from bot.domain.ticket import Ticket
from bot.ports.desk import Upload
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.house import House
from bot.services.relay import digests

MINUTE = timedelta(minutes=1)
GATHER = timedelta(seconds=20)
"""How long messages are gathered before they are shown together: three posts a minute instead of sixty."""
QUIET = timedelta(minutes=10)
"""How long a resident must have stopped before he is told again that all has arrived."""

HAVE_ALL = N_(
    "We have all your messages, thank you: nothing is lost. There are many in a short time, so your office sees them "
    "together."
)


async def gathers(
    u: UnitOfWork, house: House, resident: Resident, ticket: Ticket, message: PublicMessage
) -> bool:
    """Whether a message that was just kept is one of a flood. Then its text waits to be shown with others, its files go
    slowly, and the resident is told once."""
    limit = house.directory.office(ticket.office).flood_per_minute
    gathering = await u.gathering.any(ticket.id)
    if not gathering and await u.gathering.said_since(ticket.id, house.now() - MINUTE) <= limit:
        return False
    await u.gathering.add(message.id, ticket.id)
    await show_files(u, ticket, message)
    if not gathering:
        await u.timers.set(Timer("digest", ticket.id, house.now() + GATHER))
    if await u.timers.at("flood", resident.id) is None:
        await house.respond(u, resident, Phrase(HAVE_ALL))
    await u.timers.set(Timer("flood", resident.id, house.now() + QUIET))
    return True


async def show_files(u: UnitOfWork, ticket: Ticket, message: PublicMessage) -> None:
    """Show the files of a message of a flood in the ticket's thread, slowly."""
    for number, attachment in enumerate(message.attachments):
        upload = Upload(attachment, author=message.author_name, slow=True)
        await u.outbox.to_desk(ticket.thread, upload, message=message.id, part=-1 - number)


async def show(u: UnitOfWork, house: House, ticket: TicketId) -> None:
    """Show what was gathered in the ticket's thread."""
    messages = await u.gathering.take(ticket)
    if messages:
        await digests.show_together(u, house, await u.tickets.get(ticket), messages)
