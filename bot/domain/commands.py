"""What a finished dialog asks the house to do. One type a wish; ``services.from_chats`` knows who fulfils it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import AppointmentId, ResidenceKey, StaffKey, TicketId, TopicKey
from bot.domain.ticket import Severity, Way

FileValues = tuple[Mapping[str, Any], ...]
"""Files as the dialog kept them: JSON values of ``FileRef``."""


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """Open a ticket (row A2). ``unclear``: the description stayed vague after being asked three times. ``wish`` is what
    a complainant asks for, ``wish_by`` by when in his words (row E4). ``logged_by`` is who wrote it down for the
    resident, ``came_by`` how it reached him (row A10). ``cautions`` is what a technician must know before he comes
    (row F1)."""

    author: str
    residence: ResidenceKey | None
    residence_words: str | None
    unit: str | None
    topic: TopicKey
    description: str
    files: FileValues
    unclear: bool = False
    wish: str | None = None
    wish_by: str | None = None
    logged_by: StaffKey | None = None
    came_by: Way = Way.CHAT
    severity: Severity | None = None
    cautions: str | None = None


@dataclass(frozen=True, slots=True)
class AddToTicket:
    """Put words and files on an open ticket; None asks for a new one that begins with them."""

    ticket: TicketId | None
    text: str
    files: FileValues


@dataclass(frozen=True, slots=True)
class RateTicket:
    """Rate a closed ticket, 1 to 5 (row F5)."""

    ticket: TicketId
    stars: int


@dataclass(frozen=True, slots=True)
class AddToRating:
    """A word with the stars; none when it was skipped."""

    ticket: TicketId
    words: str


@dataclass(frozen=True, slots=True)
class ExplainReopening:
    """Why the resident is not satisfied (row D5)."""

    ticket: TicketId
    reason: str
    files: FileValues


@dataclass(frozen=True, slots=True)
class ExplainDecline:
    """Why the resident declined an offer; nothing when he skipped it (row F2)."""

    ticket: TicketId
    reason: str
    files: FileValues


@dataclass(frozen=True, slots=True)
class WishVisit:
    """When a visit would suit the resident, in his words (row D6)."""

    visit: AppointmentId
    wish: str
    files: FileValues


@dataclass(frozen=True, slots=True)
class QualifyTicket:
    """What was missing on a ticket; None and empty where it was not asked (row A2)."""

    ticket: TicketId
    residence: ResidenceKey | None
    residence_words: str | None
    unit: str | None
    description: str


@dataclass(frozen=True, slots=True)
class ConfirmClosing:
    """He says yes to the question whether his request may be closed."""

    ticket: TicketId


@dataclass(frozen=True, slots=True)
class AnswerFollowUp:
    """He says in his own words whether all is still well (row D7)."""

    ticket: TicketId
    well: bool
    words: str
