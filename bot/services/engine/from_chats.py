"""What comes from a chat → use case: a resident's words and buttons, what his dialogs end in, a code that he brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.audience import N_, Phrase, Public
from bot.domain.commands import (
    AddToRating,
    AddToTicket,
    AnswerFollowUp,
    ConfirmClosing,
    ExplainDecline,
    ExplainReopening,
    FileValues,
    OpenTicket,
    QualifyTicket,
    RateTicket,
    WishVisit,
)
from bot.domain.errors import Refused
from bot.domain.gravity import dangers
from bot.domain.ids import AppointmentId, IncidentId, QuoteId, TicketId
from bot.domain.people import Resident
from bot.domain.ticket import Ticket
from bot.forms.model import Said, Sent
from bot.ports.inbound import ChatEdit, ChatMessage, ChatReachable, ChatTap
from bot.ports.store import UnitOfWork
from bot.services.closing import closing, feedback, follow_up
from bot.services.complaints import joint
from bot.services.house import House
from bot.services.invitations import bringing
from bot.services.relay import missed
from bot.services.relay.conversation import from_resident, survivor
from bot.services.residents import dialogue, intake, progress
from bot.services.residents.dialogue import Done, Heard
from bot.services.technicians import technician_chat, technicians
from bot.services.tickets import opening, qualifying, quoting
from bot.services.visits import visit_actions, wishing_visits


async def heard(
    u: UnitOfWork, house: House, inbound: ChatMessage | ChatTap | ChatReachable | ChatEdit
) -> None:
    """Take in what was written, pressed or changed in a chat. Raises Refused with what to tell its author."""
    technician = await technicians.whose(u, house, inbound.user.channel, inbound.user.chat)
    if technician is not None:
        if isinstance(inbound, ChatMessage):
            inbound = await bringing.heard_at_work(u, house, technician, inbound)
        await technician_chat.heard(u, house, technician, inbound)
        return
    leaving = isinstance(inbound, ChatReachable) and not inbound.reachable
    await _returned(u, house, inbound, leaving=leaving)
    if isinstance(inbound, ChatMessage | ChatEdit):
        left = await _without_code(u, house, inbound)
        if left is None:
            return
        if left is not inbound:  # it brought a code: the chat may be a technician's by now
            inbound = left
            technician = await technicians.whose(u, house, inbound.user.channel, inbound.user.chat)
            if technician is not None:
                await technician_chat.heard(u, house, technician, inbound)
                return
    resident = await intake.resident_of(u, house, inbound.user, leaving=leaving)
    if not isinstance(inbound, ChatReachable):
        house = await intake.where(u, house, inbound.user, inbound.topic)
    match inbound:
        case ChatMessage(command="status"):
            await progress.tell_status(u, house, resident)
        case ChatMessage():
            await _fulfil(u, house, resident, await intake.message(u, house, resident, inbound))
        case ChatTap():
            action = await intake.tap(u, house, resident, inbound)
            if action is not None:
                await _act(u, house, resident, action)
        case ChatEdit():
            await intake.edited(u, house, resident, inbound)


async def _without_code(
    u: UnitOfWork, house: House, inbound: ChatMessage | ChatEdit
) -> ChatMessage | ChatEdit | None:
    if isinstance(inbound, ChatMessage):
        return await bringing.heard(u, house, inbound)
    return await bringing.changed(u, house, inbound)


async def _returned(
    u: UnitOfWork,
    house: House,
    inbound: ChatMessage | ChatTap | ChatReachable | ChatEdit,
    *,
    leaving: bool,
) -> None:
    """One whom nothing could reach gives a sign of life: he gets what he has missed."""
    known = await u.people.by_chat(inbound.user.channel, inbound.user.chat)
    if known is None or known.reachable or leaving:
        return
    resident = await intake.resident_of(u, house, inbound.user)
    await missed.back(u, house, resident)
    await closing.back(u, house, resident)
    if isinstance(inbound, ChatReachable):  # what he writes or presses may answer it already
        await qualifying.back(u, house, resident)


async def _his(u: UnitOfWork, resident: Resident, action: Mapping[str, Any]) -> bool:
    """Whether the request that a button is about is still his: it may have been in his chat by mistake (ADR 0040)."""
    match action:
        case {"ticket": id}:
            about = TicketId(id)
        case {"visit": id}:
            about = (await u.appointments.get(AppointmentId(id))).ticket
        case {"quote": id}:
            about = (await u.sides.quote(QuoteId(id))).ticket
        case _:
            return True
    return (await u.tickets.get(about)).resident == resident.id


async def _act(u: UnitOfWork, house: House, resident: Resident, action: Mapping[str, Any]) -> None:
    if not await _his(u, resident, action):
        raise Refused(dialogue.EXPIRED)
    match action:
        case {"do": "answer"}:  # a form is answered where it stands
            house = house.at(action.get("topic"))
            await _fulfil(u, house, resident, await dialogue.answer_tap(u, house, resident, action))
        case {"do": "language", "language": language}:
            await intake.speak(u, house, resident, language)
        case {"do": verdict, "ticket": id} if verdict in VERDICTS:
            await _judged(u, house, resident, verdict, await u.tickets.get(TicketId(id)))
        case {"do": "visit", "visit": id}:
            if await visit_actions.pressed(u, house, resident, action):
                await dialogue.open_form(u, house, resident, "wish_visit", given={"visit": id})
        case {"do": joint.SAME | joint.ELSE as said, "incident": incident, "ticket": id}:
            await joint.answered(u, house, resident, IncidentId(incident), TicketId(id), said)
        case {"do": "accept_quote", "quote": id}:
            await quoting.accept(u, house, resident, QuoteId(id))
        case {"do": "decline_quote", "quote": id}:
            declined = await quoting.decline(u, house, resident, QuoteId(id))
            if declined is not None:
                await dialogue.open_form(u, house, resident, "decline_quote", given={"ticket": declined.id})


VERDICTS = ("satisfied", "unsatisfied", "still_wrong", "not_well", "all_well")
"""What residents can say of how it went, by a button."""


async def _judged(u: UnitOfWork, house: House, resident: Resident, verdict: str, ticket: Ticket) -> None:
    form = ""
    match verdict:
        case "satisfied":
            form = "rate" if await feedback.satisfied(u, house, resident, ticket) else ""
        case "unsatisfied":
            await feedback.unsatisfied(u, house, ticket)
            form = "reopen"
        case "still_wrong" | "not_well":
            form = "reopen" if await follow_up.not_well(u, house, resident, ticket) else ""
        case "all_well":
            await follow_up.all_well(u, house, resident, ticket)
    if form:
        await dialogue.open_form(u, house, resident, form, given={"ticket": ticket.id})


async def _fulfil(u: UnitOfWork, house: House, resident: Resident, done: Done | None) -> None:
    if done is None:
        return
    match command := done.command:
        case OpenTicket():
            await opening.open_ticket(u, house, resident, command, done.heard)
        case AddToTicket():
            if not await _add(u, house, resident, command, done.heard):
                return
        case RateTicket(ticket=id):
            await feedback.rate(u, house, command)
            await dialogue.open_form(u, house, resident, "rating_words", given={"ticket": id})
            return
        case ConfirmClosing(ticket=id):
            await _judged(u, house, resident, "satisfied", await u.tickets.get(id))
            return
        case AnswerFollowUp():
            await _of_follow_up(u, house, resident, command, done.heard)
        case AddToRating():
            await _rated(u, house, resident, command, done.heard)
        case ExplainReopening():
            await feedback.explain(u, house, resident, command, done.heard)
        case ExplainDecline():
            await quoting.explain(u, house, resident, command)
        case WishVisit():
            await wishing_visits.wished(u, house, resident, command, done.heard)
        case QualifyTicket():
            await qualifying.filled(u, house, resident, command)
    await dialogue.resume(u, house, resident)


AGAIN = N_("Your request {reference} is open again, and I have passed that on. We will come back to you.")


async def _of_follow_up(
    u: UnitOfWork, house: House, resident: Resident, said: AnswerFollowUp, heard: Heard
) -> None:
    """All is still well, or it is open again; staff read his words."""
    ticket = await u.tickets.get(said.ticket)
    if said.well:
        await from_resident(u, house, resident, ticket, said.words, (), None, heard=heard)
        await follow_up.all_well(u, house, resident, ticket)
    elif await _opens_again(u, house, resident, ticket, said.words, (), heard):
        told = Phrase(AGAIN, {"reference": Public(ticket.reference)})
        await house.tell(u, resident, told, ticket=ticket.id)


async def _rated(u: UnitOfWork, house: House, resident: Resident, said: AddToRating, heard: Heard) -> None:
    """A word with the stars; one of danger opens the request again (row A5)."""
    if dangers(said.words):
        await _add(u, house, resident, AddToTicket(said.ticket, said.words, ()), heard)
    else:
        await feedback.add_to_rating(u, house, resident, said)


async def _opens_again(
    u: UnitOfWork,
    house: House,
    resident: Resident,
    ticket: Ticket,
    words: str,
    files: FileValues,
    heard: Heard,
) -> bool:
    """A request that had ended goes on with what he says of it; False where it can't."""
    if not await follow_up.not_well(u, house, resident, ticket):
        return False
    again = await u.tickets.get(ticket.id)
    await from_resident(u, house, resident, again, words, files, None, heard=heard)
    return True


async def _add(u: UnitOfWork, house: House, resident: Resident, command: AddToTicket, heard: Heard) -> bool:
    """Whether that is done with; False where a new request begins, of danger at once (row A5)."""
    ticket = await survivor(u, await u.tickets.get(command.ticket)) if command.ticket else None
    if ticket is not None and ticket.is_open and ticket.resident == resident.id:
        await from_resident(u, house, resident, ticket, command.text, command.files, None, heard=heard)
        await house.respond(u, resident, Phrase(intake.ADDED, {"reference": Public(ticket.reference)}))
        return True
    if ticket is not None and await _opens_again(
        u, house, resident, ticket, command.text, command.files, heard
    ):
        await house.respond(u, resident, Phrase(AGAIN, {"reference": Public(ticket.reference)}))
        return True
    first = Sent(command.files, command.text) if command.files else Said(command.text)
    if dangers(command.text) and (done := await dialogue.at_once(u, house, resident, "report", first, heard)):
        await _fulfil(u, house, resident, done)
        return False
    await dialogue.open_form(u, house, resident, "report", first=first, heard=heard)
    return False
