"""Whoever tells of danger is advised at once, before anything is asked of him (row A5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import Office
from bot.domain.gravity import dangers
from bot.domain.people import Resident
from bot.domain.ticket import Ticket
from bot.domain.topic_words import other_topic
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.house import House
from bot.services.residents import alerting

ONCE_IN = timedelta(hours=1)
"""How long one advice stands."""
WARNED = "warned"
UNSENT, UNSENT_AFTER, UNSENT_KNOWN = "unsent", timedelta(minutes=5), timedelta(minutes=2)
"""When it is looked at whether what he wrote has been sent (``unsent``); sooner where we know where he lives."""
MEANWHILE = timedelta(minutes=10)
"""So long after he told of danger, whatever he writes is about that."""

ADVICE = N_(
    "⚠️ If anybody is in danger: get to safety if you can, warn the others, and call the emergency services at once."
)
NUMBERS = {
    "FR": N_("France: 112, or 18 (fire brigade), 15 (doctors), 17 (police)."),
    "VN": N_("Vietnam: 114 (fire and rescue), 115 (doctors), 113 (police)."),
    "CN": N_("China: 119 (fire), 120 (doctors), 110 (police)."),
}
"""By country (ISO 3166). An office elsewhere writes its own text (``Office.emergency``)."""
ALL_THE_SAME = N_("I am taking your message to the office all the same.")


async def advise(u: UnitOfWork, house: House, resident: Resident, words: str, *, before: str = "") -> None:
    """Tell a resident whose words speak of danger whom to call, at most once an hour; not of what they told ``before``
    he changed them. Where his office is not known, the numbers of all countries that there are offices in."""
    if not set(dangers(words)) - set(dangers(before)):
        return
    after = UNSENT_KNOWN if _at_home(resident) else UNSENT_AFTER
    asked = await u.dialogs.all_of(resident.id)
    if not asked or await u.timers.at(UNSENT, resident.id) is None:  # more words do not put it off
        await u.timers.set(Timer(UNSENT, resident.id, house.now() + after))
    if await u.timers.at(WARNED, resident.id) is not None:
        return
    await u.timers.set(Timer(WARNED, resident.id, house.now() + ONCE_IN))
    offices = await _offices(u, house, resident)
    await house.respond(u, resident, *_advice(offices, resident.language), Phrase(ALL_THE_SAME))


async def same_matter(
    u: UnitOfWork, house: House, resident: Resident, tickets: Sequence[Ticket], words: str
) -> Ticket | None:
    """Of his tickets the one that staff were called about within the hour: more words of danger belong to it, and all
    that he writes in the first minutes. None where there is none."""
    until = await u.timers.at(WARNED, resident.id)
    fresh = until is not None and until - ONCE_IN + MEANWHILE > house.now()
    if not fresh and not dangers(words):
        return None
    for one in tickets:
        if await u.timers.at(alerting.ALERTED, one.id) is not None:
            return one
    return None


def is_new(house: House, resident: Resident, meant: Sequence[Ticket], words: str, *, quoting: bool) -> bool:
    """Whether words of danger are a request of their own, at once and without a question: where they may belong to any
    of several, or to none and we know who and where he is; or where they clearly speak of what another department sees
    to than the one that has his only request, whose words he is not ``quoting``, and what that one does not tell of
    already."""
    if not dangers(words):
        return False
    if len(meant) != 1:
        return bool(meant) or bool(resident.name and _at_home(resident))
    if quoting:
        return False
    only = meant[0]
    chosen = house.directory.topic(only.topic)
    other, told = (
        other_topic(house.directory, chosen, only.residence, each) for each in (words, only.description)
    )
    return other not in (None, told)


def _at_home(resident: Resident) -> bool:
    return bool(resident.residence and resident.unit)


def _advice(offices: Sequence[Office], language: str) -> list[Phrase | Public]:
    if len(offices) == 1 and (own := offices[0].emergency.get(language)):
        return [Public(own)]
    countries = dict.fromkeys(office.country for office in offices)
    return [Phrase(ADVICE), *(Phrase(NUMBERS[country]) for country in countries if country in NUMBERS)]


async def _offices(u: UnitOfWork, house: House, resident: Resident) -> Sequence[Office]:
    """His own office, by where he lives or by what he has open; else all."""
    directory = house.directory
    home = [one.office for one in directory.residences if one.key == resident.residence]
    keys = home or [ticket.office for ticket in await u.tickets.open_of(resident.id)]
    return [office for office in directory.offices if office.key in keys] or directory.offices
