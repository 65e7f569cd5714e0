"""What every request begins as, however it came about: a ticket and the words it is about (rows A2, B1, B3)."""

from __future__ import annotations

from bot.domain.audience import Public
from bot.domain.directory import Topic
from bot.domain.ids import AttachmentId, ResidenceKey, opening_of
from bot.domain.message import Author, PublicMessage
from bot.domain.people import Resident
from bot.domain.ticket import Ticket, Way
from bot.ports.store import UnitOfWork
from bot.routing.table import route
from bot.services.house import House


def new_ticket(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    topic: Topic,
    words: str,
    *,
    author: str,
    residence: ResidenceKey | None,
    residence_words: str | None,
    unit: str | None,
    came_by: Way,
) -> Ticket:
    """A request of a resident's, numbered and routed; not yet dated, nor stored."""
    office, way, now = house.directory.office(topic.office), route(house.directory, topic), house.now()
    return Ticket(
        id=u.ids.ticket(),
        reference=u.ids.reference(),
        office=office.key,
        resident=resident.id,
        author_name=author,
        language=resident.language,
        residence=residence,
        residence_words=residence_words,
        unit=unit,
        topic=topic.key,
        department=way.department.key,
        shape=way.shape,
        description=words,
        opened_at=now,
        due_at=now,
        owed_since=now,
        in_review=way.review,
        came_by=came_by,
        contact=None if resident.has_chat else resident.contact,
        needs_price=topic.paid,
    )


async def keep_opening(u: UnitOfWork, ticket: Ticket, files: tuple[AttachmentId, ...] = ()) -> PublicMessage:
    """Keep the first message of a stored ticket: its description, which the card shows, and what came with it."""
    author, words = Public(ticket.author_name), Public(ticket.description)
    opening = PublicMessage(
        opening_of(ticket.id), ticket.id, Author.RESIDENT, author, words, ticket.opened_at, files
    )
    await u.messages.add_public(opening)
    return opening
