"""A resident who could not be reached can be again: what staff had written to him meanwhile comes, once, and staff hear
of it (rows C1, C5).

Of a request that has ended he gets the last word only: what was asked or promised before it no longer holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.domain.addresses import MessageRef, resident_chat
from bot.domain.audience import N_, NN_, ForResident, Phrase, Public, Recall, Rewrite
from bot.domain.ids import MessageId, ResidentId, TicketId
from bot.domain.message import Author, PublicMessage
from bot.domain.people import Resident
from bot.domain.rich import moved
from bot.domain.ticket import Ticket
from bot.ports.care import MissedMessage
from bot.ports.desk import Post
from bot.ports.store import ClaimedDelivery, UnitOfWork
from bot.services import status_card
from bot.services.conversation import parts_for_resident, survivor
from bot.services.house import House

LATE = N_("🕓 Sent to you on {when}, when you could not be reached:")
BEFORE = N_("🕓 Written to you on {when}, before this chat was linked:")
BACK = N_("The resident can be reached again.")
BACK_WITH = NN_(
    "The resident can be reached again. {count} message that he had missed is being sent to him now.",
    "The resident can be reached again. {count} messages that he had missed are being sent to him now.",
)


async def remember(u: UnitOfWork, resident: ResidentId, row: ClaimedDelivery) -> None:
    """A message of staff, or a change of one, could not be brought to him."""
    if row.message is not None:
        await u.missed.add(resident, MissedMessage(row.message, row.source))


async def back(u: UnitOfWork, house: House, resident: Resident) -> None:
    """Send him what he missed, in the order in which it was written; tell the threads of his open requests."""
    open_now = await u.tickets.open_of(resident.id)
    coming: dict[TicketId, int] = dict.fromkeys((ticket.id for ticket in open_now), 0)
    for one, message, ticket in await _worth_sending(u, resident):
        await _send(u, house, resident, ticket, message, one.source)
        going_on = await survivor(u, ticket)
        if message.recalled_at is None and going_on.id in coming:
            coming[going_on.id] += 1
        if ticket.id not in coming:
            await status_card.refresh(u, ticket)
    for ticket in open_now:
        await status_card.refresh(u, ticket)
        await _note(u, house, ticket, coming[ticket.id])


async def bring(
    u: UnitOfWork, house: House, resident: Resident, tickets: Sequence[Ticket], coming: AbstractSet[MessageId]
) -> int:
    """Send what staff have answered on requests before they were in his chat, in its order and as it stands; how many
    messages. ``coming`` are on their way to him already."""
    chat, found = resident_chat(resident.id), 0
    for ticket in tickets:
        for message in await u.messages.public_of(ticket.id):
            if message.author is not Author.STAFF or message.id in coming:
                continue
            if not await u.messages.pieces(message.id, chat):
                source = await u.messages.original(message.id)
                await _send(u, house, resident, ticket, message, source, BEFORE)
                found += 1
    return found


async def _worth_sending(
    u: UnitOfWork, resident: Resident
) -> list[tuple[MissedMessage, PublicMessage, Ticket]]:
    """What he missed: of a request that has ended, its last word and what is to be taken back."""
    found: list[tuple[MissedMessage, PublicMessage, Ticket]] = []
    last: dict[TicketId, MessageId] = {}
    for one in await u.missed.take(resident.id):
        message = await u.messages.public(one.message)
        ticket = await u.tickets.get(message.ticket) if message is not None else None
        if message is not None and ticket is not None and ticket.resident == resident.id:
            found.append((one, message, ticket))
            if message.recalled_at is None:
                last[message.ticket] = message.id
    return [
        (one, message, ticket)
        for one, message, ticket in found
        if message.recalled_at is not None
        or last[ticket.id] == message.id
        or (await survivor(u, ticket)).is_open
    ]


async def _send(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    ticket: Ticket,
    message: PublicMessage,
    source: MessageRef | None,
    heading: str = LATE,
) -> None:
    """Send what he has nothing of, marked late; change, or take back, what he has of it."""
    chat = resident_chat(resident.id)
    held = {part for part, _ in await u.messages.pieces(message.id, chat)}
    parts = dict(await parts_for_resident(u, house, resident, message))
    gone = held if message.recalled_at is not None else held - {*parts}
    if gone:
        await u.outbox.to_resident(chat, Recall(message.id, tuple(sorted(gone))), message=message.id)
    if message.recalled_at is not None:
        return
    edited = bool(await u.messages.versions(message.id))
    when = house.moment(message.at, ticket, resident.language)
    above = f"{house.words.say(Phrase(heading, {'when': when}), resident.language)}\n"
    for part, content in parts.items():
        if part not in held:
            late = _below(content, above)
            await u.outbox.to_resident(chat, late, message=message.id, part=part, source=source)
            above = ""
        elif edited and part >= 0:
            rewrite = Rewrite(message.id, content)
            await u.outbox.to_resident(chat, rewrite, message=message.id, part=part, source=source)


def _below(content: ForResident, above: str) -> ForResident:
    text = Public(f"{above}{content.text}".rstrip("\n"))
    return replace(content, text=text, spans=moved(content.spans, len(above))) if above else content


async def _note(u: UnitOfWork, house: House, ticket: Ticket, coming: int) -> None:
    one, several = BACK_WITH
    said = Phrase(one, plural=several, count=coming) if coming else Phrase(BACK)
    language = house.directory.office(ticket.office).language
    await u.outbox.to_desk(ticket.thread, Post(house.words.say(said, language), icon="👋"))
