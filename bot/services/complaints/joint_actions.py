"""What staff can do with a joint complaint: rows of the desk's one table."""

from __future__ import annotations

from bot.domain.audience import N_
from bot.services.complaints import joint, joint_members
from bot.services.complaints.joint_view import ACCEPT, ADD, LABELS, REFUSE, SOLVE, TAKE_OUT, UPDATE
from bot.services.desk.acting import DeskAction, Where, Window

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
    DeskAction(
        ADD,
        LABELS[ADD],
        joint_members.add,
        Where.OWN,
        window=Window(N_("Add"), looked_up=joint_members.add_fields, title=N_("Add a complaint")),
    ),
    DeskAction(
        TAKE_OUT,
        LABELS[TAKE_OUT],
        joint_members.take_out,
        Where.OWN,
        window=Window(N_("Take out"), looked_up=joint_members.take_out_fields, title=N_("Take one out")),
    ),
)
"""All of them are buttons of its post."""
