"""What can go wrong: each error says what happened and, where a person must know, in which words."""

from __future__ import annotations


class PalierError(Exception):
    """Base of our own errors."""


class Conflict(PalierError):
    """Somebody else changed the same thing in the meantime: read again and decide again."""


class NotYet(PalierError):
    """What an event is about may be about to come: handle it again in a moment."""


class Unavailable(PalierError):
    """The database can't be reached, is busy or full. Nothing is wrong with what was asked: ask again later."""


class Refused(PalierError):
    """A person asked for something he may not have or that no longer fits.

    ``msgid`` is a catalogue text that tells him so; ``params`` fill it.
    """

    def __init__(self, msgid: str, **params: str) -> None:
        super().__init__(msgid.format(**params))
        self.msgid = msgid
        self.params = params


class Unreadable(PalierError):
    """A platform's event that our adapter cannot read. It is quarantined and staff are told."""
