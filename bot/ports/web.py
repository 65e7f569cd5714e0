"""What a channel answers over HTTP, in the web application of the process, without naming its library."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """A POST. The names of its headers are in lower case; whoever sent it is not known yet."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: int
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Route:
    """A path that takes POSTs."""

    path: str
    answer: Callable[[Request], Awaitable[Answer]]


class HasRoutes(Protocol):
    """A channel that receives over HTTP while it runs."""

    def routes(self) -> Sequence[Route]:
        """What it answers, which may be nothing."""
        ...
