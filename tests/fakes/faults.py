"""Deliveries that go wrong on order."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.ports.channel import Delivery, Reason, SendFailed


@dataclass(slots=True)
class Fault:
    """The next ``times`` deliveries (to ``room``, of ``only`` these contents) fail. ``arrives``: they were made all
    the same, and only the answer was lost."""

    reason: Reason
    times: int = 1
    room: str | None = None
    only: tuple[type, ...] = ()
    arrives: bool = False
    retry_after: float | None = None

    def hits(self, delivery: Delivery) -> bool:
        """Whether this delivery is one of them; if so it is counted."""
        hit = (
            self.times > 0
            and self.room in (None, delivery.place.room)
            and (not self.only or isinstance(delivery.content, self.only))
        )
        self.times -= hit
        return hit

    def error(self) -> SendFailed:
        """What the platform's library would have raised."""
        return SendFailed(self.reason, "on order", self.retry_after)


@dataclass(slots=True)
class Faults:
    """All that is on order."""

    ordered: list[Fault] = field(default_factory=list)

    def order(self, fault: Fault) -> None:
        """Let something go wrong."""
        self.ordered.append(fault)

    def next_for(self, delivery: Delivery) -> Fault | None:
        """What goes wrong with this delivery, if anything."""
        return next((fault for fault in self.ordered if fault.hits(delivery)), None)
