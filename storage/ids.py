"""New ids: unguessable ones for eyes and buttons, sortable ones for rows."""

from __future__ import annotations

import secrets

from bot.domain.ids import (
    LETTERS,
    AbsenceId,
    AppointmentId,
    AttachmentId,
    ExtensionId,
    IncidentId,
    MessageId,
    OutsideId,
    PromiseId,
    QuoteId,
    Reference,
    ResidentId,
    SheetId,
    SubticketId,
    TalkId,
    TicketId,
)
from bot.ports.clock import Clock
from storage.epoch import to_ms

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, as in a ULID
_PAIRS = [first + second for first in _DIGITS for second in _DIGITS]


class RandomIds:
    """Ids of one process. Sortable ones are ULIDs: 48 bits of milliseconds, 80 random ones, always
    ascending here."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def ticket(self) -> TicketId:
        """A ticket's id."""
        return TicketId(self.sortable())

    def reference(self) -> Reference:
        """A ticket's public name, one of 8.5e11: ``K7QM-4T2P``."""
        letters = "".join(secrets.choice(LETTERS) for _ in range(8))
        return Reference(f"{letters[:4]}-{letters[4:]}")

    def message(self) -> MessageId:
        """A message's id."""
        return MessageId(self.sortable())

    def resident(self) -> ResidentId:
        """A resident's id."""
        return ResidentId(self.sortable())

    def attachment(self) -> AttachmentId:
        """An attachment's id."""
        return AttachmentId(self.sortable())

    def promise(self) -> PromiseId:
        """A promise's id."""
        return PromiseId(self.sortable())

    def outside(self) -> OutsideId:
        """The id of a question to an outside party."""
        return OutsideId(self.sortable())

    def subticket(self) -> SubticketId:
        """A sub-ticket's id."""
        return SubticketId(self.sortable())

    def talk(self) -> TalkId:
        """The id of a talk with a contractor."""
        return TalkId(self.sortable())

    def quote(self) -> QuoteId:
        """A quote's id."""
        return QuoteId(self.sortable())

    def appointment(self) -> AppointmentId:
        """An appointment's id."""
        return AppointmentId(self.sortable())

    def sheet(self) -> SheetId:
        """A sheet's id."""
        return SheetId(self.sortable())

    def incident(self) -> IncidentId:
        """A joint complaint's id."""
        return IncidentId(self.sortable())

    def extension(self) -> ExtensionId:
        """The id of a request for more time."""
        return ExtensionId(self.sortable())

    def absence(self) -> AbsenceId:
        """An absence's id."""
        return AbsenceId(self.sortable())

    def nonce(self) -> str:
        """Sixteen URL-safe characters, 96 random bits."""
        return secrets.token_urlsafe(12)

    def sortable(self) -> str:
        """A ULID greater than every one made before it, also while the clock stands or steps back."""
        fresh = (to_ms(self._clock.now()) << 80) | secrets.randbits(80)
        self._last = fresh if fresh > self._last else self._last + 1 + secrets.randbits(32)
        return "".join([_PAIRS[self._last >> shift & 1023] for shift in range(120, -1, -10)])
