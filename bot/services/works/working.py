"""What follows each step of the work on site: the ticket moves, its card and the resident's progress with it
(rows B2, F1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.audience import N_, Phrase, Public
from bot.domain.deeds import Deed
from bot.domain.directory import Office
from bot.domain.errors import Refused
from bot.domain.ticket import ChecklistItem, Move, Stage, State, Ticket
from bot.domain.work import Visit
from bot.ports.desk import Post
from bot.ports.modal import ChoiceField, Option
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.desk.staff import tell_first_handler
from bot.services.house import House, change

NOT_ALL_DONE = N_(
    "The work on your request {reference} is over for now, but not everything could be done. "
    "We will come back to you about the rest."
)
ALL_TICKED = N_("That was the last step, yet the request is not “work done”:")
NOT_A_STEP = N_("That step is no longer on the list.")


async def step_made(
    u: UnitOfWork,
    house: House,
    act: Act,
    changed: Ticket,
    *,
    settled: bool = False,
    undone: bool = False,
) -> Ticket:
    """Write a ticket whose work has gone a step on, with its card and the resident's progress. ``settled``: something
    is no longer to be done, and once nothing is left the work is done; ``undone``: something is to be done again.
    Always a new version, so that two who change the list at once are told apart."""
    items = await u.tickets.items(changed.id)
    now, live = house.now(), changed.allows(Move.FINISH)
    after = changed.move(Move.TAKE, now) if changed.allows(Move.TAKE) else changed
    after = replace(after, handler=after.handler or act.member.key)
    finished = settled and live and changed.state is not State.WORK_DONE and bool(items)
    finished = finished and all(item.settled for item in items)
    undone_left = any(item.done_at is None for item in items)
    if finished and not undone_left:
        after = after.move(Move.FINISH, now)
        await house.record(u, changed, act.member.key, "finished")
    elif undone and after.state is State.WORK_DONE:
        after = after.move(Move.RESUME, now)
    after = await u.tickets.save(after)
    await cards.refresh(u, house, after)
    await tell_first_handler(u, house, act.ticket, after)
    if finished and undone_left:
        await _tell_not_all_done(u, house, after)
    held = changed.held(Move.FINISH)
    if settled and held and items and all(item.settled for item in items):
        office = house.directory.office(changed.office)
        await post(
            u, house, act, "☝️", f"{house.staff_says(office, ALL_TICKED)} {house.staff_says(office, held)}"
        )
    return after


async def _tell_not_all_done(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """The resident hears that not everything could be done: the rest is still with us."""
    resident = await u.people.get(ticket.resident)
    told = Phrase(NOT_ALL_DONE, {"reference": Public(ticket.reference)})
    await house.tell(u, resident, told, ticket=ticket.id)


_STEPS: Mapping[Stage, Deed] = {
    Stage.DISPATCHED: "dispatched",
    Stage.PICKED_UP: "picked_up",
    Stage.ON_SITE: "on_site",
    Stage.RETURNED: "returned",
}
"""What a step of a visit is in the ticket's history."""


async def stamped(u: UnitOfWork, house: House, act: Act, visit: Visit, stage: Stage) -> Ticket:
    """A step of a technician's visit is made, by whoever acts: stamped and recorded, the ticket as it is then."""
    await u.works.put_visit(visit.stamped(stage, house.now(), act.member.key))
    detail = change(None, visit.technician) if stage is Stage.DISPATCHED else ""
    await house.record(u, act.ticket, act.member.key, _STEPS[stage], detail)
    after = replace(act.ticket, stage=stage, handler=act.ticket.handler or visit.technician)
    return await step_made(u, house, act, after)


def item_field(
    house: House, office: Office, items: Sequence[ChecklistItem], initial: str = ""
) -> ChoiceField:
    """Which job it is about."""
    options: tuple[Option, ...] = tuple((str(item.number), item.label) for item in items)
    return ChoiceField("item", house.staff_says(office, N_("Which step?")), options, initial=initial)


async def item_chosen(u: UnitOfWork, act: Act) -> ChecklistItem:
    """The job chosen in a window. Raises Refused for one that is not on the list any more."""
    for item in await u.tickets.items(act.ticket.id):
        if str(item.number) == act.text("item"):
            return item
    raise Refused(NOT_A_STEP)


async def post(u: UnitOfWork, house: House, act: Act, icon: str, text: str) -> None:
    """A line in the thread about what somebody has done, for colleagues: bots' posts are never relayed."""
    await u.outbox.to_desk(act.ticket.thread, Post(text, author=act.member.name, icon=icon))
