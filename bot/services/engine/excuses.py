"""What can't be handled: an event was put aside, something that is due fails. Whoever sent it is told, once, and so are
his office's managers."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from bot.domain.addresses import Place, ticket_of
from bot.domain.audience import N_, Phrase
from bot.domain.code_typed import Sure, brought, hidden
from bot.domain.ids import OfficeKey, TicketId
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
from bot.ports.store import ClaimedEvent, UnitOfWork
from bot.ports.timers import Timer
from bot.services.house import House
from bot.services.residents import intake
from bot.services.technicians import technicians

ONCE_IN = timedelta(hours=1)
"""How long one excuse stands for all that fails."""

QUARANTINED = N_(
    "An event from {channel} could not be handled and was put aside ({why}). It is kept; the others go on."
)
NOT_DONE = N_(
    "Something that was due could not be done ({what}, request {reference}: {why}). It is tried again every ten "
    "minutes; please look after the request meanwhile."
)
TOLD_AGAIN = timedelta(days=1)
SORRY = N_(
    "I am sorry: your last message could not be processed. It is kept, and the office has been told. If it is urgent, "
    "please write it again in other words or call the office."
)

CODE_HOLDS = N_(
    "I am sorry: your code could not be looked at just now. It is not used up: please open the link, or write the "
    "code, once more in a few minutes."
)


def worth_keeping(claimed: ClaimedEvent, inbound: Inbound | None) -> str:
    """What is kept of an event that is put aside: all but the codes in it, which still open a chat (ADR 0040)."""
    return hidden(claimed.event.payload, *_words(inbound))


def _words(inbound: Inbound | None) -> tuple[str, str | None]:
    """What somebody wrote in a chat, with its command."""
    match inbound:
        case ChatMessage(text=text, command=command):
            return text, command
        case ChatEdit(text=text):
            return text, None
    return "", None


async def put_aside(
    u: UnitOfWork, house: House, claimed: ClaimedEvent, why: str, inbound: Inbound | None
) -> None:
    """Tell the managers of the office concerned, where it is known, else of the first; tell the resident."""
    resident = await _resident(u, house, claimed, inbound)
    office = await _office(u, house, resident, inbound) or house.directory.offices[0].key
    await house.alarm(u, office, QUARANTINED, channel=claimed.event.channel, why=why)
    if resident is None or not resident.reachable or await u.timers.at("excused", resident.id) is not None:
        return
    await u.timers.set(Timer("excused", resident.id, house.now() + ONCE_IN))
    await house.respond(u, resident, Phrase(CODE_HOLDS if _brings_code(inbound) else SORRY))


def _brings_code(inbound: Inbound | None) -> bool:
    said = brought(*_words(inbound))
    return said is not None and said.sure > Sure.MAYBE


async def not_done(u: UnitOfWork, house: House, due: Timer, why: str) -> None:
    """Something that is due fails: it is tried again, and the managers of the ticket's office (else of the first) are
    told, once a day."""
    about = f"{due.kind} {due.subject}"
    if await u.timers.at("warned", about) is not None:
        return
    await u.timers.set(Timer("warned", about, house.now() + TOLD_AGAIN))
    office, reference, thread = house.directory.offices[0].key, "–", None
    with suppress(KeyError):
        ticket = await u.tickets.get(TicketId(due.subject))
        office, reference, thread = ticket.office, ticket.reference, ticket.thread
    await house.alarm(u, office, NOT_DONE, thread=thread, reference=reference, what=due.kind, why=why)


async def _resident(
    u: UnitOfWork, house: House, claimed: ClaimedEvent, inbound: Inbound | None
) -> Resident | None:
    """Who wrote: as the event says, perhaps for the first time, or for an unreadable one whoever's chat its lane is."""
    if isinstance(inbound, ChatMessage | ChatTap | ChatEdit):
        if await technicians.whose(u, house, inbound.user.channel, inbound.user.chat) is not None:
            return None
        return await intake.resident_of(u, house, inbound.user)
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
    home = [one.office for one in house.directory.residences if one.key == resident.residence]
    return home[0] if home else None
