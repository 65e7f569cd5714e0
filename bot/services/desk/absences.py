"""Who is away, for those who give work to others: said with ``/palier away``, taken back with ``/palier back`` (row
D3)."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.domain.audience import N_
from bot.domain.away import Away
from bot.domain.chain import above
from bot.domain.days_said import days_said
from bot.domain.directory import Absence, Role, Staff
from bot.domain.errors import Refused
from bot.domain.naming import meant_by
from bot.i18n import day
from bot.ports.desk import Line
from bot.ports.store import UnitOfWork
from bot.services.desk.commands import Answer, Asked
from bot.services.desk.present import presence
from bot.services.house import House

LIKE = N_(
    "I don't understand these days: “{words}”. Please write the first and the last one, or a single one: "
    "/palier away 24/12 28/12, or /palier away tomorrow, or /palier away Thursday Monday"
)
OVER = N_("These days are past already: {first} to {last}.")
NOTED = N_(
    "{name} is noted as away from {first} to {last}. Meanwhile nothing late goes to this person: it goes to the next "
    "superior. To take it back: /palier back"
)
NOTED_A_DAY = N_(
    "{name} is noted as away on {first}. That day nothing late goes to this person: it goes to the next superior. To "
    "take it back: /palier back"
)
LONGEST = timedelta(days=366)
BEGUN = timedelta(days=14)
"""How long ago an absence that is noted late may have begun."""
LISTED = N_("{name}: {first} to {last}")
NOT_ONE = N_("“{words}” is nobody, or more than one, of your colleagues.")
BY_FILE = N_("{name} is away until {day} by the office file: have it changed there.")


async def away(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """Note an absence, one's own or a colleague's; without words, tell who is away."""
    if not asked.words:
        return await _list(u, house, asked)
    first, last, member = _said(house, asked)
    today = house.now().astimezone(ZoneInfo(house.directory.office_of(member).time_zone)).date()
    language = asked.office.language
    words = {"name": member.name, "first": day(first, language), "last": day(last, language)}
    if last < today:
        raise Refused(OVER, first=words["first"], last=words["last"])
    await u.absences.add(Away(u.ids.absence(), member.key, first, last, asked.member.key, house.now()))
    return Answer(house.staff_says(asked.office, NOTED_A_DAY if first == last else NOTED, **words))


async def back(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """He is here again, or does not go."""
    member = _whom(house, asked, " ".join(asked.words))
    zone = ZoneInfo(house.directory.office_of(member).time_zone)
    ended = await u.absences.end(member.key, house.now().astimezone(zone).date())
    until = (await presence(u, house)).away_until(member)
    if until is not None:
        words = {"name": member.name, "day": day(until, asked.office.language)}
        return Answer(house.staff_says(asked.office, BY_FILE, **words))
    msgid = N_("{name} is noted as here again.") if ended else N_("{name} was not noted as away.")
    return Answer(house.staff_says(asked.office, msgid, name=member.name))


async def _list(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    here, language = await presence(u, house), asked.office.language
    noted: list[Absence | Away] = [*house.directory.absences, *here.kept]
    found = [
        (one.first, member.name, one.last)
        for member in house.directory.staff
        if house.directory.office_of(member).key in asked.scope.offices
        for one in noted
        if one.member == member.key and one.last >= house.now().date()
    ]
    if not found:
        return Answer(house.staff_says(asked.office, N_("Nobody is away.")))
    lines = [
        Line(
            house.labelled(asked.office, name, day(first, language))
            if first == last
            else house.staff_says(
                asked.office, LISTED, name=name, first=day(first, language), last=day(last, language)
            )
        )
        for first, name, last in sorted(set(found))
    ]
    return Answer(house.staff_says(asked.office, N_("Away:")), tuple(lines))


def _said(house: House, asked: Asked) -> tuple[date, date, Staff]:
    """The first and the last day, and whose. Raises Refused. Short names of days are read where the word is no
    colleague's name."""
    words = " ".join(asked.words)
    today = house.now().astimezone(ZoneInfo(asked.office.time_zone)).date()
    for short in (False, True):
        said = days_said(words, today, earliest=today - BEGUN, short=short)
        if not said.days or any(map(str.isdigit, said.rest)):
            continue
        first, last = said.days[0], said.days[-1]
        if len(said.days) > 2 or not first <= last <= first + LONGEST:
            raise Refused(LIKE, words=words)
        try:
            return first, last, _whom(house, asked, said.rest)
        except Refused:
            if short:
                raise
    raise Refused(LIKE, words=words)


def _whom(house: House, asked: Asked, words: str) -> Staff:
    """Himself, or the colleague that a manager names. Raises Refused."""
    if not words:
        return asked.member
    people = [
        one for one in house.directory.staff if house.directory.office_of(one).key in asked.scope.offices
    ]
    found = meant_by(words, [(one, (one.key, one.name)) for one in people])
    if len(found) != 1:
        raise Refused(NOT_ONE, words=words)
    (member,) = found
    may = asked.member.role is Role.MANAGER or asked.member in above(house.directory, member)
    if member != asked.member and not may:
        raise Refused(N_("Only a manager can say that of somebody else."))
    return member
