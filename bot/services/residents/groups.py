"""A bot that was put into a group: it says once where residents are answered, and leaves.

What neighbours say to each other is nobody's request; a request told to a group would be read by all (row A7). Nothing
of a group's talk is kept, not even in the inbox.
"""

from __future__ import annotations

import structlog

from bot.domain.addresses import Place, group_chat
from bot.domain.audience import N_, Farewell, Leave, Phrase, Public
from bot.i18n import language_of
from bot.ports.inbound import ChatGroup
from bot.ports.store import UnitOfWork
from bot.services.house import House
from bot.services.invitations.codes import BOT

log = structlog.get_logger()

IN_PRIVATE = N_(
    "Hello! I pass residents’ requests on to the office, and talk with each person in private only. What is written in "
    "a group I neither read nor keep, so I am leaving it now."
)
WRITE_THERE = N_("Please write to me there: {link}")


async def found(u: UnitOfWork, house: House, group: ChatGroup) -> None:
    """It is in a group: out again, with a word when it was put there. It is out: the group is forgotten."""
    there = group_chat(group.user.chat)
    known = await u.places.get(there) is not None
    if not group.inside:
        await u.places.drop(there)
        return
    if await u.outbox.open_rows(there):
        return
    await u.places.put(there, Place(group.user.channel, group.user.chat))
    if (group.joined or not known) and not group.silent:
        await u.outbox.to_group(there, Farewell(await _words(u, house, group)))
    await u.outbox.to_group(there, Leave())
    log.info("left_group", channel=group.user.channel)


async def _words(u: UnitOfWork, house: House, group: ChatGroup) -> Public:
    """In the language of whoever put it there, as far as the platform tells."""
    language = language_of(group.user.language, house.directory.offices[0].language)
    phrases = [Phrase(IN_PRIVATE)]
    if bot := await u.places.shown(BOT):
        phrases.append(Phrase(WRITE_THERE, {"link": Public(f"https://t.me/{bot}")}))
    return Public("\n\n".join(house.words.say(phrase, language) for phrase in phrases))
