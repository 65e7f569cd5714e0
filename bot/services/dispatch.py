"""Event → use case, in one table. Everything a use case decides on an event is one commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import structlog

from bot.domain.addresses import Place, direct_message
from bot.domain.audience import N_, Phrase, Public
from bot.domain.commands import (
    AddToRating,
    AddToTicket,
    ConfirmClosing,
    ExplainDecline,
    ExplainReopening,
    OpenTicket,
    QualifyTicket,
    RateTicket,
    WishVisit,
)
from bot.domain.directory import Staff
from bot.domain.errors import Refused
from bot.domain.ids import IncidentId, QuoteId, StaffKey, TicketId
from bot.domain.people import Resident
from bot.domain.text import split
from bot.domain.ticket import Ticket
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
    DeskHome,
    DeskMessage,
    DeskPostGone,
    DeskPress,
    DeskReaction,
    DeskRooms,
    DeskRoster,
    Ignored,
    Inbound,
    MailMessage,
)
from bot.ports.store import UnitOfWork
from bot.services import (
    cards,
    closing,
    consequences,
    contractors,
    desk_commands,
    dialogue,
    feedback,
    follow_up,
    for_others,
    home_tab,
    intake,
    joint,
    leaving,
    letters,
    linking,
    missed,
    opening,
    progress,
    qualifying,
    quoting,
    reactions,
    relay,
    slips,
    technician_chat,
    technicians,
    thread_care,
    visit_actions,
    windows,
    wishing_visits,
    written,
)
from bot.services.acting import MORE, Act, DeskAction, Where, action_named, meant
from bot.services.conversation import from_resident, survivor
from bot.services.dialogue import Done, Heard
from bot.services.house import House
from bot.services.staff import may_act, member_acting, ticket_of_his_office

log = structlog.get_logger()


async def event(u: UnitOfWork, house: House, inbound: Inbound) -> None:
    """Handle one event. Raises Refused when its author may not, or it no longer fits: ``refused`` then tells him."""
    await _handle(u, house, inbound)
    await consequences.follow(u, house)


async def _handle(u: UnitOfWork, house: House, inbound: Inbound) -> None:
    match inbound:
        case ChatMessage() | ChatTap() | ChatReachable() | ChatEdit():
            await _from_chat(u, house, inbound)
        case ChatReaction() | DeskReaction():
            await reactions.reacted(u, house, inbound)
        case DeskMessage() | DeskEdit() | DeskDeletion():
            await _from_desk(u, house, inbound)
        case DeskPostGone():
            await thread_care.post_gone(u, house, inbound)
        case DeskRooms():
            await thread_care.rooms_changed(u, house, inbound)
        case DeskPress():
            await _press(u, house, inbound)
        case DeskForm():
            await _sent_in(u, house, inbound)
        case DeskCommand():
            await _command(u, house, inbound)
        case DeskHome():
            await home_tab.opened(u, house, inbound.user)
        case DeskRoster():
            await _roster(u, house, inbound)
        case MailMessage():
            await letters.came(u, house, inbound)
        case Ignored():
            pass


async def _from_desk(u: UnitOfWork, house: House, inbound: DeskMessage | DeskEdit | DeskDeletion) -> None:
    """What is written in a contractor's own thread is his; the rest is the ticket's."""
    match inbound:
        case DeskMessage():
            if not await contractors.heard(u, house, inbound):
                await relay.from_desk(u, house, inbound)
        case DeskEdit():
            if not await contractors.heard(u, house, inbound.message, edited=True):
                await relay.edited(u, house, inbound)
        case DeskDeletion():
            await relay.deleted(u, house, inbound)


async def refused(u: UnitOfWork, house: House, inbound: Inbound, error: Refused) -> None:
    """Tell the author of an event why nothing came of it."""
    match inbound:
        case ChatMessage(user=user) | ChatTap(user=user) | ChatEdit(user=user) if (
            technician := await technicians.whose(u, house, user.channel, user.chat)
        ):
            why = technicians.say(house, technician, error.msgid, **error.params)
            await technicians.tell(u, house, technician, why)
        case ChatMessage(user=user) | ChatTap(user=user) | ChatEdit(user=user):
            resident = await intake.resident_of(u, house, user)
            house = await intake.where(u, house, user, inbound.topic)
            params = {name: Public(value) for name, value in error.params.items()}
            await house.respond(u, resident, Phrase(error.msgid, params))
        case DeskPress() | DeskCommand():
            log.info("refused", member=inbound.user.id, why=error.msgid)
            await _whisper(u, house, inbound, error)
        case DeskForm():
            log.info("refused", member=inbound.user.id, why=error.msgid)
            await _not_sent_in(u, house, inbound, error)


async def _whisper(u: UnitOfWork, house: House, inbound: DeskPress | DeskCommand, error: Refused) -> None:
    """In the window that his press has opened, else where only he sees it; from his own page, directly to him."""
    why = _in_his_words(house, inbound.user.id, error)
    if isinstance(inbound, DeskPress):
        await slips.too_late(u, house, inbound, error.msgid, why)
        member = house.directory.member_by_slack(inbound.user.id)
        office = house.directory.office_of(member) if member else house.directory.offices[0]
        if await windows.fill_with_words(u, house, inbound, office, why):
            return
    if not inbound.room:
        await _write_to(u, house, inbound.user.id, Post(why))
        return
    await house.whisper(u, inbound.room, inbound.user.id, Whisper(why, reply_to=inbound.reply_to))


async def _write_to(u: UnitOfWork, house: House, slack_id: str, *posts: Post) -> None:
    destination = direct_message(StaffKey(slack_id))
    await u.places.put(destination, Place(house.desk, slack_id))
    for post in posts:
        await u.outbox.to_desk(destination, post)


async def _roster(u: UnitOfWork, house: House, inbound: DeskRoster) -> None:
    for each in inbound.members:
        await leaving.noticed(u, house, each)
        await u.people.put_member(each)
    await home_tab.tidy(u, house)


async def _from_chat(
    u: UnitOfWork, house: House, inbound: ChatMessage | ChatTap | ChatReachable | ChatEdit
) -> None:
    technician = await technicians.whose(u, house, inbound.user.channel, inbound.user.chat)
    if technician is not None:
        await technician_chat.heard(u, house, technician, inbound)
        return
    if isinstance(inbound, ChatMessage) and (code := linking.code_in(inbound)):
        if not await linking.claim(u, house, inbound.user, code):
            raise Refused(linking.NO_CODE)
        return
    leaving = isinstance(inbound, ChatReachable) and not inbound.reachable
    known = await u.people.by_chat(inbound.user.channel, inbound.user.chat)
    resident = await intake.resident_of(u, house, inbound.user, leaving=leaving)
    if known is not None and not known.reachable and resident.reachable:
        await missed.back(u, house, resident)
        await closing.back(u, house, resident)
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


async def _act(u: UnitOfWork, house: House, resident: Resident, action: Mapping[str, Any]) -> None:
    match action:
        case {"do": "answer"}:  # a form is answered where it stands
            house = house.at(action.get("topic"))
            await _fulfil(u, house, resident, await dialogue.answer_tap(u, house, resident, action))
        case {"do": "language", "language": language}:
            await intake.speak(u, house, resident, language)
        case {"do": verdict, "ticket": id} if verdict in VERDICTS:
            await _judged(u, house, resident, verdict, await u.tickets.get(TicketId(id)))
        case {"do": "visit", "visit": id}:
            if await visit_actions.pressed(u, house, resident, action):
                await dialogue.open_form(u, house, resident, "wish_visit", given={"visit": id})
        case {"do": joint.SAME | joint.ELSE as said, "incident": incident, "ticket": id}:
            await joint.answered(u, house, resident, IncidentId(incident), TicketId(id), said)
        case {"do": "accept_quote", "quote": id}:
            await quoting.accept(u, house, resident, QuoteId(id))
        case {"do": "decline_quote", "quote": id}:
            declined = await quoting.decline(u, house, resident, QuoteId(id))
            if declined is not None:
                await dialogue.open_form(u, house, resident, "decline_quote", given={"ticket": declined.id})


VERDICTS = ("satisfied", "unsatisfied", "still_wrong", "not_well", "all_well")
"""What residents can say of how it went, by a button."""


async def _judged(u: UnitOfWork, house: House, resident: Resident, verdict: str, ticket: Ticket) -> None:
    form = ""
    match verdict:
        case "satisfied":
            form = "rate" if await feedback.satisfied(u, house, resident, ticket) else ""
        case "unsatisfied":
            await feedback.unsatisfied(u, house, ticket)
            form = "reopen"
        case "still_wrong" | "not_well":
            form = "reopen" if await follow_up.not_well(u, house, resident, ticket) else ""
        case "all_well":
            await follow_up.all_well(u, house, resident, ticket)
    if form:
        await dialogue.open_form(u, house, resident, form, given={"ticket": ticket.id})


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
        case ConfirmClosing(ticket=id):
            await _judged(u, house, resident, "satisfied", await u.tickets.get(id))
            return
        case AddToRating():
            await feedback.add_to_rating(u, house, resident, command)
        case ExplainReopening():
            await feedback.explain(u, house, resident, command, done.heard)
        case ExplainDecline():
            await quoting.explain(u, house, resident, command)
        case WishVisit():
            await wishing_visits.wished(u, house, resident, command, done.heard)
        case QualifyTicket():
            await qualifying.filled(u, house, resident, command)
    await dialogue.resume(u, house, resident)


async def _add(u: UnitOfWork, house: House, resident: Resident, command: AddToTicket, heard: Heard) -> bool:
    ticket = await survivor(u, await u.tickets.get(command.ticket)) if command.ticket else None
    if ticket is not None and ticket.is_open:
        await from_resident(u, house, resident, ticket, command.text, command.files, None, heard=heard)
        await house.respond(u, resident, Phrase(intake.ADDED, {"reference": Public(ticket.reference)}))
        return True
    first = Sent(command.files, command.text) if command.files else Said(command.text)
    await dialogue.open_form(u, house, resident, "report", first=first, heard=heard)
    return False


async def _command(u: UnitOfWork, house: House, command: DeskCommand) -> None:
    """Answered, or begun in the window that it opened. Raises Refused in another office's channel."""
    member = await member_acting(u, house, command.user)
    if windows.task_of(house, command) is None:
        await desk_commands.answer(u, house, member, command)
    elif not windows.in_his_office(house, member, command.room):
        raise Refused(ELSEWHERE)


ELSEWHERE = N_("This channel belongs to another office. Please log it from a channel of your own.")


async def _press(u: UnitOfWork, house: House, pressed: DeskPress) -> None:
    """An action of the desk was pressed: its use case, or its window filled."""
    member = await member_acting(u, house, pressed.user)
    if pressed.action == desk_commands.TURN:
        await desk_commands.turn(u, house, member, pressed)
        return
    if pressed.action == for_others.NAME:
        await for_others.search(u, house, member, pressed)
        return
    action = action_named(house, meant(pressed))
    if action is None:
        return
    subject = pressed.value or f"@{pressed.room}/{pressed.thread}"
    act = replace(await _about(u, house, action, member, subject), pressed=pressed)
    if pressed.action == MORE and pressed.message is not None:
        await cards.repaint(u, house, act.ticket, turn=pressed.message.id + (pressed.window or ""))
    await may_act(u, house, action, act, pressed.seen)
    if action.window is None:
        await action.does(u, house, act)
        await slips.done(u, house, action, act)
    else:
        await windows.fill(u, house, action, act)


async def _sent_in(u: UnitOfWork, house: House, form: DeskForm) -> None:
    """The window of a desk action was sent in."""
    member = await member_acting(u, house, form.user)
    if form.name == for_others.NAME:
        resident, command = await for_others.author(u, house, member, form)
        logged = await opening.open_ticket(u, house, resident, command)
        await for_others.tell(u, house, member, logged)
        return
    action = action_named(house, form.name)
    if action is not None:
        act = replace(await _about(u, house, action, member, form.subject), form=form)
        await may_act(u, house, action, act, form.seen)
        await action.does(u, house, act)
        await slips.done(u, house, action, act)


async def _about(u: UnitOfWork, house: House, action: DeskAction, member: Staff, subject: str) -> Act:
    """What he does something with: a ticket, or a message of one. Raises Refused where it is no longer there or not his
    office's."""
    if action.where is not Where.POST:
        ticket = await ticket_of_his_office(u, house, member, subject, superiors=action.superiors)
        return Act(ticket, member)
    said = await written.message_of(u, subject)
    return Act(await ticket_of_his_office(u, house, member, said.ticket), member, said)


async def _not_sent_in(u: UnitOfWork, house: House, form: DeskForm, error: Refused) -> None:
    """Tell him why, and give back what he wrote, so that nothing is lost."""
    written = [str(form.values[name]) for name in form.typed if form.values.get(name)]
    below = _say_to(house, form.user.id, GIVEN_BACK) if written else ""
    why = _in_his_words(house, form.user.id, error)
    await slips.too_late(u, house, form, error.msgid, why)
    parts = [Post(part) for text in written for part in split(text)]
    await _write_to(u, house, form.user.id, Post(why, below=below), *parts)


GIVEN_BACK = N_("What you had written, so that it is not lost:")


def _say_to(house: House, slack_id: str, msgid: str, **params: str) -> str:
    member = house.directory.member_by_slack(slack_id)
    office = house.directory.office_of(member) if member else house.directory.offices[0]
    return house.staff_says(office, msgid, **params)


def _in_his_words(house: House, slack_id: str, error: Refused) -> str:
    return _say_to(house, slack_id, error.msgid, **error.params)
