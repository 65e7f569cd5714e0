"""The one table of what staff can do with a ticket, in the order in which the card shows it."""

from __future__ import annotations

from bot.domain.audience import N_, Style
from bot.domain.directory import Office
from bot.domain.ticket import ASKED, Move, Shape, State
from bot.ports.modal import Field, TextField
from bot.services.clocks.overtime_actions import OVERTIME_ACTIONS
from bot.services.closing import feedback
from bot.services.closing.closing_actions import CLOSING_ACTIONS
from bot.services.complaints.complaint_actions import COMPLAINT_ACTIONS, RESOLVE
from bot.services.complaints.joint_actions import JOINT_ACTIONS
from bot.services.contractors import contractors, talks
from bot.services.desk import beside, history
from bot.services.desk.acting import (
    FOR_COLLEAGUES,
    PEOPLE,
    RECORD,
    REQUEST,
    RESIDENT,
    SAY,
    STATE,
    WORK,
    DeskAction,
    Where,
    Window,
    always,
    if_allowed,
)
from bot.services.desk.cards import REROUTE, TICK
from bot.services.house import House
from bot.services.invitations import inviting, parting
from bot.services.relay import canned, posted
from bot.services.sheets.sheet_actions import SHEET_ACTIONS
from bot.services.tickets import (
    assigning,
    changing,
    declining,
    for_others,
    merging,
    qualifying,
    quoting,
    subtickets,
    triage,
)
from bot.services.visits.visit_actions import VISIT_ACTIONS
from bot.services.works import checklist, checklist_edits
from bot.services.works.work_actions import PHOTO_ANSWERS, WORK_LIST, WORK_STEPS


def _one_text(label: str, submit: str) -> Window:
    """A window with one text to write."""

    def at_once(house: House, office: Office) -> tuple[Field, ...]:
        return (TextField("text", house.staff_says(office, label)),)

    return Window(submit=submit, at_once=at_once)


ACTIONS: tuple[DeskAction, ...] = (
    DeskAction(
        "ticket.dispatch",
        N_("Dispatch"),
        triage.dispatch,
        Where.BUTTON,
        when=lambda ticket: ticket.in_review and ticket.allows(Move.DISPATCH),
        managers=True,
        exclusive=True,
        style=Style.PRIMARY,
        superiors=True,
    ),
    *WORK_STEPS,
    DeskAction(
        "ticket.take",
        N_("Take"),
        triage.take,
        Where.BUTTON,
        when=if_allowed(Move.TAKE),
        exclusive=True,
        superiors=True,
    ),
    DeskAction(
        "ticket.resolve",
        N_("Resolved"),
        feedback.resolve,
        Where.BUTTON,
        when=lambda ticket: (
            ticket.state not in ASKED and not ticket.in_review and ticket.allows(Move.RESOLVE)
        ),
        exclusive=True,
        style=Style.PRIMARY,
        superiors=True,
    ),
    RESOLVE,
    DeskAction(
        "ticket.ask",
        N_("Ask the resident"),
        triage.ask,
        Where.BUTTON,
        when=if_allowed(Move.ASK, in_review=True),
        on_messages=True,
        window=_one_text(N_("Your question. The resident will read it as you write it."), N_("Send")),
        superiors=True,
    ),
    DeskAction(
        "ticket.reply",
        N_("Reply to the resident"),
        triage.reply,
        Where.BUTTON,
        when=if_allowed(Move.REPLY),
        on_messages=True,
        window=_one_text(triage.YOUR_ANSWER, N_("Send")),
        superiors=True,
        speaks=True,
    ),
    DeskAction(
        SAY,
        N_("Reply to the resident"),
        triage.reply,
        Where.OWN,
        when=if_allowed(Move.REPLY),
        window=Window(N_("Send"), looked_up=triage.said_fields),
        superiors=True,
        speaks=True,
    ),
    DeskAction(
        canned.NAME,
        N_("Canned reply…"),
        canned.send,
        Where.MORE,
        RESIDENT,
        when=if_allowed(Move.REPLY),
        speaks=True,
        window=Window(N_("Send"), looked_up=canned.fields),
    ),
    inviting.ACTION,
    DeskAction(
        "ticket.note",
        N_("Internal note"),
        triage.note,
        Where.BUTTON,
        when=always,
        on_messages=True,
        window=_one_text(FOR_COLLEAGUES, N_("Save note")),
        superiors=True,
    ),
    DeskAction(
        "ticket.qualify",
        N_("Ask for what is missing"),
        qualifying.ask,
        Where.MORE,
        RESIDENT,
        when=lambda ticket: ticket.to_qualify and ticket.allows(Move.ASK),
        exclusive=True,
    ),
    DeskAction(
        "ticket.qualified",
        N_("It is clear enough"),
        qualifying.qualified,
        Where.MORE,
        REQUEST,
        when=lambda ticket: ticket.to_qualify and ticket.is_open,
    ),
    DeskAction(
        "ticket.assign",
        N_("Assign…"),
        assigning.assign,
        Where.MORE,
        PEOPLE,
        when=if_allowed(Move.TAKE),
        exclusive=True,
        window=Window(N_("Assign"), looked_up=assigning.assign_fields),
        superiors=True,
    ),
    DeskAction(
        "ticket.hand_over",
        N_("Hand over…"),
        assigning.hand_over,
        Where.MORE,
        PEOPLE,
        when=lambda ticket: ticket.handler is not None and ticket.allows(Move.TAKE),
        exclusive=True,
        window=Window(N_("Hand over"), lambda house, office: assigning.fields(house, office, word=True)),
    ),
    DeskAction(
        "ticket.department",
        N_("Another department…"),
        changing.to_department,
        Where.MORE,
        PEOPLE,
        when=if_allowed(Move.DISPATCH, in_review=True),
        exclusive=True,
        window=Window(N_("Pass on"), changing.department_fields),
    ),
    DeskAction(
        "ticket.change",
        N_("Change…"),
        changing.changed,
        Where.MORE,
        REQUEST,
        when=lambda ticket: ticket.is_open,
        window=Window(N_("Save"), looked_up=changing.fields),
    ),
    DeskAction(
        checklist_edits.MAKE,
        N_("Make a checklist…"),
        checklist_edits.make,
        Where.MORE,
        WORK,
        when=lambda ticket: ticket.shape is Shape.THREAD and ticket.allows(Move.DISPATCH),
        exclusive=True,
        window=Window(N_("Make it"), looked_up=checklist_edits.make_fields, checks=checklist_edits.checks),
    ),
    *WORK_LIST,
    DeskAction(
        "ticket.split",
        N_("Split…"),
        merging.split,
        Where.MORE,
        REQUEST,
        when=lambda ticket: ticket.is_open,
        on_messages=True,
        window=Window(N_("Split"), looked_up=merging.split_fields),
    ),
    DeskAction(
        "ticket.merge",
        N_("Join to another…"),
        merging.merge,
        Where.MORE,
        REQUEST,
        when=if_allowed(Move.MERGE, in_review=True),
        exclusive=True,
        window=Window(N_("Join"), looked_up=merging.others),
    ),
    DeskAction(
        "ticket.quote",
        N_("Quote…"),
        quoting.offer,
        Where.MORE,
        RESIDENT,
        when=if_allowed(Move.ASK),
        window=Window(N_("Send"), quoting.fields, checks=quoting.checks),
    ),
    DeskAction(
        "quote.told",
        N_("Answer to the price…"),
        quoting.told,
        Where.MORE,
        RESIDENT,
        when=lambda ticket: ticket.needs_price and ticket.is_open and not ticket.in_review,
        exclusive=True,
        window=Window(N_("Save"), quoting.told_fields),
    ),
    DeskAction(
        "part.new",
        N_("Sub-ticket…"),
        subtickets.ask,
        Where.MORE,
        PEOPLE,
        when=if_allowed(Move.AWAIT_SUBTICKET),
        window=Window(N_("Ask"), subtickets.fields, checks=subtickets.checks),
    ),
    DeskAction(
        "ticket.contractor",
        N_("To a contractor…"),
        contractors.ask,
        Where.MORE,
        PEOPLE,
        when=if_allowed(Move.AWAIT_CONTRACTOR),
        window=Window(N_("Send"), looked_up=contractors.fields, checks=contractors.checks),
    ),
    DeskAction(
        talks.ANSWER,
        talks.LABELS[talks.ANSWER],
        contractors.answer,
        Where.OWN,
        window=Window(N_("Save note"), looked_up=contractors.answer_fields),
    ),
    DeskAction(
        talks.PASS_ON,
        talks.LABELS[talks.PASS_ON],
        contractors.pass_on,
        Where.OWN,
        when=if_allowed(Move.REPLY),
        speaks=True,
        window=Window(N_("Send"), looked_up=contractors.pass_on_fields),
    ),
    DeskAction(
        "ticket.answered",
        N_("Answered"),
        triage.answered,
        Where.MORE,
        STATE,
        when=lambda ticket: (
            ticket.state is not State.ANSWERED and ticket.allows(Move.ANSWER) and not ticket.in_review
        ),
        exclusive=True,
        superiors=True,
    ),
    DeskAction(
        "ticket.work_done",
        N_("Work done"),
        checklist.finish,
        Where.MORE,
        STATE,
        when=lambda ticket: (
            ticket.state is not State.WORK_DONE and ticket.allows(Move.FINISH) and not ticket.in_review
        ),
        exclusive=True,
    ),
    DeskAction(
        "ticket.resume",
        N_("Back to us"),
        triage.resume,
        Where.MORE,
        STATE,
        when=if_allowed(Move.RESUME),
        exclusive=True,
    ),
    DeskAction(
        "ticket.decline",
        N_("Decline…"),
        declining.decline,
        Where.MORE,
        STATE,
        when=if_allowed(Move.DECLINE, in_review=True),
        exclusive=True,
        window=Window(N_("Decline"), declining.fields, checks=declining.checks),
    ),
    *VISIT_ACTIONS,
    *COMPLAINT_ACTIONS,
    *CLOSING_ACTIONS,
    *OVERTIME_ACTIONS,
    DeskAction(
        "ticket.reopen",
        N_("Reopen"),
        triage.reopen,
        Where.BUTTON,
        when=if_allowed(Move.REOPEN),
        exclusive=True,
    ),
    DeskAction(
        history.NAME,
        N_("History…"),
        history.export,
        Where.MORE,
        RECORD,
        window=Window(looked_up=history.fields),
        superiors=True,
    ),
    DeskAction("ticket.export", N_("History as a file"), history.export, Where.MORE, RECORD, superiors=True),
    DeskAction(
        REROUTE,
        N_("Change topic and re-route…"),
        triage.reroute,
        Where.OWN,
        when=if_allowed(Move.DISPATCH, in_review=True),
        exclusive=True,
    ),
    parting.ACTION,
    *SHEET_ACTIONS,
    *JOINT_ACTIONS,
    DeskAction(TICK, N_("Tick off"), checklist.tick, Where.OWN, when=lambda ticket: not ticket.needs_price),
    *PHOTO_ANSWERS,
    DeskAction(beside.DONE, beside.LABELS[beside.DONE], subtickets.done, Where.OWN),
    DeskAction(
        beside.REASSIGN,
        beside.LABELS[beside.REASSIGN],
        subtickets.reassign,
        Where.OWN,
        window=Window(N_("Reassign"), looked_up=subtickets.reassign_fields, checks=subtickets.checks),
    ),
    DeskAction(beside.DROP, beside.LABELS[beside.DROP], subtickets.drop, Where.OWN),
    DeskAction(
        "written.edit",
        N_("Edit"),
        posted.edit,
        Where.POST,
        window=Window(N_("Save"), looked_up=posted.fields, title=N_("Edit your message")),
    ),
    DeskAction(
        "written.take_back",
        N_("Take back"),
        posted.take_back,
        Where.POST,
        style=Style.DANGER,
        confirm=N_("The resident will no longer have this message. Take it back?"),
    ),
)
"""Names are kept in messages that stand in Slack: one that is given up is answered with silence."""

TASKS = (for_others.TASK,)
"""What staff begin with a command."""
