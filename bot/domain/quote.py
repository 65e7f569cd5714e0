"""A quote for a paid service: its price is told and accepted before anybody is sent (row F2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.ids import QuoteId, StaffKey, TicketId


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the smallest unit that its currency (ISO 4217) has: 1250 of EUR is 12.50, 1250 of VND is 1250."""

    minor: int
    currency: str


MOST = 10**12
"""The largest amount, in the smallest unit: what is more was mistyped."""


def amount_in(text: str, currency: str, digits: int) -> Money | None:
    """An amount as it was typed (``12.5``), ``digits`` being the currency's own behind the point. None for what is no
    amount, not more than nothing, too much, or finer than the currency."""
    try:
        minor = Decimal(text.strip()).scaleb(digits)
    except ArithmeticError:
        return None
    if not minor.is_finite() or minor != minor.to_integral_value() or not 0 < minor <= MOST:
        return None
    return Money(int(minor), currency)


class QuoteState(StrEnum):
    """Where a quote stands. *replaced*: a newer one took its place."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Quote:
    """An offer to a resident: ``minor`` of ``currency`` (see ``Money``) for ``purpose``, until ``valid_until``."""

    id: QuoteId
    ticket: TicketId
    minor: int
    currency: str
    purpose: str
    offered_by: StaffKey
    offered_at: datetime
    valid_until: datetime
    state: QuoteState = QuoteState.OFFERED
    answered_at: datetime | None = None

    @property
    def price(self) -> Money:
        """What it costs."""
        return Money(self.minor, self.currency)


def needs_price(paid: bool, present: Quote | None) -> bool:
    """Whether a price must be accepted before anybody is sent: an offer is out, or the topic is a ``paid`` one and no
    quote was accepted."""
    if present is not None and present.state in (QuoteState.OFFERED, QuoteState.ACCEPTED):
        return present.state is QuoteState.OFFERED
    return paid
