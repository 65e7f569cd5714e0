"""A ticket's clocks are looked at when one has something to say: reminders, then steps up (rows D2, D3, E8).

It is looked at as it is now, whatever it was when the timer was set. Several clocks may say something at once; at
most one gives the ticket to another, so that nobody is skipped.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.away import Presence
from bot.domain.deadlines import CLIMBS, Deadline, Limit
from bot.domain.ids import TicketId
from bot.domain.policy import Policy, policy_of
from bot.domain.ticket import Ticket
from bot.ports.store import UnitOfWork
from bot.services.clocks import climbing, clocks, overtime, reminding
from bot.services.desk import cards, home_tab
from bot.services.desk.present import presence
from bot.services.house import House


async def look(u: UnitOfWork, house: House, subject: str) -> None:
    """Do what is due."""
    ticket = await u.tickets.get(TicketId(subject))
    known = await clocks.reckoned(u, house, ticket, await u.clocks.of(ticket.id))
    due = [one for one in known if _is_due(house, ticket, one)]
    here = await presence(u, house)
    heavy = min(filter(_changes_hands, due), key=lambda one: one.name is not Limit.GRAVE, default=None)
    changed = heavy is not None and await _change_hands(u, house, here, ticket, heavy)
    rest = [
        one for one in due if one.name is Limit.OUTSIDE or not changed
    ]  # who has it now is told of nothing else
    asked = any(
        one.name is Limit.HANDLER for one in rest
    )  # who is asked to name somebody needs no reminder besides
    said = {
        one.name: await _say(u, house, here, ticket, one, quiet=asked) for one in rest if one is not heavy
    }
    if changed:
        await u.clocks.put(ticket.id, [said.get(one.name, one) for one in known])
        return  # the clocks follow the ticket
    if heavy is not None:
        said[heavy.name] = await _remind(u, house, here, ticket, heavy)
    await clocks.settle(u, house, ticket, [said.get(one.name, one) for one in known])
    if due:
        await cards.repaint(u, house, ticket)
        await home_tab.noticed(u, house, [ticket])


def _is_due(house: House, ticket: Ticket, clock: Deadline) -> bool:
    at = clocks.acts_at(house, ticket, clock)
    return at is not None and at <= house.now()


def _changes_hands(clock: Deadline) -> bool:
    """Whether the ticket itself is to change: it goes up where its handler was reminded, to the supervisor where he was
    asked; a complaint becomes A, which goes before all else: nobody is reminded of that."""
    if clock.name is Limit.GRAVE:
        return True
    if clock.name is Limit.HANDLER:
        return clock.step_at is not None
    over = clock.due_at is not None and clock.acts_at is not None and clock.acts_at >= clock.due_at
    return clock.name in CLIMBS and over and (clock.reminded_at is not None or clock.step_at is not None)


async def _change_hands(u: UnitOfWork, house: House, here: Presence, ticket: Ticket, clock: Deadline) -> bool:
    """Whether it did change."""
    match clock.name:
        case Limit.GRAVE:
            await climbing.make_grave(u, house, ticket)
        case Limit.HANDLER:
            await climbing.name_chief(u, house, here, ticket)
        case Limit.SOLVE if await overtime.waits(u, ticket):
            return False
        case _:
            return await climbing.climb(u, house, here, ticket, clock.name)
    return True


async def _say(
    u: UnitOfWork, house: House, here: Presence, ticket: Ticket, clock: Deadline, *, quiet: bool
) -> Deadline:
    policy = policy_of(house.directory, ticket)
    match clock.name:
        case Limit.HANDLER:
            await reminding.ask_for_handler(u, house, here, ticket, clock)
            return _next(house, ticket, clock, policy, supervisor=True)
        case Limit.OUTSIDE:
            await reminding.ask_to_chase(u, house, here, ticket, clock)
            return replace(clock, step_at=house.hours(ticket).add(house.now(), policy.chase))
    if quiet:
        return _next(house, ticket, clock, policy)
    return await _remind(u, house, here, ticket, clock)


async def _remind(u: UnitOfWork, house: House, here: Presence, ticket: Ticket, clock: Deadline) -> Deadline:
    if clock.name is Limit.SOLVE and await overtime.waits(u, ticket):
        await overtime.remind(u, house, here, ticket)
    else:
        await reminding.remind(u, house, here, ticket, clock)
    return _next(house, ticket, clock, policy_of(house.directory, ticket))


def _next(
    house: House, ticket: Ticket, clock: Deadline, policy: Policy, *, supervisor: bool = False
) -> Deadline:
    """He was reminded; past the deadline the next step has a time."""
    now = house.now()
    reminded = replace(clock, reminded_at=now)
    if not clock.is_over(now):
        return reminded
    return replace(
        reminded, step_at=house.hours(ticket).add(now, policy.supervisor if supervisor else policy.step)
    )
