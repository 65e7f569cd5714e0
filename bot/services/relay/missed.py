"""A resident who could not be reached can be again: what staff had written to him meanwhile, and what we had told him
of his requests, comes once, and staff hear of it (rows C1, C5).

Of a request that has ended he gets the last word only: what was asked or promised before it no longer holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.addresses import MessageRef, chat_topic, resident_chat, ticket_of_topic
from bot.domain.audience import N_, NN_, ForResident, Phrase, Public, Recall, Rewrite
from bot.domain.ids import MessageId, ResidentId, TicketId
from bot.domain.message import Author, PublicMessage
from bot.domain.people import Resident
from bot.domain.rich import moved
from bot.domain.ticket import Ticket
from bot.ports.care import MissedMessage, MissedWords
from bot.ports.desk import Post
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import UnitOfWork
from bot.services.house import House
from bot.services.relay.conversation import parts_for_resident, survivor
from bot.services.residents import status_card

LATE = N_("🕓 Sent to you on {when}, when you could not be reached:")
BEFORE = N_("🕓 Written to you on {when}, before this chat was linked:")
BACK = N_("The resident can be reached again.")
BACK_WITH = NN_(
    "The resident can be reached again. {count} message that he had missed is being sent to him now.",
    "The resident can be reached again. {count} messages that he had missed are being sent to him now.",
)


async def remember(u: UnitOfWork, resident: ResidentId, row: ClaimedDelivery) -> None:
    """A message of staff, or a change of one, could not be brought to him; or words of ours about a ticket."""
    ticket, content = ticket_of_topic(row.topic), row.content
    if row.message is not None:
        await u.missed.add(resident, MissedMessage(row.message, row.source), row.claim.seq)
    elif ticket is not None and isinstance(content, ForResident) and not content.passing:
        await u.missed.add(resident, MissedWords(ticket, content, row.queued_at), row.claim.seq)


@dataclass(frozen=True, slots=True)
class _Missed:
    """What he missed: a message of staff as it now is (``source`` as in ``MissedMessage``), or words of ours."""

    ticket: Ticket
    said: PublicMessage | MissedWords
    source: MessageRef | None = None

    @property
    def taken_back(self) -> bool:
        return isinstance(self.said, PublicMessage) and self.said.recalled_at is not None


async def back(u: UnitOfWork, house: House, resident: Resident) -> None:
    """Send him what he missed, in the order in which it was queued; tell the threads of his open requests."""
    open_now = await u.tickets.open_of(resident.id)
    coming: dict[TicketId, int] = dict.fromkeys((ticket.id for ticket in open_now), 0)
    for one in await _worth_sending(u, await _all(u, resident)):
        if isinstance(one.said, PublicMessage):
            await _send(u, house, resident, one.ticket, one.said, one.source)
        else:
            await _say(u, house, resident, one.ticket, one.said)
        going_on = await survivor(u, one.ticket)
        if going_on.id in coming and not one.taken_back:
            coming[going_on.id] += 1
        if one.ticket.id not in coming:
            await status_card.refresh(u, one.ticket)
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


async def _all(u: UnitOfWork, resident: Resident) -> list[_Missed]:
    """What is about his requests still: one may have turned out to be somebody else's."""
    found = []
    for one in await u.missed.take(resident.id):
        if isinstance(one, MissedWords):
            found.append(_Missed(await u.tickets.get(one.ticket), one))
        elif (message := await u.messages.public(one.message)) is not None:
            found.append(_Missed(await u.tickets.get(message.ticket), message, one.source))
    return [one for one in found if one.ticket.resident == resident.id]


async def _worth_sending(u: UnitOfWork, missed: list[_Missed]) -> list[_Missed]:
    """Of a request that has ended its last word, what was said with it, and what is to be taken back."""
    standing = [(place, one) for place, one in enumerate(missed) if not one.taken_back]
    last = {one.ticket.id: place for place, one in standing}
    last |= {one.ticket.id: place for place, one in standing if isinstance(one.said, PublicMessage)}
    return [
        one
        for place, one in enumerate(missed)
        if one.taken_back or place >= last[one.ticket.id] or (await survivor(u, one.ticket)).is_open
    ]


async def _say(u: UnitOfWork, house: House, resident: Resident, ticket: Ticket, words: MissedWords) -> None:
    """Send words of ours as they were, marked late."""
    late = _below(words.content, _above(house, resident, ticket, words.at, LATE))
    await u.outbox.to_resident(resident_chat(resident.id), late, topic=chat_topic(ticket.id))


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
    above = _above(house, resident, ticket, message.at, heading)
    for part, content in parts.items():
        if part not in held:
            late = _below(content, above)
            await u.outbox.to_resident(chat, late, message=message.id, part=part, source=source)
            above = ""
        elif edited and part >= 0:
            rewrite = Rewrite(message.id, content)
            await u.outbox.to_resident(chat, rewrite, message=message.id, part=part, source=source)


def _above(house: House, resident: Resident, ticket: Ticket, at: datetime, heading: str) -> str:
    when = house.moment(at, ticket, resident.language)
    return f"{house.words.say(Phrase(heading, {'when': when}), resident.language)}\n"


def _below(content: ForResident, above: str) -> ForResident:
    text = Public(f"{above}{content.text}".rstrip("\n"))
    return replace(content, text=text, spans=moved(content.spans, len(above))) if above else content


async def _note(u: UnitOfWork, house: House, ticket: Ticket, coming: int) -> None:
    one, several = BACK_WITH
    said = Phrase(one, plural=several, count=coming) if coming else Phrase(BACK)
    language = house.directory.office(ticket.office).language
    await u.outbox.to_desk(ticket.thread, Post(house.words.say(said, language), icon="👋"))
