"""An event that can't be handled was put aside: whoever sent it is told, once, and so are his office's managers."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.addresses import Place, ticket_of
from bot.domain.audience import N_, Phrase
from bot.domain.ids import OfficeKey
from bot.domain.people import Resident
from bot.ports.inbound import (
    ChatEdit,
    ChatMessage,
    ChatTap,
    DeskEdit,
    DeskForm,
    DeskMessage,
    DeskPress,
    Inbound,
)
from bot.ports.store import ClaimedEvent, Timer, UnitOfWork
from bot.services.house import House

ONCE_IN = timedelta(hours=1)
"""How long one excuse stands for all that fails."""

QUARANTINED = N_(
    "An event from {channel} could not be handled and was put aside ({why}). It is kept; the others go on."
)
SORRY = N_(
    "I am sorry: your last message could not be processed. It is kept, and the office has been told. If it is urgent, "
    "please write it again in other words or call the office."
)


async def put_aside(
    u: UnitOfWork, house: House, claimed: ClaimedEvent, why: str, inbound: Inbound | None
) -> None:
    """Tell the managers of the office concerned, where it is known, else of the first; tell the resident."""
    resident = await _resident(u, claimed, inbound)
    office = await _office(u, house, resident, inbound) or house.directory.offices[0].key
    await house.alarm(u, office, QUARANTINED, channel=claimed.event.channel, why=why)
    if resident is None or not resident.reachable or await u.timers.at("excused", resident.id) is not None:
        return
    await u.timers.set(Timer("excused", resident.id, house.now() + ONCE_IN))
    await house.respond(u, resident, Phrase(SORRY))


async def _resident(u: UnitOfWork, claimed: ClaimedEvent, inbound: Inbound | None) -> Resident | None:
    """Who wrote: as the event says, or for an unreadable one whoever's chat its lane is."""
    if isinstance(inbound, ChatMessage | ChatTap | ChatEdit):
        return await u.people.by_chat(inbound.user.channel, inbound.user.chat)
    if inbound is not None:
        return None
    channel, _, chat = claimed.event.lane.partition(":")
    return await u.people.by_chat(channel, chat.partition(":")[0])


async def _office(
    u: UnitOfWork, house: House, resident: Resident | None, inbound: Inbound | None
) -> OfficeKey | None:
    match inbound:
        case DeskMessage(ref=ref, thread=thread) | DeskEdit(message=DeskMessage(ref=ref, thread=thread)):
            where = await u.places.at(Place(house.desk, ref.room, thread)) if thread else None
            ticket = ticket_of(where) if where else None
            if ticket is not None:
                return (await u.tickets.get(ticket)).office
    match inbound:
        case DeskMessage(user=user) | DeskPress(user=user) | DeskForm(user=user):
            member = house.directory.member_by_slack(user.id)
            return house.directory.office_of(member).key if member else None
    if resident is None:
        return None
    tickets = await u.tickets.open_of(resident.id)
    if tickets:
        return tickets[0].office
    return house.directory.residence(resident.residence).office if resident.residence else None
