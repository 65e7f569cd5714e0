"""Carrying on a dialog with a resident: the form's state is kept, its questions are asked, its buttons answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.domain.addresses import MessageRef
from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import name_in
from bot.domain.people import Resident
from bot.domain.ticket import Ticket
from bot.forms import registry
from bot.forms.engine import Form, amended, begin, current, step
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
from bot.ports.store import Timer, UnitOfWork
from bot.services.house import Answer, House

REMIND_AFTER = timedelta(hours=24)
"""When somebody who left a form half filled is reminded of it."""

REMEMBERED = 20
"""How many messages written into a form can still be changed."""

EXPIRED = N_("That button is no longer in use. Write to me, or use /report or /status.")
ANSWERED = N_("That question is no longer open. To see where things stand: /status.")
CANCELLED = N_("All right, I have dropped it; nothing was sent. Write to me whenever you like.")

Dialog = tuple[type[Form], FormState]


async def open_dialog(u: UnitOfWork, resident: Resident) -> Dialog | None:
    """The form a resident is filling in; None for none, or for one that no longer exists."""
    stored = await u.dialogs.get(resident.id)
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
) -> object | None:
    """Begin a dialog; its command if the first message answers everything. A form that already holds something is
    set aside meanwhile (``resume``)."""
    form = registry.form(name)
    if form is None:
        raise KeyError(name)
    dialog = await open_dialog(u, resident)
    if dialog is not None and _worth_keeping(*dialog):
        aside = {"state": FormState(name).to_json(), "aside": await u.dialogs.get(resident.id)}
        await u.dialogs.put(resident.id, aside, house.now())
    state, outcome = begin(
        form, await _context(u, house, resident), given=given, answers=answers, first=first
    )
    return await _show(u, house, resident, state, outcome)


async def answer(
    u: UnitOfWork, house: House, resident: Resident, dialog: Dialog, given: Input
) -> tuple[bool, object | None]:
    """Give the open form an input: whether it was for the form, and the command it finished with, if it did."""
    state, outcome = step(*dialog, given, await _context(u, house, resident))
    if isinstance(outcome, NotMine):
        await end(u, house, resident)
        return False, None
    return True, await _show(u, house, resident, state, outcome)


async def answer_tap(
    u: UnitOfWork, house: House, resident: Resident, action: Mapping[str, Any]
) -> object | None:
    """A button of a question was pressed; harmless when the form is gone or has moved on."""
    dialog = await open_dialog(u, resident)
    if dialog is None or dialog[0].name != action["form"]:
        await house.tell(u, resident, Phrase(ANSWERED))
        return None
    tap = Tapped(action["form"], action["turn"], Do(action["key"]), action["value"])
    return (await answer(u, house, resident, dialog, tap))[1]


async def remember(u: UnitOfWork, house: House, resident: Resident, ref: MessageRef, text: str) -> None:
    """Remember what he wrote while a form is open, the latest of it, so that he may still change it."""
    stored = await u.dialogs.get(resident.id)
    if stored is None or not text.strip():
        return
    said = {**stored.get("said", {}), ref.id: text}
    latest = dict(list(said.items())[-REMEMBERED:])
    await u.dialogs.put(resident.id, {**stored, "said": latest}, house.now())


async def amend(u: UnitOfWork, house: House, resident: Resident, ref: MessageRef, text: str) -> bool:
    """Change what a message said where the open form keeps such text; whether that could be done."""
    stored = await u.dialogs.get(resident.id) or {}
    before = stored.get("said", {}).get(ref.id)
    dialog = await open_dialog(u, resident)
    if dialog is None or before is None:
        return False
    changed = amended(*dialog, before, text, await _context(u, house, resident))
    if changed is None:
        return False
    state, outcome = changed
    await _show(u, house, resident, state, outcome)
    await remember(u, house, resident, ref, text)
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
    dialog = await open_dialog(u, resident)
    if dialog is not None and not dialog[0].yields:
        waiting = Phrase(N_("You have a request that isn't sent yet. We can go on where you stopped."))
        await ask_again(u, house, resident, dialog, waiting, remind=False)


async def end(u: UnitOfWork, house: House, resident: Resident) -> None:
    """Close the resident's dialog; one that was set aside is the open one again."""
    stored = await u.dialogs.get(resident.id)
    await u.dialogs.drop(resident.id)
    await u.timers.clear("dialog", resident.id)
    if stored and stored.get("aside"):
        await u.dialogs.put(resident.id, stored["aside"], house.now())


async def resume(u: UnitOfWork, house: House, resident: Resident) -> None:
    """Go on with a form that was set aside, if there is one."""
    dialog = await open_dialog(u, resident)
    if dialog is not None:
        await ask_again(
            u, house, resident, dialog, Phrase(N_("Now back to the request you were filling in."))
        )


def _worth_keeping(form: type[Form], state: FormState) -> bool:
    return form.long or (not state.given and bool(state.answers or state.partial or state.files))


async def _keep(u: UnitOfWork, house: House, resident: Resident, state: FormState) -> None:
    stored = await u.dialogs.get(resident.id) or {}
    await u.dialogs.put(resident.id, {**stored, "state": state.to_json()}, house.now())


async def _show(
    u: UnitOfWork, house: House, resident: Resident, state: FormState, outcome: Outcome
) -> object | None:
    match outcome:
        case Finished(command):
            await end(u, house, resident)
            return command
        case Cancelled():
            await end(u, house, resident)
            await house.tell(u, resident, Phrase(CANCELLED))
        case Quiet():
            await _keep(u, house, resident, state)
        case Prompt():
            await _ask(u, house, resident, state, outcome)
    return None


async def _ask(
    u: UnitOfWork, house: House, resident: Resident, state: FormState, prompt: Prompt, *, remind: bool = True
) -> None:
    await _keep(u, house, resident, state)
    if remind:
        await u.timers.set(Timer("dialog", resident.id, house.now() + REMIND_AFTER))
    asked = {"do": "answer", "form": prompt.form, "turn": prompt.turn}
    rows = [
        [Answer(key.label, {**asked, "key": key.do, "value": key.value}, key.style) for key in row]
        for row in prompt.rows
    ]
    details = Public("\n".join(house.words.say(line, resident.language) for line in prompt.details))
    await house.tell(u, resident, *prompt.lines, *([details] if details else []), answers=rows)


async def _context(u: UnitOfWork, house: House, resident: Resident) -> Context:
    directory = house.directory
    known = {residence.key for residence in directory.residences}
    tickets = await u.tickets.open_of(resident.id)
    return Context(
        directory=directory,
        language=resident.language,
        profile_name=resident.profile_name,
        office=directory.offices[0].key,
        name=resident.name,
        residence=resident.residence if resident.residence in known else None,
        unit=resident.unit,
        tickets=tuple(
            TicketChoice(ticket.id, _label(house, ticket, resident.language)) for ticket in tickets
        ),
    )


def _label(house: House, ticket: Ticket, language: str) -> Public:
    return Public(f"{ticket.reference} · {name_in(house.directory.topic(ticket.topic).names, language)}")
