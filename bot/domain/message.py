"""What was said on a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.audience import N_, Public
from bot.domain.ids import AttachmentId, MessageId, TicketId
from bot.domain.rich import Spans

SAID = N_("{who}: {words}")
"""What somebody said, in a line of its own; languages differ in the space before the colon."""


class Author(StrEnum):
    """Which side spoke."""

    RESIDENT = "resident"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class PublicMessage:
    """A message both sides see. ``author_name`` is how it was signed to the other side, ``answers`` the message that
    it replies to. ``spans`` is how its text is shown. ``recalled_at`` is when its author took it back: the other side
    has it no more. ``for_staff`` says the same in the language of staff, where it was sent in another."""

    id: MessageId
    ticket: TicketId
    author: Author
    author_name: Public
    text: Public
    at: datetime
    attachments: tuple[AttachmentId, ...] = ()
    answers: MessageId | None = None
    recalled_at: datetime | None = None
    spans: Spans = ()
    for_staff: str = ""


@dataclass(frozen=True, slots=True)
class InternalMessage:
    """A message that only staff see; ``text`` is deliberately a plain ``str``."""

    id: MessageId
    ticket: TicketId
    author_name: str
    text: str
    at: datetime
    recalled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody's reaction to a message: ``actor`` is a staff key or ``resident``. ``emoji`` is "" for one that only its
    platform can show."""

    actor: str
    emoji: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message. ``source`` is the platform's own file reference, opaque to us;
    ``size`` in bytes and ``sha256`` are known once it was fetched."""

    id: AttachmentId
    ticket: TicketId | None
    channel: str
    source: str
    kind: str
    name: str
    media_type: str
    size: int | None = None
    sha256: str | None = None
