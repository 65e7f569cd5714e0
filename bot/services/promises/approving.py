"""A promise that waits for a superior's word is not forgotten: he is reminded, then it goes to the next above him; it
ends with its request (row E5)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_
from bot.domain.authority import Promise, PromiseState
from bot.domain.away import Presence
from bot.domain.directory import Staff
from bot.domain.errors import Refused
from bot.domain.ids import PromiseId
from bot.domain.ticket import MOVED_ON, Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.clocks.reminding import why_not
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.desk.beside import LAPSED, promise_in_words
from bot.services.desk.present import presence
from bot.services.desk.staff import QUICKER_ABOUT
from bot.services.house import House, staff_name
from bot.services.promises import pledge_card

WAITS = N_("{name}: {member} is waiting for your word about a promise: {promise}")
GOES_ON = N_("Without a decision of yours it will be {chief}’s to decide.")
PASSED_ON = N_("⤴️ Passed on to {name}: nobody had decided.")
NOT_DECIDED = N_("⤴️ {member} has not decided yet; {chief} has been asked: {promise}")
AWAY = N_("⤴️ {why} {chief} has been asked: {promise}")
NOT_HIS = N_("Only whoever asked for it can withdraw it.")
NO_LONGER = N_("↩️ {member} no longer asks for it: {promise}")
NEEDLESS = N_("☑️ Nothing to decide any more.")
NOT_MADE = N_("☑️ The request ended before anybody had decided, so this was not promised: {promise}")


async def remind(u: UnitOfWork, house: House, id: str) -> None:
    """It has waited for a while: whoever is to decide is asked again."""
    await _look(u, house, PromiseId(id), pledge_card.REMIND)


async def pass_on(u: UnitOfWork, house: House, id: str) -> None:
    """It has waited for long, and he was reminded: his superior is asked."""
    await _look(u, house, PromiseId(id), pledge_card.PASS_ON)


async def _look(u: UnitOfWork, house: House, id: PromiseId, timer: str) -> None:
    """Nobody who is away is asked, and nobody while his office is closed. At the top it is called to mind again and
    again."""
    asked = await u.promises.get(id)
    author = house.directory.member_if_known(asked.member)
    if asked.state is not PromiseState.ASKED:
        return
    ticket = await u.tickets.get(asked.ticket)
    chief = house.directory.member_if_known(asked.asked)
    below = chief or author
    if below is None or not ticket.is_open:
        await _end(u, house, ticket, asked, author)
        return
    opens = house.office_hours(house.directory.office_of(below)).opening(house.now())
    if opens > house.now():
        await u.timers.set(Timer(timer, asked.id, opens))
        return
    here = await presence(u, house)
    higher = here.above(below)
    reachable = chief is not None and here.is_here(chief)
    if higher is not None and (timer == pledge_card.PASS_ON or not reachable):
        await _pass_up(u, house, here, ticket, asked, author, chief, higher)
    elif chief is not None:
        if reachable:
            await _remind(u, house, ticket, asked, chief, higher)
        kind = pledge_card.REMIND if higher is None else pledge_card.PASS_ON
        await pledge_card.wake(u, house, asked, chief, kind)
    else:
        await _end(u, house, ticket, asked, author)


async def _remind(
    u: UnitOfWork, house: House, ticket: Ticket, asked: Promise, chief: Staff, higher: Staff | None
) -> None:
    """In his own conversation only, as he was asked there."""
    office = house.directory.office_of(chief)
    words = promise_in_words(house, office, asked)
    who = staff_name(house, asked.member)
    post = Post(
        house.staff_says(office, WAITS, name=chief.name, member=who, promise=words),
        icon="⏰",
        above=cards.title_of(house, office, ticket),
        below=house.staff_says(office, GOES_ON, chief=higher.name) if higher is not None else "",
        actions=pledge_card.buttons(house, office, asked),
        thread=ticket.thread,
    )
    await house.record(u, ticket, "palier", "reminded", chief.key)
    await house.direct(u, chief, post)


async def _pass_up(
    u: UnitOfWork,
    house: House,
    here: Presence,
    ticket: Ticket,
    asked: Promise,
    author: Staff | None,
    chief: Staff | None,
    higher: Staff,
) -> None:
    """The next above him is to decide; who asked learns that, and why."""
    name = higher.name
    passed = await pledge_card.goes_up(u, house, ticket, asked, higher, PASSED_ON, name, "palier")
    if chief is None or here.is_here(chief):
        who = staff_name(house, asked.asked)
        await pledge_card.say(
            u, house, ticket, NOT_DECIDED, promise=passed, also=author, member=who, chief=name
        )
        return
    msgid, params = why_not(here, chief, house.directory.office(ticket.office))
    why = house.staff_says(house.directory.office(ticket.office), msgid, **params)
    await pledge_card.say(u, house, ticket, AWAY, promise=passed, also=author, why=why, chief=name)


async def withdraw(u: UnitOfWork, house: House, act: Act) -> None:
    """Whoever asked for it no longer does. Raises Refused for everybody else, and once it is decided."""
    asked = await u.promises.get(PromiseId(act.detail))
    if asked.member != act.member.key:
        raise Refused(NOT_HIS)
    if asked.state is not PromiseState.ASKED:
        raise (
            Refused(QUICKER_ABOUT, who=staff_name(house, asked.decided_by))
            if asked.decided_by
            else Refused(MOVED_ON)
        )
    by = act.member
    ended = replace(asked, state=PromiseState.WITHDRAWN, decided_by=by.key, decided_at=house.now())
    await u.promises.settle(ended, asked.asked)
    await house.record(u, act.ticket, by.key, "promise_withdrawn", asked.what)
    await pledge_card.settle(u, house, act.ticket, asked, N_("↩️ Withdrawn by {name}."), by.name)
    await pledge_card.say(u, house, act.ticket, NO_LONGER, promise=ended, member=by.name)


async def follow(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket) -> None:
    """A request has ended: what still waited for a word on it is no longer to be decided."""
    if before is None or not before.is_open or after.is_open:
        return
    for one in await u.promises.of(after.id):
        if one.state is PromiseState.ASKED:
            await _end(u, house, after, one, house.directory.member_if_known(one.member))


async def _end(u: UnitOfWork, house: House, ticket: Ticket, asked: Promise, author: Staff | None) -> None:
    """It was not made; who asked learns that."""
    ended = replace(asked, state=PromiseState.WITHDRAWN, decided_at=house.now())
    await u.promises.settle(ended, asked.asked)
    await pledge_card.settle(u, house, ticket, asked, NEEDLESS)
    why = LAPSED if ticket.is_open else NOT_MADE
    await pledge_card.say(u, house, ticket, why, promise=ended, also=author)
