"""A resident recorded without a chat is invited to one: staff are given a link and a code, once, with words to send on
(rows A10, C9; ADR 0040). ``joining`` says what comes of it."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.domain.addresses import resident_chat
from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import Office, name_in
from bot.domain.errors import Refused
from bot.domain.people import Resident
from bot.domain.ticket import Ticket
from bot.ports.modal import ButtonsField, Field, FieldButton, Words
from bot.ports.store import UnitOfWork
from bot.services.desk.acting import INVITE, RESIDENT, Act, DeskAction, Where, Window
from bot.services.house import House, staff_name
from bot.services.invitations import codes

log = structlog.get_logger()

CODE_LIFE = timedelta(days=14)
"""A letter takes its time."""
NEW = "new"

MADE = N_(
    "For {name}, once, until {until}. Whoever opens it reads these requests: send it to {name} only, by the way you "
    "know. {name}’s earlier invitations no longer work."
)
STANDS = N_(
    "{who} has invited {name} on {since}, and that link works until {until}. It can’t be shown a second time. If it "
    "is lost, make a new one: the earlier one then no longer works."
)
ANEW = N_("Make a new one")
TO_SEND = N_("To send on, in {name}’s language")
HAS_CHAT = N_("{name} has a chat by now: what you write in the thread goes there.")

HELLO = N_(
    "Hello {name},\nyour request {reference} ({topic}) is with us. You can follow it on your telephone, and write to "
    "us there at any hour, with photos: in the app Telegram."
)
OPEN_LINK = N_("Open this link on the telephone that has Telegram:\n{link}\nThen press “Start”.")
OR_WRITE = N_("Or write to @{bot} in Telegram: /link {code}")
WRITE = N_("Write to our bot in Telegram: /link {code}")
FOR_YOU = N_(
    "The link is for you alone and works once, until {until}. Please do not pass it on: whoever opens it reads your "
    "requests."
)


def _invites(ticket: Ticket) -> bool:
    return ticket.contact is not None


async def _nothing(u: UnitOfWork, house: House, act: Act) -> None:
    """All of it is in the window: there is nothing to send in."""


async def fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """A new code; where one stands that somebody made before, that first."""
    person = await u.people.hold(act.ticket.resident)
    ticket = await u.tickets.get(act.ticket.id)
    office = house.directory.office(ticket.office)
    name = person.name or ticket.author_name
    if person.has_chat or ticket.contact is None:
        raise Refused(HAS_CHAT, name=name)
    standing = await u.invitations.standing(resident_chat(person.id), house.now())
    if standing is None or act.choice == NEW:
        return await _made(u, house, act, office, person, name)
    words = house.staff_says(
        office,
        STANDS,
        who=staff_name(house, standing.made_by),
        name=name,
        since=house.moment(standing.made_at, ticket, office.language),
        until=house.moment(standing.expires_at, ticket, office.language),
    )
    return (
        Words(words),
        ButtonsField((FieldButton(INVITE, house.staff_says(office, ANEW), NEW),)),
    )


async def _made(
    u: UnitOfWork, house: House, act: Act, office: Office, person: Resident, name: str
) -> tuple[Field, ...]:
    ticket = act.ticket
    made = await codes.make(u, house, resident_chat(person.id), act.member.key, CODE_LIFE)
    log.info("resident_invited", by=act.member.key)
    await house.record(u, ticket, act.member.key, "invited")
    until = house.moment(made.until, ticket, office.language)
    shown = [made.link] if made.link else []
    shown.append(house.staff_says(office, codes.TYPE_IT, code=made.code))
    letter = _letter(house, ticket, made, name, person.language)
    return (
        Words(house.staff_says(office, MADE, name=name, until=until)),
        Words("\n".join(shown)),
        Words(letter, house.staff_says(office, TO_SEND, name=name)),
    )


def _letter(house: House, ticket: Ticket, made: codes.Code, name: str, language: str) -> str:
    """What staff send on by letter, text message or e-mail."""
    params: dict[str, Public | int | Phrase] = {
        "name": Public(name),
        "reference": Public(ticket.reference),
        "topic": name_in(house.directory.topic(ticket.topic).names, language),
        "code": Public(made.code),
        "bot": Public(made.bot),
        "link": Public(made.link),
        "until": house.moment(made.until, ticket, language),
    }
    ways = (OPEN_LINK, OR_WRITE) if made.link else (WRITE,)
    said = [house.words.say(Phrase(msgid, params), language) for msgid in (HELLO, *ways, FOR_YOU)]
    return "\n\n".join([*said, house.directory.office(ticket.office).name])


ACTION = DeskAction(
    INVITE,
    N_("Invite to Telegram…"),
    _nothing,
    Where.MORE,
    RESIDENT,
    when=_invites,
    superiors=True,
    window=Window(looked_up=fields),
)
