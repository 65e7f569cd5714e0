"""A message with buttons in somebody's own conversation with us: once he has pressed one, it shows what came of it."""

from __future__ import annotations

from bot.domain.addresses import MessageRef, Place, direct_message
from bot.domain.audience import N_
from bot.domain.ids import StaffKey, TicketId
from bot.domain.ticket import MOVED_ON
from bot.ports.desk import Post, Reword
from bot.ports.inbound import DeskForm, DeskPress, Slip
from bot.ports.store import UnitOfWork
from bot.services import cards
from bot.services.acting import Act, DeskAction
from bot.services.house import House
from bot.services.staff import GONE_UP, QUICKER, QUICKER_ABOUT

DONE = N_("{action} · {name}, {moment}")
TOO_LATE = (MOVED_ON, QUICKER, QUICKER_ABOUT, GONE_UP)
"""Refusals after which there is nothing more to press."""


async def done(u: UnitOfWork, house: House, action: DeskAction, act: Act) -> None:
    """He did what a button of it offered: who, what and when stand in place of the buttons. A card of its own is kept
    current by whoever posted it."""
    came = act.form or act.pressed
    if came is None or came.slip is None or await _is_card(u, house, came.slip.ref):
        return
    ticket, office = act.ticket, house.directory.office_of(act.member)
    at = house.moment(house.now(), ticket, office.language)
    label = house.staff_says(office, action.label).rstrip("…")
    below = house.staff_says(office, DONE, action=label, name=act.member.name, moment=at)
    title = cards.title_of(house, office, ticket)
    post = Post(came.slip.text, icon="✅", above=title, below=below, thread=ticket.thread)
    await _reword(u, house, act.member.slack, came.slip, post)


async def too_late(u: UnitOfWork, house: House, came: DeskPress | DeskForm, msgid: str, why: str) -> None:
    """What it offered can't be done any more: it says why, and offers nothing."""
    if came.slip is None or msgid not in TOO_LATE or await _is_card(u, house, came.slip.ref):
        return
    subject = came.subject if isinstance(came, DeskForm) else came.value
    try:
        ticket = await u.tickets.get(TicketId(subject.partition("#")[0]))
    except KeyError:
        thread = None
    else:
        thread = ticket.thread
    await _reword(u, house, came.user.id, came.slip, Post(came.slip.text, icon="☑️", below=why, thread=thread))


async def _is_card(u: UnitOfWork, house: House, ref: MessageRef) -> bool:
    return await u.places.at(Place(house.desk, ref.room, ref.id)) is not None


async def _reword(u: UnitOfWork, house: House, user: str, slip: Slip, post: Post) -> None:
    destination = direct_message(StaffKey(user))
    await u.places.put(destination, Place(house.desk, user))
    await u.outbox.to_desk(destination, Reword(slip.ref, post))
