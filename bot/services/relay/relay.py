"""What is written on the desk goes to whom it is for: the resident, or the staff channel (rows C1, C5, C6)."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta

from bot.domain.addresses import Destination, Place, notes_thread, ticket_of
from bot.domain.addressing import behind_call, speaks_to
from bot.domain.audience import N_, Public, StaffNote
from bot.domain.directory import Office, Staff
from bot.domain.errors import NotYet
from bot.domain.ids import MessageId
from bot.domain.internal_signs import without_sign
from bot.domain.message import Author, InternalMessage, PublicMessage
from bot.domain.rich import flat
from bot.domain.ticket import Move, Shape, Ticket
from bot.domain.visibility import Audience, Facts, Verdict, audience_of
from bot.ports.desk import Action, Mark, Post, SetMark, Upload, Whisper
from bot.ports.inbound import DeskDeletion, DeskEdit, DeskMessage, is_picture
from bot.ports.store import UnitOfWork
from bot.services.desk import cards, slips
from bot.services.desk.acting import SAY, action_named, subject_of
from bot.services.house import House
from bot.services.relay.conversation import (
    NOT_STAFF,
    hand_over,
    keep_file,
    keep_note,
    reword_for_resident,
    reword_in_thread,
    reword_note,
    send_to_resident,
    take_back,
)
from bot.services.relay.threads import stands_in
from bot.services.technicians import technician_words
from bot.services.tickets.introductions import introduce
from bot.services.works import photo_questions

OUTSIDER = N_(
    "Somebody who is not of this office's workspace wrote in the thread of {reference}; nothing was relayed."
)


async def from_desk(u: UnitOfWork, house: House, message: DeskMessage) -> None:
    """Take a message written in a ticket's thread to whom it is for; anything else on the desk is not ours. Whoever
    writes to us alone hears that nobody reads it. Raises NotYet where its thread may be one that is being opened."""
    if message.direct:
        await _nobody_reads(u, house, message)
    if message.direct or message.thread is None:
        return
    there = Place(house.desk, message.ref.room, message.thread)
    thread = await u.places.at(there)
    if thread is None and (await u.outbox.opening(there.channel, there.room) or await u.places.at(there)):
        raise NotYet(f"a thread in {there.room} that may be ours")  # by now it may be known
    id = ticket_of(thread) if thread else None
    if thread is None or id is None or await u.messages.linked(message.ref):
        return
    ticket = await u.tickets.get(id)
    member = house.directory.member_by_slack(message.user.id)
    if thread == notes_thread(ticket.id):
        if member is not None and message.user.human and message.user.home:
            note = StaffNote(id, member.key, flat(message.text, message.spans))
            await keep_note(u, house, note, member.name, ref=message.ref)
        return
    verdict = await _verdict(u, house, message, member, ticket, thread == ticket.thread)
    if verdict.audience is Audience.INTERNAL:
        await _internal(u, house, ticket, member, message, verdict, fresh=True)
    elif verdict.audience is Audience.PUBLIC and member is not None:
        await _public(u, house, ticket, member, message)


NOBODY_READS = N_(
    "Nobody reads what is written here. Residents and colleagues read you in the request’s thread; /palier help shows "
    "what I can do, and your work is on my home tab."
)


async def _nobody_reads(u: UnitOfWork, house: House, message: DeskMessage) -> None:
    member = house.directory.member_by_slack(message.user.id)
    if member is not None and message.user.human:
        await house.direct(u, member, Post(house.staff_says(house.directory.office_of(member), NOBODY_READS)))


async def edited(u: UnitOfWork, house: House, edit: DeskEdit) -> None:
    """A message on the desk has other words. A public one changes for the resident too, or is taken back where it has
    become a note; an internal one stays internal, whatever it says now (row C6)."""
    message = edit.message
    linked = await u.messages.linked(message.ref)
    if linked is None or message.thread is None:
        return
    ticket = await u.tickets.get(linked[1])
    member = house.directory.member_by_slack(message.user.id)
    thread = await u.places.at(Place(house.desk, message.ref.room, message.thread))
    said = await u.messages.public(linked[0])
    if said is None or said.recalled_at is not None:
        await _reword_note(u, house, ticket, member, edit, linked[0], thread)
        return
    if said.author is not Author.STAFF:
        return
    verdict = await _verdict(u, house, message, member, ticket, None)
    if verdict.audience is Audience.PUBLIC and member is not None:
        await _reword(u, house, ticket, member, edit, said, thread)
    elif verdict.audience is Audience.INTERNAL:
        await take_back(u, house, said, ticket)
        await house.record(u, ticket, member.key if member else "palier", "recalled", said.id)
        await _internal(u, house, ticket, member, message, verdict, fresh=False)


async def deleted(u: UnitOfWork, house: House, deletion: DeskDeletion) -> None:
    """A message on the desk is gone: if it was public, the resident's copies go too; a technician's copy goes with an
    internal one. One that is older than people take back was cleared away by the workspace (its retention, a bulk
    deletion): of a public one that is recorded."""
    linked = await u.messages.linked(deletion.ref)
    if linked is None:
        return
    ticket = await u.tickets.get(linked[1])
    said = await u.messages.public(linked[0])
    if said is None:
        await _note_deleted(u, house, ticket, linked[0])
    elif said.author is Author.STAFF and said.recalled_at is None:
        if _cleared_away(house, ticket, said):
            await house.record(u, ticket, "palier", "cleared away", said.id)
            return
        await take_back(u, house, said, ticket)
        await house.record(u, ticket, "palier", "recalled", said.id)


async def _note_deleted(u: UnitOfWork, house: House, ticket: Ticket, id: MessageId) -> None:
    """An internal message is gone, or a post of ours that is none."""
    try:
        note = await u.messages.note(id)
    except KeyError:
        return
    if not _cleared_away(house, ticket, note) and await u.messages.recall(id, house.now()):
        await technician_words.taken_back(u, house, ticket, id)


def _cleared_away(house: House, ticket: Ticket, said: PublicMessage | InternalMessage) -> bool:
    """Whether it is too old to have been taken back by a person."""
    within = house.directory.office(ticket.office).recall_within_hours
    return house.now() - said.at > timedelta(hours=within)


async def _reword(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    member: Staff,
    edit: DeskEdit,
    said: PublicMessage,
    thread: Destination | None,
) -> None:
    after = replace(said, text=Public(edit.message.text), spans=edit.message.spans)
    if not await u.messages.reword(said.id, after.text, edit.at, after.spans):
        return
    resident = await u.people.get(ticket.resident)
    await reword_for_resident(u, house, resident, said, after, source=edit.message.ref)
    if thread != ticket.thread:
        await reword_in_thread(u, house, ticket, said, after)
    await house.record(u, ticket, member.key, "edited", said.id)


async def _reword_note(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    member: Staff | None,
    edit: DeskEdit,
    id: MessageId,
    thread: Destination | None,
) -> None:
    """What was written in the thread of comments needs no copy there; anything else has one."""
    office = house.directory.office(ticket.office)
    here = thread == notes_thread(ticket.id)
    words = flat(edit.message.text, edit.message.spans)
    text = words if here else without_sign(words, office.internal_signs)
    note = StaffNote(ticket.id, member.key if member else NOT_STAFF, text)
    name = await _name(u, member, edit.message)
    if await u.messages.reword_note(id, note, edit.at) and not here:
        await reword_note(u, house, ticket, note, name, message=id)
        await technician_words.reworded(u, house, ticket, id, name, text, source=edit.message.ref)


async def _name(u: UnitOfWork, member: Staff | None, message: DeskMessage) -> str:
    facts = await u.people.member(message.user.id)
    return member.name if member else (facts.name if facts else message.user.name or message.user.id)


async def _verdict(
    u: UnitOfWork,
    house: House,
    message: DeskMessage,
    member: Staff | None,
    ticket: Ticket,
    current_thread: bool | None,
) -> Verdict:
    """For whom a message is. ``current_thread`` is None for one that was public when it was written: where it stands
    and what the office prefers then is settled, only its author and its words can make it internal."""
    settled = current_thread is None
    office = house.directory.office(ticket.office)
    facts = await u.people.member(message.user.id)
    return audience_of(
        Facts(
            human=message.user.human and (facts is None or facts.human),
            home=message.user.home and (facts is None or facts.home),
            staff=member is not None and facts is not None and facts.active,
            guest=facts is not None and facts.guest,
            own_office=member is not None
            and (house.directory.office_of(member).key == ticket.office or ticket.handler == member.key),
            in_department_channel=settled or not ticket.in_review,
            current_thread=settled or (bool(current_thread) and ticket.merged_into is None),
            addressed=message.addressed or _calls_a_colleague(house, ticket, message),
            broadcast=message.broadcast,
            text=message.text,
            typed=message.typed,
            shared_channel=not settled and (message.shared or (await u.rooms.get(message.ref.room)).shared),
            stand_in=not settled and stands_in(house, ticket, message.ref.room),
            work_photo=not settled and _of_work(ticket, message),
        ),
        signs=office.internal_signs,
        default="public" if settled else office.default_audience,
    )


def _replying(house: House, office: Office, ticket: Ticket, kept: MessageId) -> tuple[Action, ...]:
    """The way to the resident from there, with what was written."""
    say = action_named(house, SAY)
    if say is None or not say.when(ticket):
        return ()
    return (Action(say.name, house.staff_says(office, say.label), subject_of(ticket, kept)),)


def _calls_a_colleague(house: House, ticket: Ticket, message: DeskMessage) -> bool:
    """``@Julien …`` without a mention of the platform's: to somebody who is not on the desk, or only typed; ``Julien,
    peux-tu …`` in haste."""
    of_office = [
        one.name for one in house.directory.staff if house.directory.office_of(one).key == ticket.office
    ]
    called = behind_call(message.text, of_office) is not None
    return called or speaks_to(message.text, of_office, ticket.author_name)


def _of_work(ticket: Ticket, message: DeskMessage) -> bool:
    """Whether pictures were dropped into the thread of a checklist."""
    return ticket.shape is Shape.CHECKLIST and ticket.is_open and any(map(is_picture, message.files))


async def _public(u: UnitOfWork, house: House, ticket: Ticket, member: Staff, message: DeskMessage) -> None:
    resident = await u.people.get(ticket.resident)
    signature = house.signature(member, resident.language)
    files = tuple([await keep_file(u, house.desk, ticket.id, asdict(file)) for file in message.files])
    public = PublicMessage(
        u.ids.message(),
        ticket.id,
        Author.STAFF,
        signature,
        Public(message.text),
        house.now(),
        files,
        spans=message.spans,
    )
    await u.messages.add_public(public)
    await u.messages.link(message.ref, public.id, ticket.id)
    await introduce(u, house, ticket, member, public.id)
    await send_to_resident(u, house, resident, public, source=message.ref)
    await house.record(u, ticket, member.key, "replied", public.id)
    after = ticket.move(Move.REPLY, house.now())
    await cards.update(u, house, ticket, replace(after, handler=after.handler or member.key))
    await slips.replied(u, house, ticket, member)


async def _internal(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    member: Staff | None,
    message: DeskMessage,
    verdict: Verdict,
    *,
    fresh: bool,
) -> None:
    office = house.directory.office(ticket.office)
    name = await _name(u, member, message)
    author = member.key if member else NOT_STAFF
    words = without_sign(flat(message.text, message.spans), office.internal_signs)
    note = StaffNote(ticket.id, author, words)
    kept = await keep_note(u, house, note, name, ref=message.ref)
    if note.text.strip() or message.files:
        await hand_over(u, house, ticket, note, name, message=kept)
    kept_files = []
    for number, file in enumerate(message.files):
        attachment = await keep_file(u, house.desk, ticket.id, asdict(file))
        kept_files.append(attachment)
        heading = name if number == 0 and not note.text.strip() else ""
        await u.outbox.to_desk(notes_thread(ticket.id), Upload(attachment, heading), source=message.ref)
    await u.outbox.to_desk(ticket.thread, SetMark(message.ref, Mark.INTERNAL, fresh=fresh))
    reason = house.staff_says(office, verdict.reason) if verdict.reason else ""
    colleague = member is not None and house.directory.office_of(member).key == ticket.office
    to = await technician_words.called(u, house, ticket, note.text) if fresh and verdict.colleague else None
    if to is not None and (to[1] or kept_files):
        said = await technician_words.pass_on(
            u, house, ticket, to[0], name, kept, to[1], kept_files, source=message.ref
        )
        if said != technician_words.NOT_ON_IT or not message.addressed:
            reason = house.staff_says(office, said, name=to[0].name)
    elif fresh and member is not None and colleague and _of_work(ticket, message):
        await photo_questions.ask(u, house, ticket, member.key, kept, kept_files, note.text.strip())
    if reason:
        actions = _replying(house, office, ticket, kept) if verdict.perhaps and to is None else ()
        said_to_him = Whisper(reason, actions=actions, under=message.thread)
        await house.whisper(u, message.ref.room, message.user.id, said_to_him)
    if verdict.alarm:
        await house.alarm(u, office.key, OUTSIDER, reference=ticket.reference)
