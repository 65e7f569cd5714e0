"""What staff see, as neutral views; the desk's channel renders them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from bot.domain.addresses import Destination, MessageRef
from bot.domain.audience import Style
from bot.domain.ids import AttachmentId, MessageId
from bot.domain.rich import Spans, split_rich
from bot.ports.home import HomeTab
from bot.ports.modal import FillModal, Group, Option


class Mark(StrEnum):
    """The mark on a staff message (row C5)."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    INTERNAL = "internal"
    FAILED = "failed"
    UNTOLD = "untold"
    """The resident has no chat: staff tell him themselves."""
    HANDED = "handed"
    """Internal, and the technician has it in his chat."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """What is asked before a button counts, and the label of the way out; the button's own is the way on."""

    question: str
    deny: str


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a card. ``name`` comes back in ``DeskPress.action``, ``value`` with it; some names open a window at
    once (``modal.Windows``)."""

    name: str
    label: str
    value: str
    style: Style = Style.PLAIN
    confirm: Confirm | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice among several on a card: ``options`` are (value, label), or in ``groups`` under a heading. Another
    ``turn`` shows it with nothing chosen."""

    name: str
    placeholder: str
    value: str
    options: tuple[Option, ...] = ()
    groups: tuple[Group, ...] = ()
    turn: str = ""


@dataclass(frozen=True, slots=True)
class TickBox:
    """An item of a checklist on a card; ``note`` says who ticked it and when."""

    value: str
    label: str
    done: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A ticket's card: on top of its thread, kept current by ``Recard``. ``seen`` comes back with every press."""

    title: str
    fields: tuple[tuple[str, str], ...] = ()
    body: str = ""
    ticks: tuple[TickBox, ...] = ()
    ticks_action: str = ""
    ticks_value: str = ""
    notices: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    menus: tuple[Menu, ...] = ()
    seen: str = ""
    kind: Literal["card"] = "card"


@dataclass(frozen=True, slots=True)
class Recard:
    """Change the card on top of a thread. ``moved_to`` links the thread that took its place."""

    card: Card
    moved_to: Destination | None = None
    kind: Literal["recard"] = "recard"


@dataclass(frozen=True, slots=True)
class Post:
    """A post. ``author`` is shown in bold before ``text``, which is foreign text and only ever literal, shown as
    ``spans`` say; ``icon`` is an emoji before both. ``above`` and ``below`` are small lines around them, as literal:
    what it answers, what it said before. ``thread`` becomes a link where it leads, ``leads_to`` says in front of it
    where that is. ``seen`` comes back with every press, as a card's does."""

    text: str
    author: str = ""
    icon: str = ""
    actions: tuple[Action, ...] = ()
    above: str = ""
    below: str = ""
    spans: Spans = ()
    thread: Destination | None = None
    leads_to: str = ""
    seen: str = ""
    kind: Literal["post"] = "post"

    def in_parts(self) -> list[Post]:
        """As many posts as its text needs: the first has what stands above the words, the last what stands below."""
        parts = split_rich(self.text, self.spans) if self.text else [("", ())]
        posts = [Post(text, spans=spans, seen=self.seen) for text, spans in parts]
        posts[0] = replace(posts[0], author=self.author, icon=self.icon, above=self.above)
        posts[-1] = replace(
            posts[-1], actions=self.actions, below=self.below, thread=self.thread, leads_to=self.leads_to
        )
        return posts


@dataclass(frozen=True, slots=True)
class Reword:
    """Change a post of ours: ``post`` takes its place."""

    target: MessageRef
    post: Post
    kind: Literal["reword"] = "reword"


@dataclass(frozen=True, slots=True)
class RewordCopy:
    """A ``Reword`` as it is queued: of our own message ``message`` (the part that its row names), whose copy in the
    thread is looked up when it is sent. Where there is no copy the post is made anew."""

    message: MessageId
    post: Post
    kind: Literal["reword_copy"] = "reword_copy"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a resident, with its caption. ``slow``: one of so many that others go first."""

    attachment: AttachmentId
    author: str = ""
    caption: str = ""
    slow: bool = False
    kind: Literal["upload"] = "upload"


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text of our own as a file to keep."""

    name: str
    text: str
    kind: Literal["text_file"] = "text_file"


@dataclass(frozen=True, slots=True)
class SetMark:
    """Put ``mark`` on a message and take the earlier marks off; a ``fresh`` message has none yet."""

    target: MessageRef
    mark: Mark
    fresh: bool = False
    kind: Literal["mark"] = "mark"


@dataclass(frozen=True, slots=True)
class MarkCopy:
    """A ``SetMark`` as it is queued for a message that staff wrote in a card's form: its post in the thread is looked
    up when it is sent."""

    message: MessageId
    mark: Mark
    fresh: bool = False
    kind: Literal["mark_copy"] = "mark_copy"


@dataclass(frozen=True, slots=True)
class SetReactions:
    """Let our own reactions to a message be these ``emoji``, its mark apart. Nobody misses one that can't be set."""

    target: MessageRef
    emoji: tuple[str, ...]
    kind: Literal["reactions"] = "reactions"


@dataclass(frozen=True, slots=True)
class ReactCopy:
    """A ``SetReactions`` as it is queued: on the latest post that shows our own message ``message``."""

    message: MessageId
    emoji: tuple[str, ...]
    kind: Literal["react_copy"] = "react_copy"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: ``thread`` becomes a link where it leads."""

    text: str
    thread: Destination | None = None


@dataclass(frozen=True, slots=True)
class Whisper:
    """An answer that only its reader sees. ``reply_to`` is where the platform takes it (a response URL);
    ``replaces``: in place of the answer whose button was pressed. ``under``: in the thread that the platform calls so,
    where its reader is looking."""

    title: str
    lines: tuple[Line, ...] = ()
    reply_to: str | None = None
    actions: tuple[Action, ...] = ()
    replaces: bool = False
    under: str | None = None
    kind: Literal["whisper"] = "whisper"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a board, with its buttons; ``thread`` becomes a link where it leads, ``below`` is a small line."""

    text: str
    thread: Destination | None = None
    below: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """A list that staff go through row by row, all in one post: the top of a thread of its own, kept current by
    ``Reboard``. ``above`` and ``below`` are small lines around the rows. At most fifteen rows
    (``domain.sheet.ROWS``)."""

    title: str
    rows: tuple[Row, ...] = ()
    above: str = ""
    below: str = ""
    actions: tuple[Action, ...] = ()
    kind: Literal["board"] = "board"


@dataclass(frozen=True, slots=True)
class Reboard:
    """Change the board on top of a thread."""

    board: Board
    kind: Literal["reboard"] = "reboard"


DeskContent = (
    Card
    | Recard
    | Post
    | Reword
    | Upload
    | SetMark
    | SetReactions
    | Whisper
    | FillModal
    | TextFile
    | HomeTab
    | Board
    | Reboard
)
QueuedForDesk = DeskContent | MarkCopy | ReactCopy | RewordCopy
"""What the outbox takes for the desk: the copies of our own messages are looked up when it is sent."""
