"""The technical team's checklist: each tick is stamped and seen by the resident (row B2)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.addresses import resident_chat
from bot.domain.audience import NN_, Phrase, Public, Rewrite
from bot.domain.ids import progress_line
from bot.domain.ticket import ChecklistItem, Move, Ticket
from bot.ports.store import UnitOfWork
from bot.services import cards
from bot.services.acting import Act
from bot.services.house import House

PROGRESS = NN_(
    "Your request {reference}: {done} of {count} step done.",
    "Your request {reference}: {done} of {count} steps done.",
)


async def tick(u: UnitOfWork, house: House, act: Act) -> None:
    """Boxes were ticked or cleared: stamp the changes, move card and progress line."""
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
    await cards.refresh(u, house, after)
    await _progress(
        u, house, after, await u.tickets.items(ticket.id), first=not any(i.done_at for i in items)
    )


async def _progress(
    u: UnitOfWork, house: House, ticket: Ticket, items: list[ChecklistItem], *, first: bool
) -> None:
    resident = await u.people.get(ticket.resident)
    one, several = PROGRESS
    done = sum(1 for item in items if item.done_at is not None)
    phrase = Phrase(
        one, {"reference": Public(ticket.reference), "done": done}, plural=several, count=len(items)
    )
    line = progress_line(ticket.id)
    content = await house.compose(u, resident, phrase)
    await u.outbox.to_resident(resident_chat(resident.id), Rewrite(line, content), message=line)
