"""What staff can do with the requests on a sheet: rows of the desk's one table."""

from __future__ import annotations

from bot.domain.audience import N_
from bot.services.desk.acting import DeskAction, Where, Window
from bot.services.sheets import handover, reviewing
from bot.services.sheets.sheet_view import ACCEPT, ANSWER, ASK, LABELS, NOTED, REVIEWED

SHEET_ACTIONS: tuple[DeskAction, ...] = (
    DeskAction(ACCEPT, LABELS[ACCEPT], handover.accept, Where.OWN),
    DeskAction(
        ASK,
        LABELS[ASK],
        handover.ask,
        Where.OWN,
        window=Window(N_("Ask"), handover.ask_fields, title=N_("Ask about it")),
    ),
    DeskAction(
        ANSWER,
        LABELS[ANSWER],
        handover.answer,
        Where.OWN,
        window=Window(N_("Answer"), looked_up=handover.answer_fields, title=N_("Answer")),
    ),
    DeskAction(REVIEWED, LABELS[REVIEWED], reviewing.review, Where.OWN, managers=True),
    DeskAction(
        NOTED,
        LABELS[NOTED],
        reviewing.review,
        Where.OWN,
        managers=True,
        window=Window(N_("Reviewed"), reviewing.note_fields, title=N_("Reviewed, with a note")),
    ),
)
"""All of them are buttons of its rows."""
