"""What is said on a ticket, kept and shown on the other side: public messages to and from the resident, internal
comments to the staff channel (rows C1, C2, C6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.addresses import MessageRef, Place, notes_thread, resident_chat
from bot.domain.audience import N_, ForResident, Phrase, Public, StaffNote
from bot.domain.commands import FileValues
from bot.domain.directory import name_in
from bot.domain.ids import AttachmentId, StaffKey, TicketId
from bot.domain.message import Attachment, Author, InternalMessage, PublicMessage
from bot.domain.people import Resident
from bot.domain.text import split
from bot.domain.ticket import Move, Ticket
from bot.ports.desk import Post, Upload
from bot.ports.store import UnitOfWork
from bot.services import cards
from bot.services.house import House


async def keep_file(u: UnitOfWork, channel: str, ticket: TicketId, file: Mapping[str, Any]) -> AttachmentId:
    """Remember a file of a message (JSON value of ``FileRef``); its bytes are fetched when it is delivered."""
    id = u.ids.attachment()
    attachment = Attachment(
        id, ticket, channel, file["source"], file["kind"], file["name"], file["media_type"], file.get("size")
    )
    await u.messages.add_attachment(attachment)
    return id


async def from_resident(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    ticket: Ticket,
    text: str,
    files: FileValues,
    ref: MessageRef | None,
) -> None:
    """Add what a resident wrote to his ticket and show it in the thread; ``ref`` is then signed as received."""
    kept = tuple([await keep_file(u, resident.channel, ticket.id, file) for file in files])
    author = Public(ticket.author_name)
    message = PublicMessage(
        u.ids.message(), ticket.id, Author.RESIDENT, author, Public(text), house.now(), kept
    )
    await u.messages.add_public(message)
    await show_in_thread(u, ticket, message, author=author, source=ref)
    if ref is not None:
        await u.messages.link(ref, message.id, ticket.id)
    after = ticket.move(Move.RESIDENT_WROTE)
    if after != ticket:
        await cards.refresh(u, house, await u.tickets.save(after))


async def show_in_thread(
    u: UnitOfWork, ticket: Ticket, message: PublicMessage, *, author: str, source: MessageRef | None = None
) -> None:
    """Show a public message in the ticket's thread: as many parts as it needs, then its files, each a delivery of its
    own. ``source`` is the original, signed once all have arrived."""
    contents: list[Post | Upload] = [
        Post(part, author=author if number == 0 else "")
        for number, part in enumerate(split(message.text) if message.text else [])
    ]
    contents += [Upload(attachment, author=author) for attachment in message.attachments]
    for content in contents:
        await u.outbox.to_desk(ticket.thread, content, message=message.id, source=source)


SIGNED = N_("{who}:")
"""Above what a member of staff wrote."""


async def send_to_resident(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    message: PublicMessage,
    *,
    source: MessageRef | None = None,
) -> None:
    """Queue a public message of staff for the resident's chat, signed, as ``show_in_thread`` does for the desk."""
    heading = house.words.say(Phrase(SIGNED, {"who": message.author_name}), resident.language)
    contents = [
        ForResident(Public(f"{heading}\n{part}" if number == 0 else part))
        for number, part in enumerate(split(message.text) if message.text else [])
    ]
    for attachment in message.attachments:
        caption = Public("") if contents else heading
        contents.append(ForResident(caption, attachment=attachment))
    chat = resident_chat(resident.id)
    for content in contents:
        await u.outbox.to_resident(chat, content, message=message.id, source=source)


async def keep_note(
    u: UnitOfWork, house: House, note: StaffNote, name: str, *, ref: MessageRef | None = None
) -> None:
    """Keep an internal comment; ``ref`` is where it was written."""
    kept = InternalMessage(u.ids.message(), note.ticket, name, note.text, house.now())
    await u.messages.add_note(note, kept)
    if ref is not None:
        await u.messages.link(ref, kept.id, note.ticket)


async def hand_over(u: UnitOfWork, house: House, ticket: Ticket, note: StaffNote, name: str) -> None:
    """Bring an internal comment to the office's staff channel, in the ticket's one thread there (row C6)."""
    office = house.directory.office(ticket.office)
    destination = notes_thread(ticket.id)
    if await u.places.get(destination) is None:
        await u.places.put(destination, Place(house.desk, office.staff_channel))
        topic = name_in(house.directory.topic(ticket.topic).names, office.language)
        title = house.staff_says(
            office, N_("Internal comments on {reference} · {topic}"), reference=ticket.reference, topic=topic
        )
        body = f"{title}\n{cards.place_name(house, ticket)} · {ticket.author_name}"
        await u.outbox.to_desk(destination, Post(body, icon="🔒"), opens_thread=True)
    for number, part in enumerate(split(note.text)):
        await u.outbox.to_desk(destination, Post(part, author=name if number == 0 else ""))


NOT_STAFF = StaffKey("?")
"""The author of a comment that nobody of the office file wrote."""
