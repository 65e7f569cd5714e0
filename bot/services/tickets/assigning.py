"""Who looks after a ticket: named by a colleague, or handed over with a word (rows B1, D2)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_
from bot.domain.deeds import Deed
from bot.domain.directory import Office, Staff
from bot.domain.errors import Refused
from bot.domain.ticket import Move, Ticket
from bot.i18n import day
from bot.ports.desk import Post
from bot.ports.modal import ChoiceField, Field, TextField
from bot.ports.store import UnitOfWork
from bot.services.clocks.reminding import AWAY, GONE
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.desk.present import presence
from bot.services.desk.staff import colleague, staff_of, tell_handler
from bot.services.house import House, change
from bot.services.tickets.introductions import is_introduced

ALREADY = N_("{name} is in charge of it already.")


def fields(house: House, office: Office, *, word: bool) -> tuple[Field, ...]:
    """A member of staff, and a word for him that only he reads."""
    return (
        ChoiceField("member", house.staff_says(office, N_("To whom?")), groups=staff_of(house, office)),
        TextField("word", house.staff_says(office, N_("A word for your colleague")), optional=not word),
    )


async def assign_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """The staff of the ticket's office, whoever names one of them."""
    return fields(house, house.directory.office(act.ticket.office), word=False)


async def assign(u: UnitOfWork, house: House, act: Act) -> None:
    """He whom a colleague names looks after it from now on."""
    await _give(u, house, act, "assigned")


async def hand_over(u: UnitOfWork, house: House, act: Act) -> None:
    """Whoever has it passes it on, with a word."""
    await _give(u, house, act, "handed_over")


async def _give(u: UnitOfWork, house: House, act: Act, what: Deed) -> None:
    ticket, chosen = act.ticket, colleague(house, act)
    after = replace(ticket.move(Move.TAKE, house.now()), handler=chosen.key)
    if ticket.handler == chosen.key:
        raise Refused(ALREADY, name=chosen.name)
    here = await presence(u, house)
    if here.has_left(chosen):
        raise Refused(GONE, name=chosen.name)
    known = await is_introduced(u, ticket, chosen)
    await house.record(u, ticket, act.member.key, what, change(ticket.handler, chosen.key))
    after = await cards.update(u, house, ticket, after)
    until = here.away_until(chosen)
    if until is not None:
        office = house.directory.office(ticket.office)
        line = house.staff_says(office, AWAY, name=chosen.name, day=day(until, office.language))
        await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))
    if chosen.key != act.member.key:
        await _tell_colleague(u, house, after, act, chosen)
    if not known:
        await tell_handler(u, house, ticket, chosen)


async def _tell_colleague(u: UnitOfWork, house: House, ticket: Ticket, act: Act, chosen: Staff) -> None:
    office = house.directory.office(ticket.office)
    given = N_("{name} has given you request {title}.")
    title = cards.title_of(house, office, ticket)
    text = house.staff_says(office, given, name=act.member.name, title=title)
    await house.direct(u, chosen, Post(text, icon="👉", below=act.text("word"), thread=ticket.thread))
