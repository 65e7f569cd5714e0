"""The technical team's checklist: each tick is stamped and seen by the resident (row B2)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.directory import Staff
from bot.domain.ticket import ChecklistItem, Move
from bot.ports.inbound import DeskPress
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.desk.staff import tell_first_handler
from bot.services.house import House
from bot.services.works.working import step_made


async def tick(u: UnitOfWork, house: House, act: Act) -> None:
    """Boxes were ticked or cleared: stamp the changes, move both cards."""
    assert act.pressed is not None
    ticket, member = act.ticket, act.member
    changed = [item for item in await u.tickets.items(ticket.id) if _differs(item, act.pressed, member)]
    for item in changed:
        done = item.done_at is None
        stamped = replace(item, done_at=house.now() if done else None, done_by=member.key if done else None)
        if done:
            stamped = replace(stamped, cannot_at=None, cannot_by=None)
        await u.tickets.save_item(stamped)
        await house.record(u, ticket, member.key, "ticked" if done else "cleared", item.label)
    if changed:
        settled = any(item.done_at is None for item in changed)
        undone = any(item.done_at is not None for item in changed)
        await step_made(u, house, act, ticket, settled=settled, undone=undone)


async def finish(u: UnitOfWork, house: House, act: Act) -> None:
    """Staff say that the work is done, whatever is ticked; the resident is asked whether he is satisfied."""
    ticket = act.ticket
    after = replace(ticket.move(Move.FINISH, house.now()), handler=ticket.handler or act.member.key)
    await house.record(u, ticket, act.member.key, "finished")
    after = await cards.update(u, house, ticket, after)
    await tell_first_handler(u, house, ticket, after)


def _differs(item: ChecklistItem, pressed: DeskPress, member: Staff) -> bool:
    """Whether somebody has ticked or cleared it. What a colleague ticked meanwhile is not on his card yet, and stays;
    he clears what he saw ticked, or what he ticked himself."""
    number = str(item.number)
    if item.done_at is None:
        return number in pressed.checked and number not in pressed.shown
    return number not in pressed.checked and (number in pressed.shown or item.done_by == member.key)
