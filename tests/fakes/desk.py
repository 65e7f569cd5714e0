"""A desk platform without a network: staff's hands to write and press with, and what they see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.domain.addresses import MessageRef, Place
from bot.domain.audience import ResidentContent
from bot.domain.text import units
from bot.ports.channel import Delivery, RawEvent, Receipt, Receive, SendFailed
from bot.ports.desk import (
    Action,
    Card,
    DeskContent,
    Mark,
    Post,
    Recard,
    Reword,
    SetMark,
    SetReactions,
    Upload,
    Whisper,
)
from bot.ports.inbound import (
    DeskCommand,
    DeskDeletion,
    DeskEdit,
    DeskForm,
    DeskMember,
    DeskMessage,
    DeskPostGone,
    DeskPress,
    DeskReaction,
    DeskRoom,
    DeskRooms,
    DeskRoster,
    DeskUser,
    FileRef,
    Inbound,
)
from tests.fakes.events import decode, encode
from tests.fakes.faults import Faults
from tests.fakes.markup import shown as marked
from tests.fakes.markup import typed

LONGEST = 11_500
"""Characters of a post at most, as our Slack channel takes them."""
SIGNS = {Mark.WAITING: "⏳", Mark.DELIVERED: "✅", Mark.INTERNAL: "🔒", Mark.FAILED: "⚠️"}


@dataclass(slots=True)
class Shown:
    """A message on the desk as staff see it now. ``marks`` are all it ever bore, the last one is there now;
    ``faces`` are our other reactions."""

    ts: str
    room: str
    thread: str | None
    text: str
    author: str | None = None
    card: Card | None = None
    moved_to: Place | None = None
    file: bytes | None = None
    marks: list[Mark] = field(default_factory=list)
    changes: int = 0
    faces: tuple[str, ...] = ()
    buttons: tuple[Action, ...] = ()

    @property
    def signs(self) -> str:
        """The marks as people see them."""
        return " ".join(SIGNS[mark] for mark in self.marks)

    @property
    def ticket(self) -> str:
        """The id of the ticket a card is about."""
        assert self.card is not None, f"not a card: {self.text}"
        return self.card.ticks_value

    @property
    def reference(self) -> str:
        """The public name of the ticket a card is about."""
        assert self.card is not None, f"not a card: {self.text}"
        return self.card.title.split(" · ")[0]


def card_text(card: Card) -> str:
    """A card as text: title, fields, body, ticks, notices, [buttons], (menu)."""
    lines = [card.title, *(f"{label}: {value}" for label, value in card.fields), card.body]
    lines += [f"{'☑' if box.done else '☐'} {box.label} {box.note}".rstrip() for box in card.ticks]
    lines += card.notices
    lines += [f"[{action.label}]" for action in card.actions]
    if card.menu:
        lines.append(f"({card.menu.placeholder})")
    return "\n".join(lines)


def post_text(post: Post) -> str:
    """A post as text, its small lines in brackets of their own."""
    if units(post.text) > LONGEST:
        raise SendFailed("too_large", "split it first")
    icon = f"{post.icon} " if post.icon else ""
    author = f"{post.author}: " if post.author else ""
    above = f"({post.above}) " if post.above else ""
    below = f" ({post.below})" if post.below else ""
    return f"{above}{icon}{author}{marked(post.text, post.spans)}{below}"


class FakeDesk:
    """Channel and CanFetch. A delivery that may have been made before is looked up by its key, as on Slack."""

    name = "slack"

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.private: dict[str, list[str]] = {}
        self.faults = Faults()
        self.delivered: list[Delivery] = []
        self.files: dict[str, bytes] = {}
        self.paces: tuple[tuple[str, float, int], ...] = ()
        self.closed: set[str] = set()
        """Channels that take nothing from us."""
        self.shared: set[str] = set()
        """Channels that another organisation reads."""
        self._said: dict[str, DeskMessage] = {}
        self._numbers = count(1)
        self._made: dict[str, Receipt] = {}

    # -- the port --

    async def run(self, receive: Receive) -> None:
        """Events are handed to the inbox by the test."""
        await asyncio.Event().wait()

    def parse(self, payload: Mapping[str, Any], received_at: datetime) -> Inbound:
        """Raises Unreadable."""
        return decode(payload)

    def pace(
        self, place: Place, content: ResidentContent | DeskContent
    ) -> tuple[tuple[str, float, int], ...]:
        """As fast as one likes, or as ``paces`` say for a room."""
        marks = isinstance(content, SetMark | Recard | Whisper)
        return () if marks else tuple(pace for pace in self.paces if pace[0] == place.room)

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Show it on the desk, or fail as ordered."""
        if delivery.uncertain and delivery.key in self._made:
            return self._made[delivery.key]
        fault = self.faults.next_for(delivery)
        if fault is not None and not fault.arrives:
            raise fault.error()
        receipt = self._made[delivery.key] = self._show(delivery)
        self.delivered.append(delivery)
        if fault is not None:
            raise fault.error()
        return receipt

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        """What staff sent."""
        if source not in self.files:
            raise SendFailed("gone", source)
        yield self.files[source]

    # -- staff's hands --

    def roster(self, *members: DeskMember) -> RawEvent:
        """What the platform says of its members."""
        return self._event("roster", DeskRoster(members))

    def write(
        self,
        user: DeskUser,
        room: str,
        thread: str | None,
        text: str,
        *,
        files: tuple[str, ...] = (),
        size: int | None = None,
        addressed: bool = False,
        broadcast: bool = False,
        also_in_channel: bool = False,
    ) -> RawEvent:
        """Somebody writes in a thread, or in a channel where ``thread`` is None.
        ``size``: what the platform says of the files."""
        message = Shown(self._ts(), room, thread, text, author=user.id)
        self.shown.append(message)
        ref = MessageRef(self.name, room, message.ts)
        kept = tuple(self._file(name, size) for name in files)
        shared = room in self.shared
        words, spans = typed(text)
        said = DeskMessage(
            user, ref, thread, words, kept, addressed, broadcast, also_in_channel, spans=spans, shared=shared
        )
        self._said[message.ts] = said
        return self._event(f"{room}:{thread or message.ts}", said)

    def own(self) -> Shown:
        """The last message that somebody of the staff wrote and that is still there."""
        return next(shown for shown in reversed(self.shown) if shown.author is not None)

    def edit(
        self, message: Shown, text: str, *, addressed: bool = False, broadcast: bool = False
    ) -> RawEvent:
        """Somebody changes what he wrote."""
        message.text = text
        words, spans = typed(text)
        before = self._said[message.ts]
        now = replace(before, text=words, spans=spans, addressed=addressed, broadcast=broadcast)
        self._said[message.ts] = now
        at = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=next(self._numbers))
        return self._event(f"{message.room}:{message.thread or message.ts}", DeskEdit(now, at))

    def delete(self, message: Shown) -> RawEvent:
        """Somebody deletes a message."""
        self.shown.remove(message)
        ref = MessageRef(self.name, message.room, message.ts)
        return self._event(f"{message.room}:{message.thread or message.ts}", DeskDeletion(ref))

    def delete_post(self, post: Shown) -> RawEvent:
        """Somebody deletes a post of ours: replies stay, below a tombstone."""
        if self.thread(post):
            post.text, post.card = "This message was deleted.", None
        else:
            self.shown.remove(post)
        ref = MessageRef(self.name, post.room, post.ts)
        return self._event(f"{post.room}:{post.thread or post.ts}", DeskPostGone(ref))

    def room(self, id: str, *, closed: bool | None = None, shared: bool | None = None) -> RawEvent:
        """A channel is closed to us, opened again, shared or no longer shared, and the platform says so."""
        for kept, now in ((self.closed, closed), (self.shared, shared)):
            if now is True:
                kept.add(id)
            elif now is False:
                kept.discard(id)
        return self._event(id, DeskRooms((DeskRoom(id, closed, shared),)))

    def react(self, user: DeskUser, message: Shown, emoji: str, *, stands: bool = True) -> RawEvent:
        """Somebody reacts to a message, or takes that back."""
        at = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=next(self._numbers))
        ref = MessageRef(self.name, message.room, message.ts)
        return self._event(f"{message.room}:{message.ts}", DeskReaction(user, ref, emoji, stands, at))

    def press(
        self,
        user: DeskUser,
        card: Shown,
        action: str,
        *,
        choice: str | None = None,
        checked: tuple[str, ...] = (),
    ) -> RawEvent:
        """Somebody presses a button of a card, chooses from its menu (``choice``) or ticks (``checked``)."""
        ref = MessageRef(self.name, card.room, card.ts)
        pressed = DeskPress(user, card.room, ref, action, card.ticket, choice, checked, "answer-here")
        return self._event(f"{card.room}:{card.ts}", pressed)

    def press_post(self, user: DeskUser, post: Shown, label: str) -> RawEvent:
        """Somebody presses a button of a post."""
        [action] = [one for one in post.buttons if one.label == label]
        ref = MessageRef(self.name, post.room, post.ts)
        pressed = DeskPress(user, post.room, ref, action.name, action.value, None, (), "answer-here")
        return self._event(f"{post.room}:{post.thread}", pressed)

    def submit_edit(self, user: DeskUser, post: Shown, text: str) -> RawEvent:
        """Somebody sends in the modal of a post's edit button."""
        form = DeskForm(user, "edit", post.buttons[0].value, {"text": text})
        return self._event(f"{post.room}:{post.thread}", form)

    def submit(self, user: DeskUser, card: Shown, form: str, text: str) -> RawEvent:
        """Somebody sends in a card's modal."""
        return self._event(f"{card.room}:{card.ts}", DeskForm(user, form, card.ticket, {"text": text}))

    def command(self, user: DeskUser, room: str, words: str) -> RawEvent:
        """Somebody types ``/palier WORDS``."""
        return self._event(room, DeskCommand(user, room, tuple(words.split()), "answer-here"))

    # -- what they see --

    def cards(self) -> list[Shown]:
        """All cards, the oldest first."""
        return [message for message in self.shown if message.card is not None]

    def thread(self, root: Shown) -> list[Shown]:
        """The replies in a thread."""
        return [message for message in self.shown if message.thread == root.ts and message.room == root.room]

    def top(self, room: str) -> list[Shown]:
        """What stands in a channel itself."""
        return [message for message in self.shown if message.room == room and message.thread is None]

    def _show(self, delivery: Delivery) -> Receipt:
        place, content = delivery.place, delivery.content
        if place.room in self.closed:
            raise SendFailed("closed", "archived")
        match content:
            case Card():
                return self._post(place, card_text(content), card=content)
            case Post():
                old = f" → {_link(delivery, content.earlier)}" if content.earlier else ""
                return self._post(place, post_text(content) + old, buttons=content.actions)
            case Reword(target, post):
                changed = self._at(target.room, target.id)
                changed.text, changed.changes, changed.buttons = (
                    post_text(post),
                    changed.changes + 1,
                    post.actions,
                )
            case Upload():
                assert delivery.file is not None, "the file of an upload must be at hand"
                author = f"{content.author}: " if content.author else ""
                text = f"{author}📎 {delivery.file.attachment.name} {content.caption}".rstrip()
                return self._post(place, text, file=delivery.file.path.read_bytes())
            case Recard():
                self._recard(delivery, content)
            case SetMark(target, mark, fresh):
                marks = self._at(target.room, target.id).marks
                assert not fresh or {*marks} <= {mark}, "marked before: Slack would show both"
                if marks[-1:] != [mark]:
                    marks.append(mark)
            case SetReactions(target, emoji):
                self._at(target.room, target.id).faces = emoji
            case Whisper():
                assert place.thread is not None, "a whisper is for one pair of eyes"
                lines = [
                    f"{line.text} → {_link(delivery, line.thread)}" if line.thread else line.text
                    for line in content.lines
                ]
                self.private.setdefault(place.thread, []).append("\n".join([content.title, *lines]))
            case _:
                raise AssertionError(f"not for the desk: {content}")
        return Receipt()

    def _post(
        self,
        place: Place,
        text: str,
        *,
        card: Card | None = None,
        file: bytes | None = None,
        buttons: tuple[Action, ...] = (),
    ) -> Receipt:
        if place.room.startswith("U"):
            self.private.setdefault(place.room, []).append(text)
        if place.thread is not None:
            self._root(place.room, place.thread)
        message = Shown(self._ts(), place.room, place.thread, text, card=card, file=file, buttons=buttons)
        self.shown.append(message)
        return Receipt(MessageRef(self.name, place.room, message.ts))

    def _recard(self, delivery: Delivery, content: Recard) -> None:
        if delivery.place.thread is None:
            raise SendFailed("not_ready", "the card to change was not posted yet")
        root = self._root(delivery.place.room, delivery.place.thread)
        if root.card is None:
            raise SendFailed("lost", "deleted")
        if content.moved_to is not None:
            if content.moved_to not in delivery.linked:
                raise SendFailed("not_ready", "the thread it moved to has no message yet")
            root.moved_to = delivery.linked[content.moved_to]
        root.card, root.text = content.card, card_text(content.card)
        root.changes += 1

    def _root(self, room: str, ts: str) -> Shown:
        try:
            return self._at(room, ts)
        except SendFailed:
            raise SendFailed("lost", f"no thread {ts} in {room}") from None

    def _at(self, room: str, ts: str) -> Shown:
        for message in self.shown:
            if (message.room, message.ts) == (room, ts):
                return message
        raise SendFailed("gone", f"no message {ts} in {room}")

    def _file(self, name: str, size: int | None) -> FileRef:
        source = f"desk-file-{next(self._numbers)}"
        self.files[source] = f"the bytes of {name}".encode()
        bytes_ = len(self.files[source]) if size is None else size
        return FileRef(source, "document", name, "application/pdf", bytes_)

    def _ts(self) -> str:
        return f"1772442000.{next(self._numbers):06}"

    def _event(self, lane: str, inbound: Inbound) -> RawEvent:
        return RawEvent(self.name, f"Ev{next(self._numbers)}", lane, encode(inbound))


def _link(delivery: Delivery, destination: Any) -> str:
    place = delivery.linked.get(destination)
    return f"{place.room}/{place.thread}" if place else "?"
