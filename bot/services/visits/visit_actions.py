"""What staff and residents can do about visits and promises: rows of the desk's one table, and the residents' buttons
(rows D6, D9)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.audience import N_
from bot.domain.people import Resident
from bot.domain.ticket import Move, Ticket
from bot.ports.store import UnitOfWork
from bot.services.desk.acting import RESIDENT, WORK, DeskAction, Where, Window
from bot.services.house import House
from bot.services.promises import calling_back, ledger, pledging
from bot.services.visits import arriving, calling_off_visits, offering_visits, wishing_visits
from bot.services.visits.appointments import (
    ACCEPT,
    ARRIVED,
    CANCEL,
    EXCUSE,
    LABELS,
    OFFER,
    ON_WAY,
    OVER,
    RECORD,
)
from bot.services.visits.visit_times import time_checks


def _may_offer(ticket: Ticket) -> bool:
    return ticket.allows(Move.ASK) and not ticket.in_review and not ticket.needs_price


def _may_agree(ticket: Ticket) -> bool:
    return ticket.is_open and ticket.allows(Move.REPLY) and not ticket.in_review and not ticket.needs_price


def _open(ticket: Ticket) -> bool:
    return ticket.is_open


VISIT_ACTIONS: tuple[DeskAction, ...] = (
    DeskAction(
        OFFER,
        N_("Offer a visit…"),
        offering_visits.offer,
        Where.MORE,
        WORK,
        when=_may_offer,
        exclusive=True,
        window=Window(N_("Offer"), looked_up=offering_visits.offer_fields, checks=time_checks),
    ),
    DeskAction(
        RECORD,
        N_("Visit agreed by phone…"),
        offering_visits.record,
        Where.MORE,
        WORK,
        when=_may_agree,
        exclusive=True,
        window=Window(N_("Save"), looked_up=offering_visits.record_fields, checks=time_checks),
    ),
    DeskAction(
        EXCUSE,
        LABELS[EXCUSE],
        offering_visits.excuse,
        Where.OWN,
        when=_may_offer,
        window=Window(N_("Send"), looked_up=offering_visits.excuse_fields, checks=time_checks),
    ),
    DeskAction(
        ACCEPT,
        N_("Agree"),
        wishing_visits.accept,
        Where.OWN,
        when=_may_agree,
    ),
    DeskAction(
        CANCEL,
        LABELS[CANCEL],
        calling_off_visits.cancel,
        Where.OWN,
        when=_open,
        window=Window(N_("Cancel the visit"), calling_off_visits.fields),
    ),
    DeskAction(
        "call.promise",
        N_("Call back…"),
        calling_back.promise,
        Where.MORE,
        RESIDENT,
        when=lambda ticket: ticket.is_open and not ticket.in_review,
        window=Window(N_("Promise"), calling_back.fields, checks=calling_back.checks),
    ),
    DeskAction(
        ledger.CALLED,
        ledger.LABELS[ledger.CALLED],
        calling_back.called,
        Where.OWN,
        window=Window(N_("Save"), calling_back.called_fields),
    ),
    DeskAction(ledger.KEPT, ledger.LABELS[ledger.KEPT], pledging.kept, Where.OWN),
    DeskAction(ledger.BROKEN, ledger.LABELS[ledger.BROKEN], pledging.broken, Where.OWN),
    DeskAction(ON_WAY, LABELS[ON_WAY], arriving.on_way, Where.OWN, when=_open),
    DeskAction(ARRIVED, LABELS[ARRIVED], arriving.arrived, Where.OWN, when=_open),
    DeskAction(OVER, LABELS[OVER], arriving.over, Where.OWN, when=_open),
)
"""In the order of the card's list."""

Press = Callable[[UnitOfWork, House, Resident, str, int], Awaitable[None]]
"""A resident's button: the visit's id and turn. Raises Refused where it no longer fits."""

PRESSES: Mapping[str, Press] = {
    "none": offering_visits.none_suits,
    "another": calling_off_visits.another,
    "cancel": calling_off_visits.ask,
    "keep": calling_off_visits.keep,
    "cancelled": calling_off_visits.cancelled,
    "here": arriving.here,
    "nobody": arriving.nobody,
}


async def pressed(u: UnitOfWork, house: House, resident: Resident, action: Mapping[str, Any]) -> bool:
    """A resident has pressed a button about a visit; whether he is to be asked which time would suit him."""
    what, visit, turn = str(action["what"]), str(action["visit"]), int(action["turn"])
    if what == "pick":
        return await offering_visits.pick(u, house, resident, visit, turn, int(action["offer"]))
    await PRESSES[what](u, house, resident, visit, turn)
    return what in ("none", "another")
