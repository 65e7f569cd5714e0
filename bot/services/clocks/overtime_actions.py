"""More time for a complaint: rows of the desk's one table."""

from __future__ import annotations

from bot.domain.audience import N_
from bot.services.clocks import overtime
from bot.services.clocks.reminding import may_have_more
from bot.services.desk.acting import DeskAction, Where, Window
from bot.services.promises import promising

OVERTIME_ACTIONS: tuple[DeskAction, ...] = (
    DeskAction(
        overtime.ASK,
        N_("More time…"),
        overtime.ask,
        Where.MORE,
        N_("Complaint"),
        when=may_have_more,
        window=Window(N_("Ask"), overtime.fields, checks=overtime.checks),
    ),
    DeskAction(
        overtime.APPROVE,
        N_("Approve"),
        overtime.approve,
        Where.OWN,
        when=may_have_more,
        superiors=True,
    ),
    DeskAction(
        overtime.REFUSE,
        N_("Refuse…"),
        overtime.refuse,
        Where.OWN,
        when=may_have_more,
        superiors=True,
        window=Window(N_("Refuse"), promising.refusal_fields),
    ),
)
"""In the order of the card's list."""
