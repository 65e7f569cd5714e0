"""A question that the developer or another company must answer: written out, its answer brought back (row E7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import Office
from bot.domain.errors import Refused
from bot.domain.ids import OutsideId
from bot.domain.mail_address import is_mail_address
from bot.domain.outside import Outside
from bot.domain.policy import policy_of
from bot.domain.ticket import Move, Ticket
from bot.ports.desk import Post
from bot.ports.inbound import DeskForm
from bot.ports.modal import ChoiceField, Field, TextField, Words
from bot.ports.store import UnitOfWork
from bot.services.complaints import outside_letters
from bot.services.desk import cards
from bot.services.desk.acting import NOTHING_WRITTEN, Act
from bot.services.desk.staff import first_handler
from bot.services.house import House
from bot.services.relay.writing import write

TOLD = N_(
    "To answer your request {reference} we need {name}. We have put the question to them in writing, expect their "
    "answer before {due}, and will tell you."
)


BY_MAIL = N_(
    "It goes out by e-mail, and an answer by e-mail comes here. Got otherwise, bring it back with “Answer of…”. "
    "Expected before {due}."
)
BY_HAND = N_(
    "Please send it to them: without an address it does not go out by itself. Their answer is expected before {due}. "
    "Bring it back with “Answer of…”."
)


def question_fields(house: House, office: Office) -> tuple[Field, ...]:
    """To whom, and what is asked."""

    def say(msgid: str) -> str:
        return house.staff_says(office, msgid)

    named = say(N_("The developer, a company, an authority. The resident is told this name."))
    only = say(N_("Only staff and whom you ask read it."))
    return (
        TextField("name", say(N_("To whom?")), several_lines=False, hint=named, longest=120),
        TextField(
            "email",
            say(N_("E-mail address")),
            several_lines=False,
            optional=True,
            hint=say(N_("The question is sent there. Without an address, please send it yourself.")),
            longest=254,
        ),
        TextField("question", say(N_("The question in writing")), hint=only),
    )


def question_checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """An address must look like one."""
    email = str(form.values.get("email", "")).strip()
    if email and not is_mail_address(email):
        return {"email": house.staff_says(office, N_("That is no e-mail address."))}
    return {}


async def ask(u: UnitOfWork, house: House, act: Act) -> None:
    """Write the question out; the ticket waits for the answer, and the resident knows."""
    ticket, now = act.ticket, house.now()
    name, question = act.text("name"), act.text("question")
    if not (name and question):
        raise Refused(NOTHING_WRITTEN)
    due = house.hours(ticket).add(now, policy_of(house.directory, ticket).outside)
    asked = Outside(u.ids.outside(), ticket.id, name, act.text("email"), question, act.member.key, now, due)
    await u.outsiders.add(asked)
    await house.record(u, ticket, act.member.key, "asked_outside", name)
    office = house.directory.office(ticket.office)
    to = f"{name} <{asked.email}>" if asked.email else name
    heading = house.staff_says(
        office, N_("Question to {name}, written by {member}"), name=to, member=act.member.name
    )
    goes = BY_MAIL if asked.email else BY_HAND
    below = house.staff_says(office, goes, due=house.deadline(due, ticket, office.language))
    await u.outbox.to_desk(ticket.thread, Post(question, author=heading, icon="📨", below=below))
    if asked.email:
        await outside_letters.send(u, house, ticket, asked, act.member)
    after = ticket.move(Move.AWAIT_OUTSIDE, now)
    after = replace(after, handler=after.handler or act.member.key)
    after = await cards.update(u, house, ticket, after)
    resident = await u.people.get(ticket.resident)
    named = await first_handler(u, house, ticket, after, resident)
    params: dict[str, Public | int | Phrase] = {
        "reference": Public(ticket.reference),
        "name": Public(name),
        "due": house.deadline(due, ticket, resident.language),
    }
    await house.tell(u, resident, *named, Phrase(TOLD, params), ticket=ticket.id)


async def answer_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Which question was answered, and how."""
    office = house.directory.office(act.ticket.office)
    options = tuple(
        (str(one.id), f"{one.name}: {one.question}")
        for one in await u.outsiders.of(act.ticket.id)
        if one.answer is None
    )
    if not options:
        return (
            Words(house.staff_says(office, N_("Nobody outside has been asked anything that is still open."))),
        )
    only = house.staff_says(office, N_("Only your colleagues will read this, until you send it on."))
    return (
        ChoiceField("question", house.staff_says(office, N_("Answer of")), options, initial=options[0][0]),
        TextField("text", house.staff_says(office, N_("What they answered")), hint=only),
    )


async def bring_back(u: UnitOfWork, house: House, act: Act) -> None:
    """The answer has come: internal at first, with a button that sends it on."""
    ticket, text = act.ticket, act.text("text")
    if not (act.text("question") and text):
        raise Refused(NOTHING_WRITTEN)
    asked = await _of_ticket(u, ticket, act.text("question"))
    if asked.answer is not None:
        raise Refused(N_("That answer was brought back already."))
    await outside_letters.answered(u, house, ticket, asked, text, by=act.member)


async def sending_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """The answer as it came, to be sent on or put in other words."""
    asked = await _of_ticket(u, act.ticket, act.detail)
    office = house.directory.office(act.ticket.office)
    label = house.staff_says(office, N_("Your answer. The resident will read it as you write it."))
    return (TextField("text", label, asked.answer or ""),)


async def send(u: UnitOfWork, house: House, act: Act) -> None:
    """The resident reads it."""
    asked, text = await _of_ticket(u, act.ticket, act.detail), act.text("text")
    if not text:
        raise Refused(NOTHING_WRITTEN)
    if asked.told_at is not None:
        raise Refused(N_("The resident has been sent that answer already."))
    await u.outsiders.save(replace(asked, told_at=house.now()))
    await write(u, house, act, text, Move.REPLY, "told_answer")


async def _of_ticket(u: UnitOfWork, ticket: Ticket, id: str) -> Outside:
    """Raises Refused for a question that is none of this ticket's."""
    found = [one for one in await u.outsiders.of(ticket.id) if one.id == OutsideId(id)]
    if not found:
        raise Refused(N_("That request no longer exists."))
    return found[0]
