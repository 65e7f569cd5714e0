"""What staff can do about how it went: note a call, mark a request as important. Rows of the desk's one table."""

from __future__ import annotations

from bot.domain.audience import N_
from bot.domain.ticket import State
from bot.services.closing import follow_up
from bot.services.desk.acting import REQUEST, RESIDENT, DeskAction, Where, Window

CLOSING_ACTIONS: tuple[DeskAction, ...] = (
    DeskAction(
        "ticket.call",
        N_("Record a call…"),
        follow_up.call,
        Where.MORE,
        RESIDENT,
        when=follow_up.recordable,
        exclusive=True,
        window=Window(N_("Save"), follow_up.call_fields),
    ),
    DeskAction(
        "ticket.important",
        N_("Mark as important"),
        follow_up.mark_important,
        Where.MORE,
        REQUEST,
        when=lambda ticket: not ticket.important and (ticket.is_open or ticket.state is State.CLOSED),
    ),
    DeskAction(
        "ticket.unimportant",
        N_("No longer important"),
        follow_up.mark_important,
        Where.MORE,
        REQUEST,
        when=lambda ticket: ticket.important,
    ),
)
