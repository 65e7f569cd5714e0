"""Event → use case, in one table. Everything a use case decides on an event is one commit."""

from __future__ import annotations

from dataclasses import replace

import structlog

from bot.domain.addresses import Place, direct_message
from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import Staff
from bot.domain.errors import Refused
from bot.domain.ids import StaffKey
from bot.domain.text import split
from bot.ports.desk import Post, Whisper
from bot.ports.inbound import (
    ChatEdit,
    ChatGroup,
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
from bot.services.contractors import contractors, letters
from bot.services.desk import cards, desk_commands, home_tab, leaving, slips, windows
from bot.services.desk.acting import MORE, Act, DeskAction, Where, action_named, meant
from bot.services.desk.staff import may_act, member_acting, ticket_of_his_office
from bot.services.engine import consequences, from_chats
from bot.services.house import House
from bot.services.relay import posted, reactions, relay, thread_care
from bot.services.residents import groups, intake
from bot.services.technicians import technicians
from bot.services.tickets import for_others, opening

log = structlog.get_logger()


async def event(u: UnitOfWork, house: House, inbound: Inbound) -> None:
    """Handle one event. Raises Refused when its author may not, or it no longer fits: ``refused`` then tells him."""
    await _handle(u, house, inbound)
    await consequences.follow(u, house)


async def _handle(u: UnitOfWork, house: House, inbound: Inbound) -> None:
    match inbound:
        case ChatMessage() | ChatTap() | ChatReachable() | ChatEdit():
            await from_chats.heard(u, house, inbound)
        case ChatGroup():
            await groups.found(u, house, inbound)
        case ChatReaction() | DeskReaction():
            await reactions.reacted(u, house, inbound)
        case DeskMessage() | DeskEdit() | DeskDeletion() | DeskPostGone():
            await _from_desk(u, house, inbound)
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


async def _from_desk(
    u: UnitOfWork, house: House, inbound: DeskMessage | DeskEdit | DeskDeletion | DeskPostGone
) -> None:
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
        case DeskPostGone():
            await thread_care.post_gone(u, house, inbound)


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


async def _command(u: UnitOfWork, house: House, command: DeskCommand) -> None:
    """Answered, or begun in the window that it opened. Raises Refused in another office's channel."""
    member = await member_acting(u, house, command.user)
    if windows.task_of(house, command)[0] is None:
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
        await slips.do(u, house, action, act)
    else:
        await windows.fill(u, house, action, act)


async def _sent_in(u: UnitOfWork, house: House, form: DeskForm) -> None:
    """The window of a desk action was sent in."""
    member = await member_acting(u, house, form.user)
    if form.name == for_others.NAME:
        resident, command = await for_others.author(u, house, member, form)
        logged = await opening.open_ticket(u, house, resident, command)
        await for_others.keep(u, form, logged)
        await for_others.tell(u, house, member, logged)
        return
    action = action_named(house, form.name)
    if action is not None:
        act = replace(await _about(u, house, action, member, form.subject), form=form)
        await may_act(u, house, action, act, form.seen)
        await slips.do(u, house, action, act)


async def _about(u: UnitOfWork, house: House, action: DeskAction, member: Staff, subject: str) -> Act:
    """What he does something with: a ticket, or a message of one. Raises Refused where it is no longer there or not his
    office's."""
    if action.where is not Where.POST:
        ticket = await ticket_of_his_office(u, house, member, subject, superiors=action.superiors)
        return Act(ticket, member)
    said = await posted.message_of(u, subject)
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
