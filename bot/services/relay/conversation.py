"""What is said on a ticket, kept and shown on the other side, and changed there when its author changes it: public
messages to and from the resident, internal comments to the staff channel (rows C1, C2, C6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.addresses import MessageRef, Place, notes_thread, resident_chat
from bot.domain.audience import N_, ForResident, Phrase, Public, Recall, Rewrite, StaffNote
from bot.domain.commands import FileValues
from bot.domain.directory import Office, name_in
from bot.domain.ids import AttachmentId, MessageId, StaffKey, TicketId
from bot.domain.message import Attachment, Author, InternalMessage, PublicMessage
from bot.domain.people import Resident
from bot.domain.rich import Rich, Spans, moved, split_rich
from bot.domain.text import shortened
from bot.domain.thanks import is_thanks
from bot.domain.ticket import Move, State, Ticket
from bot.ports.desk import Action, Post, RewordCopy, Upload
from bot.ports.store import UnitOfWork
from bot.services.closing import satisfaction
from bot.services.desk import cards
from bot.services.desk.acting import Where
from bot.services.house import House
from bot.services.relay import albums, flood, versions
from bot.services.tickets.introductions import introduces


async def keep_file(
    u: UnitOfWork, channel: str, ticket: TicketId | None, file: Mapping[str, Any]
) -> AttachmentId:
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
    spans: Spans = (),
    heard: Mapping[str, str] | None = None,
) -> None:
    """Add what a resident wrote to his ticket and show it in the thread; ``ref`` is then signed as received.
    ``answers`` is the message that he replied to, ``heard`` are the messages of his chat that it was made of."""
    kept = tuple([await keep_file(u, resident.channel, ticket.id, file) for file in files])
    author = Public(ticket.author_name)
    message = PublicMessage(
        u.ids.message(),
        ticket.id,
        Author.RESIDENT,
        author,
        Public(text),
        house.now(),
        kept,
        answers,
        spans=spans,
    )
    await u.messages.add_public(message)
    await albums.remember(u, resident, message, files, ref.id if ref else "")
    if not await flood.gathers(u, house, resident, ticket, message):
        await show_in_thread(u, house, ticket, message, author=author, source=ref)
    if ref is not None:
        await u.messages.link(ref, message.id, ticket.id)
    await link_heard(u, resident, message, heard or {})
    move = await satisfaction.heard(u, house, resident, ticket, message)
    if move is not None and ticket.allows(move):
        await cards.update(u, house, ticket, ticket.move(move, house.now()))


async def link_heard(
    u: UnitOfWork, resident: Resident, message: PublicMessage, heard: Mapping[str, str]
) -> None:
    """Remember which messages of a resident's chat (their words by id) a form made this one of, those whose words it
    holds first: they can still be changed, reacted to and answered."""
    within = sorted(heard.items(), key=lambda one: not (one[1].strip() and one[1].strip() in message.text))
    for id, words in within:
        ref = MessageRef(resident.channel, resident.chat, id)
        await u.messages.link(ref, message.id, message.ticket, words=words)


async def show_in_thread(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    message: PublicMessage,
    *,
    author: str,
    source: MessageRef | None = None,
    start: int = 0,
    actions: tuple[Action, ...] = (),
) -> None:
    """Show a public message in the ticket's thread: as many parts as it needs, then its files, each a delivery of its
    own, all under one heading. What has words for staff shows these first, below them what was sent. ``source`` is the
    original, signed once all have arrived; parts before ``start`` are shown elsewhere."""
    above = await _quoted(u, house, ticket, message)
    below = await versions.earlier(u, house, ticket, message.id, (message.text, message.spans))
    said = replace(message, for_staff="") if below else message
    posts = _with_buttons(_shown(house, ticket, said, author, above, below), actions)[start:]
    if not posts and (len(message.attachments) > 1 or await u.albums.is_one(message.id)):
        posts, start = [Post("", author=author, above=above)], 0
    for part, post in enumerate(posts, start):
        await u.outbox.to_desk(ticket.thread, post, message=message.id, part=part, source=source)
    for number, attachment in enumerate(message.attachments):
        heading = ("", "") if posts else (author, above)
        upload = Upload(attachment, *heading)
        await u.outbox.to_desk(ticket.thread, upload, message=message.id, part=-1 - number, source=source)


async def join_thread(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    before: PublicMessage,
    after: PublicMessage,
    *,
    source: MessageRef | None = None,
) -> None:
    """Add to what ``show_in_thread`` made of a message what came late of it: its files below, its words in its
    heading."""
    if after.text != before.text:
        await reword_in_thread(u, house, ticket, before, after, source=source)
    for number in range(len(before.attachments), len(after.attachments)):
        upload = Upload(after.attachments[number])
        await u.outbox.to_desk(ticket.thread, upload, message=after.id, part=-1 - number, source=source)


async def reword_in_thread(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    before: PublicMessage,
    after: PublicMessage,
    *,
    source: MessageRef | None = None,
    actions: tuple[Action, ...] = (),
    below: str = "",
) -> None:
    """Change what ``show_in_thread`` made of a message to its new words, with the earlier ones (or ``below``) below. A
    post that is no longer needed is emptied. One that waits to be shown with others is shown as it is then."""
    if await u.gathering.has(after.id):
        return
    above = await _quoted(u, house, ticket, after)
    earlier = await versions.earlier(u, house, ticket, after.id, (after.text, after.spans))
    said = replace(after, for_staff="") if earlier else after
    posts = _with_buttons(_shown(house, ticket, said, after.author_name, above, below or earlier), actions)
    shown = len(_parts(before.for_staff)) + len(_parts(before.text))
    posts += [Post("", icon="✂️") for _ in range(len(posts), shown)]
    for part, post in enumerate(posts):
        await u.outbox.to_desk(
            ticket.thread, RewordCopy(after.id, post), message=after.id, part=part, source=source
        )


SENT = N_("Sent in these words:")
"""Above what he received, below the same in the words of staff."""
ANSWERS = N_("↩️ In answer to {who}: “{words}”")
SHORT = 150
"""A quote's length at most, in UTF-16 units."""


def _parts(text: str, spans: Spans = ()) -> list[Rich]:
    return split_rich(text, spans) if text else []


def _posts(said: Rich, author: str, above: str, below: str) -> list[Post]:
    text, spans = said
    return Post(text, author, above=above, below=below, spans=spans).in_parts() if text else []


def _shown(
    house: House, ticket: Ticket, message: PublicMessage, author: str, above: str, below: str
) -> list[Post]:
    """The posts of a message; the words for staff, where it has some (an edited one has none), above what was sent."""
    said = message.text, message.spans
    if not message.for_staff:
        return _posts(said, author, above, below)
    sent = house.staff_says(house.directory.office(ticket.office), SENT)
    return [*_posts((message.for_staff, ()), author, above, ""), *_posts(said, "", sent, below)]


def _with_buttons(posts: list[Post], actions: tuple[Action, ...]) -> list[Post]:
    return [*posts[:-1], replace(posts[-1], actions=actions)] if posts and actions else posts


async def _quoted(u: UnitOfWork, house: House, ticket: Ticket, message: PublicMessage) -> str:
    """The beginning of what a message answers."""
    quoted = await u.messages.public(message.answers) if message.answers else None
    if quoted is None:
        return ""
    office = house.directory.office(ticket.office)
    words = shortened(quoted.text, SHORT) if quoted.text else "📎"
    return house.staff_says(office, ANSWERS, who=quoted.author_name, words=words)


SIGNED = N_("{who}:")
"""Above what a member of staff wrote."""
IN_HIS_HANDS = N_("Your request {reference} is now looked after by {who}:")
"""The same above the first words of whoever becomes its handler by them."""


def post_buttons(house: House, office: Office, message: MessageId) -> tuple[Action, ...]:
    """The buttons of a post that shows what staff wrote in a window."""
    offered = [action for action in house.actions if action.where is Where.POST]
    return tuple(cards.button(house, office, action, message) for action in offered)


async def send_to_resident(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    message: PublicMessage,
    *,
    source: MessageRef | None = None,
) -> None:
    """Queue a public message of staff for the resident's chat, signed, as ``show_in_thread`` does for the desk."""
    for part, content in await parts_for_resident(u, house, resident, message):
        await u.outbox.to_resident(
            resident_chat(resident.id), content, message=message.id, part=part, source=source
        )


async def parts_for_resident(
    u: UnitOfWork, house: House, resident: Resident, message: PublicMessage
) -> list[tuple[int, ForResident]]:
    """What a resident gets of a public message of staff, each with the part that it is: its text from 0 up, its files
    from -1 down; the first of them is signed."""
    heading = await _heading(u, house, resident, message)
    texts = _signed(heading, message)
    files = [
        ForResident(heading if not texts and number == 0 else Public(""), attachment=attachment)
        for number, attachment in enumerate(message.attachments)
    ]
    return [*enumerate(texts), *((-1 - number, file) for number, file in enumerate(files))]


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
    heading = await _heading(u, house, resident, after)
    old, new = _signed(heading, before), _signed(heading, after)
    for part, content in enumerate(new):
        if content not in old[part : part + 1]:
            rewrite = Rewrite(after.id, content)
            await u.outbox.to_resident(chat, rewrite, message=after.id, part=part, source=source)
    if len(old) > len(new):
        gone = Recall(after.id, tuple(range(len(new), len(old))))
        await u.outbox.to_resident(chat, gone, message=after.id, part=len(new), source=source)


async def take_back(u: UnitOfWork, house: House, message: PublicMessage, ticket: Ticket) -> None:
    """Recall a public message of staff: the resident's copies go, text and files (ADR 0014), those too that a chat
    holds which is no longer his."""
    await u.messages.recall(message.id, house.now())
    files = tuple(-1 - number for number in range(len(message.attachments)))
    parts = (*range(len(_parts(message.text))), *files)
    for chat in sorted({resident_chat(ticket.resident), *await u.messages.holders(message.id)}):
        await u.outbox.to_resident(chat, Recall(message.id, parts), message=message.id)
    await cards.update(u, house, ticket, await _without(u, house, message, ticket))


async def _without(u: UnitOfWork, house: House, message: PublicMessage, ticket: Ticket) -> Ticket:
    """The ticket as though this had not been said: a question taken back waits for nobody, and words of the resident's
    that nothing else answers are owed an answer since they were written (row D3)."""
    asked = any(
        one.what == "asked" and one.detail.partition(" ")[0] == message.id
        for one in await u.history(ticket.id)
    )
    if asked and ticket.state is State.WAITING_RESIDENT:
        ticket = ticket.move(Move.RESUME, house.now())
    elif ticket.state is not State.OPEN or ticket.owed_since is not None:
        return ticket
    since = None
    for said in reversed(await u.messages.public_of(ticket.id)):
        if said.author is not Author.RESIDENT:
            break
        if said.at <= message.at and not is_thanks(said.text):
            since = said.at
    return replace(ticket, owed_since=since)


async def _heading(u: UnitOfWork, house: House, resident: Resident, message: PublicMessage) -> Public:
    """Who speaks; above the first answer of whoever becomes the handler by it, also that."""
    if not await introduces(u, message.ticket, message.id):
        return house.words.say(Phrase(SIGNED, {"who": message.author_name}), resident.language)
    ticket = await u.tickets.get(message.ticket)
    params = {"who": message.author_name, "reference": Public(ticket.reference)}
    return house.words.say(Phrase(IN_HIS_HANDS, params), resident.language)


def _signed(heading: Public, message: PublicMessage) -> list[ForResident]:
    contents: list[ForResident] = []
    for part, spans in _parts(message.text, message.spans):
        above = "" if contents else f"{heading}\n"
        contents.append(ForResident(Public(above + part), spans=moved(spans, len(above))))
    return contents


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
    """Bring an internal comment to the office's staff channel, in the ticket's one thread there (row C6). One without
    words makes no post; its files follow."""
    await _have_notes(u, house, ticket)
    for part, post in enumerate(_posts((note.text, ()), name, "", "")):
        await u.outbox.to_desk(notes_thread(ticket.id), post, message=message, part=part)


async def _have_notes(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    if await u.places.get(notes_thread(ticket.id)) is None:
        await open_notes(u, house, ticket, house.directory.office(ticket.office).staff_channel)


async def open_notes(u: UnitOfWork, house: House, ticket: Ticket, room: str) -> None:
    """Open the ticket's thread of internal comments in a channel of staff."""
    office = house.directory.office(ticket.office)
    destination = notes_thread(ticket.id)
    await u.places.put(destination, Place(house.desk, room))
    topic = name_in(house.directory.topic(ticket.topic).names, office.language)
    title = house.staff_says(
        office, N_("Internal comments on {reference} · {topic}"), reference=ticket.reference, topic=topic
    )
    body = f"{title}\n{cards.place_name(house, ticket)} · {ticket.author_name}"
    await u.outbox.to_desk(destination, Post(body, icon="🔒"), opens_thread=True)


async def reword_note(
    u: UnitOfWork, house: House, ticket: Ticket, note: StaffNote, name: str, *, message: MessageId
) -> None:
    """Change what ``hand_over`` made of an internal comment to its new words, with the earlier ones below."""
    await _have_notes(u, house, ticket)
    earlier = await u.messages.versions(message)
    posts = _posts(
        (note.text, ()), name, "", await versions.earlier(u, house, ticket, message, (note.text, ()))
    )
    posts += [Post("", icon="✂️") for _ in _parts(*earlier[-1])[len(posts) :]]
    for part, post in enumerate(posts):
        await u.outbox.to_desk(notes_thread(ticket.id), RewordCopy(message, post), message=message, part=part)


NOT_STAFF = StaffKey("?")
"""The author of a comment that nobody of the office file wrote."""
