"""A ticket goes up to the next manager who is here, step by step to the top; its resident is told who has it now (row
D3). Or it is given to a department's supervisor, because nobody has taken it (row D2)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.attention import is_overdue
from bot.domain.audience import N_, Phrase, Public
from bot.domain.away import Presence
from bot.domain.deadlines import Limit
from bot.domain.deeds import Deed
from bot.domain.directory import Staff
from bot.domain.ticket import Move, Severity, Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.services.clocks.reminding import buttons, chief_of, next_up
from bot.services.complaints.registering import coded, entered
from bot.services.desk import cards
from bot.services.desk.staff import tell_handler
from bot.services.house import House, change

WHY = {
    Limit.ANSWER: N_("the answer is overdue"),
    Limit.WORD: N_("nobody has gone on with it for too long"),
    Limit.SOLVE: N_("the complaint is not solved in time"),
    Limit.RESULT: N_("the resident does not know the result yet"),
}
UP = N_("From {old} to {new}: {why}.")
GIVEN_UP = N_("{name}, this request is now yours: {why}. Before, {old} had it.")
TAKEN_OFF = N_("This request has gone to {new}: {why}.")
NAMED = N_("Nobody had taken it: {name} looks after it now.")
YOURS = N_("Nobody has taken this request, so it is now yours. You can pass it on.")
SORRY = N_(
    "We are sorry that your request {reference} is taking longer than we said. {who} is now looking after it and will "
    "see to it."
)
PASS_ON = ("ticket.reply", "ticket.assign")
"""What he can do about it where he reads it."""
AGED = N_("This complaint has been unsolved for a month: it is now of severity A.")


async def climb(u: UnitOfWork, house: House, here: Presence, ticket: Ticket, limit: Limit) -> bool:
    """One step up; False at the top."""
    higher, member = next_up(house, here, ticket), house.directory.member_if_known(ticket.handler)
    if higher is None:
        return False
    after = await _hand_to(u, house, ticket, higher, "escalated", escalated=1)
    if member is None:
        await _say_who(u, house, after, higher)
    else:
        await _say_from_whom(u, house, after, member, higher, WHY[limit])
    await _apologise(u, house, after, higher)
    return True


async def name_chief(u: UnitOfWork, house: House, here: Presence, ticket: Ticket) -> None:
    """Nobody has taken it, though the supervisor was asked: he has it himself."""
    chief = here.nearest(chief_of(house, ticket))
    after = await _hand_to(u, house, ticket, chief, "given")
    await _say_who(u, house, after, chief)
    if is_overdue(ticket, house.now()):
        await _apologise(u, house, after, chief)
    else:
        await tell_handler(u, house, after, chief)


async def _apologise(u: UnitOfWork, house: House, ticket: Ticket, member: Staff) -> None:
    """To the resident: it takes longer than he was told; this is who has it now."""
    resident = await u.people.get(ticket.resident)
    params = {"who": house.signature(member, resident.language), "reference": Public(ticket.reference)}
    await house.tell(u, resident, Phrase(SORRY, params), ticket=ticket.id)


async def make_grave(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """A valid complaint that is unsolved after a month becomes A: its code follows, the manager is told."""
    graver = replace(ticket, severity=Severity.A, severity_proposed=False)
    after = await cards.update(u, house, ticket, coded(house, graver))
    await house.record(u, ticket, "palier", "aged")
    line = house.staff_says(house.directory.office(ticket.office), AGED)
    await u.outbox.to_desk(ticket.thread, Post(line, icon="🔴"))
    await entered(u, house, ticket, after, "palier")


async def _say_who(u: UnitOfWork, house: House, ticket: Ticket, member: Staff) -> None:
    """To the thread and to him: he has what nobody had taken."""
    line = house.staff_says(house.directory.office(ticket.office), NAMED, name=member.name)
    await u.outbox.to_desk(ticket.thread, Post(line, icon="👉"))
    await _write_to(u, house, ticket, member, YOURS, "👉", can=PASS_ON)


async def _say_from_whom(
    u: UnitOfWork, house: House, ticket: Ticket, member: Staff, higher: Staff, why: str
) -> None:
    """To the thread and to both: it has gone from one to the other, and why."""
    office = house.directory.office(ticket.office)
    because = house.staff_says(office, why)
    line = house.staff_says(office, UP, old=member.name, new=higher.name, why=because)
    await u.outbox.to_desk(ticket.thread, Post(line, icon="🔺"))
    await _write_to(
        u, house, ticket, higher, GIVEN_UP, "🔺", why, can=PASS_ON, name=higher.name, old=member.name
    )
    await _write_to(u, house, ticket, member, TAKEN_OFF, "🔺", why, new=higher.name)


async def _write_to(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    member: Staff,
    msgid: str,
    icon: str,
    why: str = "",
    can: tuple[str, ...] = (),
    **params: str,
) -> None:
    own = house.directory.office_of(member)
    reason = {"why": house.staff_says(own, why)} if why else {}
    text = house.staff_says(own, msgid, **params, **reason)
    title = cards.title_of(house, own, ticket)
    actions = buttons(house, own, ticket, can)
    post = Post(text, icon=icon, above=title, actions=actions, thread=ticket.thread, seen=ticket.stand)
    await house.direct(u, member, post)


async def _hand_to(
    u: UnitOfWork, house: House, ticket: Ticket, member: Staff, what: Deed, *, escalated: int = 0
) -> Ticket:
    """He has it; nobody of the staff has handled it by that."""
    await house.record(u, ticket, "palier", what, change(ticket.handler, member.key))
    taken = ticket.move(Move.TAKE, house.now()) if ticket.allows(Move.TAKE) else ticket
    given = replace(
        taken,
        handler=member.key,
        escalated=ticket.escalated + escalated,
        handled_at=ticket.handled_at,
    )
    return await cards.update(u, house, ticket, given)
