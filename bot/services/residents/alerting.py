"""Danger that a resident tells of is brought at once to somebody of the staff who is there (rows A5, E5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.addresses import technician_chat
from bot.domain.audience import N_
from bot.domain.away import Presence
from bot.domain.chain import above
from bot.domain.deeds import Deed
from bot.domain.directory import Staff
from bot.domain.gravity import dangers, dangers_in, written_in
from bot.domain.ids import TicketId
from bot.domain.message import Author
from bot.domain.shift_ends import is_off
from bot.domain.text import shortened
from bot.domain.ticket import Kind, Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.clocks.reminding import buttons, chief_of, why_not
from bot.services.desk import cards
from bot.services.desk.present import presence
from bot.services.house import House

ALERTED, AGAIN_AFTER = "alerted", timedelta(hours=1)
"""How long nobody is called again about a ticket, whatever more is written."""
UNHEARD, UNHEARD_AFTER = "danger", timedelta(minutes=10)
"""When it is looked at whether somebody of the staff has done anything."""
TOLD: Deed = "told_of"
"""In the history: who was told, and why; so each is told once."""
CAN = ("ticket.take", "ticket.reply")
"""What he who is called can do about it where he reads it."""
SHORT = 300
"""So much of what was written is quoted, in UTF-16 units."""

DANGER = N_("Danger? Please look at once: {title}")
WRITES = N_("{name} writes: “{words}”")
ALSO = N_("Other open requests: {requests}")
CALLED = N_("Danger? Called at once: {names}.")
NOBODY_HERE = N_("Danger, and nobody in charge is there: {title}")
STILL_NOBODY = N_("Danger? For ten minutes nobody has done anything: {title}")


async def listen(u: UnitOfWork, house: House) -> None:
    """What residents have just written speaks of danger that they had not spoken of there: called once an hour a
    ticket. Called too is whoever gets a request that nobody has taken up yet. Asked when all else is done."""
    told: dict[TicketId, str] = {}
    for said in u.messages.new_words():
        if set(dangers(said.after)) - set(dangers(said.before)):
            told[said.ticket] = said.after
    for before, after in u.tickets.changes():
        known = written_in(before) if before else ()
        fresh = [words for words in written_in(after) if words not in known and dangers(words)]
        if fresh and set(dangers_in(after)) - set(dangers("\n".join(known))):
            told.setdefault(after.id, fresh[0])
        elif before is not None and before.department != after.department and _untaken(after):
            await _call(u, house, after, after.description, anew=True)
    for id, words in told.items():
        if await u.timers.at(ALERTED, id) is None:
            await _call(u, house, await u.tickets.get(id), words)


def _untaken(ticket: Ticket) -> bool:
    """Whether its words of danger wait for somebody to take it up."""
    plain = ticket.is_open and ticket.handler is None and not ticket.act_now
    return plain and ticket.kind is not Kind.COMPLAINT and bool(dangers_in(ticket))


async def rest(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """Staff have been alarmed: for an hour nobody is called, where it is *act now* for the rest of the day."""
    until = house.now() + AGAIN_AFTER
    if ticket.act_now:
        zone = ZoneInfo(house.directory.time_zone(ticket.office, ticket.residence))
        tomorrow = house.now().astimezone(zone).date() + timedelta(days=1)
        until = max(until, datetime.combine(tomorrow, time(), zone))
    await u.timers.set(Timer(ALERTED, ticket.id, until))


async def stand_in(u: UnitOfWork, house: House, *members: Staff) -> Staff | None:
    """The first of these, or the nearest above them, whom a word reaches and who is there; None where nobody is."""
    here = await presence(u, house)
    every = [*members, *(boss for one in members for boss in above(house.directory, one))]
    for one in dict.fromkeys(every):
        if await _is_there(u, here, one):
            return one
    return None


async def _is_there(u: UnitOfWork, here: Presence, member: Staff) -> bool:
    reached = member.slack or await u.places.get(technician_chat(member.key)) is not None
    return bool(reached) and here.is_here(member)


async def _call(u: UnitOfWork, house: House, ticket: Ticket, words: str, *, anew: bool = False) -> None:
    """By direct message, ``anew`` only whoever was not called before. Where nobody is there the managers' channel hears
    of it."""
    called = await _whom(u, house, ticket)
    if anew:
        called = [one for one in called if not await u.recorded(ticket.id, TOLD, f"danger: {one.key}")]
    elif not called:
        await alarm(u, house, ticket, NOBODY_HERE)
        await rest(u, house, ticket)
    handler = house.directory.member_if_known(ticket.handler)
    for member in called:
        await _write_to(u, house, ticket, member, words, away=None if handler in called else handler)
    if called:
        await _remember(u, house, ticket, called)


async def _whom(u: UnitOfWork, house: House, ticket: Ticket) -> list[Staff]:
    """Whoever has it; outside opening hours or his shift, or once it has ended, a superior too. Where nobody has it
    or he is away: his superior, who answers for the department, or the next above who is there."""
    handler, chief = house.directory.member_if_known(ticket.handler), chief_of(house, ticket)
    here = await presence(u, house)
    his = [handler] if handler is not None and await _is_there(u, here, handler) else []
    if his and ticket.is_open and _at_work(house, ticket, his[0]):
        return his
    higher = above(house.directory, handler) if handler is not None else ()
    found = await stand_in(u, house, *higher, chief)
    return list(dict.fromkeys([*his, *([found] if found is not None else [])]))


def _at_work(house: House, ticket: Ticket, member: Staff) -> bool:
    own = house.calendars[house.directory.office_of(member).key, None]
    off = is_off(house.directory.shifts_of(member.department), member.key, own, house.now())
    return not off and house.calendar(ticket.office, ticket.residence).is_open(house.now())


async def _write_to(
    u: UnitOfWork, house: House, ticket: Ticket, member: Staff, words: str, *, away: Staff | None
) -> None:
    own = house.directory.office_of(member)
    text = house.staff_says(own, DANGER, title=cards.title_of(house, own, ticket))
    below = [house.staff_says(own, WRITES, name=ticket.author_name, words=shortened(words, SHORT))]
    mine = await u.tickets.open_of(ticket.resident) if member.slack else []
    others = [one for one in mine if one.id != ticket.id and one.office == ticket.office]
    if others:
        titles = " · ".join(cards.title_of(house, own, one) for one in others)
        below.append(house.staff_says(own, ALSO, requests=titles))
    if away is not None:
        msgid, params = why_not(await presence(u, house), away, own)
        below.append(house.staff_says(own, msgid, **params))
    can = buttons(house, own, ticket, CAN)
    post = Post(text, icon="⚡", below="\n".join(below), actions=can, thread=ticket.thread, seen=ticket.stand)
    await house.direct(u, member, post)


async def _remember(u: UnitOfWork, house: House, ticket: Ticket, called: Sequence[Staff]) -> None:
    for one in called:
        await house.record(u, ticket, "palier", TOLD, f"danger: {one.key}")
    names = ", ".join(one.name for one in called)
    line = house.staff_says(house.directory.office(ticket.office), CALLED, names=names)
    await u.outbox.to_desk(ticket.thread, Post(line, icon="⚡"))
    await rest(u, house, ticket)
    await u.timers.set(Timer(UNHEARD, ticket.id, house.now() + UNHEARD_AFTER))


async def unheard(u: UnitOfWork, house: House, subject: str) -> None:
    """Ten minutes ago somebody was called: if nobody has done anything since, the next above him who is there is, and
    the managers' channel."""
    ticket = await u.tickets.get(TicketId(subject))
    told = [
        one for one in await u.history(ticket.id) if one.what == TOLD and one.detail.startswith("danger: ")
    ]
    if not told or await _answered(u, ticket, told[-1].at):
        return
    await alarm(u, house, ticket, STILL_NOBODY)
    keys = [one.detail.partition(": ")[2] for one in told if one.at == told[-1].at]
    known = [member for key in keys if (member := house.directory.member_if_known(key)) is not None]
    higher = [boss for one in known for boss in above(house.directory, one) if boss not in known]
    found = await stand_in(u, house, *higher)
    if found is not None:
        await house.record(u, ticket, "palier", TOLD, f"unheard: {found.key}")
        said = [one.text for one in await u.messages.public_of(ticket.id) if one.author is Author.RESIDENT]
        words = next((one for one in reversed(said) if dangers(one)), ticket.description)
        await _write_to(u, house, ticket, found, words, away=None)


async def _answered(u: UnitOfWork, ticket: Ticket, since: datetime) -> bool:
    """Whether somebody of the staff has handled it, or has said anything, internally too."""
    if ticket.handled_at is not None and ticket.handled_at >= since:
        return True
    said = [one.at for one in await u.messages.public_of(ticket.id) if one.author is Author.STAFF]
    return any(at >= since for at in (*said, *(one.at for one in await u.messages.notes_of(ticket.id))))


async def alarm(u: UnitOfWork, house: House, ticket: Ticket, msgid: str, **params: object) -> None:
    """The managers' channel hears of it."""
    title = cards.title_of(house, house.directory.office(ticket.office), ticket)
    await house.alarm(u, ticket.office, msgid, title=title, thread=ticket.thread, **params)
