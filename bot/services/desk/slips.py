"""What staff are asked in a post with buttons shows what came of it, at once and wherever it was settled (ADR 0038)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.domain.addresses import direct_message, member_of
from bot.domain.audience import N_
from bot.domain.directory import Office, Staff
from bot.domain.ids import StaffKey, TicketId
from bot.domain.ticket import ASKED, MOVED_ON, Ticket
from bot.ports.desk import Action, Post, RewordCopy
from bot.ports.inbound import DeskForm, DeskPress
from bot.ports.slips import Slip
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import Act, DeskAction, action_named, meant, subject_of
from bot.services.desk.staff import GONE_UP, QUICKER, QUICKER_ABOUT
from bot.services.house import House, staff_name

REPLY = "ticket.reply"
DONE = N_("{action} · {name}, {moment}")
SINCE = N_("Settled meanwhile: it is now “{state}”, in the hands of {handler}.")
TOO_LATE = (MOVED_ON, QUICKER, QUICKER_ABOUT, GONE_UP)
"""Refusals after which there is nothing more to press."""


async def do(u: UnitOfWork, house: House, action: DeskAction, act: Act) -> None:
    """Do it; what offered it, there or elsewhere, shows who did what and when in place of its buttons. What is offered
    anew by doing it stays."""
    subject = subject_of(act.ticket, act.detail)
    asked = [one.id for one in await _offering(u, act.ticket.id, action.name, subject)]
    await action.does(u, house, act)
    for slip in await _offering(u, act.ticket.id, action.name, subject) if asked else []:
        if slip.id in asked:
            await _done(u, house, slip, action, act.ticket, act.member)


async def replied(u: UnitOfWork, house: House, ticket: Ticket, member: Staff) -> None:
    """He has answered in the thread: as if he had pressed it."""
    action = action_named(house, REPLY)
    if action is None:
        return
    for slip in await _offering(u, ticket.id, REPLY, ticket.id):
        await _done(u, house, slip, action, ticket, member)


async def _offering(u: UnitOfWork, ticket: TicketId, name: str, subject: str) -> list[Slip]:
    return [one for one in await u.slips.open_of(ticket) if one.offers(name, subject)]


async def _done(
    u: UnitOfWork, house: House, slip: Slip, action: DeskAction, ticket: Ticket, member: Staff
) -> None:
    office = _office(house, slip, ticket)
    at = house.moment(house.now(), ticket, office.language)
    label = house.staff_says(office, action.label).rstrip("…")
    below = house.staff_says(office, DONE, action=label, name=member.name, moment=at)
    await _settle(u, house, slip, replace(slip.post, icon="✅", below=below))


async def too_late(u: UnitOfWork, house: House, came: DeskPress | DeskForm, msgid: str, why: str) -> None:
    """What he was offered can't be done any more: it says why, and offers nothing."""
    if msgid not in TOO_LATE:
        return
    name, subject = (came.name, came.subject) if isinstance(came, DeskForm) else (meant(came), came.value)
    his = direct_message(StaffKey(came.user.id))
    for slip in await _offering(u, TicketId(subject.partition("#")[0]), name, subject):
        if slip.destination == his:
            await _settle(u, house, slip, replace(slip.post, icon="☑️", below=why))


async def follow(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket) -> None:
    """A request has moved on by other ways: what asked for something that can't be done any more, for an answer that
    was given, or that is another's to do, says how it stands."""
    if before is None:
        return
    answered = before.owed_since is not None and after.owed_since is None
    if before.stand == after.stand and not answered:
        return
    answered = answered or (after.state in ASKED and before.state not in ASKED)
    passed = before.handler is not None and before.handler != after.handler
    for slip in await u.slips.open_of(after.id):
        mine = slip.post.seen in ("", after.stand) or not passed
        given = answered and slip.post.seen and slip.offers(REPLY, after.id)
        if mine and not given and any(_stands(house, slip, one, after) for one in slip.post.actions):
            continue
        office = _office(house, slip, after)
        state, handler = house.staff_says(office, cards.STATES[after.state]), staff_name(house, after.handler)
        below = house.staff_says(office, SINCE, state=state, handler=handler)
        await _settle(u, house, slip, replace(slip.post, icon="☑️", below=below))


def _stands(house: House, slip: Slip, offered: Action, ticket: Ticket) -> bool:
    """Whether a button still leads somewhere."""
    action = action_named(house, offered.name)
    if action is None or not action.when(ticket):
        return False
    return not action.exclusive or slip.post.seen in ("", ticket.stand)


async def redraw(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    about: str,
    actions: tuple[Action, ...],
    how: Callable[[Office], str],
) -> None:
    """A part of a request stands differently: who was asked about it directly is offered what can be done now, and
    reads ``how`` it stands. In the thread it has a post of its own: what was said there before offers nothing more."""
    for slip in await u.slips.open_of(ticket.id):
        if not slip.is_about(about):
            continue
        if member_of(slip.destination) is None or not actions:
            below = slip.post.below if actions else how(_office(house, slip, ticket))
            await _settle(u, house, slip, replace(slip.post, below=below))
        elif slip.post.actions != actions:
            below = how(_office(house, slip, ticket))
            now = replace(slip, post=replace(slip.post, actions=actions, below=below))
            await u.slips.put(now)
            await _reword(u, now)


async def in_place(u: UnitOfWork, house: House, ticket: Ticket, subject: str, post: Post) -> bool:
    """Put a post in the thread in place of what asked for it there; False where nothing did."""
    found = [one for one in await u.slips.open_of(ticket.id) if one.destination == ticket.thread]
    asked = [one for one in found if any(each.value == subject for each in one.post.actions)]
    for slip in asked:
        await _settle(u, house, slip, post)
    return bool(asked)


def _office(house: House, slip: Slip, ticket: Ticket) -> Office:
    """Whose language it speaks: its reader's, in a thread the request's."""
    member = house.directory.member_by_slack(member_of(slip.destination) or "")
    return house.directory.office_of(member) if member else house.directory.office(ticket.office)


async def _settle(u: UnitOfWork, house: House, slip: Slip, post: Post) -> None:
    bare = replace(slip, post=replace(post, actions=(), seen=""))
    await u.slips.put(bare)
    await u.slips.settle(slip.id, house.now())
    await _reword(u, bare)


async def _reword(u: UnitOfWork, slip: Slip) -> None:
    await u.outbox.to_desk(slip.destination, RewordCopy(slip.id, slip.post), message=slip.id)
