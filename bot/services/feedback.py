"""Resolved → is the resident satisfied? → closed and rated, or open again (rows D5, F5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.audience import N_, Phrase, Public, Style
from bot.domain.commands import AddToRating, ExplainReopening, RateTicket
from bot.domain.directory import Office, Staff, name_in
from bot.domain.errors import Refused
from bot.domain.people import Resident
from bot.domain.text import split
from bot.domain.ticket import Move, State, Ticket
from bot.ports.desk import Post
from bot.ports.modal import ChoiceField, Field, TextField
from bot.ports.store import UnitOfWork
from bot.services import cards
from bot.services.acting import Act
from bot.services.conversation import from_resident
from bot.services.house import Answer, House

ASK = N_("{who} has marked your request {reference} ({topic}) as resolved. Are you satisfied?")
AWAY = N_("The resident can't be reached at present. Once that changes, the question will be asked again.")
BACK = N_("The resident can be reached again.")
THANKS = N_("Thank you. Your request {reference} is closed.")
AGAIN = N_("We are looking into your request {reference} again.")
HEARD = N_("The resident is satisfied, noted by {name}.")
HEARD_NOT = N_("The resident is not satisfied, noted by {name}: the request is open again.")


async def resolve(u: UnitOfWork, house: House, act: Act) -> None:
    """Staff say it is done: ask the resident."""
    ticket, member = act.ticket, act.member
    after = replace(ticket.move(Move.RESOLVE, house.now()), handler=ticket.handler or member.key)
    await house.record(u, ticket, member.key, "resolved")
    await cards.refresh(u, house, await u.tickets.save(after))
    resident = await u.people.get(ticket.resident)
    if not resident.reachable:
        await _note(u, house, ticket, AWAY)
    await _ask(u, house, ticket, resident, member)


async def back(u: UnitOfWork, house: House, resident: Resident) -> None:
    """A resident who could not be reached can be again: staff hear of it, and what waits for his word is asked
    again."""
    for ticket in await u.tickets.open_of(resident.id):
        await _note(u, house, ticket, BACK)
        if ticket.state is State.CONFIRMING and ticket.handler is not None:
            await _ask(u, house, ticket, resident, house.directory.member(ticket.handler))


async def _note(u: UnitOfWork, house: House, ticket: Ticket, msgid: str) -> None:
    line = house.staff_says(house.directory.office(ticket.office), msgid)
    await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️" if msgid == AWAY else "👋"))


async def _ask(u: UnitOfWork, house: House, ticket: Ticket, resident: Resident, member: Staff) -> None:
    topic = name_in(house.directory.topic(ticket.topic).names, resident.language)
    question = Phrase(
        ASK,
        {
            "who": house.signature(member, resident.language),
            "reference": Public(ticket.reference),
            "topic": topic,
        },
    )
    answers = (
        Answer(Phrase(N_("Yes, thank you")), {"do": "satisfied", "ticket": ticket.id}, Style.SUCCESS),
        Answer(Phrase(N_("No, not yet")), {"do": "unsatisfied", "ticket": ticket.id}, Style.DANGER),
    )
    await house.tell(u, resident, question, answers=(answers,), ticket=ticket.id)


async def satisfied(u: UnitOfWork, house: House, resident: Resident, ticket: Ticket) -> None:
    """He is: close it. Raises Refused when it no longer waits for his word."""
    after = _confirm(house, ticket, Move.SATISFIED)
    await house.record(u, ticket, "resident", "satisfied")
    await cards.refresh(u, house, await u.tickets.save(after))
    thanks = Phrase(THANKS, {"reference": Public(ticket.reference)})
    await house.tell(u, resident, thanks, ticket=ticket.id)


async def unsatisfied(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """He is not: open it again at once, before he says why. Raises Refused when it no longer waits for his word."""
    after = _confirm(house, ticket, Move.UNSATISFIED)
    await house.record(u, ticket, "resident", "unsatisfied")
    office = house.directory.office(ticket.office)
    line = house.staff_says(office, N_("The resident is not satisfied: the request is open again."))
    await u.outbox.to_desk(ticket.thread, Post(line, icon="↩️"))
    await cards.refresh(u, house, await u.tickets.save(after))


SATISFIED, NOT_YET = "satisfied", "not_yet"


def heard_fields(house: House, office: Office) -> tuple[Field, ...]:
    """What he said, on the telephone or at the desk."""

    def say(msgid: str) -> str:
        return house.staff_says(office, msgid)

    options = ((SATISFIED, say(N_("Satisfied"))), (NOT_YET, say(N_("Not yet"))))
    hint = say(N_("Only your colleagues will read this, never the resident."))
    return (
        ChoiceField("answer", say(N_("Is the resident satisfied?")), options),
        TextField("text", say(N_("What was said?")), optional=True, hint=hint, longest=1500),
    )


async def heard(u: UnitOfWork, house: House, act: Act) -> None:
    """Staff note what he said: as if he had pressed the button himself. Raises Refused as that does."""
    ticket, satisfied = act.ticket, act.text("answer") == SATISFIED
    after = _confirm(house, ticket, Move.SATISFIED if satisfied else Move.UNSATISFIED)
    noted = act.text("text")
    await house.record(u, ticket, act.member.key, f"heard_{act.text('answer')}", noted)
    office = house.directory.office(ticket.office)
    line = HEARD if satisfied else HEARD_NOT
    icon = "✅" if satisfied else "↩️"
    said = house.staff_says(office, line, name=act.member.name)
    await u.outbox.to_desk(ticket.thread, Post(said, icon=icon, below=noted))
    await cards.refresh(u, house, await u.tickets.save(after))
    resident = await u.people.get(ticket.resident)
    told = Phrase(THANKS if satisfied else AGAIN, {"reference": Public(ticket.reference)})
    await house.tell(u, resident, told, ticket=ticket.id)


async def explain(
    u: UnitOfWork, house: House, resident: Resident, command: ExplainReopening, heard: Mapping[str, str]
) -> None:
    """Why he is not satisfied, in the messages ``heard``, shown in the thread."""
    ticket = await u.tickets.get(command.ticket)
    await from_resident(u, house, resident, ticket, command.reason, command.files, None, heard=heard)
    passed_on = N_("Thank you, I have passed that on. We will come back to you.")
    await house.tell(u, resident, Phrase(passed_on), ticket=ticket.id)


async def rate(u: UnitOfWork, house: House, command: RateTicket) -> None:
    """Stars, shown on the card and in the thread."""
    ticket = await u.tickets.get(command.ticket)
    await house.record(u, ticket, "resident", "rated", str(command.stars))
    after = await u.tickets.save(replace(ticket, rating=command.stars))
    await cards.refresh(u, house, after)
    shown = "★" * command.stars + "☆" * (5 - command.stars)
    await u.outbox.to_desk(ticket.thread, Post(shown, author=ticket.author_name))


async def add_to_rating(u: UnitOfWork, house: House, resident: Resident, command: AddToRating) -> None:
    """A word with the stars."""
    if command.words:
        ticket = await u.tickets.get(command.ticket)
        await cards.refresh(u, house, await u.tickets.save(replace(ticket, rating_words=command.words)))
        for number, part in enumerate(split(command.words)):
            author = ticket.author_name if number == 0 else ""
            await u.outbox.to_desk(ticket.thread, Post(part, author=author))
    thanks = Phrase(N_("Thank you for your rating. Until next time!"))
    await house.tell(u, resident, thanks, ticket=command.ticket)


def _confirm(house: House, ticket: Ticket, move: Move) -> Ticket:
    if ticket.state is not State.CONFIRMING:
        raise Refused(N_("You have already answered that, thank you. To see where things stand: /status."))
    return ticket.move(move, house.now())
