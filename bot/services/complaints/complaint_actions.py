"""What staff can do with complaints, suggestions, questions to others and promises: rows of the desk's one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.domain.audience import N_, Style
from bot.domain.ticket import Kind, Move, State, Ticket
from bot.ports.store import UnitOfWork
from bot.services.closing import feedback
from bot.services.complaints import asking_outside, complaining, grading, outside_letters
from bot.services.desk.acting import REQUEST, RESIDENT, STATE, Act, DeskAction, Where, Window
from bot.services.house import House
from bot.services.promises import approving, promising
from bot.services.promises.pledge_card import APPROVE, REFUSE, WITHDRAW
from bot.services.works import checklist

COMPLAINT = N_("Complaint")
"""Its heading in the list of more actions."""


def _after_findings(move: Move) -> Callable[[Ticket], bool]:
    """On a complaint whose cause and solution are still to be recorded, where ``move`` could then be made."""
    return lambda ticket: ticket.lacks_findings and not ticket.in_review and ticket.allows(move, found=True)


async def _resolve(u: UnitOfWork, house: House, act: Act) -> None:
    """Tell cause and solution, then ask whether he is satisfied."""
    await feedback.resolve(u, house, replace(act, ticket=await complaining.explain(u, house, act)))


async def _finish(u: UnitOfWork, house: House, act: Act) -> None:
    """Tell cause and solution, then that the work is done."""
    await checklist.finish(u, house, replace(act, ticket=await complaining.explain(u, house, act)))


def _is_complaint(ticket: Ticket) -> bool:
    return ticket.kind is Kind.COMPLAINT and ticket.is_open


RESOLVE = DeskAction(
    "complaint.resolve",
    N_("Resolved…"),
    _resolve,
    Where.BUTTON,
    when=_after_findings(Move.RESOLVE),
    exclusive=True,
    style=Style.PRIMARY,
    window=Window(N_("Resolved"), looked_up=complaining.findings_fields),
)
"""In place of *Resolved* while cause and solution are to be recorded."""

COMPLAINT_ACTIONS: tuple[DeskAction, ...] = (
    DeskAction(
        "complaint.severity",
        N_("Severity…"),
        grading.grade,
        Where.MORE,
        COMPLAINT,
        when=lambda ticket: ticket.is_open,
        window=Window(N_("Save"), looked_up=grading.severity_fields, seen=grading.graded),
    ),
    DeskAction(
        "complaint.kind",
        N_("Kind…"),
        grading.rename,
        Where.MORE,
        COMPLAINT,
        when=lambda ticket: ticket.is_open,
        window=Window(N_("Save"), looked_up=grading.kind_fields),
    ),
    DeskAction(
        "complaint.judge",
        N_("Valid or not…"),
        complaining.judge,
        Where.MORE,
        COMPLAINT,
        when=_is_complaint,
        exclusive=True,
        window=Window(N_("Save"), complaining.judgement_fields, checks=complaining.judgement_checks),
    ),
    DeskAction(
        "complaint.findings",
        N_("Cause and solution…"),
        complaining.record,
        Where.MORE,
        COMPLAINT,
        when=lambda ticket: _is_complaint(ticket) and ticket.allows(Move.REPLY) and not ticket.in_review,
        window=Window(N_("Send"), looked_up=complaining.findings_fields, seen=complaining.found),
    ),
    DeskAction(
        "complaint.answered",
        N_("Answered…"),
        complaining.answer,
        Where.MORE,
        STATE,
        when=_after_findings(Move.ANSWER),
        exclusive=True,
        window=Window(N_("Answered"), looked_up=complaining.findings_fields),
    ),
    DeskAction(
        "complaint.work_done",
        N_("Work done…"),
        _finish,
        Where.MORE,
        STATE,
        when=_after_findings(Move.FINISH),
        exclusive=True,
        window=Window(N_("Work done"), looked_up=complaining.findings_fields),
    ),
    DeskAction(
        "suggestion.adopt",
        N_("Adopted…"),
        complaining.adopt,
        Where.MORE,
        RESIDENT,
        when=lambda ticket: (
            ticket.kind is Kind.SUGGESTION and ticket.adopted_at is None and ticket.allows(Move.REPLY)
        ),
        window=Window(N_("Send"), complaining.adopted_fields),
    ),
    DeskAction(
        "promise.new",
        N_("Promise or waive…"),
        promising.promise,
        Where.MORE,
        RESIDENT,
        when=lambda ticket: ticket.is_open and ticket.allows(Move.REPLY),
        window=Window(N_("Promise"), looked_up=promising.fields, checks=promising.checks),
    ),
    DeskAction(APPROVE, N_("Approve"), promising.approve, Where.OWN, superiors=True),
    DeskAction(WITHDRAW, N_("Withdraw"), approving.withdraw, Where.OWN, superiors=True),
    DeskAction(
        REFUSE,
        N_("Refuse…"),
        promising.refuse,
        Where.OWN,
        superiors=True,
        window=Window(N_("Refuse"), promising.refusal_fields),
    ),
    DeskAction(
        "outside.ask",
        N_("Ask outside…"),
        asking_outside.ask,
        Where.MORE,
        REQUEST,
        when=lambda ticket: ticket.allows(Move.AWAIT_OUTSIDE),
        window=Window(N_("Write out"), asking_outside.question_fields, checks=asking_outside.question_checks),
    ),
    DeskAction(
        "outside.answer",
        N_("Answer of…"),
        asking_outside.bring_back,
        Where.MORE,
        REQUEST,
        when=lambda ticket: ticket.is_open and ticket.state is not State.NEW,
        window=Window(N_("Bring back"), looked_up=asking_outside.answer_fields),
        superiors=True,
    ),
    DeskAction(
        outside_letters.SEND,
        N_("Send to the resident…"),
        asking_outside.send,
        Where.OWN,
        when=lambda ticket: ticket.allows(Move.REPLY),
        window=Window(N_("Send"), looked_up=asking_outside.sending_fields),
    ),
)
"""In the order of the card's list."""
