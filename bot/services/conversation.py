"""What is said on a ticket, kept and shown on the other side, and changed there when its author changes it: public
messages to and from the resident, internal comments to the staff channel (rows C1, C2, C6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.addresses import MessageRef, Place, notes_thread, resident_chat
from bot.domain.audience import N_, ForResident, Phrase, Public, Recall, Rewrite, StaffNote
from bot.domain.commands import FileValues
from bot.domain.directory import name_in
from bot.domain.ids import AttachmentId, MessageId, StaffKey, TicketId
from bot.domain.message import Attachment, Author, InternalMessage, PublicMessage
from bot.domain.people import Resident
from bot.domain.text import split, units
from bot.domain.ticket import Move, Ticket
from bot.ports.desk import Post, RewordCopy, Upload
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


async def survivor(u: UnitOfWork, ticket: Ticket) -> Ticket:
    """The ticket that goes on in place of one that was joined to another."""
    while ticket.merged_into is not None:
        ticket = await u.tickets.get(ticket.merged_into)
    return ticket


async def from_resident(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    ticket: Ticket,
    text: str,
    files: FileValues,
    ref: MessageRef | None,
    *,
    answers: MessageId | None = None,
) -> None:
    """Add what a resident wrote to his ticket and show it in the thread; ``ref`` is then signed as received.
    ``answers`` is the message that he replied to."""
    kept = tuple([await keep_file(u, resident.channel, ticket.id, file) for file in files])
    author = Public(ticket.author_name)
    message = PublicMessage(
        u.ids.message(), ticket.id, Author.RESIDENT, author, Public(text), house.now(), kept, answers
    )
    await u.messages.add_public(message)
    await show_in_thread(u, house, ticket, message, author=author, source=ref)
    if ref is not None:
        await u.messages.link(ref, message.id, ticket.id)
    await cards.update(u, house, ticket, ticket.move(Move.RESIDENT_WROTE, house.now()))


async def show_in_thread(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    message: PublicMessage,
    *,
    author: str,
    source: MessageRef | None = None,
) -> None:
    """Show a public message in the ticket's thread: as many parts as it needs, then its files, each a delivery of its
    own. What has words for staff shows these first, below them what was sent. ``source`` is the original, signed once
    all have arrived."""
    above = await _quoted(u, house, ticket, message)
    below = await _earlier(u, house, ticket, message.id)
    if message.for_staff:
        sent = house.staff_says(house.directory.office(ticket.office), SENT)
        posts = _posts(message.for_staff, author, above, "") + _posts(message.text, "", sent, below)
    else:
        posts = _posts(message.text, author, above, below)
    for part, post in enumerate(posts):
        await u.outbox.to_desk(ticket.thread, post, message=message.id, part=part, source=source)
    for number, attachment in enumerate(message.attachments):
        upload = Upload(attachment, author=author, caption="" if posts or number else above)
        await u.outbox.to_desk(ticket.thread, upload, message=message.id, part=-1 - number, source=source)


async def reword_in_thread(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    before: PublicMessage,
    after: PublicMessage,
    *,
    source: MessageRef | None = None,
) -> None:
    """Change what ``show_in_thread`` made of a message to its new words, with the earlier ones below. A post that is
    no longer needed is emptied."""
    above = await _quoted(u, house, ticket, after)
    below = await _earlier(u, house, ticket, after.id)
    posts = _posts(after.text, after.author_name, above, below)
    posts += [Post("", icon="✂️") for _ in _parts(before.text)[len(posts) :]]
    for part, post in enumerate(posts):
        await u.outbox.to_desk(
            ticket.thread, RewordCopy(after.id, post), message=after.id, part=part, source=source
        )


SENT = N_("Sent in these words:")
"""Above what he received, below the same in the words of staff."""
EARLIER = N_("Edited. Earlier: {versions}")
ANSWERS = N_("↩️ In answer to {who}: “{words}”")
SHORT = 150
"""A quote's length at most, in UTF-16 units."""
LONG = 1500
"""The same of all earlier versions together."""


def _parts(text: str) -> list[str]:
    return split(text) if text else []


def _posts(text: str, author: str, above: str, below: str) -> list[Post]:
    parts = _parts(text)
    last = len(parts) - 1
    return [
        Post(
            part,
            author=author if number == 0 else "",
            above=above if number == 0 else "",
            below=below if number == last else "",
        )
        for number, part in enumerate(parts)
    ]


def _short(text: str, limit: int) -> str:
    flat = " ".join(text.split())
    return flat if units(flat) <= limit else f"{split(flat, limit)[0].rstrip()}…"


async def _earlier(u: UnitOfWork, house: House, ticket: Ticket, message: MessageId) -> str:
    """What a message said before it was edited, the latest first; nothing for one that never was."""
    earlier = [" ".join(text.split()) for text in reversed(await u.messages.versions(message))]
    versions = [f"“{text}”" for text in earlier if text]
    if not versions:
        return ""
    office = house.directory.office(ticket.office)
    return house.staff_says(office, EARLIER, versions=_short(" · ".join(versions), LONG))


async def _quoted(u: UnitOfWork, house: House, ticket: Ticket, message: PublicMessage) -> str:
    """The beginning of what a message answers."""
    quoted = await u.messages.public(message.answers) if message.answers else None
    if quoted is None:
        return ""
    office = house.directory.office(ticket.office)
    words = _short(quoted.text, SHORT) if quoted.text else "📎"
    return house.staff_says(office, ANSWERS, who=quoted.author_name, words=words)


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
    contents = _signed(house, resident, message)
    heading = Public("") if contents else _heading(house, resident, message)
    chat = resident_chat(resident.id)
    for part, content in enumerate(contents):
        await u.outbox.to_resident(chat, content, message=message.id, part=part, source=source)
    for number, attachment in enumerate(message.attachments):
        content = ForResident(heading, attachment=attachment)
        await u.outbox.to_resident(chat, content, message=message.id, part=-1 - number, source=source)


async def reword_for_resident(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    before: PublicMessage,
    after: PublicMessage,
    *,
    source: MessageRef | None = None,
) -> None:
    """Change what ``send_to_resident`` made of a message to its new words: parts that differ are edited, more are sent,
    those that fell away are taken back."""
    chat = resident_chat(resident.id)
    old, new = _signed(house, resident, before), _signed(house, resident, after)
    for part, content in enumerate(new):
        if content not in old[part : part + 1]:
            rewrite = Rewrite(after.id, content)
            await u.outbox.to_resident(chat, rewrite, message=after.id, part=part, source=source)
    if len(old) > len(new):
        gone = Recall(after.id, tuple(range(len(new), len(old))))
        await u.outbox.to_resident(chat, gone, message=after.id)


async def take_back(u: UnitOfWork, house: House, message: PublicMessage, ticket: Ticket) -> None:
    """Recall a public message of staff: the resident's copies go, text and files (DESIGN §3)."""
    await u.messages.recall(message.id, house.now())
    files = tuple(-1 - number for number in range(len(message.attachments)))
    parts = (*range(len(_parts(message.text))), *files)
    await u.outbox.to_resident(resident_chat(ticket.resident), Recall(message.id, parts), message=message.id)


def _heading(house: House, resident: Resident, message: PublicMessage) -> Public:
    return house.words.say(Phrase(SIGNED, {"who": message.author_name}), resident.language)


def _signed(house: House, resident: Resident, message: PublicMessage) -> list[ForResident]:
    heading = _heading(house, resident, message)
    return [
        ForResident(Public(f"{heading}\n{part}" if number == 0 else part))
        for number, part in enumerate(_parts(message.text))
    ]


async def keep_note(
    u: UnitOfWork, house: House, note: StaffNote, name: str, *, ref: MessageRef | None = None
) -> MessageId:
    """Keep an internal comment; ``ref`` is where it was written."""
    kept = InternalMessage(u.ids.message(), note.ticket, name, note.text, house.now())
    await u.messages.add_note(note, kept)
    if ref is not None:
        await u.messages.link(ref, kept.id, note.ticket)
    return kept.id


async def hand_over(
    u: UnitOfWork, house: House, ticket: Ticket, note: StaffNote, name: str, *, message: MessageId
) -> None:
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
    for part, post in enumerate(_posts(note.text, name, "", "") or [Post("", author=name)]):
        await u.outbox.to_desk(destination, post, message=message, part=part)


async def reword_note(
    u: UnitOfWork, house: House, ticket: Ticket, note: StaffNote, name: str, *, message: MessageId
) -> None:
    """Change what ``hand_over`` made of an internal comment to its new words, with the earlier ones below."""
    earlier = await u.messages.versions(message)
    posts = _posts(note.text, name, "", await _earlier(u, house, ticket, message))
    posts += [Post("", icon="✂️") for _ in _parts(earlier[-1])[len(posts) :]]
    for part, post in enumerate(posts):
        await u.outbox.to_desk(notes_thread(ticket.id), RewordCopy(message, post), message=message, part=part)


NOT_STAFF = StaffKey("?")
"""The author of a comment that nobody of the office file wrote."""
