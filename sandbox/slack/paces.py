"""Rate limits: one message a second per channel, and Slack's tiers per method and minute."""

from __future__ import annotations

import math
import time

from sandbox.slack.refusals import TooFast

PER_MINUTE = {1: 20, 2: 20, 3: 50, 4: 100}
"""Calls a minute by tier. Slack's tier 1 is 1; it is 20 here because a restart test opens many sockets."""


class _Bucket:
    def __init__(self, capacity: float, per_second: float) -> None:
        self._capacity, self._per_second = capacity, per_second
        self._level, self._at = capacity, time.monotonic()

    def take(self) -> None:
        now = time.monotonic()
        self._level = min(self._capacity, self._level + (now - self._at) * self._per_second)
        self._at = now
        if self._level < 1:
            raise TooFast(max(1, math.ceil((1 - self._level) / self._per_second)))
        self._level -= 1


class Paces:
    """Token buckets on the monotonic clock.

    ``messages_per_second`` and ``burst`` hold for chat.postMessage in one channel (Slack: about 1 a second,
    "short bursts" allowed); ``tiers`` switches the limits of all other methods on or off.
    """

    def __init__(self) -> None:
        self.messages_per_second, self.burst, self.tiers = 1.0, 10, True
        self._channels: dict[str, _Bucket] = {}
        self._methods: dict[str, _Bucket] = {}

    def set(
        self, messages_per_second: float | None = None, burst: int | None = None, tiers: bool | None = None
    ) -> None:
        """Change what is given and start with full buckets. ``messages_per_second`` 0 means no limit."""
        if messages_per_second is not None:
            self.messages_per_second = messages_per_second
        if burst is not None:
            self.burst = burst
        if tiers is not None:
            self.tiers = tiers
        self._channels.clear()
        self._methods.clear()

    def take_message(self, channel: str) -> None:
        """One message to ``channel``; raises TooFast."""
        if self.messages_per_second > 0:
            bucket = self._channels.setdefault(channel, _Bucket(self.burst, self.messages_per_second))
            bucket.take()

    def take_call(self, method: str, tier: int) -> None:
        """One call of ``method``; raises TooFast. The burst is a whole minute's allowance."""
        if self.tiers and tier:
            self.take(method, per_minute=PER_MINUTE[tier])

    def take(self, what: str, *, per_minute: int) -> None:
        """One use of anything that has a rate of its own; raises TooFast."""
        bucket = self._methods.get(what)
        if bucket is None:
            bucket = self._methods[what] = _Bucket(per_minute, per_minute / 60)
        bucket.take()
