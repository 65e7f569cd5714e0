"""Who is there and what they say: the control actions about people, channels and messages.

Wherever an action takes a user or a channel, an id, a handle, a full name or a channel's name will do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.control import ActionError
from sandbox.slack.conversations import archive, joined, rename
from sandbox.slack.files import keep
from sandbox.slack.identity import (
    BOT_USER,
    OTHER_APP_ID,
    OTHER_BOT_ID,
    OTHER_BOT_USER,
    SLACKBOT,
    TEAM_ID,
    Json,
)
from sandbox.slack.platform import Slack
from sandbox.slack.text import EMOJI, as_typed
from sandbox.slack.workspace import Channel, Message, User, handle_of


class Names:
    """Finds people, channels and messages, or says what there is."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def user(self, name: str) -> User:
        """By id, handle or full name."""
        user = self._slack.workspace.user_named(name)
        if user is None:
            known = ", ".join(sorted(user.real_name for user in self._slack.workspace.users.values()))
            raise ActionError(f"there is no user {name!r}; there are: {known}")
        return user

    def channel(self, name: str) -> Channel:
        """By id or name; ``@name`` is the bot's direct conversation with that person."""
        if name.startswith("@"):
            return self._slack.workspace.direct([self.user(name).id])
        channel = self._slack.workspace.channel_named(name)
        if channel is None:
            known = ", ".join(sorted(channel.name for channel in self._slack.workspace.channels.values()))
            raise ActionError(f"there is no channel {name!r}; there are: {known}")
        return channel

    def message(self, channel: Channel, ts: str, user: User | None = None) -> Message:
        """A message by its ts; ephemeral ones only for whom they are."""
        if ts in channel.messages:
            return channel.messages[ts]
        for message in channel.ephemerals:
            if message.ts == ts and user is not None and message.only_for == user.id:
                return message
        last = next(iter(reversed(channel.messages)), None)
        raise ActionError(f"there is no message {ts} in #{channel.name}; the last is {last}")


class People:
    """The control actions named like the methods below."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._workspace = slack.workspace
        self._names = Names(slack)

    async def add_user(
        self,
        name: str,
        *,
        id: str | None = None,
        email: str | None = None,
        is_bot: bool = False,
        guest: bool = False,
        team: str | None = None,
        deleted: bool = False,
        title: str = "",
        locale: str = "fr-FR",
    ) -> Json:
        """A new person called ``name``; ``team`` is a foreign team's id for a Slack Connect stranger;
        ``title`` is what the profile says of the job."""
        user_id = id or self._workspace.new_id("U")
        bot_id = self._workspace.new_id("B") if is_bot else None
        user = User(user_id, handle_of(name), name, email, is_bot, guest, team or TEAM_ID, deleted, bot_id)
        user.title, user.locale = title, locale
        self._workspace.add_user(user)
        return {"id": user_id}

    async def update_user(
        self,
        user: str,
        name: str | None = None,
        email: str | None = None,
        guest: bool | None = None,
        deleted: bool | None = None,
    ) -> None:
        """Change a profile; the app gets user_change."""
        changed = self._names.user(user)
        changed.real_name = name or changed.real_name
        changed.email = email or changed.email
        changed.guest = changed.guest if guest is None else guest
        changed.deleted = changed.deleted if deleted is None else deleted
        changed.updated = self._workspace.seconds()
        wire = changed.wire(with_email="users:read.email" in self._slack.scopes, with_locale=True)
        event = {"type": "user_change", "user": wire, "cache_ts": changed.updated}
        self._slack.emit({**event, "event_ts": self._workspace.new_ts()})

    async def add_usergroup(
        self,
        handle: str,
        users: Sequence[str],
        *,
        id: str | None = None,
    ) -> Json:
        """A user group such as @managers."""
        group_id = id or self._workspace.new_id("S")
        members = [self._names.user(user).id for user in users]
        self._workspace.usergroups[group_id] = {
            "id": group_id,
            "team_id": TEAM_ID,
            "is_usergroup": True,
            "name": handle,
            "handle": handle,
            "user_count": len(members),
            "users": members,
        }
        return {"id": group_id}

    async def add_channel(
        self,
        name: str,
        *,
        id: str | None = None,
        private: bool = False,
        ext_shared: bool = False,
        members: Sequence[str] | None = None,
        bot: bool = True,
    ) -> Json:
        """A channel. Without ``members`` everybody of the home team is in it; ``bot``: whether the app is."""
        if self._workspace.channel_named(name) is not None:
            raise ActionError(f"there is already a channel {name!r}")
        if members is None:
            people = [
                user.id
                for user in self._workspace.users.values()
                if user.team == TEAM_ID and not (user.is_bot or user.deleted or user.id == SLACKBOT)
            ]
        else:
            people = [self._names.user(member).id for member in members]
        members_ids = [*people, *([BOT_USER] if bot else [])]
        kind = "group" if private else "channel"
        channel = self._workspace.add_channel(name, kind, members_ids, id=id, ext_shared=ext_shared)  # type: ignore[arg-type]
        return {"id": channel.id}

    async def add_member(self, channel: str, user: str) -> None:
        """Somebody, or the bot, comes into a channel."""
        place, who = self._names.channel(channel), self._names.user(user)
        if who.id not in place.members:
            joined(self._slack, place, who.id)

    async def remove_member(self, channel: str, user: str) -> None:
        """Somebody leaves a channel."""
        place, who = self._names.channel(channel), self._names.user(user)
        if who.id == BOT_USER:
            await self.remove_bot(channel)
        elif who.id in place.members:
            place.members.remove(who.id)
            letter = "C" if place.kind == "channel" else "G"
            event = {
                "type": "member_left_channel",
                "user": who.id,
                "channel": place.id,
                "channel_type": letter,
            }
            self._slack.emit({**event, "team": who.team, "event_ts": self._workspace.new_ts()}, place)

    async def remove_bot(self, channel: str) -> None:
        """The app is thrown out; it hears channel_left (group_left) and nothing more from there."""
        place = self._names.channel(channel)
        if BOT_USER in place.members:
            place.members.remove(BOT_USER)
            kind = "channel_left" if place.kind == "channel" else "group_left"
            ts = self._workspace.new_ts()
            self._slack.emit({"type": kind, "channel": place.id, "actor_id": "U0ADMIN", "event_ts": ts})

    async def archive_channel(self, channel: str, user: str | None = None) -> None:
        """Close a channel."""
        place = self._names.channel(channel)
        archive(self._slack, place, self._names.user(user).id if user else "U0ADMIN")

    async def unarchive_channel(self, channel: str) -> None:
        """Open it again."""
        place = self._names.channel(channel)
        place.archived = False
        kind = "channel_unarchive" if place.kind == "channel" else "group_unarchive"
        ts = self._workspace.new_ts()
        self._slack.emit({"type": kind, "channel": place.id, "user": "U0ADMIN", "event_ts": ts}, place)

    async def share_channel(self, channel: str, shared: bool = True, team: str = "T0OTHER") -> None:
        """Another organisation comes into a channel by Slack Connect, or leaves it; the app hears channel_shared or
        channel_unshared."""
        place = self._names.channel(channel)
        place.ext_shared = shared
        ts = self._workspace.new_ts()
        if shared:
            event: Json = {"type": "channel_shared", "connected_team_id": team}
        else:
            event = {"type": "channel_unshared", "previously_connected_team_id": team, "is_ext_shared": False}
        self._slack.emit({**event, "channel": place.id, "event_ts": ts}, place)

    async def rename_channel(self, channel: str, name: str) -> None:
        """Give a channel another name."""
        rename(self._slack, self._names.channel(channel), name)

    async def post(
        self,
        user: str,
        channel: str,
        text: str = "",
        thread_ts: str | None = None,
        *,
        broadcast: bool = False,
        files: Sequence[Mapping[str, Any]] | None = None,
    ) -> Json:
        """Somebody types a message, perhaps with files ``{name, mime, data_base64 | size, mode}``."""
        who, place = self._names.user(user), self._names.channel(channel)
        self._may_write(who, place)
        thread = self._names.message(place, thread_ts) if thread_ts else None
        if thread is not None and thread.is_reply:
            thread = self._names.message(place, str(thread.wire["thread_ts"]))
        kept = [keep(self._slack, who, one) for one in files or []]
        if not text and not kept:
            raise ActionError("type a text or add files")
        typed = as_typed(text, self._workspace)
        message = self._slack.posting.by_person(
            who, place, typed, thread=thread, broadcast=broadcast, files=kept
        )
        return {"ts": message.ts, "channel": place.id, "files": [file.id for file in kept]}

    def _may_write(self, who: User, place: Channel) -> None:
        if place.archived:
            raise ActionError(f"#{place.name} is archived")
        if who.id not in place.members:
            raise ActionError(f"{who.real_name} is not in #{place.name}")

    async def edit(self, user: str, channel: str, ts: str, text: str) -> None:
        """Somebody changes their own message."""
        who, place = self._names.user(user), self._names.channel(channel)
        message = self._names.message(place, ts)
        if message.wire.get("user") != who.id:
            raise ActionError(f"{who.real_name} did not write {ts}")
        typed = as_typed(text, self._workspace)
        if typed != message.wire["text"]:
            blocks = self._slack.posting.blocks_of(typed)
            self._slack.posting.edit(place, message, by=who.id, text=typed, blocks=blocks)

    async def delete(self, user: str, channel: str, ts: str) -> None:
        """Somebody deletes a message: their own, or as an administrator any."""
        who, place = self._names.user(user), self._names.channel(channel)
        self._slack.posting.delete(place, self._names.message(place, ts, who))

    async def unfurl(
        self, channel: str, ts: str, url: str = "https://example.com/", title: str = "Example"
    ) -> None:
        """Slack adds a link's preview: message_changed with the same text and no new ``edited``."""
        place = self._names.channel(channel)
        preview = {"from_url": url, "original_url": url, "title": title, "fallback": title, "id": 1}
        message = self._names.message(place, ts)
        self._slack.posting.edit(place, message, by=None, more={"attachments": [preview]})

    async def react(self, user: str, channel: str, ts: str, name: str) -> None:
        """Somebody adds a reaction; ``name`` is a shortcode or the emoji itself."""
        place = self._names.channel(channel)
        message = self._names.message(place, ts)
        self._slack.posting.react(place, message, self._names.user(user).id, _reaction_name(name))

    async def unreact(self, user: str, channel: str, ts: str, name: str) -> None:
        """Somebody takes a reaction back."""
        place = self._names.channel(channel)
        message = self._names.message(place, ts)
        if not self._slack.posting.unreact(place, message, self._names.user(user).id, _reaction_name(name)):
            raise ActionError(
                f"{user} has no :{_reaction_name(name)}: there; there are {list(message.reactions)}"
            )

    async def other_bot_posts(
        self, channel: str, text: str, thread_ts: str | None = None, legacy: bool = False
    ) -> Json:
        """Another app writes; ``legacy`` as the old bot_message subtype without a user."""
        place = self._names.channel(channel)
        wire: Json = {"text": text, "bot_id": OTHER_BOT_ID, "blocks": self._slack.posting.blocks_of(text)}
        if legacy:
            wire |= {"subtype": "bot_message", "username": "Other bot"}
        else:
            icons = {"image_36": "https://a.slack-edge.com/80588/img/plugins/app/bot_36.png"}
            profile: Json = {
                "id": OTHER_BOT_ID,
                "name": "Other bot",
                "app_id": OTHER_APP_ID,
                "team_id": TEAM_ID,
            }
            profile |= {"deleted": False, "updated": self._workspace.seconds(), "icons": icons}
            wire |= {"user": OTHER_BOT_USER, "app_id": OTHER_APP_ID, "team": TEAM_ID, "bot_profile": profile}
        thread = self._names.message(place, thread_ts) if thread_ts else None
        return {"ts": self._slack.posting.foreign(place, wire, thread=thread).ts}


def _reaction_name(name: str) -> str:
    return EMOJI.get(name) or name.strip(":")
