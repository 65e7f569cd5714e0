"""A technician's chat is linked to him by a code that his manager hands him, once (rows B2, F1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import structlog

from bot.domain.addresses import MessageRef, Place, technician_chat, technician_of
from bot.domain.audience import N_
from bot.domain.directory import Staff
from bot.domain.errors import Refused
from bot.domain.ids import StaffKey
from bot.domain.invitation import Invitation
from bot.domain.technician import ForTechnician, Link, WorkMenu, WorkRetouch
from bot.domain.ticket import Shape
from bot.domain.words import simplified
from bot.i18n import moment
from bot.ports.desk import Line, Post
from bot.ports.inbound import ChatUser
from bot.ports.store import UnitOfWork
from bot.services.desk.commands import Answer, Asked
from bot.services.house import House
from bot.services.invitations import codes
from bot.services.residents import dialogue
from bot.services.technicians import job_card, technicians

log = structlog.get_logger()

CODE_LIFE = timedelta(hours=24)

NOBODY = N_(
    "No technician of yours by that name has telegram = true in the office file. Those who have: {names}."
)
NONE_TO_UNLINK = N_(
    "No technician of yours is called so; those in Telegram: {names}. For a resident, please name one of his or her "
    "requests: /palier unlink REFERENCE"
)
WHICH = N_("Several are called so: {names}. Please write more of the name.")
MADE = N_("For {name}, once, until {until}. Hand it over yourself: whoever opens it receives {name}'s jobs.")
UNLINKED = N_("{name} is no longer linked: nothing goes to that chat any more.")
NOT_LINKED = N_("{name} is not linked to any chat.")
LINKED = N_(
    "{name} has linked a Telegram chat ({profile}) with your code. If that is somebody else: /palier unlink {name}"
)
WELCOME = N_(
    "This chat is now your work chat, {name}. The jobs you are sent on come here. What you write here goes to your "
    "colleagues as an internal comment, never to a resident. /jobs shows your jobs, /leave ends it."
)
RESIDENT_TOO = N_(
    "You have open requests as a resident in this chat, and a chat is for one of both. Please open the link with "
    "another Telegram account, or once your requests are closed."
)
TECHNICIAN_TOO = N_(
    "This is your work chat, and a chat is for one of both. Please open the link of your home with another Telegram "
    "account, or tell the office."
)
LEFT = N_("{name} has ended it: his jobs no longer come to Telegram.")
GONE = N_("This chat is no longer linked to the office's work.")


async def invite(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """``/palier link NAME``: a code for a technician. His earlier ones are void."""
    member = _named(house, asked)
    made = await codes.make(u, house, technician_chat(member.key), asked.member.key, CODE_LIFE)
    log.info("technician_invited", member=member.key, by=asked.member.key)
    last = moment(made.until, asked.office.time_zone, asked.office.language, now=house.now())
    title = house.staff_says(asked.office, MADE, name=member.name, until=last)
    lines = [made.link] if made.link else []
    lines.append(house.staff_says(asked.office, codes.TYPE_IT, code=made.code))
    return Answer(title, tuple(Line(line) for line in lines))


async def dismiss(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """``/palier unlink NAME``: his chat is nobody's any more."""
    member = _named(house, asked, nobody=NONE_TO_UNLINK)
    link = await u.technicians.link_of(member.key)
    if link is None:
        return Answer(house.staff_says(asked.office, NOT_LINKED, name=member.name))
    await end(u, house, link, f"by {asked.member.key}")
    return Answer(house.staff_says(asked.office, UNLINKED, name=member.name))


def _named(house: House, asked: Asked, *, nobody: str = NOBODY) -> Staff:
    """The technician meant, of the offices that he who asks may see. Raises Refused."""
    words = simplified(" ".join(asked.words)).split()
    every = [
        one
        for one in house.directory.staff
        if one.telegram and house.directory.office_of(one).key in asked.scope.offices
    ]
    found = [one for one in every if words and all(word in simplified(one.name) for word in words)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in found or every) or "–"
    raise Refused(WHICH if found else nobody, names=names)


async def claim(u: UnitOfWork, house: House, user: ChatUser, invitation: Invitation) -> bool:
    """Somebody brings a code that can be used: his chat is a technician's from now on. False where somebody else was
    quicker, or the technician may no longer. Raises Refused where the chat is a resident's with open requests."""
    key = technician_of(invitation.whose)
    member = technicians.may(house, key) if key else None
    if member is None:
        return False
    now = house.now()
    resident = await u.people.by_chat(user.channel, user.chat)
    if resident is not None and await u.tickets.open_of(resident.id):
        raise Refused(RESIDENT_TOO)
    if not await u.invitations.use(invitation.digest, now):
        return False
    for before in (
        await u.technicians.link_of(member.key),
        await u.technicians.link_at(user.channel, user.chat),
    ):
        if before is not None:
            await end(u, house, before, "again")
    if resident is not None:
        await dialogue.end(u, house, resident)
    link = Link(u.ids.nonce(), member.key, user.channel, user.chat, now, invitation.made_by)
    await u.technicians.link(link)
    await u.places.put(technician_chat(member.key), Place(user.channel, user.chat))
    log.info("technician_linked", member=member.key, by=invitation.made_by)
    await technicians.offer_menu(u, house, member, user.chat)
    await technicians.tell(u, house, member, technicians.say(house, member, WELCOME, name=member.name))
    await _tell_manager(u, house, member, invitation, user)
    await _bring_jobs(u, house, member)
    return True


async def _tell_manager(
    u: UnitOfWork, house: House, member: Staff, invitation: Invitation, user: ChatUser
) -> None:
    manager = house.directory.member_if_known(invitation.made_by)
    if manager is not None:
        text = technicians.say(house, manager, LINKED, name=member.name, profile=user.name)
        await house.direct(u, manager, Post(text, icon="🔗"))


async def _bring_jobs(u: UnitOfWork, house: House, member: Staff) -> None:
    """What he was sent on before he had a chat."""
    office = house.directory.office_of(member).key
    for one in await u.tickets.glances(office):
        visits = await u.works.visits(one.id) if one.shape is Shape.CHECKLIST else []
        if visits and visits[-1].technician == member.key:
            await job_card.begin(u, house, await u.tickets.get(one.id), visits)
    for job in await u.technicians.jobs_for(member.key):
        await job_card.again(u, job)


async def end(u: UnitOfWork, house: House, link: Link, why: str) -> None:
    """A chat is nobody's any more: what it shows of jobs is wiped, what is queued for it is not sent."""
    await u.technicians.unlink(link.id, house.now(), why)
    await u.technicians.ask(link.member, None)
    log.info("technician_unlinked", member=link.member, why=why)
    language = _language(house, link.member)
    gone = ForTechnician(house.words.staff(GONE, language))
    for job in await u.technicians.jobs_for(link.member):
        room, _, id = job.message.partition("/")
        if id:
            wipe = WorkRetouch(MessageRef(link.channel, room, id), gone, wipes=True)
            await u.outbox.to_technician(technician_chat(link.member), wipe)
        await u.technicians.put_job(replace(job, message="", shown="", over=True))
    await u.outbox.to_technician(technician_chat(link.member), WorkMenu(link.chat))


async def leave(u: UnitOfWork, house: House, member: Staff, link: Link, question: MessageRef | None) -> None:
    """He wants his jobs there no longer; his manager is told."""
    await end(u, house, link, "himself")
    if question is not None:
        gone = ForTechnician(house.words.staff(GONE, _language(house, member.key)))
        await u.outbox.to_technician(technician_chat(member.key), WorkRetouch(question, gone, wipes=True))
    manager = house.directory.member_if_known(link.invited_by)
    if manager is not None:
        text = technicians.say(house, manager, LEFT, name=member.name)
        await house.direct(u, manager, Post(text, icon="🔗"))


async def tidy(u: UnitOfWork, house: House) -> None:
    """The program starts, perhaps with another office file: who has left it, or may no longer, is unlinked; the others'
    menus are set, like everybody's."""
    for link in await u.technicians.links():
        member = technicians.may(house, link.member)
        if member is None:
            await end(u, house, link, "left")
        else:
            await technicians.offer_menu(u, house, member, link.chat)


def _language(house: House, key: StaffKey) -> str:
    member = house.directory.member_if_known(key)
    return (house.directory.office_of(member) if member else house.directory.offices[0]).language
