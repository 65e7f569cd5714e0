"""A contractor is asked, by e-mail or in his channel; his answer comes to staff, who pass on what they choose (row B5).

No word of a side conversation is public: both sides' words are kept as internal messages. The resident hears once that
a firm was asked, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta

from bot.domain.addresses import Place, side_talk, talk_of
from bot.domain.audience import N_, Phrase, Public, StaffNote
from bot.domain.contractor import Talk
from bot.domain.directory import Contractor, Office, name_in
from bot.domain.errors import Refused
from bot.domain.ids import MessageId, TalkId
from bot.domain.ticket import Move, Ticket
from bot.ports.desk import Post, Upload
from bot.ports.inbound import DeskForm, DeskMessage
from bot.ports.mailer import MAIL, Letter
from bot.ports.modal import ChoiceField, Field, Group, MomentField, TextField, Words
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.contractors.talks import ANSWER, TIMER, answered, show
from bot.services.desk import cards
from bot.services.desk.acting import FOR_COLLEAGUES, NOTHING_WRITTEN, Act
from bot.services.desk.staff import first_handler
from bot.services.desk.windows import coming, to_come
from bot.services.house import House
from bot.services.relay.conversation import keep_file, keep_note, survivor
from bot.services.relay.writing import write
from bot.services.visits.firm_visits import BETWEEN

USUAL = timedelta(days=2)
"""The time that the window proposes."""

NOBODY = N_("No contractor of this office is in the office file. Add one under [[contractors]].")
REQUEST = N_("Hello,\n\ncould you look after this for us: {topic}?\nWhere: {place}\n\n{description}")
FOOT = N_("Please answer before {moment} and quote {reference}.")
FOOT_HERE = N_("Please answer in this thread before {moment}. Reference: {reference}.")
TOLD = N_("For your request {reference} we have asked a specialised firm. You will hear from us.")


async def fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Which contractor, what to write to him (no name, nothing personal unless staff add it), until when."""
    ticket = act.ticket
    office = house.directory.office(ticket.office)
    groups = _groups(house, office, ticket)
    if not groups:
        return (Words(house.staff_says(office, NOBODY)),)
    return (
        ChoiceField("contractor", house.staff_says(office, N_("Which contractor?")), groups=groups),
        TextField(
            "text",
            house.staff_says(office, N_("What do you write to him?")),
            _prefilled(house, office, ticket),
            hint=house.staff_says(office, N_("Please say no more of the resident than he needs.")),
        ),
        MomentField("due", house.staff_says(office, N_("Answer wanted before")), initial=house.now() + USUAL),
    )


def checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """His answer can't have been due already."""
    return to_come(house, office, form, "due")


def _groups(house: House, office: Office, ticket: Ticket) -> tuple[Group, ...]:
    own = [one for one in house.directory.contractors if one.office == office.key]
    fitting = [one for one in own if ticket.topic in one.topics]
    topic = str(name_in(house.directory.topic(ticket.topic).names, office.language))
    named = (
        (topic, fitting),
        (house.staff_says(office, N_("Others")), [one for one in own if one not in fitting]),
    )
    return tuple(
        (heading, tuple((str(one.key), one.name) for one in firms)) for heading, firms in named if firms
    )


def _prefilled(house: House, office: Office, ticket: Ticket) -> str:
    topic = ticket.subject or name_in(house.directory.topic(ticket.topic).names, office.language)
    address = house.directory.residence(ticket.residence).address if ticket.residence else ""
    place = ", ".join(part for part in (cards.place_name(house, ticket), address) if part)
    return house.staff_says(office, REQUEST, topic=topic, place=place or "–", description=ticket.description)


async def ask(u: UnitOfWork, house: House, act: Act) -> None:
    """Write to a contractor; the ticket waits for him, and the resident hears, once, that a firm was asked."""
    ticket, firm = act.ticket, _firm(house, act)
    if not act.text("text"):
        raise Refused(NOTHING_WRITTEN)
    first = not any(talk.asks for talk in await u.sides.talks_of(ticket.id))
    now = house.now()
    after = ticket.move(Move.AWAIT_CONTRACTOR, now)
    talk = Talk(u.ids.talk(), ticket.id, firm.key, act.member.key, now, coming(house, act, "due"))
    await u.sides.put_talk(talk)
    await u.timers.set(Timer(TIMER, talk.id, talk.due_at))
    note = StaffNote(ticket.id, act.member.key, act.text("text"))
    message = await keep_note(u, house, note, act.member.name)
    await _send(u, house, act, talk, firm, message)
    await house.record(u, ticket, act.member.key, "contractor", firm.name)
    after = await u.tickets.save(replace(after, handler=after.handler or act.member.key))
    await cards.refresh(u, house, after)
    office = house.directory.office(ticket.office)
    author = house.staff_says(office, BETWEEN, name=act.member.name, firm=firm.name)
    await show(u, house, after, act.text("text"), author, ANSWER, talk.id)
    resident = await u.people.get(ticket.resident)
    told = await first_handler(u, house, ticket, after, resident)
    if first and office.tell_of_contractors:
        told += (Phrase(TOLD, {"reference": Public(ticket.reference)}),)
    if told:
        await house.tell(u, resident, *told, ticket=ticket.id)


def _firm(house: House, act: Act) -> Contractor:
    """Raises Refused for one that is not the office's."""
    for firm in house.directory.contractors:
        if firm.key == act.text("contractor") and firm.office == act.ticket.office:
            return firm
    raise Refused(NOBODY)


async def _send(
    u: UnitOfWork, house: House, act: Act, talk: Talk, firm: Contractor, message: MessageId
) -> None:
    ticket, text = act.ticket, act.text("text")
    office = house.directory.office(ticket.office)
    due = house.deadline(talk.due_at, ticket, firm.language)
    destination = side_talk(talk.id)
    topic = name_in(house.directory.topic(ticket.topic).names, firm.language)
    if firm.channel:
        await u.places.put(destination, Place(house.desk, firm.channel))
        foot = house.words.staff(FOOT_HERE, firm.language, moment=due, reference=ticket.reference)
        author = f"{act.member.name} ({office.name})"
        post = Post(text, author, "🧰", above=f"{ticket.reference} · {topic}", below=foot)
        await u.outbox.to_desk(destination, post, opens_thread=True, message=message)
    else:
        await u.places.put(destination, Place(MAIL, firm.email or ""))
        foot = house.words.staff(FOOT, firm.language, moment=due, reference=ticket.reference)
        body = f"{text}\n\n{foot}\n\n{act.member.name}\n{office.name}\n"
        subject = f"{ticket.reference} · {topic}"
        letter = Letter(subject, body, office.name, firm.language, talk.id)
        await u.outbox.by_mail(destination, letter, message=message)


async def heard(u: UnitOfWork, house: House, message: DeskMessage, *, edited: bool = False) -> bool:
    """Take what is written in a side conversation to the ticket's thread; False for a message elsewhere. What our own
    staff write there he reads himself; it answers nothing."""
    thread = (
        await u.places.at(Place(house.desk, message.ref.room, message.thread)) if message.thread else None
    )
    id = talk_of(thread) if thread else None
    if id is None:
        return False
    if message.user.human:
        talk = await u.sides.talk(id)
        ticket = await survivor(u, await u.tickets.get(talk.ticket))
        await _said(u, house, ticket, talk, message, edited=edited)
    return True


async def _said(
    u: UnitOfWork, house: House, ticket: Ticket, talk: Talk, message: DeskMessage, *, edited: bool
) -> None:
    firm = house.directory.contractor_name(talk.contractor)
    member = house.directory.member_by_slack(message.user.id)
    facts = await u.people.member(message.user.id)
    if member is not None and message.user.home:
        office = house.directory.office(ticket.office)
        author = house.staff_says(office, N_("{name} to {firm}"), name=member.name, firm=firm)
        await show(u, house, ticket, message.text, author)
    else:
        author = f"{facts.name} ({firm})" if facts else firm
        await answered(u, house, ticket, talk, message.text, author, edited=edited)
    for file in message.files:
        attachment = await keep_file(u, house.desk, ticket.id, asdict(file))
        await u.outbox.to_desk(ticket.thread, Upload(attachment, author=author))


async def answer_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """What he said, on the telephone or in a letter."""
    talk = await u.sides.talk(TalkId(act.detail))
    office = house.directory.office(act.ticket.office)
    name = house.directory.contractor_name(talk.contractor)
    label = house.staff_says(office, N_("What has {name} answered?"), name=name)
    hint = FOR_COLLEAGUES
    return (TextField("text", label, hint=house.staff_says(office, hint)),)


async def answer(u: UnitOfWork, house: House, act: Act) -> None:
    """Staff write down what a contractor has answered."""
    talk = await u.sides.talk(TalkId(act.detail))
    if not act.text("text"):
        raise Refused(NOTHING_WRITTEN)
    name = house.directory.contractor_name(talk.contractor)
    office = house.directory.office(act.ticket.office)
    noted = house.staff_says(office, N_("{firm}, noted by {name}"), firm=name, name=act.member.name)
    await answered(u, house, act.ticket, talk, act.text("text"), noted, by=act.member.key)


async def pass_on_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """The contractor's words, to be made one's own."""
    notes = await u.messages.notes_of(act.ticket.id)
    words = next((note.text for note in notes if note.id == act.detail), "")
    office = house.directory.office(act.ticket.office)
    label = N_("Your answer. The resident will read it as you write it.")
    return (TextField("text", house.staff_says(office, label), words),)


async def pass_on(u: UnitOfWork, house: House, act: Act) -> None:
    """Staff tell the resident, in their own name."""
    if not act.text("text"):
        raise Refused(NOTHING_WRITTEN)
    await write(u, house, act, act.text("text"), Move.REPLY, "replied")
