"""Codes that link a chat: handed over as a link or to be typed, used once, not to be guessed.

Only a code's digest is kept. A technician's and a resident's are of one kind: ``linking`` and ``joining`` say what
comes of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.domain.addresses import Destination, technician_of
from bot.domain.audience import N_
from bot.domain.errors import Refused
from bot.domain.ids import StaffKey
from bot.domain.invitation import Invitation, digest_of
from bot.ports.inbound import ChatMessage, ChatUser
from bot.ports.store import UnitOfWork
from bot.services.house import House

log = structlog.get_logger()

TECHNICIAN, RESIDENT = "tech-", "home-"
"""What the link's parameter begins with (core.telegram.org/bots/features#deep-linking: 64 of A-Z a-z 0-9 _ -)."""
BOT = "bot:telegram"
"""Where the bot's own name is remembered."""
ALONE = r"(?ai:[a-z2-9]{4}-){3}(?ai:[a-z2-9]{4})"
"""A code that somebody types as it stands in a letter: nothing else looks like it."""
LINK = rf"(?s:.*)\?start=(?:{TECHNICIAN}|{RESIDENT})({ALONE})\b(?s:.*)"
"""The link itself, which somebody copies into the chat, perhaps with the words around it."""
TRIES, WITHIN = 5, timedelta(hours=1)
"""So many wrong codes may come from a chat within this time; then none is looked at."""

TYPE_IT = N_("Or written to the bot in Telegram: /link {code}")
WHICH_CODE = N_(
    "Please write the code itself, as it stands in what the office has sent you. It looks like this: {like}"
)
LIKE = "ABCD-EFGH-JKMN-PQRS"
NO_CODE = N_(
    "That code does not work, or no longer: it can be used once, and for some days only. Please ask the office for a "
    "new one."
)
ALL_THE_SAME = N_("You can write to us here all the same: simply say what it is about.")
TOO_MANY = N_(
    "Several codes in a row did not work, so none is looked at for an hour. Please try again later, or ask the office "
    "for a new one."
)


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it is handed over, for the ``bot`` of this name."""

    code: str
    bot: str
    until: datetime
    prefix: str

    @property
    def link(self) -> str:
        """What opens the chat with it; empty where the bot's name is not known."""
        return f"https://t.me/{self.bot}?start={self.prefix}{self.code}" if self.bot else ""


async def make(u: UnitOfWork, house: House, whose: Destination, by: StaffKey, life: timedelta) -> Code:
    """A code for whoever is to have this chat. His earlier ones are void."""
    code = f"{u.ids.reference()}-{u.ids.reference()}"
    now = house.now()
    await u.invitations.make(Invitation(digest_of(code), whose, by, now, now + life))
    prefix = RESIDENT if technician_of(whose) is None else TECHNICIAN
    return Code(code, await u.places.shown(BOT) or "", now + life, prefix)


def code_in(message: ChatMessage) -> str | None:
    """The code that a message brings: the link's own ``/start home-…``, the link copied into the chat, or typed, behind
    ``/link`` or alone."""
    words = message.text.strip()
    if message.command in (None, "start") and not message.files and re.fullmatch(ALONE, words):
        return words
    if message.command in (None, "link") and (copied := re.fullmatch(LINK, words)):
        return copied[1]
    for prefix in (TECHNICIAN, RESIDENT):
        if message.command in ("start", "link") and words.startswith(prefix):
            return words.removeprefix(prefix)
    return words if message.command == "link" and words else None


async def known(u: UnitOfWork, house: House, user: ChatUser, code: str) -> Invitation | None:
    """The invitation that a code brought from a chat stands for, used up or expired as it may be. Raises Refused where
    too many wrong ones have come from there."""
    now = house.now()
    if await u.invitations.failures(user.channel, user.chat, now - WITHIN) >= TRIES:
        log.warning("too_many_codes", channel=user.channel)
        raise Refused(TOO_MANY)
    return await u.invitations.get(digest_of(code))


async def wrong(u: UnitOfWork, house: House, user: ChatUser) -> None:
    """It did not work: that is counted."""
    log.warning("code_refused", channel=user.channel)
    await u.invitations.failed(user.channel, user.chat, house.now())


def usable(house: House, invitation: Invitation | None) -> bool:
    """Whether it can be used at present."""
    return invitation is not None and invitation.used_at is None and invitation.expires_at >= house.now()
