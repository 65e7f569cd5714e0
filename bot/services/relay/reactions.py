"""Reactions both ways: a resident's are shown in the thread, staff's in his chat as far as the office allows. They
start no clock and change no state."""

from __future__ import annotations

from bot.domain.addresses import resident_chat
from bot.domain.audience import N_
from bot.domain.directory import Office
from bot.domain.ids import reactions_line
from bot.domain.message import Author, PublicMessage, Reaction
from bot.domain.people import Resident
from bot.domain.text import shortened
from bot.domain.ticket import Ticket
from bot.ports.desk import Post, ReactCopy, RewordCopy
from bot.ports.inbound import ChatReaction, DeskReaction
from bot.ports.store import UnitOfWork
from bot.services.house import House
from bot.services.relay.signs import RESIDENT, sign_on

UNSHOWN = N_("A reaction that can't be shown here, to: {message}")
TAKEN_AWAY = N_("The reaction was taken back: {message}")
SHORT = 80
"""How much of a message a line of reactions quotes, in characters."""


async def reacted(u: UnitOfWork, house: House, reaction: ChatReaction | DeskReaction) -> None:
    """Somebody reacted to a message, on either side."""
    match reaction:
        case ChatReaction(user=user):
            resident = await u.people.by_chat(user.channel, user.chat)
            if resident is not None:
                await of_resident(u, house, resident, reaction)
        case DeskReaction():
            await of_staff(u, house, reaction)


async def of_resident(u: UnitOfWork, house: House, resident: Resident, reaction: ChatReaction) -> None:
    """A resident's reactions to a message of staff are now these: they stand on it in the thread; what the desk has no
    emoji for is told in one line, which is kept current."""
    linked = await u.messages.linked(reaction.ref)
    said = await u.messages.public(linked[0]) if linked else None
    if said is None or said.author is not Author.STAFF or said.recalled_at is not None:
        return
    ticket = await u.tickets.get(said.ticket)
    if ticket.resident != resident.id:
        return
    before = {one.emoji for one in await u.messages.reactions(said.id) if one.actor == RESIDENT}
    for emoji in sorted(before | {*reaction.emoji}):
        now = Reaction(RESIDENT, emoji, reaction.at)
        await u.messages.react(said.id, now, emoji in reaction.emoji)
    after = tuple(one.emoji for one in await u.messages.reactions(said.id) if one.actor == RESIDENT)
    if {*after} == before:
        return
    await house.record(u, ticket, "resident", "reacted", " ".join(after))
    await u.outbox.to_desk(ticket.thread, ReactCopy(said.id, tuple(emoji for emoji in after if emoji)))
    if ("" in after) != ("" in before):
        await _tell(u, house, ticket, said, UNSHOWN if "" in after else TAKEN_AWAY)


async def of_staff(u: UnitOfWork, house: House, reaction: DeskReaction) -> None:
    """A member of staff reacted to a resident's message in its ticket's present thread, or took that back: the
    resident sees the latest one that stands. Nobody else's reaction reaches him, and none on anything else."""
    linked = await u.messages.linked(reaction.ref)
    said = await u.messages.public(linked[0]) if linked else None
    if said is None or said.author is not Author.RESIDENT:
        return
    ticket = await u.tickets.get(said.ticket)
    office = house.directory.office(ticket.office)
    member = house.directory.member_by_slack(reaction.user.id)
    facts = await u.people.member(reaction.user.id)
    if member is None or facts is None or not (facts.home and facts.human and facts.active) or facts.guest:
        return
    if house.directory.office_of(member).key != office.key or ticket.in_review:
        return
    here = [ref for _, ref in await u.messages.pieces(said.id, ticket.thread)]
    if reaction.ref not in here or (reaction.stands and not _shown(office, reaction.emoji)):
        return
    await u.messages.react(said.id, Reaction(member.key, reaction.emoji, reaction.at), reaction.stands)
    resident = await u.people.get(ticket.resident)
    originals = await u.messages.copies(said.id, resident.channel)
    if originals:
        sign = await sign_on(u, said.id, originals[0])
        await u.outbox.to_resident(resident_chat(resident.id), sign)
        await house.record(u, ticket, member.key, "reacted", reaction.emoji if reaction.stands else "")


def _shown(office: Office, emoji: str) -> bool:
    if office.default_audience == "internal":
        return False
    return emoji in {one.replace("\ufe0f", "") for one in office.staff_reactions}


async def _tell(u: UnitOfWork, house: House, ticket: Ticket, said: PublicMessage, msgid: str) -> None:
    office = house.directory.office(ticket.office)
    quoted = house.quoted(office, shortened(said.text, SHORT)) if said.text.strip() else "📎"
    line = Post(house.staff_says(office, msgid, message=quoted), author=ticket.author_name)
    id = reactions_line(said.id)
    await u.outbox.to_desk(ticket.thread, RewordCopy(id, line), message=id)
