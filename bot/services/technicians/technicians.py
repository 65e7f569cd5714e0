"""Technicians in Telegram: whose chat it is, and how it is spoken to (rows B2, F1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.domain.addresses import MessageRef, technician_chat, technician_of
from bot.domain.audience import N_, Style
from bot.domain.directory import Staff
from bot.domain.ids import StaffKey
from bot.domain.technician import ForTechnician, Link, WorkButton, WorkKeyboard, WorkMenu, WorkRetouch
from bot.domain.text import split
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import UnitOfWork
from bot.services.house import House

KEYBOARD_LIFE = timedelta(days=90)
"""How long buttons under a message to a technician work."""

MENU = (
    ("jobs", N_("My jobs")),
    ("help", N_("What I can do")),
    ("leave", N_("No longer have my jobs here")),
)
"""The commands that his chat's menu offers, in the order shown."""


@dataclass(frozen=True, slots=True)
class WorkAnswer:
    """A button under a message to a technician: its label and the action it stands for (JSON)."""

    label: str
    action: Mapping[str, Any]
    style: Style = Style.PLAIN


Answers = Sequence[Sequence[WorkAnswer]]


def may(house: House, key: StaffKey) -> Staff | None:
    """The member of staff, where the office file lets him have his jobs in Telegram."""
    member = house.directory.member_if_known(key)
    return member if member is not None and member.telegram else None


async def whose(u: UnitOfWork, house: House, channel: str, chat: str) -> Staff | None:
    """The technician whose chat this is; None for everybody else's, and for one who may no longer."""
    link = await u.technicians.link_at(channel, chat)
    return may(house, link.member) if link else None


async def reached(u: UnitOfWork, house: House, key: StaffKey) -> Link | None:
    """How a technician is reached in Telegram; None where he is not linked, or may no longer be."""
    return await u.technicians.link_of(key) if may(house, key) else None


async def allowed(u: UnitOfWork, house: House, row: ClaimedDelivery) -> bool:
    """Whether what is queued may still be sent: the chat is his at this moment, or what it does is take away there what
    was ours: a message, or the menu of a chat that is nobody's now."""
    member = technician_of(row.destination)
    if isinstance(row.content, WorkRetouch) and row.content.wipes:
        return True
    link = await reached(u, house, member) if member else None
    if isinstance(row.content, WorkMenu):
        if row.content.commands:
            return link is not None and link.chat == row.content.chat
        return row.place is None or await u.technicians.link_at(row.place.channel, row.content.chat) is None
    return link is not None and row.place is not None and link.chat == row.place.room


def say(house: House, member: Staff, msgid: str, /, **params: object) -> str:
    """A text in the language his office works in."""
    return house.staff_says(house.directory.office_of(member), msgid, **params)


async def offer_menu(u: UnitOfWork, house: House, member: Staff, chat: str) -> None:
    """Let his chat's menu offer what is of use to him there."""
    commands = tuple((command, say(house, member, msgid)) for command, msgid in MENU)
    await u.outbox.to_technician(technician_chat(member.key), WorkMenu(chat, commands))


async def tell(u: UnitOfWork, house: House, member: Staff, text: str, answers: Answers = ()) -> None:
    """Queue a message to a technician."""
    content = await compose(u, house, member, text, answers)
    await u.outbox.to_technician(technician_chat(member.key), content)


async def change(
    u: UnitOfWork, house: House, member: Staff, target: MessageRef, text: str, answers: Answers = ()
) -> None:
    """Put a message in the place of one that he has."""
    content = await compose(u, house, member, text, answers)
    await u.outbox.to_technician(technician_chat(member.key), WorkRetouch(target, content))


async def compose(
    u: UnitOfWork, house: House, member: Staff, text: str, answers: Answers = ()
) -> ForTechnician:
    """The message that ``tell`` queues; its buttons get a row of their own that says what they do."""
    shown = split(text)[0]
    if not any(answers):
        return ForTechnician(shown)
    nonce = u.ids.nonce()
    actions = tuple(dict(answer.action) for row in answers for answer in row)
    await u.technicians.put_keyboard(WorkKeyboard(nonce, member.key, actions, house.now() + KEYBOARD_LIFE))
    number = iter(range(len(actions)))
    rows = tuple(
        tuple(WorkButton(answer.label, f"{nonce}:{next(number)}", answer.style) for answer in row)
        for row in answers
    )
    return ForTechnician(shown, rows)


async def pressed(u: UnitOfWork, house: House, member: Staff, token: str) -> Mapping[str, Any] | None:
    """The action of a button of his; None for others' buttons, invented ones and expired ones."""
    nonce, _, number = token.partition(":")
    keyboard = await u.technicians.keyboard(nonce)
    if keyboard is None or keyboard.member != member.key or keyboard.expires_at < house.now():
        return None
    if not number.isdecimal() or int(number) >= len(keyboard.actions):
        return None
    return keyboard.actions[int(number)]
