"""Times as the database keeps them: whole milliseconds since 1970 (what is finer is cut off)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_US = timedelta(microseconds=1)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970. Raises TypeError for a datetime without time zone."""
    return (moment - EPOCH) // _MS


def from_ms(ms: int) -> datetime:
    """The aware UTC datetime of a number of milliseconds."""
    return EPOCH + ms * _MS


def to_us(moment: datetime) -> int:
    """Microseconds since 1970, for limits of many messages a second."""
    return (moment - EPOCH) // _US
