"""What is to be looked at again, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Timer:
    """Something to look at again at ``due_at``; ``kind`` says which use case, ``subject`` what about."""

    kind: str
    subject: str
    due_at: datetime


class Timers(Protocol):
    """Things to look at again."""

    async def set(self, timer: Timer) -> None:
        """Set or move the timer of (kind, subject)."""

    async def clear(self, kind: str, subject: str) -> None: ...
    async def hurry(self, kind: str, after: str, at_most: int, now: datetime) -> str | None:
        """Have the next timers of a kind fire, by subject, beginning behind ``after``; the subject of the last one,
        None where there is none."""

    async def at(self, kind: str, subject: str) -> datetime | None:
        """When the timer of (kind, subject) is due, None where there is none."""
