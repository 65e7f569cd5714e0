"""What became of a delivery: the mark on the staff's message, the sign on the resident's, the word to staff when
something did not arrive (rows C3, C5)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.addresses import resident_chat, ticket_of
from bot.domain.audience import N_, ForResident, Phrase, Public, Received, Rewrite
from bot.domain.ids import MessageId
from bot.domain.message import Author
from bot.domain.people import Resident
from bot.domain.ticket import Ticket
from bot.ports.channel import Reason
from bot.ports.desk import Card, Mark, MarkCopy, Post, Recard, SetMark, Upload
from bot.ports.store import ClaimedDelivery, UnitOfWork
from bot.services.house import House

WHY: dict[Reason, str] = {
    "unreachable": N_("Not delivered: the resident has blocked the bot or left Telegram."),
    "gone": N_("Not delivered: the chat or the message it belongs to no longer exists."),
    "no_file": N_("Not delivered: the file could not be fetched. Please send it again."),
    "too_large": N_("Not delivered: the file is too large for the other side."),
    "unknown": N_(
        "The connection broke twice: it is not known whether this arrived. Please ask the resident."
    ),
}
REFUSED = N_("Not delivered: the platform refused it. It is kept; please tell your administrator.")
MAYBE_TWICE = N_(
    "The connection broke while this was being delivered: the resident may have received it twice."
)
FILE_LOST = N_("📎 A file that came here could not be shown: {name}. Please ask for it another way.")
FILE_NOT_TAKEN = N_(
    "Your file {name} could not be passed on: it is too large or no longer there. "
    "Please send it again, smaller if you can."
)
DESK_LOST = N_("A post of {about} could not be made in Slack ({why}). It is kept; please check its channel.")


REASONS: dict[Reason, str] = {
    "gone": N_("the channel, thread or message is no more"),
    "too_large": N_("it is too large"),
}
"""Why a post on the desk failed, for staff; anything else the platform refused."""


async def delivered(u: UnitOfWork, house: House, row: ClaimedDelivery) -> None:
    """It arrived. Once all rows of its message have, mark the original; tell staff what may have arrived twice."""
    if row.message is None:
        return
    others = await u.outbox.fate(row.message, row.claim)
    fresh = row.attempts == 0 and not (others.retried or others.dead)
    match row.content:
        case ForResident():
            ticket = await _ticket(u, row.message)
            if ticket is not None and row.uncertain:
                await _say(u, house, ticket, MAYBE_TWICE)
            if ticket is not None and not others.waiting:
                await _mark(u, ticket, row, Mark.FAILED if others.dead else Mark.DELIVERED, fresh=fresh)
        case Post() | Upload() if row.source is not None and not (others.waiting or others.dead):
            resident = await u.people.by_chat(row.source.channel, row.source.room)
            if resident is not None:
                await u.outbox.to_resident(resident_chat(resident.id), Received(row.source))


async def delayed(u: UnitOfWork, house: House, row: ClaimedDelivery) -> None:
    """It must wait: say so on the staff's message, once."""
    if row.message is not None and isinstance(row.content, ForResident) and row.attempts == 0:
        ticket = await _ticket(u, row.message)
        if ticket is not None:
            await _mark(u, ticket, row, Mark.WAITING)


async def failed(u: UnitOfWork, house: House, row: ClaimedDelivery, reason: Reason) -> None:
    """It will never arrive: tell whoever relies on it."""
    match row.content:
        case Rewrite(content=content) if reason == "gone":
            await u.outbox.to_resident(row.destination, content, message=row.message)
        case ForResident() | Rewrite():
            await _resident_missed(u, house, row, reason)
        case Upload():
            await _file_lost(u, house, row)
        case Card() | Recard() | Post():
            await _desk_missed(u, house, row, reason)


async def _resident_missed(u: UnitOfWork, house: House, row: ClaimedDelivery, reason: Reason) -> None:
    if row.place is not None and reason == "unreachable":
        resident = await u.people.by_chat(row.place.channel, row.place.room)
        if resident is not None and resident.reachable:
            await u.people.save(replace(resident, reachable=False))
            await _tell_his_threads(u, house, resident, WHY[reason])
    ticket = await _ticket(u, row.message) if row.message is not None else None
    if ticket is not None and isinstance(row.content, ForResident):
        await _mark(u, ticket, row, Mark.FAILED)
        if reason != "unreachable":
            await _say(u, house, ticket, WHY.get(reason, REFUSED))


async def _tell_his_threads(u: UnitOfWork, house: House, resident: Resident, msgid: str) -> None:
    for ticket in await u.tickets.open_of(resident.id):
        await _say(u, house, ticket, msgid)


async def _file_lost(u: UnitOfWork, house: House, row: ClaimedDelivery) -> None:
    assert isinstance(row.content, Upload)
    attachment = await u.messages.attachment(row.content.attachment)
    id = ticket_of(row.destination)
    if id is None:
        return
    ticket = await u.tickets.get(id)
    line = house.staff_says(house.directory.office(ticket.office), FILE_LOST, name=attachment.name)
    await u.outbox.to_desk(row.destination, Post(line, icon="⚠️"))
    if attachment.channel != house.desk:
        resident = await u.people.get(ticket.resident)
        await house.tell(u, resident, Phrase(FILE_NOT_TAKEN, {"name": Public(attachment.name)}))


async def _desk_missed(u: UnitOfWork, house: House, row: ClaimedDelivery, reason: Reason) -> None:
    id = ticket_of(row.destination)
    if id is None:
        return
    ticket = await u.tickets.get(id)
    office = house.directory.office(ticket.office)
    why = house.staff_says(office, REASONS.get(reason, N_("the platform refused it")))
    await house.alarm(u, ticket.office, DESK_LOST, why=why, about=ticket.reference)


async def _ticket(u: UnitOfWork, message: MessageId) -> Ticket | None:
    said = await u.messages.public(message)
    return await u.tickets.get(said.ticket) if said is not None and said.author is Author.STAFF else None


async def _mark(
    u: UnitOfWork, ticket: Ticket, row: ClaimedDelivery, mark: Mark, *, fresh: bool = False
) -> None:
    if row.source is not None:
        await u.outbox.to_desk(ticket.thread, SetMark(row.source, mark, fresh=fresh))
    elif row.message is not None:
        await u.outbox.to_desk(ticket.thread, MarkCopy(row.message, mark, fresh=fresh))


async def _say(u: UnitOfWork, house: House, ticket: Ticket, msgid: str) -> None:
    line = house.staff_says(house.directory.office(ticket.office), msgid)
    await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))
