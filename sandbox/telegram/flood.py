"""Telegram's pace limits: one message a second per chat, twenty a minute per group, thirty a second overall, with
bursts.

The true values are unpublished; the defaults follow core.telegram.org/bots/faq#my-bot-is-hitting-limits.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

from sandbox.telegram.errors import too_many_requests


@dataclass(frozen=True, slots=True)
class Pace:
    """``rate`` messages a second after a burst of ``burst``; a rate of 0 means no limit."""

    rate: float
    burst: int


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float

    def fill(self, pace: Pace, now: float) -> None:
        self.left = min(float(pace.burst), self.left + (now - self.at) * pace.rate)
        self.at = now


@dataclass(slots=True)
class Paces:
    """The limits in force and what was used of them, in real seconds (the moved clock plays no part)."""

    per_chat: Pace = Pace(1.0, 20)
    overall: Pace = Pace(30.0, 60)
    per_group: Pace = Pace(20 / 60, 20)
    _buckets: dict[int | None, _Bucket] = field(default_factory=dict)

    def set(self, per_chat: Pace, overall: Pace) -> None:
        """Replace the limits and forget what was used; a chat without a limit is a group without one."""
        self.per_chat, self.overall = per_chat, overall
        self.per_group = Pace(20 / 60, 20) if per_chat.rate > 0 else per_chat
        self._buckets.clear()

    def spend(self, chat_id: int, messages: int = 1) -> None:
        """Count messages to one chat. Raises ApiError 429 and counts nothing when too many."""
        now = time.monotonic()
        limits: list[tuple[int | None, Pace]] = [
            (chat_id, self.per_chat if chat_id > 0 else self.per_group),
            (None, self.overall),
        ]
        pairs = [(self._bucket(key, pace, now), pace) for key, pace in limits if pace.rate > 0]
        waits = [(min(messages, pace.burst) - bucket.left) / pace.rate for bucket, pace in pairs]
        if max(waits, default=0.0) > 0:
            raise too_many_requests(max(1, math.ceil(max(waits))))
        for bucket, _ in pairs:
            bucket.left -= messages

    def _bucket(self, key: int | None, pace: Pace, now: float) -> _Bucket:
        bucket = self._buckets.setdefault(key, _Bucket(float(pace.burst), now))
        bucket.fill(pace, now)
        return bucket
