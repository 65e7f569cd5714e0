"""A ticket goes elsewhere: another topic, another department, another thread (rows B1, B3)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.directory import Role, name_in
from bot.domain.ids import DepartmentKey, TopicKey
from bot.domain.quote import needs_price
from bot.domain.ticket import Move, Shape
from bot.ports.store import UnitOfWork
from bot.routing.table import route
from bot.services.complaints.registering import entered, of_topic, tell_kind
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.house import House, change
from bot.services.relay.threads import MOVED, leave, open_thread, tell_route, write_checklist
from bot.services.residents import status_card


async def route_to(
    u: UnitOfWork, house: House, act: Act, key: TopicKey, department: DepartmentKey | None = None
) -> bool:
    """Give the ticket a topic's route: a new thread where the channel changes, which carries the history along, and
    the resident is told who has it now. False where it has that already. ``department``: another than the topic's own.
    A checklist that staff made of a conversation, and a conversation that they made of a checklist, stay so as long as
    the topic wants no other."""
    ticket, member = act.ticket, act.member
    topic = house.directory.topic(key)
    before = house.directory.topic(ticket.topic)
    old = route(house.directory, before, reviewed=not ticket.in_review, department=ticket.department)
    new = route(house.directory, topic, reviewed=member.role is Role.MANAGER, department=department)
    if topic.key == ticket.topic:
        new = replace(new, shape=ticket.shape, items=())
    elif old.shape is new.shape is Shape.THREAD:
        new = replace(new, shape=ticket.shape)
    changed = replace(
        ticket.move(Move.DISPATCH, house.now()),
        topic=topic.key,
        department=new.department.key,
        shape=new.shape,
        in_review=new.review,
        needs_price=needs_price(topic.paid, await u.sides.quote_of(ticket.id)),
    )
    if not changed.besides(ticket):
        return False
    changed = await of_topic(u, house, changed, topic)
    if topic.key != ticket.topic:
        await house.record(u, ticket, member.key, "topic", change(ticket.topic, topic.key))
    if changed.department != ticket.department or changed.in_review != ticket.in_review:
        await house.record(u, ticket, member.key, "routed", change(ticket.department, changed.department))
    if new.channel == old.channel and new.shape == ticket.shape:
        await write_checklist(u, changed, new)
        after = await u.tickets.save(changed)
        await cards.refresh(u, house, after)
    else:
        after = await u.tickets.save(replace(changed, generation=ticket.generation + 1, handler=None))
        await open_thread(u, house, after, new)
        office = house.directory.office(ticket.office)
        name = name_in(new.department.names, office.language)
        line = house.staff_says(office, MOVED, department=name, name=member.name)
        await leave(u, house, ticket, line, after)
        await status_card.refresh(u, after)
    await entered(u, house, ticket, after, member.key)
    await tell_route(u, house, changed)
    if changed.kind is not ticket.kind:
        await tell_kind(u, house, changed)
    return True
