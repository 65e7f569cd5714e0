"""Event → use case, in one table. Everything a use case decides on an event is one commit (DESIGN §2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog

from bot.domain.addresses import Place, direct_message
from bot.domain.audience import Phrase, Public
from bot.domain.commands import AddToRating, AddToTicket, ExplainReopening, OpenTicket, RateTicket
from bot.domain.errors import Refused
from bot.domain.ids import StaffKey, TicketId, TopicKey
from bot.domain.people import Resident
from bot.domain.text import split
from bot.forms.model import Said, Sent
from bot.ports.desk import Post, Whisper
from bot.ports.inbound import (
    ChatEdit,
    ChatMessage,
    ChatReachable,
    ChatReaction,
    ChatTap,
    DeskCommand,
    DeskDeletion,
    DeskEdit,
    DeskForm,
    DeskMessage,
    DeskPostGone,
    DeskPress,
    DeskReaction,
    DeskRooms,
    DeskRoster,
    Ignored,
    Inbound,
)
from bot.ports.store import Timer, UnitOfWork
from bot.services import (
    cards,
    checklist,
    desk_status,
    dialogue,
    feedback,
    flood,
    housekeeping,
    intake,
    opening,
    progress,
    reactions,
    relay,
    thread_care,
    triage,
    written,
)
from bot.services.conversation import from_resident
from bot.services.dialogue import Done, Heard
from bot.services.house import House
from bot.services.staff import member_acting, ticket_of_his_office

log = structlog.get_logger()


async def event(u: UnitOfWork, house: House, inbound: Inbound) -> None:
    """Handle one event. Raises Refused when its author may not, or it no longer fits: ``refused`` then tells him."""
    match inbound:
        case ChatMessage() | ChatTap() | ChatReachable() | ChatEdit():
            await _from_chat(u, house, inbound)
        case ChatReaction() | DeskReaction():
            await reactions.reacted(u, house, inbound)
        case DeskMessage() | DeskEdit() | DeskDeletion():
            await _written_on_desk(u, house, inbound)
        case DeskPostGone():
            await thread_care.post_gone(u, house, inbound)
        case DeskRooms():
            await thread_care.rooms_changed(u, house, inbound)
        case DeskPress():
            await _press(u, house, inbound)
        case DeskForm():
            await _form(u, house, inbound)
        case DeskCommand():
            member = await member_acting(u, house, inbound.user)
            await desk_status.command(u, house, member, inbound)
        case DeskRoster():
            for each in inbound.members:
                await u.people.put_member(each)
        case Ignored():
            pass


async def refused(u: UnitOfWork, house: House, inbound: Inbound, error: Refused) -> None:
    """Tell the author of an event why nothing came of it."""
    match inbound:
        case ChatMessage(user=user) | ChatTap(user=user) | ChatEdit(user=user):
            resident = await intake.resident_of(u, house, user)
            house = await intake.where(u, house, user, inbound.topic)
            params = {name: Public(value) for name, value in error.params.items()}
            await house.tell(u, resident, Phrase(error.msgid, params))
        case DeskPress() | DeskCommand():
            log.info("refused", member=inbound.user.id, why=error.msgid)
            answer = Whisper(_in_his_words(house, inbound.user.id, error), reply_to=inbound.reply_to)
            await house.whisper(u, inbound.room, inbound.user.id, answer)
        case DeskForm():
            log.info("refused", member=inbound.user.id, why=error.msgid)
            destination = direct_message(StaffKey(inbound.user.id))
            await u.places.put(destination, Place(house.desk, inbound.user.id))
            await u.outbox.to_desk(destination, Post(_in_his_words(house, inbound.user.id, error)))
            typed = inbound.values.get("text", "").strip()
            for part in split(typed) if typed else ():  # given back, so that nothing he typed is lost
                await u.outbox.to_desk(destination, Post(part, icon="✏️"))


async def timer(u: UnitOfWork, house: House, due: Timer) -> None:
    """Something is to be looked at again."""
    if due.kind == housekeeping.KIND:
        await housekeeping.tidy(u, house)
    elif due.kind == "dialog":
        resident, topic = dialogue.whose(due.subject)
        await dialogue.remind(u, house.at(topic), await u.people.get(resident))
    elif due.kind == "digest":
        await flood.show(u, house, TicketId(due.subject))


async def _from_chat(
    u: UnitOfWork, house: House, inbound: ChatMessage | ChatTap | ChatReachable | ChatEdit
) -> None:
    leaving = isinstance(inbound, ChatReachable) and not inbound.reachable
    known = await u.people.by_chat(inbound.user.channel, inbound.user.chat)
    resident = await intake.resident_of(u, house, inbound.user, leaving=leaving)
    if known is not None and not known.reachable and resident.reachable:
        await feedback.back(u, house, resident)
    if not isinstance(inbound, ChatReachable):
        house = await intake.where(u, house, inbound.user, inbound.topic)
    match inbound:
        case ChatMessage(command="status"):
            await progress.tell_status(u, house, resident)
        case ChatMessage():
            await _fulfil(u, house, resident, await intake.message(u, house, resident, inbound))
        case ChatTap():
            action = await intake.tap(u, house, resident, inbound)
            if action is not None:
                await _act(u, house, resident, action)
        case ChatEdit():
            await intake.edited(u, house, resident, inbound)


async def _written_on_desk(
    u: UnitOfWork, house: House, inbound: DeskMessage | DeskEdit | DeskDeletion
) -> None:
    match inbound:
        case DeskMessage():
            await relay.from_desk(u, house, inbound)
        case DeskEdit():
            await relay.edited(u, house, inbound)
        case DeskDeletion():
            await relay.deleted(u, house, inbound)


async def _act(u: UnitOfWork, house: House, resident: Resident, action: Mapping[str, Any]) -> None:
    match action:
        case {"do": "answer"}:  # a form is answered where it stands
            house = house.at(action.get("topic"))
            await _fulfil(u, house, resident, await dialogue.answer_tap(u, house, resident, action))
        case {"do": "language", "language": language}:
            await intake.speak(u, house, resident, language)
        case {"do": "satisfied", "ticket": id}:
            ticket = await u.tickets.get(TicketId(id))
            await feedback.satisfied(u, house, resident, ticket)
            await dialogue.open_form(u, house, resident, "rate", given={"ticket": id})
        case {"do": "unsatisfied", "ticket": id}:
            await feedback.unsatisfied(u, house, await u.tickets.get(TicketId(id)))
            await dialogue.open_form(u, house, resident, "reopen", given={"ticket": id})


async def _fulfil(u: UnitOfWork, house: House, resident: Resident, done: Done | None) -> None:
    if done is None:
        return
    match command := done.command:
        case OpenTicket():
            await opening.open_ticket(u, house, resident, command, done.heard)
        case AddToTicket():
            if not await _add(u, house, resident, command, done.heard):
                return
        case RateTicket(ticket=id):
            await feedback.rate(u, house, command)
            await dialogue.open_form(u, house, resident, "rating_words", given={"ticket": id})
            return
        case AddToRating():
            await feedback.add_to_rating(u, house, resident, command)
        case ExplainReopening():
            await feedback.explain(u, house, resident, command, done.heard)
    await dialogue.resume(u, house, resident)


async def _add(u: UnitOfWork, house: House, resident: Resident, command: AddToTicket, heard: Heard) -> bool:
    ticket = await u.tickets.get(command.ticket) if command.ticket else None
    if ticket is not None and ticket.is_open:
        await from_resident(u, house, resident, ticket, command.text, command.files, None, heard=heard)
        await house.tell(u, resident, Phrase(intake.ADDED, {"reference": Public(ticket.reference)}))
        return True
    first = Sent(command.files, command.text) if command.files else Said(command.text)
    await dialogue.open_form(u, house, resident, "report", first=first, heard=heard)
    return False


async def _form(u: UnitOfWork, house: House, form: DeskForm) -> None:
    member = await member_acting(u, house, form.user)
    if form.name == "edit":
        await written.edited(u, house, member, form)
    else:
        ticket = await ticket_of_his_office(u, house, member, form.subject)
        await triage.submitted(u, house, ticket, member, form)


async def _press(u: UnitOfWork, house: House, pressed: DeskPress) -> None:
    member = await member_acting(u, house, pressed.user)
    if pressed.action.startswith("written."):
        await written.pressed(u, house, member, pressed)
        return
    ticket = await ticket_of_his_office(u, house, member, pressed.value)
    match pressed.action:
        case "ticket.take":
            await triage.take(u, house, ticket, member)
        case "ticket.dispatch":
            await triage.dispatch(u, house, ticket, member)
        case cards.REROUTE if pressed.choice:
            await triage.reroute(u, house, ticket, member, TopicKey(pressed.choice))
        case "ticket.resolve":
            await feedback.resolve(u, house, ticket, member)
        case cards.TICK:
            await checklist.tick(u, house, ticket, member, pressed)


def _in_his_words(house: House, slack_id: str, error: Refused) -> str:
    member = house.directory.member_by_slack(slack_id)
    office = house.directory.office_of(member) if member else house.directory.offices[0]
    return house.staff_says(office, error.msgid, **error.params)
