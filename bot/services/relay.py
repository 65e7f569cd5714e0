"""What is written on the desk goes to whom it is for: the resident, or the staff channel (rows C1, C5, C6)."""

from __future__ import annotations

from dataclasses import asdict, replace

from bot.domain.addresses import Destination, Place, notes_thread, ticket_of
from bot.domain.audience import N_, Public, StaffNote
from bot.domain.directory import Staff
from bot.domain.message import Author, PublicMessage
from bot.domain.ticket import Move, Ticket
from bot.domain.visibility import Audience, Facts, Verdict, audience_of, without_sign
from bot.ports.desk import Mark, SetMark, Upload, Whisper
from bot.ports.inbound import DeskMessage
from bot.ports.store import UnitOfWork
from bot.services import cards
from bot.services.conversation import NOT_STAFF, hand_over, keep_file, keep_note, send_to_resident
from bot.services.house import House

OUTSIDER = N_(
    "Somebody who is not of this office's workspace wrote in the thread of {reference}; nothing was relayed."
)


async def from_desk(u: UnitOfWork, house: House, message: DeskMessage) -> None:
    """Take a message written in a ticket's thread to whom it is for; anything else on the desk is not ours."""
    if message.thread is None:
        return
    thread = await u.places.at(Place(house.desk, message.ref.room, message.thread))
    id = ticket_of(thread) if thread else None
    if thread is None or id is None or await u.messages.linked(message.ref):
        return
    ticket = await u.tickets.get(id)
    member = house.directory.member_by_slack(message.user.id)
    if thread == notes_thread(ticket.id):
        if member is not None and message.user.human and message.user.home:
            await keep_note(u, house, StaffNote(id, member.key, message.text), member.name, ref=message.ref)
        return
    verdict = await _verdict(u, house, message, member, ticket, thread)
    if verdict.audience is Audience.INTERNAL:
        await _internal(u, house, ticket, member, message, verdict)
    elif verdict.audience is Audience.PUBLIC and member is not None:
        await _public(u, house, ticket, member, message)


async def _verdict(
    u: UnitOfWork,
    house: House,
    message: DeskMessage,
    member: Staff | None,
    ticket: Ticket,
    thread: Destination,
) -> Verdict:
    office = house.directory.office(ticket.office)
    facts = await u.people.member(message.user.id)
    return audience_of(
        Facts(
            human=message.user.human and (facts is None or facts.human),
            home=message.user.home and (facts is None or facts.home),
            staff=member is not None and facts is not None and facts.active,
            guest=facts is not None and facts.guest,
            own_office=member is not None and house.directory.office_of(member).key == ticket.office,
            in_department_channel=not ticket.in_review,
            current_thread=thread == ticket.thread,
            addressed=message.addressed,
            broadcast=message.broadcast,
            text=message.text,
        ),
        signs=office.internal_signs,
        default=office.default_audience,
    )


async def _public(u: UnitOfWork, house: House, ticket: Ticket, member: Staff, message: DeskMessage) -> None:
    resident = await u.people.get(ticket.resident)
    signature = house.signature(member, resident.language)
    files = tuple([await keep_file(u, house.desk, ticket.id, asdict(file)) for file in message.files])
    public = PublicMessage(
        u.ids.message(), ticket.id, Author.STAFF, signature, Public(message.text), house.now(), files
    )
    await u.messages.add_public(public)
    await u.messages.link(message.ref, public.id, ticket.id)
    await send_to_resident(u, house, resident, public, source=message.ref)
    await house.record(u, ticket, member.key, "replied")
    after = ticket.move(Move.REPLY)
    after = replace(after, handler=after.handler or member.key)
    if after != ticket:
        await cards.refresh(u, house, await u.tickets.save(after))


async def _internal(
    u: UnitOfWork, house: House, ticket: Ticket, member: Staff | None, message: DeskMessage, verdict: Verdict
) -> None:
    office = house.directory.office(ticket.office)
    facts = await u.people.member(message.user.id)
    name = member.name if member else (facts.name if facts else message.user.id)
    author = member.key if member else NOT_STAFF
    note = StaffNote(ticket.id, author, without_sign(message.text, office.internal_signs))
    await keep_note(u, house, note, name, ref=message.ref)
    await hand_over(u, house, ticket, note, name)
    for file in message.files:
        attachment = await keep_file(u, house.desk, ticket.id, asdict(file))
        await u.outbox.to_desk(notes_thread(ticket.id), Upload(attachment, author=name))
    await u.outbox.to_desk(ticket.thread, SetMark(message.ref, Mark.INTERNAL, fresh=True))
    if verdict.reason is not None:
        answer = Whisper(house.staff_says(office, verdict.reason))
        await house.whisper(u, message.ref.room, message.user.id, answer)
    if verdict.alarm:
        await house.alarm(u, office.key, OUTSIDER, reference=ticket.reference)
