"""The technical team's checklist: each tick is stamped and seen by the resident (row B2)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.ticket import Move
from bot.ports.store import UnitOfWork
from bot.services import cards
from bot.services.acting import Act
from bot.services.house import House
from bot.services.staff import tell_handler


async def tick(u: UnitOfWork, house: House, act: Act) -> None:
    """Boxes were ticked or cleared: stamp the changes, move both cards."""
    ticket, member = act.ticket, act.member
    items = await u.tickets.items(ticket.id)
    checked = act.pressed.checked if act.pressed else ()
    ticked = {item.number for item in items if str(item.number) in checked}
    changed = [item for item in items if (item.done_at is not None) != (item.number in ticked)]
    if not changed:
        return
    for item in changed:
        done = item.number in ticked
        stamped = replace(item, done_at=house.now() if done else None, done_by=member.key if done else None)
        await u.tickets.save_item(stamped)
        await house.record(u, ticket, member.key, "ticked" if done else "cleared", item.label)
    after = ticket.move(Move.TAKE, house.now()) if ticket.allows(Move.TAKE) else ticket
    after = replace(after, handler=after.handler or member.key)
    if after != ticket:
        after = await u.tickets.save(after)
    if ticket.handler is None:
        await tell_handler(u, house, after, member)
    await cards.refresh(u, house, after)
