"""Codes that link a chat: handed over as a link or to be typed, used once, not to be guessed.

Only a code's digest is kept. A technician's and a resident's are of one kind: ``linking`` and ``joining`` say what
comes of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.domain.addresses import Destination, technician_of
from bot.domain.audience import N_
from bot.domain.code_typed import Reading
from bot.domain.ids import StaffKey
from bot.domain.invitation import Invitation, digest_of
from bot.ports.inbound import ChatUser
from bot.ports.store import UnitOfWork
from bot.services.house import House

log = structlog.get_logger()

TECHNICIAN, RESIDENT = "tech-", "home-"
"""What the link's parameter begins with (core.telegram.org/bots/features#deep-linking: 64 of A-Z a-z 0-9 _ -)."""
BOT = "bot:telegram"
"""Where the bot's own name is remembered."""
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


async def exhausted(u: UnitOfWork, house: House, user: ChatUser) -> bool:
    """Whether too many wrong ones have come from a chat: none is looked at for a while."""
    if await u.invitations.failures(user.channel, user.chat, house.now() - WITHIN) < TRIES:
        return False
    log.warning("too_many_codes", channel=user.channel)
    return True


async def known(u: UnitOfWork, readings: Iterable[Reading]) -> tuple[Reading, Invitation] | None:
    """The reading of a message that is a code we have given, with what it stands for, used up or expired as it may
    be."""
    for reading in readings:
        invitation = await u.invitations.get(digest_of(reading.code))
        if invitation is not None:
            return reading, invitation
    return None


async def wrong(u: UnitOfWork, house: House, user: ChatUser) -> None:
    """It did not work: that is counted."""
    log.warning("code_refused", channel=user.channel)
    await u.invitations.failed(user.channel, user.chat, house.now())


def usable(house: House, invitation: Invitation | None) -> bool:
    """Whether it can be used at present."""
    return invitation is not None and invitation.used_at is None and invitation.expires_at >= house.now()
