"""A channel: four short methods. What it can do more, it says by implementing one more Protocol."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from bot.domain.addresses import Destination, MessageRef, Place
from bot.domain.audience import GroupContent, ResidentContent, TopicTitle
from bot.domain.message import Attachment
from bot.domain.technician import TechnicianContent
from bot.ports.desk import DeskContent
from bot.ports.files import Looks
from bot.ports.inbound import Inbound
from bot.ports.mailer import Letter

Outgoing = ResidentContent | TechnicianContent | DeskContent | Letter | GroupContent
"""All that a channel may be given to deliver; each takes its own kind."""


@dataclass(frozen=True, slots=True)
class RawEvent:
    """What a platform sent, before anybody reads it. (channel, id) is unique: a second copy ends at the inbox.
    ``lane`` is where it came from (of a chat ``CHANNEL:CHAT``, of a topic in it ``CHANNEL:CHAT:TOPIC``); inside a lane
    order holds. ``payload`` is JSON."""

    channel: str
    id: str
    lane: str
    payload: str


Receive = Callable[[list[RawEvent]], Awaitable[None]]
"""The inbox, as a channel sees it: when it returns, the events are committed and may be acknowledged."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """An attachment with its bytes at hand, and what they are by their content."""

    attachment: Attachment
    path: Path
    looks: Looks


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing to send. ``key`` is unique for ever and the same at every attempt. ``uncertain`` says that an earlier
    attempt may have arrived: a platform that can look it up does so first, among what is there since it was
    ``queued_at``. ``progress`` is what an earlier attempt
    recorded through ``record``. ``file`` is at hand when the content names one. ``linked`` holds the places of
    destinations the content mentions; a missing one is not known yet."""

    key: str
    place: Place
    content: Outgoing
    uncertain: bool = False
    progress: str | None = None
    file: LocalFile | None = None
    linked: Mapping[Destination, Place] = field(default_factory=dict)
    record: Callable[[str], Awaitable[None]] | None = None
    queued_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the platform answered: the message it made, None when it made none (a mark, an edit)."""

    ref: MessageRef | None = None


Reason = Literal[
    "flood",
    "network",
    "server",
    "unknown",
    "unreachable",
    "gone",
    "closed",
    "lost",
    "no_topic",
    "no_file",
    "too_large",
    "no_kind",
    "refused",
    "not_ready",
    "conflict",
]
"""flood: wait ``retry_after``; network: surely not arrived; server: the platform is down; unknown: perhaps arrived;
unreachable: the person blocked us; gone: the chat or message is no more; closed: the desk's
channel is no more or shut to us; lost: the thread to write in is no more; no_topic: the chat topic
is no more; no_file: its file can't be fetched; too_large; no_kind: what it is has no form on the other side;
refused: will never work;
not_ready: something it needs is not there yet; conflict: only when receiving, another program does so already."""

RETRYABLE: frozenset[Reason] = frozenset({"flood", "network", "server", "unknown", "not_ready"})


class SendFailed(Exception):
    """A delivery failed. ``retry_after`` is in seconds; ``detail`` is for logs and holds no secret."""

    def __init__(self, reason: Reason, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason
        self.detail = detail
        self.retry_after = retry_after

    @property
    def retryable(self) -> bool:
        """Whether the same delivery may work later."""
        return self.reason in RETRYABLE


class Channel(Protocol):
    """A platform. ``name`` is in every address and event of it."""

    name: str

    async def run(self, receive: Receive) -> None:
        """Receive until cancelled; every event is committed through ``receive`` before it is acknowledged."""
        ...

    def parse(self, payload: Mapping[str, Any], received_at: datetime) -> Inbound:
        """What a stored event means. Pure. Raises Unreadable."""
        ...

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Send one thing. Raises SendFailed."""
        ...

    def pace(self, place: Place, content: Outgoing) -> tuple[tuple[str, float, int], ...]:
        """The platform's limits a delivery falls under: (bucket's name, seconds between two, how many at once)."""
        ...


class CanFetch(Protocol):
    """A channel whose files can be downloaded."""

    def fetch(self, source: str) -> AsyncIterator[bytes]:
        """The bytes of a file, streamed. Raises SendFailed (``too_large``, ``gone`` …)."""
        ...


@runtime_checkable
class HasTopics(Protocol):
    """A channel whose chats can be divided into topics."""

    async def has_topics(self) -> bool:
        """Whether they are so at present. Raises SendFailed while nobody can tell."""
        ...

    async def open_topic(self, room: Place, title: TopicTitle) -> Place:
        """Make a topic in a chat. Raises SendFailed; never ``unknown``, as a second one does no harm."""
        ...

    async def retitle(self, topic: Place, title: TopicTitle) -> None:
        """Change what a topic is called. Raises SendFailed (``no_topic`` …)."""
        ...


class CanCheck(Protocol):
    """A channel that can say whether its set-up works (``palier doctor``)."""

    async def check(self) -> list[tuple[bool, str]]:
        """(good, what was found and what to do) a line."""
        ...


class HasMenu(Protocol):
    """A channel with a menu of commands per language."""

    async def set_menu(self, language: str | None, commands: list[tuple[str, str]]) -> None:
        """Set the (command, description) menu for a language, None for everybody else."""
        ...
