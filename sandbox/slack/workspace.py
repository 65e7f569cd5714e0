"""The workspace's state: people, channels, messages, files, views; and their shapes on the wire."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from sandbox.copies import copied
from sandbox.slack.identity import (
    BOT_ID,
    BOT_NAME,
    BOT_USER,
    OTHER_BOT_ID,
    OTHER_BOT_USER,
    SLACKBOT,
    TEAM_ID,
    Json,
)

Kind = Literal["channel", "group", "im", "mpim"]
"""Public channel, private channel, direct message, group direct message; Slack's ``channel_type``."""


@dataclass(slots=True)
class User:
    """A member of the workspace, a guest, a bot, or a stranger from another team in a shared channel."""

    id: str
    name: str
    real_name: str
    email: str | None = None
    is_bot: bool = False
    guest: bool = False
    team: str = TEAM_ID
    deleted: bool = False
    bot_id: str | None = None
    updated: int = 0
    title: str = ""

    locale: str = "fr-FR"

    def wire(self, *, with_email: bool, with_locale: bool = False) -> Json:
        """The object that users.info and user_change give; ``email`` needs users:read.email."""
        first, _, last = self.real_name.partition(" ")
        picture = f"g{zlib.crc32(self.id.encode()):08x}"
        profile: Json = {
            "title": self.title,
            "phone": "",
            "skype": "",
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "fields": {},
            "status_text": "",
            "status_emoji": "",
            "status_emoji_display_info": [],
            "status_expiration": 0,
            "status_text_canonical": "",
            "avatar_hash": picture,
            "first_name": first,
            "last_name": last,
            "team": self.team,
        }
        for size in (24, 32, 48, 72, 192, 512):
            profile[f"image_{size}"] = f"https://secure.gravatar.com/avatar/{picture}.jpg?s={size}"
        if with_email and self.email:
            profile["email"] = self.email
        if self.bot_id:
            profile["bot_id"] = self.bot_id
        user: Json = {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "deleted": self.deleted,
            "profile": profile,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": self.updated,
        }
        if not self.deleted:
            user |= {
                "color": "9f69e7",
                "real_name": self.real_name,
                "tz": "Europe/Paris",
                "tz_label": "Central European Time",
                "tz_offset": 3600,
                "is_admin": False,
                "is_owner": False,
                "is_primary_owner": False,
                "is_restricted": self.guest,
                "is_ultra_restricted": False,
                "is_email_confirmed": True,
                "who_can_share_contact_card": "EVERYONE",
            }
        if with_locale:
            user["locale"] = self.locale
        if self.team != TEAM_ID:
            user["is_stranger"] = True
        return user


@dataclass(slots=True)
class Message:
    """One message. ``wire`` is what the API returns, without counters, reactions and metadata."""

    wire: Json
    channel: str
    metadata: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, Json] = field(default_factory=dict)
    """What people chose in selects, checkboxes and inputs: block_id → action_id → state."""
    replies: list[str] = field(default_factory=list)
    repliers: list[str] = field(default_factory=list)
    only_for: str | None = None

    @property
    def ts(self) -> str:
        """The message's id in its channel."""
        return str(self.wire["ts"])

    @property
    def is_reply(self) -> bool:
        """Whether it stands in somebody else's thread."""
        return bool(self.wire.get("thread_ts", self.ts) != self.ts)

    def full(self, *, metadata: bool = False, reactions: bool = True) -> Json:
        """As conversations.history and conversations.replies return it."""
        wire = copied(self.wire)
        if self.replies:
            wire |= {
                "thread_ts": self.ts,
                "reply_count": len(self.replies),
                "reply_users_count": len(set(self.repliers)),
                "latest_reply": self.replies[-1],
                "reply_users": list(dict.fromkeys(self.repliers)),
                "is_locked": False,
                "subscribed": True,
            }
        if reactions and self.reactions:
            wire["reactions"] = [
                {"name": name, "users": list(users), "count": len(users)}
                for name, users in self.reactions.items()
            ]
        if metadata and self.metadata is not None:
            wire["metadata"] = copied(self.metadata)
        return wire


@dataclass(slots=True)
class Channel:
    """A conversation of any kind."""

    id: str
    name: str
    kind: Kind
    members: list[str]
    created: int
    creator: str = SLACKBOT
    archived: bool = False
    ext_shared: bool = False
    previous_names: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: list[Message] = field(default_factory=list)
    pins: list[str] = field(default_factory=list)

    @property
    def has_bot(self) -> bool:
        """Whether the app's bot is a member."""
        return BOT_USER in self.members

    def wire(self) -> Json:
        """As conversations.info and conversations.list give it to the bot."""
        if self.kind == "im":
            other = next((member for member in self.members if member != BOT_USER), BOT_USER)
            return {
                "id": self.id,
                "created": self.created,
                "is_archived": False,
                "is_im": True,
                "is_org_shared": False,
                "context_team_id": TEAM_ID,
                "user": other,
                "is_user_deleted": False,
                "priority": 0,
            }
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_im": False,
            "is_mpim": self.kind == "mpim",
            "is_private": self.kind != "channel",
            "created": self.created,
            "is_archived": self.archived,
            "is_general": False,
            "unlinked": 0,
            "name_normalized": self.name,
            "is_shared": self.ext_shared,
            "is_org_shared": False,
            "is_pending_ext_shared": False,
            "pending_shared": [],
            "context_team_id": TEAM_ID,
            "updated": self.created * 1000,
            "parent_conversation": None,
            "creator": self.creator,
            "is_ext_shared": self.ext_shared,
            "shared_team_ids": [TEAM_ID],
            "pending_connected_team_ids": [],
            "is_member": self.has_bot,
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "previous_names": list(self.previous_names),
        }

    def top_level(self) -> Iterator[Message]:
        """What stands in the channel itself: no replies unless also sent to the channel."""
        for message in self.messages.values():
            if not message.is_reply or message.wire.get("subtype") == "thread_broadcast":
                yield message


@dataclass(slots=True)
class File:
    """A file in any state from reserved to shared."""

    id: str
    name: str
    title: str
    mime: str
    user: str
    created: int
    length: int
    content: bytes | None = None
    complete: bool = False
    mode: str = "hosted"
    """``hosted``, ``snippet``, ``post`` or ``external``."""
    shares: list[tuple[str, str]] = field(default_factory=list)
    """(channel id, message ts) of each message that carries it."""


@dataclass(slots=True)
class View:
    """A modal or a home tab of one user. ``wire`` is the view object that the API returns."""

    wire: Json
    user: str

    @property
    def id(self) -> str:
        """The view's id."""
        return str(self.wire["id"])


class Workspace:
    """Everything Slack would keep. ``now`` gives seconds since the epoch."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last_ts = 0
        self._serial = itertools.count(1)
        self.users: dict[str, User] = {
            BOT_USER: User(BOT_USER, BOT_NAME, "Palier", is_bot=True, bot_id=BOT_ID),
            OTHER_BOT_USER: User(OTHER_BOT_USER, "otherbot", "Other bot", is_bot=True, bot_id=OTHER_BOT_ID),
            SLACKBOT: User(SLACKBOT, "slackbot", "Slackbot"),
        }
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.modals: dict[str, list[View]] = {}
        """Each user's stack of open modals, the visible one last."""
        self.homes: dict[str, View] = {}
        self.usergroups: dict[str, Json] = {}

    def new_id(self, prefix: str) -> str:
        """An id nothing else has, such as C000000A."""
        return f"{prefix}{next(self._serial):08X}"

    def new_ts(self) -> str:
        """Seconds and microseconds, larger than any given before."""
        self._last_ts = max(self._last_ts + 1, int(self._now() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def seconds(self) -> int:
        """Now, as whole seconds."""
        return int(self._now())

    def user_named(self, name: str) -> User | None:
        """By id, handle or full name, with or without ``@``."""
        name = name.removeprefix("@")
        if name in self.users:
            return self.users[name]
        return next((user for user in self.users.values() if name in (user.name, user.real_name)), None)

    def channel_named(self, name: str) -> Channel | None:
        """By id or name, with or without ``#``."""
        name = name.removeprefix("#")
        if name in self.channels:
            return self.channels[name]
        return next((channel for channel in self.channels.values() if channel.name == name), None)

    def add_user(self, user: User) -> User:
        """Keep a new user; raises ValueError when the id is taken."""
        if user.id in self.users:
            raise ValueError(f"the user id {user.id} is taken")
        user.updated = self.seconds()
        self.users[user.id] = user
        return user

    def add_channel(self, name: str, kind: Kind, members: list[str], **more: object) -> Channel:
        """Open a conversation; ``id``, ``creator`` and ``ext_shared`` may be given."""
        prefix = "D" if kind == "im" else "C"
        channel_id = str(more.get("id") or self.new_id(prefix))
        if channel_id in self.channels:
            raise ValueError(f"the channel id {channel_id} is taken")
        channel = Channel(channel_id, name, kind, list(dict.fromkeys(members)), self.seconds())
        channel.creator = str(more.get("creator") or SLACKBOT)
        channel.ext_shared = bool(more.get("ext_shared"))
        self.channels[channel_id] = channel
        return channel

    def direct(self, users: list[str]) -> Channel:
        """The bot's conversation with these users, opened if need be."""
        members = [BOT_USER, *users]
        for channel in self.channels.values():
            if channel.kind in ("im", "mpim") and set(channel.members) == set(members):
                return channel
        if len(users) == 1:
            return self.add_channel("", "im", members)
        handles = "--".join(self.users[user].name for user in users)
        return self.add_channel(f"mpdm-{BOT_NAME}--{handles}-1", "mpim", members)

    def view_by_id(self, view_id: str) -> View | None:
        """An open modal or a published home tab."""
        stacks = itertools.chain(*self.modals.values(), self.homes.values())
        return next((view for view in stacks if view.id == view_id), None)

    def view_by_external_id(self, external_id: str) -> View | None:
        """The open view that the app gave this external id."""
        stacks = itertools.chain(*self.modals.values(), self.homes.values())
        return next((view for view in stacks if view.wire.get("external_id") == external_id), None)


def handle_of(real_name: str) -> str:
    """The @handle that a person of this name gets: lower case, words joined by dots."""
    return re.sub(r"[^\w]+", ".", real_name.strip().lower()).strip(".")
