"""The chat that followed an invitation was the wrong one: what was recorded for a resident leaves it, and he has none
again (ADR 0040). What that chat had of its own stays there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import structlog

from bot.domain.addresses import chat_topic, resident_chat, ticket_of
from bot.domain.audience import N_, ForResident, Phrase, Retouch, Style
from bot.domain.directory import Staff
from bot.domain.errors import Refused
from bot.domain.ids import AppointmentId, Reference, status_card
from bot.domain.invitation import Joined
from bot.domain.people import Resident
from bot.domain.ticket import ASKED, State, Ticket, Way
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.services.closing import closing
from bot.services.complaints import joint_view
from bot.services.desk import cards
from bot.services.desk.acting import UNLINK, Act, DeskAction, Where
from bot.services.desk.commands import Answer, Asked
from bot.services.house import House
from bot.services.invitations import linking
from bot.services.invitations.all_requests import all_of
from bot.services.relay.conversation import survivor
from bot.services.residents import dialogue

log = structlog.get_logger()
T = TypeVar("T", Resident, Joined)

OVER = N_("That chat is no longer linked.")
UNLINKED = N_(
    "{who} has unlinked the chat: nothing about this goes there any more, and {name} has none. What was sent there "
    "before stays there. “Invite to Telegram…” makes a new link."
)
ALONE_AGAIN = N_("{who} has unlinked {name} from this chat: it has its own requests only.")
WAS_JOINED = N_(
    "{who} has unlinked {name} from this chat, and what {name} had told us ({references}) had been joined to this one. "
    "Please log anew for {name} what is still open of it."
)
OTHERS_JOINED = N_(
    "{name} had written in that chat, too, and that ({references}) had been joined to this one: nobody answers it "
    "there any more. Please log anew for {name} what is still open of it."
)
DONE = N_(
    "{name} is no longer linked: nothing goes to that chat any more. What was sent there before stays there."
)
NOT_LINKED = N_("{name} has not been linked by an invitation.")
GONE = N_(
    "This request is no longer followed in this chat. If you think that is a mistake, please call the office."
)


async def unlink(u: UnitOfWork, house: House, act: Act) -> None:
    """A colleague pressed it below the line that told of the link. Raises Refused where it is over."""
    joined = await u.persons.get(act.detail)
    if joined is None:
        raise Refused(OVER)
    await _part(u, house, act.member, joined)


async def command(u: UnitOfWork, house: House, asked: Asked) -> Answer:
    """``/palier unlink REFERENCE``: of the resident whose request it is; else the technician of that name. Raises
    Refused."""
    words = "".join(asked.words).upper()
    ticket = await u.tickets.by_reference(Reference(words))
    if ticket is None or ticket.office not in asked.scope.offices:
        return await linking.dismiss(u, house, asked)
    every = await all_of(u, house, ticket.resident)
    for joined in await u.persons.of_chat(ticket.resident):
        if ticket.id in await _his(u, joined, every):
            await _part(u, house, asked.member, joined)
            return Answer(house.staff_says(asked.office, DONE, name=ticket.author_name))
    return Answer(house.staff_says(asked.office, NOT_LINKED, name=ticket.author_name))


async def _his(u: UnitOfWork, joined: Joined, every: Sequence[Ticket]) -> dict[str, Ticket]:
    """What is the person's of ``every`` request of a chat: those that came along, those logged for him since, and what
    was split off either."""
    links = await u.persons.of_chat(joined.chat)
    kept = {id: link.id for link in links for id in await u.persons.tickets(link.id)}
    his: dict[str, Ticket] = {}
    for ticket in sorted(every, key=lambda one: (one.split_from is not None, one.opened_at)):
        if ticket.id in kept:
            mine = kept[ticket.id] == joined.id
        elif ticket.split_from is not None:
            mine = ticket.split_from in his
        else:
            mine = _logged_since(ticket, links) == joined.id
        if mine:
            his[ticket.id] = ticket
    return his


def _logged_since(ticket: Ticket, links: Sequence[Joined]) -> str | None:
    """With whom a letter goes that was not kept with anybody when it was logged: with the last who had come by then."""
    since = [link.id for link in links if ticket.opened_at >= link.since]
    return since[0] if since and ticket.came_by is not Way.CHAT else None


async def _part(u: UnitOfWork, house: House, member: Staff, joined: Joined) -> None:
    person = await u.people.hold(joined.person)
    chat = await u.people.hold(joined.chat)
    if await u.persons.get(joined.id) is None:
        raise Refused(OVER)
    every = await all_of(u, house, chat.id)
    his = await _his(u, joined, every)
    recorded, person = person, _reached_by(person, chat, joined)
    for later in await u.persons.of_chat(chat.id):
        if later.id == joined.id:
            break
        await u.persons.remember(_as_before(later, (recorded, person), joined))
    await u.persons.part(joined.id, house.now(), member.key)
    await u.people.save(person)
    await u.people.save(_as_before(chat, (person,), joined))
    taken = {
        "author": (person.name, joined.name),
        "residence": (person.residence, joined.residence),
        "unit": (person.unit, joined.unit),
    }
    await _end_forms(u, house, chat, his, taken)
    log.info("resident_unlinked", by=member.key, requests=len(his))
    for ticket in his.values():
        await _back(u, house, member, ticket, person, chat)
    await _left_behind(u, house, member, his, every)
    for ticket in await u.tickets.open_of(chat.id):
        here = [one.reference for one in his.values() if (await survivor(u, one)).id == ticket.id]
        words, name = WAS_JOINED if here else ALONE_AGAIN, person.name or person.profile_name
        await _say(u, house, ticket, words, member, name, references=", ".join(here))


async def _left_behind(
    u: UnitOfWork, house: House, member: Staff, his: Mapping[str, Ticket], every: Sequence[Ticket]
) -> None:
    """What was written in that chat of its own and joined to one that leaves it goes on nowhere: its thread is told."""
    own = [one for one in every if one.state is State.MERGED and one.id not in his]
    into = [(ticket, await survivor(u, ticket)) for ticket in own]
    for ticket in his.values():
        here = [one for one, to in into if to.id == ticket.id]
        if here and ticket.is_open:
            references = ", ".join(one.reference for one in here)
            await _say(u, house, ticket, OTHERS_JOINED, member, here[0].author_name, references=references)


async def _end_forms(
    u: UnitOfWork,
    house: House,
    chat: Resident,
    his: Mapping[str, Ticket],
    taken: Mapping[str, tuple[Any, Any]],
) -> None:
    """What he was asked about these requests is not asked any more; what he was writing of his own stays, without what
    was ``taken`` for his: by field what it was, and what was known before."""
    for topic, stored in await u.dialogs.all_of(chat.id):
        given = stored["state"].get("given", {})
        about = given.get("ticket")
        if "visit" in given:
            about = (await u.appointments.get(AppointmentId(given["visit"]))).ticket
        if about in his or (topic is not None and ticket_of(topic) in his):
            await dialogue.end(u, house.at(topic), chat)
    for topic, stored in await u.dialogs.all_of(chat.id):
        await u.dialogs.put(chat.id, dialogue.corrected(stored, taken), house.now(), topic)


def _reached_by(person: Resident, chat: Resident, joined: Joined) -> Resident:
    """With what staff have noted since of how to reach him, taking the chat for his."""
    phone, email = chat.phone, chat.email
    return replace(
        person,
        phone=person.phone if phone in (None, joined.phone) else phone,
        email=person.email if email in (None, joined.email) else email,
    )


def _as_before(chat: T, persons: Sequence[Resident], joined: Joined) -> T:
    """The chat's own resident as he was, or as a later link remembers him; what he has told us since stays."""
    told: dict[str, Any] = {}
    for field in ("name", "residence", "unit", "phone", "email"):
        if getattr(chat, field) in [getattr(person, field) for person in persons]:
            told[field] = getattr(joined, field)
    return replace(chat, **told)


async def _back(
    u: UnitOfWork, house: House, member: Staff, ticket: Ticket, person: Resident, chat: Resident
) -> None:
    """A request leaves the chat: its status card there says so, its topic is nobody's."""
    gone = ForResident(house.words.say(Phrase(GONE), chat.language))
    for _, ref in await u.messages.pieces(status_card(ticket.id), resident_chat(chat.id)):
        await u.outbox.to_resident(resident_chat(chat.id), Retouch(ref, gone))
    for what in (status_card(ticket.id), chat_topic(ticket.id)):
        await u.places.hide(what)
    await u.places.drop(chat_topic(ticket.id))
    language = person.language if ticket.is_open else ticket.language
    back = replace(ticket, resident=person.id, contact=person.contact, language=language)
    after = await u.tickets.save(back)
    await house.record(u, after, member.key, "unlinked")
    for incident, _ in await u.incidents.of(after.id):
        await joint_view.show(u, house, incident)
    if not after.is_open:
        return
    await cards.repaint(u, house, after)
    await _say(u, house, after, UNLINKED, member, after.author_name)
    if after.state in ASKED:
        await closing.begin(u, house, after)


async def _say(
    u: UnitOfWork, house: House, ticket: Ticket, msgid: str, member: Staff, name: str, **params: str
) -> None:
    text = house.staff_says(
        house.directory.office(ticket.office), msgid, who=member.name, name=name, **params
    )
    await u.outbox.to_desk(ticket.thread, Post(text, icon="✂️"))


ACTION = DeskAction(
    UNLINK,
    N_("Not the right person…"),
    unlink,
    Where.OWN,
    style=Style.DANGER,
    confirm=N_("Nothing more about these requests will go to that chat. Unlink it?"),
    superiors=True,
)
