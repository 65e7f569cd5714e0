"""What staff wrote in a window stands in the thread as a post of ours, which they can't edit or delete there: its
buttons do so (rows C1, C4)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_, Public
from bot.domain.deeds import Deed
from bot.domain.directory import Role
from bot.domain.errors import Refused
from bot.domain.ids import MessageId
from bot.domain.message import Author, PublicMessage
from bot.ports.desk import Mark, MarkCopy
from bot.ports.modal import Field, TextField
from bot.ports.store import UnitOfWork
from bot.services.desk.acting import Act
from bot.services.house import House
from bot.services.relay import conversation
from bot.services.relay.conversation import post_buttons, reword_for_resident, reword_in_thread

WRITES: frozenset[Deed] = frozenset(
    {"replied", "asked", "declined", "canned", "explained", "invalid", "adopted", "told_answer"}
)
"""In a ticket's history: who wrote the message whose id is the detail's first word."""
GONE = N_("That message has been taken back already.")
NOT_HIS = N_("Only its author can change it. A manager can take it back.")
EMPTY = N_("Nothing was written, so nothing was changed.")


async def message_of(u: UnitOfWork, id: str) -> PublicMessage:
    """The message that such a post shows. Raises Refused where it was taken back."""
    said = await u.messages.public(MessageId(id))
    if said is None or said.author is not Author.STAFF or said.recalled_at is not None:
        raise Refused(GONE)
    return said


async def fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Its present words, to be changed. Raises Refused for anybody but its author."""
    said = await _his(u, act, managers=False)
    label = N_("Your message. The resident's copy will change to it.")
    return (TextField("text", house.staff_says(house.directory.office(act.ticket.office), label), said.text),)


async def edit(u: UnitOfWork, house: House, act: Act) -> None:
    """Its window was sent in: the message has other words, here and for the resident."""
    text, ticket = act.text("text"), act.ticket
    if not text:
        raise Refused(EMPTY)
    said = await _his(u, act, managers=False)
    after = replace(said, text=Public(text))
    if not await u.messages.reword(said.id, after.text, house.now()):
        return
    await reword_for_resident(u, house, await u.people.get(ticket.resident), said, after)
    buttons = post_buttons(house, house.directory.office(ticket.office), said.id)
    await reword_in_thread(u, house, ticket, said, after, actions=buttons)
    await house.record(u, ticket, act.member.key, "edited", said.id)


async def take_back(u: UnitOfWork, house: House, act: Act) -> None:
    """The resident has it no longer; the post says who took it back."""
    said, ticket = await _his(u, act, managers=True), act.ticket
    await conversation.take_back(u, house, said, ticket)
    await house.record(u, ticket, act.member.key, "recalled", said.id)
    office = house.directory.office(ticket.office)
    line = house.staff_says(office, N_("🗑 Taken back by {name}."), name=act.member.name)
    await reword_in_thread(u, house, ticket, said, said, below=line)
    await u.outbox.to_desk(ticket.thread, MarkCopy(said.id, Mark.INTERNAL))


async def _his(u: UnitOfWork, act: Act, *, managers: bool) -> PublicMessage:
    """The message. Raises Refused for anybody but its author (and ``managers``)."""
    assert act.message is not None, "such an action is about a message"
    wrote = {
        one.actor
        for one in await u.history(act.ticket.id)
        if one.detail.partition(" ")[0] == act.message.id and one.what in WRITES
    }
    if act.member.key not in wrote and not (managers and act.member.role is Role.MANAGER):
        raise Refused(NOT_HIS)
    return act.message
