"""What a platform's event means, in neutral words. Adapters make these from raw JSON; services decide by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from bot.domain.addresses import MessageRef
from bot.domain.rich import Spans


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file on its platform: ``source`` fetches it, ``size`` in bytes where the platform tells."""

    source: str
    kind: Literal["photo", "document", "voice", "video", "audio", "sticker"]
    name: str
    media_type: str
    size: int | None = None


def is_picture(file: FileRef) -> bool:
    """Whether it shows something: a photo or a video, however it was sent."""
    return file.kind in ("photo", "video") or file.media_type.startswith(("image/", "video/"))


# ---- from a resident's chat ----


@dataclass(frozen=True, slots=True)
class ChatUser:
    """Who writes in a chat. ``language`` is the platform's code (``fr``, ``pt-br``), None where it tells none."""

    channel: str
    chat: str
    name: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A resident wrote or sent something. ``command`` is ``report`` for ``/report``; ``text`` then is what follows.
    Without words and files it is of a kind that we can't take in (a poll, a game …). ``reply_to`` is the message in the
    chat that it answers. ``spans`` is how the text is formatted, ``topic`` the chat topic it was written in; ``at`` is
    when he wrote it by the platform's clock, None where it does not tell."""

    user: ChatUser
    ref: MessageRef
    text: str = ""
    command: str | None = None
    files: tuple[FileRef, ...] = ()
    album: str | None = None
    reply_to: MessageRef | None = None
    spans: Spans = ()
    topic: str | None = None
    at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ChatEdit:
    """A resident changed an earlier message, ``at`` by the platform's clock."""

    user: ChatUser
    ref: MessageRef
    text: str
    at: datetime
    spans: Spans = ()
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class ChatTap:
    """A resident pressed a button. ``message`` is the one it stands under, None when the platform withholds it."""

    user: ChatUser
    token: str
    message: MessageRef | None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class ChatReachable:
    """A resident blocked the bot, or let it in again."""

    user: ChatUser
    reachable: bool


@dataclass(frozen=True, slots=True)
class ChatGroup:
    """The bot is (``inside``), or no longer is, in a chat of several people; nothing of what is said there is in this.
    ``user`` is whoever did it, with the group as his chat. ``joined``: it was put there just now. ``silent``: it takes
    no word of ours (a broadcast)."""

    user: ChatUser
    inside: bool = True
    joined: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class ChatReaction:
    """A resident's reactions to a message are now ``emoji``, "" standing for one that only his platform can show."""

    user: ChatUser
    ref: MessageRef
    emoji: tuple[str, ...]
    at: datetime


# ---- from the office's desk ----


@dataclass(frozen=True, slots=True)
class DeskUser:
    """Who acts on the desk. ``home`` is false for another organisation's member, ``human`` false for bots. ``name`` is
    his profile's, "" where the platform did not tell it."""

    id: str
    home: bool = True
    human: bool = True
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class DeskMessage:
    """Somebody wrote on the desk. ``text`` is plain, with names in place of mentions, and formatted by ``spans``;
    ``typed`` is the same with the platform's own marks (``*so*``), where it tells them apart.

    ``thread`` is the root's id, None outside threads. ``addressed`` says that it opens by addressing a colleague,
    ``broadcast`` that it holds a channel-wide mention (both make it internal, row C6). ``shared`` says that people of
    another organisation read the channel, ``direct`` that it was written to us alone. That it was "also sent to the
    channel" is nothing to us.
    """

    user: DeskUser
    ref: MessageRef
    thread: str | None
    text: str
    files: tuple[FileRef, ...] = ()
    addressed: bool = False
    broadcast: bool = False
    spans: Spans = ()
    typed: str = ""
    shared: bool = False
    direct: bool = False


@dataclass(frozen=True, slots=True)
class DeskEdit:
    """Somebody changed the words of an earlier message: ``message`` as it is now, ``at`` by the platform's clock.
    Only what a person did to the text or its formatting; link previews and the like are none."""

    message: DeskMessage
    at: datetime


@dataclass(frozen=True, slots=True)
class DeskDeletion:
    """A message on the desk was deleted."""

    ref: MessageRef


@dataclass(frozen=True, slots=True)
class DeskPostGone:
    """A post of ours was deleted; where replies stand below it, they stay."""

    ref: MessageRef


@dataclass(frozen=True, slots=True)
class DeskReaction:
    """Somebody reacted to a message on the desk, or (not ``stands``) took that back; ``emoji`` "" is one that only the
    desk can show."""

    user: DeskUser
    ref: MessageRef
    emoji: str
    stands: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class DeskPress:
    """Somebody pressed a button or chose from a menu on a card.

    ``action`` is the card's action name, ``value`` its value (a ticket id, mostly), ``choice`` the selected option,
    ``checked`` the values of all the card's ticked boxes, ``shown`` of those that were ticked when he looked.
    ``seen`` is how the ticket stood when the card showed it.
    ``thread`` is the root of the thread where a message's own menu was used (then ``value`` is empty). ``window`` is
    the window that the press opened, or in which it happened; then ``values`` holds what is filled in so far, and what
    is pressed without being a button is the window's own action. ``reply_to`` answers only him (a response URL).
    """

    user: DeskUser
    room: str
    message: MessageRef | None
    action: str
    value: str
    choice: str | None = None
    checked: tuple[str, ...] = ()
    reply_to: str | None = None
    seen: str = ""
    thread: str | None = None
    window: str | None = None
    shown: tuple[str, ...] = ()
    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeskForm:
    """Somebody sent in a modal: ``name`` which one, ``subject`` what it is about, ``values`` by field. ``typed`` names
    those he wrote himself; ``seen`` is how the ticket stood when the modal was opened; ``files`` are those he put in,
    by field."""

    user: DeskUser
    name: str
    subject: str
    values: Mapping[str, str | tuple[str, ...]]
    typed: tuple[str, ...] = ()
    seen: str = ""
    files: Mapping[str, tuple[FileRef, ...]] = field(default_factory=dict)

    def marked(self, field: str) -> tuple[str, str]:
        """A field whose name has a mark behind it (``FIELD.MARK``): its whole name, and what was given there."""
        for name, value in self.values.items():
            if name.partition(".")[0] == field and isinstance(value, str):
                return name, value
        return "", ""

    def moment(self, field: str) -> datetime | None:
        """What a ``MomentField`` holds; None where that is nothing."""
        value = self.values.get(field)
        return (
            datetime.fromtimestamp(int(value), UTC) if isinstance(value, str) and value.isdecimal() else None
        )


@dataclass(frozen=True, slots=True)
class DeskCommand:
    """Somebody typed ``/palier WORDS``; ``window`` is the one that this opened."""

    user: DeskUser
    room: str
    words: tuple[str, ...]
    reply_to: str
    window: str | None = None


@dataclass(frozen=True, slots=True)
class DeskHome:
    """Somebody opened his own page in the app."""

    user: DeskUser


@dataclass(frozen=True, slots=True)
class DeskMember:
    """What the platform says of one of its members: read at start and when it changes."""

    id: str
    name: str
    home: bool
    human: bool
    guest: bool
    active: bool


@dataclass(frozen=True, slots=True)
class DeskRoster:
    """Members the office file names, as the platform knows them (guests and leavers never speak for the office)."""

    members: tuple[DeskMember, ...]


@dataclass(frozen=True, slots=True)
class DeskRoom:
    """A channel of the desk: whether it is closed to us (archived, deleted, the bot taken out), whether people of
    another organisation are in it. None: nothing is said of it."""

    id: str
    closed: bool | None = None
    shared: bool | None = None


@dataclass(frozen=True, slots=True)
class DeskRooms:
    """What the platform says of channels: read at start and when it changes."""

    rooms: tuple[DeskRoom, ...]


# ---- by e-mail ----


@dataclass(frozen=True, slots=True)
class MailMessage:
    """A letter came. ``token`` is what one of ours bore that it answers, empty where it answers none. ``text`` is what
    its author wrote, without what he quotes. ``automatic``: no human wrote it (an absence, a list); ``bounced``: it
    says that ours did not arrive. ``left`` names the attachments that are not among the files."""

    ref: MessageRef
    sender: str
    sender_name: str = ""
    token: str = ""
    subject: str = ""
    text: str = ""
    files: tuple[FileRef, ...] = ()
    left: tuple[str, ...] = ()
    automatic: bool = False
    bounced: bool = False


@dataclass(frozen=True, slots=True)
class Ignored:
    """An event that means nothing to us, and why."""

    reason: str


Inbound = (
    ChatMessage
    | ChatEdit
    | ChatTap
    | ChatReachable
    | ChatReaction
    | ChatGroup
    | DeskMessage
    | DeskEdit
    | DeskDeletion
    | DeskPostGone
    | DeskReaction
    | DeskPress
    | DeskForm
    | DeskCommand
    | DeskHome
    | DeskRoster
    | DeskRooms
    | MailMessage
    | Ignored
)
