"""Who may read a text is its type (row C6).

``Public`` marks text that a resident may read: a *public* message, a filled catalogue text, his own words, and names
and references that are shown to him anyway. ``ForResident`` holds nothing else,
so an internal comment (``StaffNote``) can't be put into a resident's chat without failing the type checker and,
at run time, ``ForResident`` itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from bot.domain.addresses import MessageRef
from bot.domain.ids import AttachmentId, MessageId, StaffKey, TicketId
from bot.domain.rich import Spans


class Public(str):
    """Text that a resident may read."""

    __slots__ = ()


def N_(msgid: str) -> str:  # noqa: N802 - gettext's own name, which extraction looks for
    """Mark an English source text for the catalogues."""
    return msgid


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802 - as N_, for texts that count something
    """Mark a pair of English source texts, one for one and one for several."""
    return singular, plural


@dataclass(frozen=True, slots=True)
class Phrase:
    """A catalogue text with what fills it. ``plural`` and ``count`` choose the form by number.

    A parameter is text a resident may read, a number, or another phrase.
    """

    msgid: str
    params: Mapping[str, Public | int | Phrase] = field(default_factory=dict)
    plural: str | None = None
    count: int | None = None


class Style(StrEnum):
    """How a button looks on platforms that can show it."""

    PLAIN = "plain"
    PRIMARY = "primary"
    SUCCESS = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A choice under a message. ``token`` is opaque (at most 64 bytes) and means nothing without our own row."""

    label: Public
    token: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class ForResident:
    """The only thing a resident's channel accepts. Raises TypeError for text not marked ``Public``. ``spans`` is how
    the text is shown; only public messages have any. ``passing`` is of no worth later, or is then said anew: he who
    could not be reached does not get it once he can be."""

    text: Public
    buttons: tuple[tuple[Button, ...], ...] = ()
    attachment: AttachmentId | None = None
    quotes: MessageRef | None = None
    spans: Spans = ()
    passing: bool = False
    kind: Literal["say"] = "say"

    def __post_init__(self) -> None:
        labels = [button.label for row in self.buttons for button in row]
        if not all(isinstance(text, Public) for text in (self.text, *labels)):
            raise TypeError(
                "text for a resident must be Public: a public message, or a filled catalogue text"
            )


@dataclass(frozen=True, slots=True)
class Retouch:
    """Change a message the resident has: its text and buttons (a question answered, a list refreshed)."""

    target: MessageRef
    content: ForResident
    kind: Literal["retouch"] = "retouch"


@dataclass(frozen=True, slots=True)
class Received:
    """The quiet sign on a resident's own message that it has reached the office, or the ``emoji`` of the staff's
    reaction in its place. There is one sign at a time."""

    target: MessageRef
    emoji: str = ""
    kind: Literal["received"] = "received"


@dataclass(frozen=True, slots=True)
class Remove:
    """Take messages the resident has out of his chat. What is gone already is no loss."""

    targets: tuple[MessageRef, ...]
    kind: Literal["remove"] = "remove"


@dataclass(frozen=True, slots=True)
class StatusCard:
    """Where a ticket stands: posted, or in place of what the card ``target`` said before (row A13)."""

    content: ForResident
    target: MessageRef | None = None
    kind: Literal["status_card"] = "status_card"


@dataclass(frozen=True, slots=True)
class TopicTitle:
    """What a ticket's chat topic is called, and the emoji that shows its state."""

    name: Public
    emoji: str

    def __str__(self) -> str:
        return f"{self.emoji} {self.name}"


@dataclass(frozen=True, slots=True)
class Farewell:
    """What is said once to a group that the bot was put into."""

    text: Public
    kind: Literal["farewell"] = "farewell"


@dataclass(frozen=True, slots=True)
class Leave:
    """The bot leaves a group. That it is out of it already is no failure."""

    kind: Literal["leave"] = "leave"


GroupContent = Farewell | Leave
ResidentContent = ForResident | Retouch | Received | Remove | StatusCard


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """A ``StatusCard`` as it is queued. What it says is written when it is sent, so several in a row are one change."""

    ticket: TicketId
    kind: Literal["show_status"] = "show_status"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A ``Retouch`` as it is queued: of our own message ``target`` (the part that its row names), whose copy in the
    chat is looked up when it is sent. Where there is no copy the content is sent anew."""

    target: MessageId
    content: ForResident
    kind: Literal["rewrite"] = "rewrite"


@dataclass(frozen=True, slots=True)
class Recall:
    """A ``Remove`` as it is queued: of the copies of these ``parts`` of our own message ``target``."""

    target: MessageId
    parts: tuple[int, ...]
    kind: Literal["recall"] = "recall"


@dataclass(frozen=True, slots=True)
class StaffNote:
    """An internal comment: for staff eyes only, set once and for ever (row C6)."""

    ticket: TicketId
    author: StaffKey
    text: str
