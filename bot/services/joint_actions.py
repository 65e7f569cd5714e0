"""What staff can do with a joint complaint: rows of the desk's one table."""

from __future__ import annotations

from bot.domain.audience import N_
from bot.services import joint
from bot.services.acting import DeskAction, Where, Window
from bot.services.incident_view import ACCEPT, LABELS, REFUSE, SOLVE, UPDATE

JOINT_ACTIONS: tuple[DeskAction, ...] = (
    DeskAction(ACCEPT, LABELS[ACCEPT], joint.accept, Where.OWN),
    DeskAction(REFUSE, LABELS[REFUSE], joint.refuse, Where.OWN),
    DeskAction(
        UPDATE,
        LABELS[UPDATE],
        joint.update,
        Where.OWN,
        window=Window(N_("Send"), looked_up=joint.update_fields, title=N_("Update all")),
    ),
    DeskAction(
        SOLVE,
        LABELS[SOLVE],
        joint.solve,
        Where.OWN,
        window=Window(N_("Send"), looked_up=joint.solve_fields, title=N_("Answer all")),
    ),
)
"""All of them are buttons of its post."""
