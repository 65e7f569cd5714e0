"""A chat platform without a network: residents' hands to write and press with, and what they see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Literal

from bot.domain.addresses import MessageRef, Place
from bot.domain.audience import (
    Button,
    Farewell,
    ForResident,
    Leave,
    Received,
    Remove,
    ResidentContent,
    Retouch,
    StatusCard,
    TopicTitle,
)
from bot.domain.technician import ForTechnician, JobCard, WorkButton, WorkMenu, WorkRetouch
from bot.domain.text import units
from bot.ports.channel import Delivery, RawEvent, Receipt, Receive, SendFailed
from bot.ports.desk import DeskContent
from bot.ports.inbound import (
    ChatEdit,
    ChatMessage,
    ChatReachable,
    ChatReaction,
    ChatTap,
    ChatUser,
    FileRef,
    Inbound,
)
from tests.fakes.events import decode, encode
from tests.fakes.faults import Faults
from tests.fakes.markup import shown as marked
from tests.fakes.markup import typed

LONGEST = 4096
"""UTF-16 units of a text (core.telegram.org/bots/api#sendmessage)."""


LEFT = "🚪"

KINDS: dict[str, tuple[Literal["photo", "voice", "document"], str]] = {
    "jpg": ("photo", "image/jpeg"),
    "ogg": ("voice", "audio/ogg"),
}
"""What files are by their ending; any other is a document."""


@dataclass(slots=True)
class Bubble:
    """A message in a chat as its resident sees it now. ``sign`` is the bot's under his own, ``received`` that there is
    one, ``card`` says that it is a ticket's status card, ``topic`` in which topic it stands."""

    id: str
    text: str
    own: bool = False
    buttons: tuple[tuple[Button | WorkButton, ...], ...] = ()
    file: bytes | None = None
    card: bool = False
    topic: str | None = None
    sign: str = ""

    @property
    def received(self) -> bool:
        """Whether the bot signed it."""
        return bool(self.sign)

    @property
    def labels(self) -> list[str]:
        """Its buttons, in reading order."""
        return [str(button.label) for row in self.buttons for button in row]


@dataclass(slots=True)
class Chat:
    """One resident's chat. ``feed`` is what happened in it, in order (an edit as ``✎ …``, a deletion as
    ``🗑 …``, what stands in a topic as ``topic ▸ …``); ``read`` counts how much of that he has looked at. A status card
    (or a technician's job) that changes makes no sound: it is not in the feed. ``topics`` by id; General has none.
    ``menu`` is its own, empty where it has everybody's."""

    user: ChatUser
    bubbles: list[Bubble] = field(default_factory=list)
    feed: list[tuple[str, Bubble]] = field(default_factory=list)
    read: int = 0
    blocked: bool = False
    topics: dict[str, str] = field(default_factory=dict)
    menu: list[str] = field(default_factory=list)

    @property
    def unread(self) -> list[str]:
        """What he has not looked at."""
        return [text for text, _ in self.feed[self.read :]]

    def own(self) -> Bubble:
        """The last message he wrote himself."""
        return next(bubble for bubble in reversed(self.bubbles) if bubble.own)


class FakeChat:
    """Channel, CanFetch and HasTopics. ``paces`` are answered for every delivery; ``files`` holds what residents sent;
    ``topics`` says whether chats have topics, ``groups`` what was said in those the bot was put into, ``LEFT`` where it
    left. ``titled`` counts the changes of their titles."""

    name = "telegram"

    def __init__(self) -> None:
        self.chats: dict[str, Chat] = {}
        self.faults = Faults()
        self.delivered: list[Delivery] = []
        self.files: dict[str, bytes] = {}
        self.paces: tuple[tuple[str, float, int], ...] = ()
        self.topics = False
        self.groups: dict[str, list[str]] = {}
        self.titled = 0
        self._numbers = count(1)

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
        """As the test wants it."""
        return self.paces

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Show it in the chat, or fail as ordered. A blocked chat takes nothing."""
        if isinstance(delivery.content, Farewell | Leave):
            return self._to_group(delivery)
        chat = self.chats[delivery.place.room]
        if chat.blocked:
            raise SendFailed("unreachable", "bot was blocked by the user")
        fault = self.faults.next_for(delivery)
        if fault is not None and not fault.arrives:
            raise fault.error()
        receipt = self._show(chat, delivery)
        self.delivered.append(replace(delivery, record=None))
        if fault is not None:
            raise fault.error()
        return receipt

    def _to_group(self, delivery: Delivery) -> Receipt:
        fault = self.faults.next_for(delivery)
        if fault is not None and not fault.arrives:
            raise fault.error()
        said = str(delivery.content.text) if isinstance(delivery.content, Farewell) else LEFT
        self.groups.setdefault(delivery.place.room, []).append(said)
        if fault is not None:
            raise fault.error()
        return Receipt()

    async def has_topics(self) -> bool:
        """As the test wants it."""
        return self.topics

    async def open_topic(self, room: Place, title: TopicTitle) -> Place:
        """A new topic in a chat."""
        chat = self.chats[room.room]
        if chat.blocked:
            raise SendFailed("unreachable", "bot was blocked by the user")
        id = f"t{next(self._numbers)}"
        chat.topics[id] = str(title)
        return Place(self.name, room.room, id)

    async def retitle(self, topic: Place, title: TopicTitle) -> None:
        """Another title."""
        chat = self.chats[topic.room]
        if topic.thread not in chat.topics:
            raise SendFailed("no_topic", "message thread not found")
        chat.topics[topic.thread] = str(title)
        self.titled += 1

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        """What a resident sent."""
        if source not in self.files:
            raise SendFailed("gone", source)
        yield self.files[source]

    # -- a resident's hands --

    def join(self, name: str, language: str | None) -> Chat:
        """His chat, made when he first comes."""
        if name not in self.chats:
            self.chats[name] = Chat(ChatUser(self.name, name, name.capitalize(), language))
        return self.chats[name]

    def write(
        self,
        name: str,
        text: str,
        *,
        files: tuple[FileRef, ...] = (),
        album: str | None = None,
        reply_to: Bubble | None = None,
        topic: str | None = None,
        at: datetime | None = None,
    ) -> RawEvent:
        """He writes, commands (``/report``) or sends something, ``at`` by the platform's clock; in ``topic``, or where
        what he answers stands."""
        chat = self.chats[name]
        topic = reply_to.topic if reply_to and topic is None else topic
        bubble = Bubble(str(next(self._numbers)), text, own=True, topic=topic)
        chat.bubbles.append(bubble)
        command, rest = None, text
        if text.startswith("/"):
            command, _, rest = text[1:].partition(" ")
        ref = MessageRef(self.name, name, bubble.id)
        answered = MessageRef(self.name, name, reply_to.id) if reply_to else None
        words, spans = typed(rest)
        said = ChatMessage(
            chat.user,
            ref,
            words,
            command,
            files,
            album,
            answered,
            spans=spans,
            topic=topic,
            at=at,
        )
        return self.event(name, said)

    def send(self, name: str, files: list[str], caption: str, *, topic: str | None = None) -> list[RawEvent]:
        """He sends files; several are an album, one event each, the caption with the first."""
        album = f"album-{next(self._numbers)}" if len(files) > 1 else None
        captions = [caption, *[""] * (len(files) - 1)]
        return [
            self.write(name, text, files=(self.file(file),), album=album, topic=topic)
            for file, text in zip(files, captions, strict=True)
        ]

    def file(self, name: str) -> FileRef:
        """A file on the platform, its kind by its ending."""
        source = f"file-{next(self._numbers)}"
        self.files[source] = f"the bytes of {name}".encode()
        kind, media_type = KINDS.get(name.rpartition(".")[2], ("document", "application/octet-stream"))
        return FileRef(source, kind, name, media_type, len(self.files[source]))

    def tap(self, name: str, label: str, *, oldest: bool = False) -> RawEvent:
        """He presses the button with this label that he sees last (or first) in his chat."""
        chat = self.chats[name]
        bubbles = chat.bubbles if oldest else list(reversed(chat.bubbles))
        for bubble in bubbles:
            for button in (button for row in bubble.buttons for button in row):
                if button.label == label:
                    return self.press(name, button.token, bubble)
        seen = [bubble.labels for bubble in chat.bubbles if bubble.buttons][-1:]
        raise AssertionError(f"{name} has no button “{label}”; last seen: {seen}")

    def press(self, name: str, token: str, bubble: Bubble | None = None) -> RawEvent:
        """A press as the platform tells it, whatever the token."""
        ref = MessageRef(self.name, name, bubble.id) if bubble else None
        return self.event(name, ChatTap(self.chats[name].user, token, ref, bubble.topic if bubble else None))

    def edit(self, name: str, text: str, *, first: bool = False) -> RawEvent:
        """He changes the last (or first) message he wrote."""
        chat = self.chats[name]
        bubble = next(bubble for bubble in chat.bubbles if bubble.own) if first else chat.own()
        return self.change(name, bubble, text)

    def change(self, name: str, bubble: Bubble, text: str) -> RawEvent:
        """He changes any message of his."""
        chat = self.chats[name]
        bubble.text = text
        number = next(self._numbers)
        at = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=number)
        words, spans = typed(text)
        ref = MessageRef(self.name, name, bubble.id)
        return self.event(name, ChatEdit(chat.user, ref, words, at, spans, bubble.topic))

    def topic(self, name: str, title: str) -> str:
        """The topic whose title has these words; made by his own hand if there is none."""
        topics = self.chats[name].topics
        found = [id for id, shown in topics.items() if title in shown]
        assert len(found) <= 1, f"which of {topics}?"
        id = found[0] if found else f"t{next(self._numbers)}"
        topics.setdefault(id, title)
        return id

    def delete_topic(self, name: str, title: str) -> None:
        """He deletes a topic and what stands in it. The bot is told nothing."""
        chat, id = self.chats[name], self.topic(name, title)
        del chat.topics[id]
        chat.bubbles = [bubble for bubble in chat.bubbles if bubble.topic != id]

    def react(self, name: str, bubble: Bubble, *emoji: str) -> RawEvent:
        """His reactions to a message are these now; "" is a custom emoji."""
        at = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=next(self._numbers))
        ref = MessageRef(self.name, name, bubble.id)
        return self.event(name, ChatReaction(self.chats[name].user, ref, emoji, at))

    def block(self, name: str, blocked: bool, *, told: bool = True) -> list[RawEvent]:
        """He blocks the bot or lets it in again; ``told``: the platform says so."""
        chat = self.chats[name]
        chat.blocked = blocked
        return [self.event(name, ChatReachable(chat.user, not blocked))] if told else []

    def event(self, name: str, inbound: Inbound) -> RawEvent:
        """An event as the inbox takes it."""
        return RawEvent(self.name, str(next(self._numbers)), f"{self.name}:{name}", encode(inbound))

    # -- what he sees --

    def _show(self, chat: Chat, delivery: Delivery) -> Receipt:
        content = delivery.content
        thread = delivery.place.thread
        match content:
            case StatusCard(card, None):
                receipt = self._show(chat, replace(delivery, content=card))
                chat.bubbles[-1].card = True
                return receipt
            case StatusCard(card, target) if target is not None:
                bubble = self._bubble(chat, target)
                _checked(card.text)
                bubble.text = str(card.text)
            case ForResident():
                if thread is not None and thread not in chat.topics:
                    raise SendFailed("no_topic", "message thread not found")
                text = marked(content.text, content.spans)
                bubble = Bubble(str(next(self._numbers)), text, buttons=content.buttons, topic=thread)
                shown = bubble.text
                if content.attachment is not None:
                    assert delivery.file is not None, "the file of an attachment must be at hand"
                    bubble.file = delivery.file.path.read_bytes()
                    shown = f"📎 {delivery.file.attachment.name} {bubble.text}"
                _checked(content.text)
                chat.bubbles.append(bubble)
                where = f"{chat.topics[thread]} ▸ " if thread else ""
                chat.feed.append((where + shown, bubble))
                return Receipt(MessageRef(self.name, delivery.place.room, bubble.id))
            case ForTechnician() | JobCard() | WorkRetouch():
                return self._show_work(chat, delivery, content)
            case WorkMenu(room, commands):
                self.chats[room].menu = [f"/{command} – {words}" for command, words in commands]
            case Retouch(target, changed):
                bubble = self._bubble(chat, target)
                _checked(changed.text)
                bubble.text, bubble.buttons = marked(changed.text, changed.spans), changed.buttons
                chat.feed.append((f"✎ {bubble.text}", bubble))
            case Remove(targets):  # what is gone already is as it should be
                there = {bubble.id: bubble for bubble in chat.bubbles}
                for gone in (there[target.id] for target in targets if target.id in there):
                    chat.bubbles.remove(gone)
                    chat.feed.append((f"🗑 {gone.text}", gone))
            case Received(target, emoji):
                self._bubble(chat, target).sign = emoji or "👌"
            case _:
                raise AssertionError(f"not for a resident's eyes: {content}")
        return Receipt()

    def _show_work(
        self, chat: Chat, delivery: Delivery, content: ForTechnician | JobCard | WorkRetouch
    ) -> Receipt:
        """The same for a technician."""
        match content:
            case ForTechnician(text, buttons):
                _checked(text)
                name = f"📎 {delivery.file.attachment.name} " if delivery.file else ""
                bubble = Bubble(str(next(self._numbers)), name + text, buttons=buttons)
                chat.bubbles.append(bubble)
                chat.feed.append((bubble.text, bubble))
                return Receipt(MessageRef(self.name, delivery.place.room, bubble.id))
            case JobCard(job, None):
                return self._show_work(chat, delivery, job)
            case JobCard(job, target) if target is not None:
                bubble = self._bubble(chat, target)
                _checked(job.text)
                bubble.text, bubble.buttons = job.text, job.buttons
            case WorkRetouch(target, answered):
                bubble = self._bubble(self.chats[target.room], target)
                bubble.text, bubble.buttons = answered.text, answered.buttons
                self.chats[target.room].feed.append((f"✎ {bubble.text}", bubble))
        return Receipt()

    def _bubble(self, chat: Chat, target: MessageRef) -> Bubble:
        for bubble in chat.bubbles:
            if bubble.id == target.id:
                return bubble
        raise SendFailed("gone", f"no message {target.id}")


def _checked(text: str) -> None:
    if units(text) > LONGEST:
        raise SendFailed("too_large", "message is too long")
