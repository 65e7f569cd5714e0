"""The one table of what staff can do with a ticket, in the order in which the card shows it."""

from __future__ import annotations

from bot.domain.audience import N_, Style
from bot.domain.directory import Office
from bot.domain.ticket import Move
from bot.ports.modal import Field, TextField
from bot.services import checklist, feedback, triage
from bot.services.acting import DeskAction, Where, Window, always, if_allowed
from bot.services.cards import REROUTE, TICK
from bot.services.house import House


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
    ),
    DeskAction(
        "ticket.take", N_("Take"), triage.take, Where.BUTTON, when=if_allowed(Move.TAKE), exclusive=True
    ),
    DeskAction(
        "ticket.resolve",
        N_("Resolved"),
        feedback.resolve,
        Where.BUTTON,
        when=if_allowed(Move.RESOLVE),
        exclusive=True,
        style=Style.PRIMARY,
    ),
    DeskAction(
        "ticket.ask",
        N_("Ask the resident"),
        triage.ask,
        Where.BUTTON,
        when=if_allowed(Move.ASK, in_review=True),
        on_messages=True,
        window=_one_text(N_("Your question. The resident will read it as you write it."), N_("Send")),
    ),
    DeskAction(
        "ticket.reply",
        N_("Reply to the resident"),
        triage.reply,
        Where.BUTTON,
        when=if_allowed(Move.REPLY),
        on_messages=True,
        window=_one_text(N_("Your answer. The resident will read it as you write it."), N_("Send")),
    ),
    DeskAction(
        "ticket.note",
        N_("Internal note"),
        triage.note,
        Where.BUTTON,
        when=always,
        on_messages=True,
        window=_one_text(N_("Only your colleagues will read this, never the resident."), N_("Save note")),
    ),
    DeskAction(
        REROUTE,
        N_("Change topic and re-route…"),
        triage.reroute,
        Where.OWN,
        when=if_allowed(Move.DISPATCH, in_review=True),
        exclusive=True,
    ),
    DeskAction(TICK, N_("Tick off"), checklist.tick, Where.OWN),
)
"""Names are kept in messages that stand in Slack: one that is given up is answered with silence."""
