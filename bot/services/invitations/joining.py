"""A resident whom staff had recorded without a chat has followed his invitation: his requests are in that chat from now
on, with what was said to him and what is asked of him (rows A10, C1, D5, D6; ADR 0040)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import structlog

from bot.domain.addresses import resident_chat, resident_of
from bot.domain.audience import N_, NN_, Phrase, Public
from bot.domain.invitation import Invitation, Joined
from bot.domain.people import Resident
from bot.domain.ticket import ASKED, Ticket
from bot.i18n import language_of
from bot.ports.desk import Post
from bot.ports.inbound import ChatUser
from bot.ports.store import UnitOfWork
from bot.services.closing import closing
from bot.services.complaints import joint, joint_view
from bot.services.desk import cards
from bot.services.desk.acting import UNLINK, action_named, subject_of
from bot.services.house import House
from bot.services.invitations import codes
from bot.services.invitations.all_requests import all_of
from bot.services.relay import missed
from bot.services.relay.conversation import survivor
from bot.services.residents import dialogue, intake, status_card
from bot.services.residents.ticket_names import called
from bot.services.tickets import qualifying, quoting
from bot.services.visits import appointments, offering_visits, wishing_visits

log = structlog.get_logger()

WELCOME = N_(
    "Welcome, {name}. This chat is now linked with {office}: the answers to what you have told us come here, and you "
    "can write here at any hour."
)
NOW_HERE = N_("Your requests in this chat:")
NONE_OPEN = N_("You have no open request at present.")
GOES_ON = N_(
    "To see where things stand: /status. For something new: /report. For another language: /language."
)
ALREADY = N_("This chat is linked already, you need not do it again. To see where things stand: /status.")

LINKED = N_("{name} has linked a Telegram chat ({profile}): what you write here is read there from now on.")
BROUGHT = NN_(
    "{count} message that was written before is being sent there now.",
    "{count} messages that were written before are being sent there now.",
)
JOINED = N_(
    "Whoever wrote this has followed the invitation for {name} ({profile}): the requests that were logged for {name} "
    "are in the same chat now ({references})."
)


async def claim(u: UnitOfWork, house: House, user: ChatUser, invitation: Invitation) -> bool:
    """Somebody brings a resident's code: the requests recorded for that one are this chat's, too. False where the code
    works no longer."""
    key = resident_of(invitation.whose)
    assert key is not None, "a technician's is not brought here"
    person = await u.people.hold(key)
    chat = await _resident_of(u, house, user, person)
    before = await u.persons.joined(person.id)
    if before is not None and before.chat == chat.id:
        await house.respond(u, chat, Phrase(ALREADY))
        return True
    usable = before is None and codes.usable(house, invitation)
    if not usable or not await u.invitations.use(invitation.digest, house.now()):
        return False
    await _join(u, house, user, invitation, person, await u.people.hold(chat.id))
    return True


async def _resident_of(u: UnitOfWork, house: House, user: ChatUser, person: Resident) -> Resident:
    """Who writes from there. A language he has not chosen gives way to the person's, where that of his platform is none
    of ours (row A6)."""
    chat = await intake.resident_of(u, house, user)
    language = language_of(user.language, person.language)
    if not chat.language_chosen and chat.language != language:
        chat = replace(chat, language=language)
        await u.people.save(chat)
        for ticket in await u.tickets.open_of(chat.id):
            await status_card.refresh(u, ticket)
    return chat


async def _join(
    u: UnitOfWork, house: House, user: ChatUser, invitation: Invitation, person: Resident, chat: Resident
) -> None:
    own = await u.tickets.open_of(chat.id)
    came = await all_of(u, house, person.id)
    joined = Joined(
        u.ids.nonce(),
        person.id,
        chat.id,
        house.now(),
        invitation.made_by,
        chat.name,
        chat.residence,
        chat.unit,
        chat.phone,
        chat.email,
    )
    await u.persons.join(joined, [ticket.id for ticket in came])
    resident = _both(person, chat)
    await u.people.save(resident)
    await dialogue.end(u, house.at(None), person)
    log.info("resident_linked", by=invitation.made_by, requests=len(came))
    moved = [await _moved(u, house, ticket, resident, user) for ticket in came]
    still = [ticket for ticket in moved if ticket.is_open]
    await _welcome(u, house, resident, [*still, *reversed(own)], came)
    coming = await u.outbox.waiting(resident_chat(person.id))
    for ticket in still:
        await status_card.begin_again(u, ticket, None)
        with_it = [one for one in moved if (await survivor(u, one)).id == ticket.id]
        brought = await missed.bring(u, house, resident, with_it, coming)
        await _asked_again(u, house, ticket)
        await _told(u, house, ticket, joined, user, brought)
    await _told_others(u, house, own, resident, joined, user, still)
    if not still:
        await _told_inviter(u, house, resident, joined, user)


def _both(person: Resident, chat: Resident) -> Resident:
    """Who he is now: by the office's record, where it says something."""
    home = person if person.residence else chat
    return replace(
        chat,
        name=person.name or chat.name,
        residence=home.residence,
        unit=home.unit,
        phone=person.phone or chat.phone,
        email=person.email or chat.email,
    )


async def _moved(u: UnitOfWork, house: House, ticket: Ticket, resident: Resident, user: ChatUser) -> Ticket:
    language = resident.language if ticket.is_open else ticket.language
    after = await u.tickets.save(replace(ticket, resident=resident.id, contact=None, language=language))
    await house.record(u, after, "resident", "linked", user.name)
    if after.is_open:
        await cards.repaint(u, house, after)
    for incident, _ in await u.incidents.of(after.id):
        await joint_view.show(u, house, incident)
    return after


async def _welcome(
    u: UnitOfWork, house: House, resident: Resident, every: Sequence[Ticket], came: Sequence[Ticket]
) -> None:
    """By name, with all that is open in this chat now."""
    offices = {ticket.office for ticket in came}
    office = next((one for one in house.directory.offices if one.key in offices), house.directory.offices[0])
    name = resident.name or resident.profile_name
    hello = Phrase(WELCOME, {"name": Public(name), "office": Public(office.name)})
    names = called(house, every, resident.language)
    here = [house.words.say(Phrase(NOW_HERE), resident.language)]
    here += [Public(f"• {ticket.reference} · {names[ticket.id]}") for ticket in every]
    listed = Public("\n".join(here)) if every else Phrase(NONE_OPEN)
    await house.respond(u, resident, hello, listed, Phrase(GOES_ON))


async def _asked_again(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """What waits for his word, with its buttons."""
    await qualifying.again(u, house, ticket)
    await quoting.again(u, house, ticket)
    await offering_visits.again(u, house, ticket)
    await wishing_visits.again(u, house, ticket)
    await appointments.again(u, house, ticket)
    await joint.again(u, house, ticket)
    if ticket.state in ASKED:
        await closing.begin(u, house, ticket)


async def _told(
    u: UnitOfWork, house: House, ticket: Ticket, joined: Joined, user: ChatUser, brought: int
) -> None:
    """The thread hears of it; should it be the wrong person, a button there ends it."""
    office = house.directory.office(ticket.office)
    text = house.staff_says(office, LINKED, name=ticket.author_name, profile=user.name)
    if brought:
        sent = house.words.say(Phrase(BROUGHT[0], plural=BROUGHT[1], count=brought), office.language)
        text = f"{text} {sent}"
    await _post(u, house, ticket, joined, text)


async def _told_others(
    u: UnitOfWork,
    house: House,
    own: Sequence[Ticket],
    resident: Resident,
    joined: Joined,
    user: ChatUser,
    still: Sequence[Ticket],
) -> None:
    """So do those of what he had written himself."""
    references = ", ".join(ticket.reference for ticket in still) or "–"
    for ticket in own:
        office = house.directory.office(ticket.office)
        text = house.staff_says(office, JOINED, name=resident.name, profile=user.name, references=references)
        await _post(u, house, ticket, joined, text)


async def _post(u: UnitOfWork, house: House, ticket: Ticket, joined: Joined, text: str) -> None:
    office, unlink = house.directory.office(ticket.office), action_named(house, UNLINK)
    value = subject_of(ticket, joined.id)
    actions = (cards.button(house, office, unlink, value),) if unlink else ()
    await u.outbox.to_desk(ticket.thread, Post(text, icon="🔗", actions=actions))


async def _told_inviter(
    u: UnitOfWork, house: House, resident: Resident, joined: Joined, user: ChatUser
) -> None:
    """Where no thread is open, whoever has invited him hears of it."""
    member = house.directory.member_if_known(joined.invited_by)
    if member is not None:
        office = house.directory.office_of(member)
        name = resident.name or resident.profile_name
        said = N_("{name} has linked a Telegram chat ({profile}) with your invitation.")
        text = house.staff_says(office, said, name=name, profile=user.name)
        await house.direct(u, member, Post(text, icon="🔗"))
