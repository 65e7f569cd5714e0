"""Faults that a test or the page switches on: by side, method and what the call carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

FaultKind = Literal["error", "latency", "reset_before", "lost_answer", "truncate", "html"]
"""error: answer with ``status``/``description``/``retry_after`` and do nothing; latency: wait ``seconds``
first; reset_before: drop the connection before the effect; lost_answer: do it, then drop the connection;
truncate: do it, then answer half the JSON; html: answer an HTML page with ``status`` and do nothing."""


@dataclass(slots=True)
class Fault:
    """One switch. ``times`` counts down at each use; None means until cleared.

    ``match`` must be part of the call.
    """

    side: Literal["telegram", "slack", "mail"]
    method: str
    kind: FaultKind
    times: int | None = 1
    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    seconds: float = 0.0
    match: Mapping[str, Any] = field(default_factory=dict)


class Faults:
    """The switches in force."""

    def __init__(self) -> None:
        self._on: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Switch a fault on."""
        self._on.append(fault)

    def clear(self) -> None:
        """Switch everything off."""
        self._on.clear()

    def take(self, side: str, method: str, params: Mapping[str, Any]) -> Fault | None:
        """The fault this call meets, used up by one; ``method`` "*" meets every call of its side."""
        for fault in self._on:
            if fault.side != side or fault.method not in (method, "*"):
                continue
            if any(str(params.get(key)) != str(value) for key, value in fault.match.items()):
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._on.remove(fault)
            return fault
        return None
