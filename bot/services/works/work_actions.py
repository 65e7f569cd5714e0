"""What staff can do about the work on site: rows of the desk's one table (rows B2, F1)."""

from __future__ import annotations

from bot.domain.audience import N_, Style
from bot.domain.ticket import Move, Shape, Stage, Ticket
from bot.services.desk.acting import WORK, DeskAction, Does, Where, Window, if_allowed
from bot.services.technicians import technician_words
from bot.services.works import checklist_edits, item_words, photo_questions, technician_visit


def _has_list(ticket: Ticket) -> bool:
    return ticket.shape is Shape.CHECKLIST and ticket.allows(Move.DISPATCH)


def _at_work(ticket: Ticket) -> bool:
    return _has_list(ticket) and not ticket.in_review


def _may_go(ticket: Ticket) -> bool:
    """Nobody sets out, nor arrives, for a price that is not accepted (row F2); whoever is there may come back."""
    return _at_work(ticket) and not ticket.needs_price


WORK_STEPS: tuple[DeskAction, ...] = (
    DeskAction(
        "work.send",
        N_("Send a technician…"),
        technician_visit.send,
        Where.BUTTON,
        when=lambda ticket: _may_go(ticket) and ticket.stage in (None, Stage.PLANNED, Stage.RETURNED),
        exclusive=True,
        window=Window(N_("Send"), looked_up=technician_visit.send_fields, checks=checklist_edits.checks),
    ),
    DeskAction(
        "work.picked_up",
        N_("Picked up"),
        technician_visit.picked_up,
        Where.BUTTON,
        when=lambda ticket: _may_go(ticket) and ticket.stage is Stage.DISPATCHED,
        exclusive=True,
        style=Style.PRIMARY,
    ),
    DeskAction(
        "work.on_site",
        N_("On site"),
        technician_visit.on_site,
        Where.BUTTON,
        when=lambda ticket: _may_go(ticket) and ticket.stage is Stage.PICKED_UP,
        exclusive=True,
        style=Style.PRIMARY,
    ),
    DeskAction(
        "work.returned",
        N_("Back from the visit"),
        technician_visit.returned,
        Where.BUTTON,
        when=lambda ticket: _at_work(ticket) and ticket.stage is Stage.ON_SITE,
        exclusive=True,
        style=Style.PRIMARY,
    ),
)
"""The steps of a visit, buttons of the card."""

WORK_LIST: tuple[DeskAction, ...] = (
    DeskAction(
        technician_words.NAME,
        technician_words.LABEL,
        technician_words.tell,
        Where.MORE,
        WORK,
        when=lambda ticket: _at_work(ticket) and ticket.stage not in (None, Stage.PLANNED),
        window=Window(N_("Send"), looked_up=technician_words.fields),
    ),
    DeskAction(
        "work.photos",
        N_("Photos…"),
        item_words.photos,
        Where.MORE,
        WORK,
        when=_at_work,
        window=Window(N_("Add"), looked_up=item_words.photo_fields),
    ),
    DeskAction(
        "work.word",
        N_("A word on a step…"),
        item_words.word,
        Where.MORE,
        WORK,
        when=_at_work,
        window=Window(N_("Save"), looked_up=item_words.word_fields),
    ),
    DeskAction(
        "work.cannot",
        N_("Can't be done…"),
        item_words.cannot,
        Where.MORE,
        WORK,
        when=_at_work,
        window=Window(N_("Save"), looked_up=item_words.cannot_fields, checks=item_words.cannot_checks),
    ),
    DeskAction(
        "work.steps",
        N_("Change the steps…"),
        checklist_edits.edit,
        Where.MORE,
        WORK,
        when=_has_list,
        window=Window(N_("Save"), looked_up=checklist_edits.edit_fields, checks=checklist_edits.checks),
    ),
    DeskAction(
        "work.back",
        N_("Back to a conversation"),
        checklist_edits.back,
        Where.MORE,
        WORK,
        when=lambda ticket: _has_list(ticket) and ticket.stage in (None, Stage.PLANNED, Stage.RETURNED),
        exclusive=True,
    ),
)
"""What else is done about the steps of the work."""


def _answer(name: str, does: Does, window: Window | None = None) -> DeskAction:
    """A button below photos that were dropped into the thread. To the resident they go where words would."""
    when = if_allowed(Move.REPLY) if name == photo_questions.TELL else lambda ticket: ticket.is_open
    return DeskAction(name, photo_questions.LABELS[name], does, Where.OWN, when=when, window=window)


PHOTO_ANSWERS: tuple[DeskAction, ...] = (
    _answer(photo_questions.BEFORE, photo_questions.before),
    _answer(photo_questions.AFTER, photo_questions.after),
    _answer(
        photo_questions.OTHER,
        photo_questions.other,
        Window(N_("Save"), looked_up=photo_questions.other_fields, title=N_("Which step?")),
    ),
    _answer(
        photo_questions.ELSEWHERE,
        photo_questions.elsewhere,
        Window(N_("Save"), looked_up=photo_questions.elsewhere_fields, title=N_("Which request?")),
    ),
    _answer(photo_questions.NONE, photo_questions.none),
    _answer(photo_questions.TELL, photo_questions.tell),
)
"""Which step they show, asked in the thread."""
