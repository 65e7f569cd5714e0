"""Carrying on a dialog with a resident: the form's state is kept, its questions are asked, its buttons answered. A form
stands where it is asked: one in the chat itself, one in each chat topic, and none minds another (``house.here``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.domain.addresses import Destination, MessageRef
from bot.domain.audience import N_, Phrase, Public
from bot.domain.ids import ResidentId
from bot.domain.people import Resident
from bot.domain.ticket import Move, Ticket
from bot.forms import registry
from bot.forms.engine import Form, amended, begin, current, informed, step
from bot.forms.model import (
    Cancelled,
    Context,
    Do,
    Finished,
    FormState,
    Input,
    NotMine,
    Outcome,
    Prompt,
    Quiet,
    Tapped,
    TicketChoice,
)
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.house import Answer, House
from bot.services.residents.ticket_names import called

REMIND_AFTER = timedelta(hours=24)
"""When somebody who left a form half filled is reminded of it."""

LATELY = timedelta(hours=72)
"""So long a request that has ended may be what somebody writes about."""

REMEMBERED = 40
"""How many messages written into a form are known by their place in the chat."""

EXPIRED = N_("That button is no longer in use. Write to me, or use /report or /status.")
NOTHING_OPEN = N_(
    "You are not filling in anything just now. Requests you have already sent stand: /status shows them."
)
ANSWERED = N_("That question is no longer open. To see where things stand: /status.")

Dialog = tuple[type[Form], FormState]
Heard = Mapping[str, str]
"""What was written into a form, by the message's id in the chat."""


@dataclass(frozen=True, slots=True)
class Done:
    """A dialog that finished: its command, and all that was written into it."""

    command: object
    heard: Heard


async def open_dialog(u: UnitOfWork, house: House, resident: Resident) -> Dialog | None:
    """The form a resident is filling in here; None for none, or for one that no longer exists."""
    stored = await u.dialogs.get(resident.id, house.here)
    form = registry.form(stored["state"]["form"]) if stored else None
    return (form, FormState.from_json(stored["state"])) if form and stored else None


async def open_form(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    name: str,
    *,
    given: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
    first: Input | None = None,
    heard: Heard | None = None,
) -> Done | None:
    """Begin a dialog; ``Done`` if the first message, ``heard``, answers everything. A form that already holds something
    is set aside meanwhile (``resume``)."""
    form = registry.form(name)
    if form is None:
        raise KeyError(name)
    dialog, stored = await open_dialog(u, house, resident), await u.dialogs.get(resident.id, house.here)
    if stored is not None:
        kept = stored if dialog is not None and _worth_keeping(*dialog) else stored.get("aside")
        fresh = {"state": FormState(name).to_json(), "aside": kept}
        await u.dialogs.put(resident.id, fresh, house.now(), house.here)
    state, outcome = begin(
        form, await _context(u, house, resident), given=given, answers=answers, first=first
    )
    return await _show(u, house, resident, state, outcome, heard)


async def answer(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    dialog: Dialog,
    given: Input,
    heard: Heard | None = None,
) -> tuple[bool, Done | None]:
    """Give the open form an input, ``heard`` as a message: whether it was for the form, and what it finished with, if
    it did."""
    state, outcome = step(*dialog, given, await _context(u, house, resident))
    if isinstance(outcome, NotMine):
        await end(u, house, resident)
        return False, None
    return True, await _show(u, house, resident, state, outcome, heard)


async def answer_tap(
    u: UnitOfWork, house: House, resident: Resident, action: Mapping[str, Any]
) -> Done | None:
    """A button of a question was pressed; harmless when the form is gone or has moved on."""
    dialog = await open_dialog(u, house, resident)
    if dialog is None or dialog[0].name != action["form"]:
        await house.respond(u, resident, Phrase(ANSWERED))
        return None
    tap = Tapped(action["form"], action["turn"], Do(action["key"]), action["value"])
    return (await answer(u, house, resident, dialog, tap))[1]


async def cancel(u: UnitOfWork, house: House, resident: Resident) -> Done | None:
    """The resident gives up the form he is filling in; what it holds may count all the same."""
    dialog = await open_dialog(u, house, resident)
    if dialog is not None:
        return await _give_up(u, house, resident, dialog[1])
    await house.respond(u, resident, Phrase(NOTHING_OPEN))
    return None


async def cut_short(u: UnitOfWork, house: House, resident: Resident) -> Done | None:
    """End a form that nobody finishes, one that was set aside too, where what it holds must not wait any longer."""
    context, above = await _context(u, house, resident), []
    stored = await u.dialogs.get(resident.id, house.here)
    while stored:
        form, left = registry.form(stored["state"]["form"]), stored.get("aside") or {}
        command = form and form(FormState.from_json(stored["state"]), context).as_it_stands()
        if command is None:
            above.append(stored)
            stored = left
            continue
        if not above:
            return await _done(u, house, resident, command, None)
        for one in reversed(above):
            left = {**one, "aside": left}
        await u.dialogs.put(resident.id, left, house.now(), house.here)
        return Done(command, stored.get("said", {}))
    return None


async def at_once(
    u: UnitOfWork, house: House, resident: Resident, name: str, first: Input, heard: Heard
) -> Done | None:
    """What a form makes of a first message that must not wait for any answer; None where it must."""
    form, context = registry.form(name), await _context(u, house, resident)
    if form is None:
        raise KeyError(name)
    state, _ = begin(form, context, first=first)
    command = form(state, context).as_it_stands()
    return Done(command, heard) if command is not None else None


async def amend(u: UnitOfWork, house: House, resident: Resident, ref: MessageRef, text: str) -> bool:
    """Change what a message said where the open form keeps such text; whether that could be done."""
    stored = await u.dialogs.get(resident.id, house.here) or {}
    before = stored.get("said", {}).get(ref.id)
    dialog = await open_dialog(u, house, resident)
    if dialog is None or before is None:
        return False
    changed = amended(*dialog, before, text, await _context(u, house, resident))
    if changed is None:
        return False
    await _show(u, house, resident, *changed, {ref.id: text})
    return True


async def ask_again(
    u: UnitOfWork, house: House, resident: Resident, dialog: Dialog, *notices: Phrase, remind: bool = True
) -> None:
    """Ask the present question again, after ``notices``."""
    state, outcome = current(*dialog, await _context(u, house, resident), *notices)
    if isinstance(outcome, Prompt):
        await _ask(u, house, resident, state, outcome, remind=remind)


async def remind(u: UnitOfWork, house: House, resident: Resident) -> None:
    """A form has been left half filled for a while: ask its question once more. It is kept all the same."""
    dialog = await open_dialog(u, house, resident)
    if dialog is not None and not dialog[0].yields:
        waiting = Phrase(N_("You have a request that isn't sent yet. We can go on where you stopped."))
        await ask_again(u, house, resident, dialog, waiting, remind=False)


async def end(u: UnitOfWork, house: House, resident: Resident) -> None:
    """Close the resident's dialog; one that was set aside is the open one again."""
    stored = await u.dialogs.get(resident.id, house.here)
    await u.dialogs.drop(resident.id, house.here)
    await u.timers.clear("dialog", subject(house, resident))
    if stored and stored.get("aside"):
        await u.dialogs.put(resident.id, stored["aside"], house.now(), house.here)


async def resume(u: UnitOfWork, house: House, resident: Resident) -> None:
    """Go on with a form that was set aside, if there is one."""
    dialog = await open_dialog(u, house, resident)
    if dialog is not None:
        await ask_again(
            u, house, resident, dialog, Phrase(N_("Now back to the request you were filling in."))
        )


async def inform(u: UnitOfWork, house: House, resident: Resident) -> None:
    """Who he is has become known: his forms go on with that, those that were set aside, too."""
    context = await _context(u, house, resident)
    for topic, stored in await u.dialogs.all_of(resident.id):
        await u.dialogs.put(resident.id, _informed(stored, context), house.now(), topic)


def _informed(stored: Mapping[str, Any], context: Context) -> Mapping[str, Any]:
    form, aside = registry.form(stored["state"]["form"]), stored.get("aside")
    state = FormState.from_json(stored["state"])
    now = {**stored, "state": informed(form, state, context).to_json()} if form else stored
    return {**now, "aside": _informed(aside, context)} if aside else now


def subject(house: House, resident: Resident) -> str:
    """What a timer about his form is about."""
    return f"{resident.id}|{house.here}" if house.here else resident.id


def whose(subject: str) -> tuple[ResidentId, Destination | None]:
    """Whom a reminder is for, and where his form stands."""
    resident, _, topic = subject.partition("|")
    return ResidentId(resident), Destination(topic) if topic else None


def corrected(stored: Mapping[str, Any], taken: Mapping[str, tuple[Any, Any]]) -> Mapping[str, Any]:
    """A stored form, and the one set aside by it, with other answers where they are what was ``taken`` for known: by
    field what it was, and what is right. Where nothing is known it will be asked."""
    answers = dict(stored["state"].get("answers", {}))
    for name, (wrong, right) in taken.items():
        if wrong is not None and answers.get(name) == wrong:
            del answers[name]
            answers |= {name: right} if right is not None else {}
    aside = stored.get("aside")
    fresh = {**stored, "state": {**stored["state"], "answers": answers}}
    return {**fresh, "aside": corrected(aside, taken)} if aside else fresh


def _worth_keeping(form: type[Form], state: FormState) -> bool:
    return form.long or (not state.given and bool(state.answers or state.partial or state.files))


async def _keep(
    u: UnitOfWork, house: House, resident: Resident, state: FormState, heard: Heard | None = None
) -> None:
    stored = await u.dialogs.get(resident.id, house.here) or {}
    said = dict([*stored.get("said", {}).items(), *(heard or {}).items()][-REMEMBERED:])
    fresh = {**stored, "state": state.to_json(), "said": said}
    await u.dialogs.put(resident.id, fresh, house.now(), house.here)


async def _show(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    state: FormState,
    outcome: Outcome,
    heard: Heard | None = None,
) -> Done | None:
    match outcome:
        case Finished(command):
            return await _done(u, house, resident, command, heard)
        case Cancelled():
            return await _give_up(u, house, resident, state)
        case Quiet():
            await _keep(u, house, resident, state, heard)
        case Prompt():
            await _ask(u, house, resident, state, outcome, heard=heard)
    return None


async def _done(
    u: UnitOfWork, house: House, resident: Resident, command: object, heard: Heard | None
) -> Done:
    stored = await u.dialogs.get(resident.id, house.here) or {}
    await end(u, house, resident)
    return Done(command, {**stored.get("said", {}), **(heard or {})})


async def _give_up(u: UnitOfWork, house: House, resident: Resident, state: FormState) -> Done | None:
    form = registry.form(state.form)
    assert form is not None, "it was open a moment ago"
    command = form(state, await _context(u, house, resident)).given_up()
    if command is not None:
        return await _done(u, house, resident, command, None)
    await end(u, house, resident)
    await house.respond(u, resident, Phrase(form.dropped))
    return None


async def _ask(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    state: FormState,
    prompt: Prompt,
    *,
    remind: bool = True,
    heard: Heard | None = None,
) -> None:
    await _keep(u, house, resident, state, heard)
    if remind:
        await u.timers.set(Timer("dialog", subject(house, resident), house.now() + REMIND_AFTER))
    asked = {"do": "answer", "form": prompt.form, "turn": prompt.turn, "topic": house.here}
    rows = [
        [Answer(key.label, {**asked, "key": key.do, "value": key.value}, key.style) for key in row]
        for row in prompt.rows
    ]
    details = Public("\n".join(house.words.say(line, resident.language) for line in prompt.details))
    await house.respond(u, resident, *prompt.lines, *([details] if details else []), answers=rows)


async def asked_about(u: UnitOfWork, house: House, resident: Resident) -> list[Ticket]:
    """What he may be writing about: his open requests; while there is none, those that ended lately and can be opened
    again."""
    lately = house.now() - LATELY
    return await u.tickets.open_of(resident.id) or [
        one
        for one in await u.tickets.ended_since(resident.id, lately)
        if one.allows(Move.REOPEN) and house.directory.has_office(one.office)
    ]


async def _context(u: UnitOfWork, house: House, resident: Resident) -> Context:
    directory = house.directory
    known = {residence.key for residence in directory.residences_for()}
    tickets = await asked_about(u, house, resident)
    names = called(house, tickets, resident.language)
    return Context(
        directory=directory,
        language=resident.language,
        profile_name=resident.profile_name,
        office=directory.offices[0].key,
        name=resident.name,
        residence=resident.residence if resident.residence in known else None,
        unit=resident.unit,
        tickets=tuple(
            TicketChoice(ticket.id, Public(f"{ticket.reference} · {names[ticket.id]}")) for ticket in tickets
        ),
    )
