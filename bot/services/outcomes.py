"""What became of a delivery: the mark on the staff's message, the sign on the resident's, the word to staff when
something did not arrive (rows C3, C5)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.addresses import MessageRef, resident_chat, ticket_of
from bot.domain.audience import N_, ForResident, Phrase, Public, Received
from bot.domain.people import Resident
from bot.domain.ticket import Ticket
from bot.ports.channel import Reason
from bot.ports.desk import Card, Mark, Post, Recard, SetMark, Upload
from bot.ports.store import ClaimedDelivery, UnitOfWork
from bot.services.house import House

WHY: dict[Reason, str] = {
    "unreachable": N_("Not delivered: the resident has blocked the bot or left Telegram."),
    "gone": N_("Not delivered: the chat or the message it belongs to no longer exists."),
    "too_large": N_("Not delivered: the file is too large for the other side."),
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
    """It arrived: mark its original; tell staff where it may have arrived twice."""
    source = row.source
    if source is None:
        return
    if source.channel == house.desk:
        ticket = await _ticket(u, source)
        if ticket is not None:
            await u.outbox.to_desk(ticket.thread, SetMark(source, Mark.DELIVERED))
            if row.uncertain:
                line = house.staff_says(house.directory.office(ticket.office), MAYBE_TWICE)
                await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))
        return
    found = await u.people.by_chat(source.channel, source.room)
    if found is not None:
        await u.outbox.to_resident(resident_chat(found.id), Received(source))


async def delayed(u: UnitOfWork, house: House, row: ClaimedDelivery) -> None:
    """It must wait: say so on the staff's message, once."""
    if row.source is not None and row.source.channel == house.desk and row.attempts == 0:
        ticket = await _ticket(u, row.source)
        if ticket is not None:
            await u.outbox.to_desk(ticket.thread, SetMark(row.source, Mark.WAITING))


async def failed(u: UnitOfWork, house: House, row: ClaimedDelivery, reason: Reason) -> None:
    """It will never arrive: tell whoever relies on it."""
    match row.content:
        case ForResident():
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
    if row.source is None or row.source.channel != house.desk:
        return
    ticket = await _ticket(u, row.source)
    if ticket is not None:
        await u.outbox.to_desk(ticket.thread, SetMark(row.source, Mark.FAILED))
        if reason != "unreachable":
            line = house.staff_says(house.directory.office(ticket.office), WHY.get(reason, REFUSED))
            await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))


async def _tell_his_threads(u: UnitOfWork, house: House, resident: Resident, msgid: str) -> None:
    for ticket in await u.tickets.open_of(resident.id):
        line = house.staff_says(house.directory.office(ticket.office), msgid)
        await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))


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


async def _ticket(u: UnitOfWork, source: MessageRef) -> Ticket | None:
    linked = await u.messages.linked(source)
    return await u.tickets.get(linked[1]) if linked else None
