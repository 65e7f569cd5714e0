"""A complaint is judged and explained: cause and solution, valid or not; a suggestion is adopted (rows E4, E6)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from bot.domain.audience import N_, Phrase, Public
from bot.domain.deeds import Deed
from bot.domain.directory import Office
from bot.domain.errors import Refused
from bot.domain.ticket import MOVED_ON, Move, Ticket
from bot.ports.inbound import DeskForm
from bot.ports.modal import ChoiceField, Field, TextField, Words
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.desk.staff import quicker
from bot.services.house import House
from bot.services.relay.writing import write

BOTH = N_("A complaint needs both: its cause and its solution.")
FOUND = N_("About your complaint {reference}.\n\nThe cause: {cause}\n\nThe solution: {solution}")
INVALID = N_(
    "Thank you for having written to us, {name}. We have looked into your complaint {reference} with care. "
    "This is why we can't take it further:\n\n{explanation}\n\n"
    "If something remains unclear, or if you see it otherwise, simply answer here: we will gladly explain."
)
ADOPTED = N_("Good news, {name}: your suggestion {reference} has been adopted. Thank you for it!")
EXPLAIN = N_("The resident is owed an explanation.")
READS = N_("The resident will read it as you write it.")
VALID: Deed = "valid"
NOT_VALID: Deed = "invalid"


async def findings_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """What he asks for, and what was found so far."""
    ticket = act.ticket
    office = house.directory.office(ticket.office)

    def say(msgid: str) -> str:
        return house.staff_says(office, msgid)

    found: list[Field] = []
    if ticket.wish:
        found.append(Words("\n".join(filter(None, (ticket.wish, ticket.wish_by))), say(N_("Asks for"))))
    return (
        *found,
        TextField("cause", say(N_("Cause")), ticket.cause or "", hint=say(READS), longest=1500),
        TextField("solution", say(N_("Solution")), ticket.solution or "", hint=say(READS), longest=1500),
    )


async def explain(u: UnitOfWork, house: House, act: Act, move: Move = Move.REPLY) -> Ticket:
    """Record cause and solution and tell the complainant: the ticket after ``move``."""
    cause, solution = act.text("cause"), act.text("solution")
    if not (cause and solution):
        raise Refused(BOTH)
    known = await cards.update(u, house, act.ticket, replace(act.ticket, cause=cause, solution=solution))
    params = {"reference": known.reference, "cause": cause, "solution": solution}
    text = await _in_his_words(u, house, known, FOUND, params)
    return await write(u, house, replace(act, ticket=known), text, move, "explained")


def found(ticket: Ticket) -> str:
    """What the window shows of it, in short."""
    return hashlib.sha256(f"{ticket.cause}\n{ticket.solution}".encode()).hexdigest()[:8]


async def record(u: UnitOfWork, house: House, act: Act) -> None:
    """Cause and solution are known; the complaint stays as it stands. Raises Refused where a colleague has told them
    since the window was opened."""
    if act.form is not None and act.form.seen not in ("", found(act.ticket)):
        raise await quicker(u, house, act.ticket, "explained")
    await explain(u, house, act)


async def answer(u: UnitOfWork, house: House, act: Act) -> None:
    """With cause and solution the complainant has his answer."""
    await house.record(u, act.ticket, act.member.key, "answered")
    await explain(u, house, act, Move.ANSWER)


def judgement_fields(house: House, office: Office) -> tuple[Field, ...]:
    """Valid or not, and why."""

    def say(msgid: str) -> str:
        return house.staff_says(office, msgid)

    options = ((VALID, say(N_("valid"))), (NOT_VALID, say(N_("invalid"))))
    hint = say(
        N_("Of an invalid complaint the resident reads it as you write it; else it stays among staff.")
    )
    return (
        ChoiceField("valid", say(N_("The complaint is")), options),
        TextField("text", say(N_("Explanation")), optional=True, hint=hint, longest=1500),
    )


def judgement_checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """An invalid one is explained."""
    if form.values.get("valid") == NOT_VALID and not form.values.get("text"):
        return {"text": house.staff_says(office, EXPLAIN)}
    return {}


async def judge(u: UnitOfWork, house: House, act: Act) -> None:
    """Valid: recorded, for the statistics. Invalid: explained to the resident, who may answer."""
    valid, words = act.text("valid") == VALID, act.text("text")
    if not valid and not words:
        raise Refused(EXPLAIN)
    judged = replace(act.ticket, valid=valid, handled_at=house.now())
    if valid:
        await cards.update(u, house, act.ticket, judged)
        await house.record(u, act.ticket, act.member.key, VALID, words)
        return
    if not judged.allows(Move.ANSWER):
        raise Refused(MOVED_ON)
    judged = await cards.update(u, house, act.ticket, judged)
    params = {"name": judged.author_name, "reference": judged.reference, "explanation": words}
    text = await _in_his_words(u, house, judged, INVALID, params)
    await write(u, house, replace(act, ticket=judged), text, Move.ANSWER, NOT_VALID)


def adopted_fields(house: House, office: Office) -> tuple[Field, ...]:
    """A word with the good news."""
    return (
        TextField(
            "text",
            house.staff_says(office, N_("A word")),
            optional=True,
            hint=house.staff_says(office, READS),
        ),
    )


async def adopt(u: UnitOfWork, house: House, act: Act) -> None:
    """His idea is taken up: he hears of it, whether his ticket is closed or not."""
    ticket = await cards.update(u, house, act.ticket, replace(act.ticket, adopted_at=house.now()))
    params = {"name": ticket.author_name, "reference": ticket.reference}
    news = await _in_his_words(u, house, ticket, ADOPTED, params)
    text = "\n\n".join(filter(None, (news, act.text("text"))))
    move = Move.ANSWER if ticket.allows(Move.ANSWER) else Move.REPLY
    await write(u, house, replace(act, ticket=ticket), text, move, "adopted")


async def _in_his_words(
    u: UnitOfWork, house: House, ticket: Ticket, msgid: str, params: Mapping[str, str]
) -> str:
    resident = await u.people.get(ticket.resident)
    public = {name: Public(value) for name, value in params.items()}
    return house.words.say(Phrase(msgid, public), resident.language)
