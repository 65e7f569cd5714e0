"""What staff wrote in a card's form stands in the thread as a post of ours, which they can't edit or delete there: its
buttons do so (rows C1, C4)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_, Public
from bot.domain.directory import Role, Staff
from bot.domain.errors import Refused
from bot.domain.ids import MessageId
from bot.domain.message import Author, PublicMessage
from bot.domain.ticket import Ticket
from bot.ports.desk import Mark, MarkCopy
from bot.ports.inbound import DeskForm, DeskPress
from bot.ports.store import UnitOfWork
from bot.services.conversation import (
    TAKE_BACK,
    post_buttons,
    reword_for_resident,
    reword_in_thread,
    take_back,
)
from bot.services.house import House
from bot.services.staff import ticket_of_his_office

GONE = N_("That message has been taken back already.")
NOT_HIS = N_("Only its author can change it. A manager can take it back.")
EMPTY = N_("Nothing was written, so nothing was changed.")


async def pressed(u: UnitOfWork, house: House, member: Staff, press: DeskPress) -> None:
    """A button of such a post. *Edit* opens its form by itself."""
    if press.action == TAKE_BACK:
        said, ticket = await _said(u, house, member, press.value, managers=True)
        await take_back(u, house, said, ticket)
        await house.record(u, ticket, member.key, "recalled", said.id)
        office = house.directory.office(ticket.office)
        line = house.staff_says(office, N_("🗑 Taken back by {name}."), name=member.name)
        await reword_in_thread(u, house, ticket, said, said, below=line)
        await u.outbox.to_desk(ticket.thread, MarkCopy(said.id, Mark.INTERNAL))


async def edited(u: UnitOfWork, house: House, member: Staff, form: DeskForm) -> None:
    """Its form was sent in: the message has other words, here and for the resident."""
    text = form.values.get("text", "").strip()
    if not text:
        raise Refused(EMPTY)
    said, ticket = await _said(u, house, member, form.subject, managers=False)
    after = replace(said, text=Public(text))
    if not await u.messages.reword(said.id, after.text, house.now()):
        return
    await reword_for_resident(u, house, await u.people.get(ticket.resident), said, after)
    buttons = post_buttons(house, house.directory.office(ticket.office), said.id)
    await reword_in_thread(u, house, ticket, said, after, actions=buttons)
    await house.record(u, ticket, member.key, "edited", said.id)


async def _said(
    u: UnitOfWork, house: House, member: Staff, id: str, *, managers: bool
) -> tuple[PublicMessage, Ticket]:
    """The message, and its ticket. Raises Refused for anybody but its author (and ``managers``)."""
    said = await u.messages.public(MessageId(id))
    if said is None or said.author is not Author.STAFF or said.recalled_at is not None:
        raise Refused(GONE)
    ticket = await ticket_of_his_office(u, house, member, said.ticket)
    wrote = {h.actor for h in await u.history(ticket.id) if h.detail == id and h.what in ("replied", "asked")}
    if member.key not in wrote and not (managers and member.role is Role.MANAGER):
        raise Refused(NOT_HIS)
    return said, ticket
