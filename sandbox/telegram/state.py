"""What the server knows: people, their chats with the bot, messages, topics, queries."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import SandboxClock
from sandbox.telegram.files import KINDS, Files, StoredFile

BOT_ID = 123456789
BOT_USER = {"id": BOT_ID, "is_bot": True, "first_name": "Palier", "username": "palier_sandbox_bot"}
_FIRST_GROUP = 2_100_000_001
_FIRST_PERSON = 5_000_000_001
"""Above 32 bits, as new accounts' identifiers are."""


@dataclass(slots=True)
class Stored:
    """One message: the Bot API object as answered, and what people alone see."""

    data: dict[str, Any]
    from_bot: bool
    deleted: bool = False
    hidden: bool = False
    bot_reaction: str | None = None
    person_reaction: str | None = None

    @property
    def id(self) -> int:
        """The message's identifier."""
        return int(self.data["message_id"])

    @property
    def topic(self) -> int | None:
        """The topic it is in."""
        found = self.data.get("message_thread_id")
        return int(found) if found is not None else None

    @property
    def text(self) -> str | None:
        """Its text or caption."""
        found = self.data.get("text", self.data.get("caption"))
        return str(found) if found is not None else None

    def button_rows(self) -> list[list[dict[str, Any]]]:
        """Its inline keyboard."""
        rows: list[list[dict[str, Any]]] = self.data.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    def labels(self) -> list[list[str]]:
        """Its buttons' visible texts, row by row."""
        return [[str(button["text"]) for button in row] for row in self.button_rows()]


@dataclass(slots=True)
class Topic:
    """A topic in a private chat."""

    id: int
    name: str
    icon_color: int = 7322096
    icon_custom_emoji_id: str = ""

    def as_forum_topic(self) -> dict[str, Any]:
        """The Bot API's ForumTopic."""
        icon = {"icon_custom_emoji_id": self.icon_custom_emoji_id} if self.icon_custom_emoji_id else {}
        return {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color, **icon}


@dataclass(slots=True)
class Person:
    """A person and the private chat with the bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    messages: dict[int, Stored] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    reply_keyboard: list[list[str]] = field(default_factory=list)

    def user(self) -> dict[str, Any]:
        """The Bot API's User."""
        optional = {
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return user | {name: value for name, value in optional.items() if value}

    def chat(self) -> dict[str, Any]:
        """The Bot API's Chat."""
        optional = {"last_name": self.last_name, "username": self.username}
        chat: dict[str, Any] = {"id": self.id, "type": "private", "first_name": self.first_name}
        return chat | {name: value for name, value in optional.items() if value}

    def find(self, message_id: int) -> Stored | None:
        """A message that still exists."""
        found = self.messages.get(message_id)
        return found if found is not None and not found.deleted else None


GROUP_KINDS = ("group", "supergroup", "channel")


@dataclass(slots=True)
class Group:
    """A chat of several people. ``bot`` is what the bot is in it, a ChatMember's status."""

    id: int
    title: str
    kind: str
    muted: bool = False
    bot: str = "left"
    messages: dict[int, Stored] = field(default_factory=dict)

    def chat(self) -> dict[str, Any]:
        """The Bot API's Chat."""
        return {"id": self.id, "title": self.title, "type": self.kind}


@dataclass(slots=True)
class Query:
    """A button press waiting for its answer."""

    id: str
    person: Person
    at: float
    message_id: int
    answered: bool = False


class World:
    """Everything the server remembers. Message identifiers count through all chats of the bot."""

    def __init__(self, clock: SandboxClock) -> None:
        self.clock = clock
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.files = Files()
        self.queries: dict[str, Query] = {}
        self.commands: dict[tuple[str, int | None, str], list[dict[str, Any]]] = {}
        self.profile: dict[tuple[str, str], str] = {("name", ""): str(BOT_USER["first_name"])}
        self.menu_buttons: dict[int | None, dict[str, Any]] = {}
        self.topics_enabled = False
        self._message_ids = itertools.count(1)
        self._person_ids = itertools.count(_FIRST_PERSON)
        self._group_ids = itertools.count(_FIRST_GROUP)
        self._album_ids: Iterator[int] = itertools.count(13_700_000_000_000_001)

    def now(self) -> int:
        """Unix time in whole seconds."""
        return int(self.clock.now())

    def add_person(self, **fields: Any) -> Person:
        """A new account."""
        person = Person(id=next(self._person_ids), **fields)
        self.people[person.id] = person
        return person

    def add_group(self, title: str, kind: str, *, muted: bool) -> Group:
        """A new group; the numbers of supergroups and channels begin with -100."""
        number = next(self._group_ids)
        group = Group(-number if kind == "group" else -1_000_000_000_000 - number, title, kind, muted)
        self.groups[group.id] = group
        return group

    def post_in(
        self, group: Group, author: dict[str, Any], *, from_bot: bool = False, **fields: Any
    ) -> Stored:
        """Put a message into a group."""
        data = {
            "message_id": next(self._message_ids),
            "from": author,
            "chat": group.chat(),
            "date": self.now(),
        }
        stored = Stored({**data, **fields}, from_bot)
        group.messages[stored.id] = stored
        return stored

    def album_id(self) -> str:
        """A fresh ``media_group_id``."""
        return str(next(self._album_ids))

    def post(self, person: Person, *, from_bot: bool, topic: int | None = None, **fields: Any) -> Stored:
        """Put a message into a person's chat."""
        data: dict[str, Any] = {
            "message_id": next(self._message_ids),
            "from": BOT_USER if from_bot else person.user(),
            "chat": person.chat(),
            "date": self.now(),
        }
        if topic is not None:
            data |= {"message_thread_id": topic, "is_topic_message": True}
        data |= fields
        stored = Stored(data, from_bot)
        person.messages[stored.id] = stored
        return stored

    def file_of(self, stored: Stored) -> StoredFile | None:
        """The file a message carries (a photo's largest size)."""
        for kind in KINDS:
            described = stored.data.get(kind)
            if described:
                largest = described[-1] if isinstance(described, list) else described
                return self.files.by_id.get(largest["file_id"])
        return None

    def seen(self, stored: Stored) -> dict[str, Any]:
        """A message as the person sees it."""
        data = stored.data
        file = self.file_of(stored)
        return {
            "id": stored.id,
            "from_bot": stored.from_bot,
            "text": stored.text,
            "entities": data.get("entities", data.get("caption_entities", [])),
            "buttons": stored.labels(),
            "reaction": stored.bot_reaction,
            "own_reaction": stored.person_reaction,
            "edited": "edit_date" in data,
            "file": file.summary() if file else None,
            "album": data.get("media_group_id"),
            "location": data.get("location"),
            "venue": data.get("venue"),
            "contact": data.get("contact"),
            "reply_to": (data.get("reply_to_message") or {}).get("message_id"),
            "topic": stored.topic,
            "at": data["date"],
        }
