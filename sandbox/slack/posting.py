"""Messages come, change and go: the state, the events they cause, and the lines in the log."""

from __future__ import annotations

import uuid

from sandbox.copies import copied
from sandbox.slack.identity import APP_ID, BOT_ID, BOT_USER, SLACKBOT, TEAM_ID, Json
from sandbox.slack.platform import Slack, bot_profile
from sandbox.slack.text import mentions, rich_text
from sandbox.slack.workspace import Channel, File, Message, User


class Posting:
    """The one place that touches a channel's messages."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._workspace = slack.workspace

    def blocks_of(self, text: str) -> list[Json]:
        """The rich_text that stands for a text without blocks."""
        return [rich_text(text, self._workspace.new_id("r"))] if text else []

    def by_person(
        self,
        user: User,
        channel: Channel,
        text: str,
        *,
        thread: Message | None = None,
        broadcast: bool = False,
        files: list[File] | None = None,
    ) -> Message:
        """A message of a person; ``text`` as stored."""
        wire: Json = {"user": user.id, "type": "message"}
        if not files:
            wire["client_msg_id"] = str(uuid.uuid4())
        wire |= {"text": text, "team": user.team, "blocks": self.blocks_of(text)}
        if user.team != TEAM_ID or channel.ext_shared:
            wire |= {"user_team": user.team, "source_team": user.team}
        if not wire["blocks"]:
            del wire["blocks"]
        return self._place(channel, wire, thread=thread, broadcast=broadcast, files=files or [])

    def by_app(
        self,
        channel: Channel,
        text: str,
        *,
        blocks: list[Json] | None = None,
        thread: Message | None = None,
        broadcast: bool = False,
        files: list[File] | None = None,
        metadata: Json | None = None,
        more: Json | None = None,
    ) -> Message:
        """A message of the app; ``more`` goes into the message as it is (attachments, username)."""
        wire: Json = {"user": BOT_USER, "type": "message", "bot_id": BOT_ID, "text": text}
        if not files:
            wire |= {"app_id": APP_ID, "team": TEAM_ID, "bot_profile": bot_profile(self._workspace.seconds())}
        wire["blocks"] = blocks if blocks else self.blocks_of(text)
        if not wire["blocks"]:
            del wire["blocks"]
        wire |= more or {}
        return self._place(
            channel, wire, thread=thread, broadcast=broadcast, files=files or [], metadata=metadata
        )

    def foreign(self, channel: Channel, wire: Json, *, thread: Message | None = None) -> Message:
        """Any other message: another app's."""
        return self._place(channel, {"type": "message", **wire}, thread=thread)

    def ephemeral(
        self,
        channel: Channel,
        user: str,
        text: str,
        *,
        blocks: list[Json] | None = None,
        thread: str | None = None,
        by_app: bool = True,
    ) -> Message:
        """A message only ``user`` sees, from the app or from the platform itself. No event; the API can't read,
        change or delete it."""
        author: Json = {"user": SLACKBOT}
        if by_app:
            author = {"user": BOT_USER, "bot_id": BOT_ID, "app_id": APP_ID}
        wire: Json = {"type": "message", **author, "text": text}
        wire |= {
            "ts": self._workspace.new_ts(),
            "is_ephemeral": True,
            "blocks": blocks or self.blocks_of(text),
        }
        if thread:
            wire["thread_ts"] = thread
        message = Message(wire, channel.id, only_for=user)
        channel.ephemerals.append(message)
        self._slack.effect("ephemeral", {"channel": channel.id, "for": user, **wire})
        return message

    def _place(
        self,
        channel: Channel,
        wire: Json,
        *,
        thread: Message | None = None,
        broadcast: bool = False,
        files: list[File] | None = None,
        metadata: Json | None = None,
    ) -> Message:
        ts = self._workspace.new_ts()
        wire["ts"] = ts
        if thread is not None:
            wire |= {"thread_ts": thread.ts, "parent_user_id": thread.wire.get("user", SLACKBOT)}
            thread.replies.append(ts)
            thread.repliers.append(str(wire.get("user") or wire.get("bot_id")))
            if broadcast:
                wire |= {"subtype": "thread_broadcast", "root": thread.full(reactions=False)}
        message = Message(wire, channel.id, metadata)
        if files:
            wire |= {"subtype": "file_share", "upload": False, "display_as_bot": False}
            for file in files:
                file.shares.append((channel.id, ts))
            wire["files"] = [self.file_wire(file, shares=False) for file in files]
        channel.messages[ts] = message
        self._slack.effect("message", {"channel": channel.id, **message.full(metadata=True)})
        event = copied(wire) | {"channel": channel.id, "event_ts": ts, "channel_type": channel.kind}
        self._slack.emit(event, channel)
        if mentions(str(wire["text"]), BOT_USER) and wire.get("user") != BOT_USER and channel.kind != "im":
            mention = {
                key: value for key, value in event.items() if key not in ("subtype", "channel_type", "root")
            }
            self._slack.emit({**mention, "type": "app_mention"}, channel)
        return message

    def edit(
        self,
        channel: Channel,
        message: Message,
        *,
        by: str | None,
        text: str | None = None,
        blocks: list[Json] | None = None,
        metadata: Json | None = None,
        more: Json | None = None,
    ) -> None:
        """Change a message and send message_changed. ``by`` None leaves ``edited`` as it was: an unfurl."""
        before = message.full(reactions=False)
        if text is not None:
            message.wire["text"] = text
        if blocks is not None:
            message.wire["blocks"] = blocks
        if metadata is not None:
            message.metadata = metadata or None
        message.wire |= more or {}
        if by is not None:
            message.wire["edited"] = {"user": by, "ts": f"{self._workspace.seconds()}.000000"}
        if not message.wire.get("blocks"):
            message.wire.pop("blocks", None)
        if message.only_for is not None:
            self._slack.effect("ephemeral", {"channel": channel.id, "for": message.only_for, **message.wire})
            return
        self._slack.effect("edit", {"channel": channel.id, **message.full(metadata=True)})
        self._changed(channel, message.full(reactions=False), before)

    def _changed(self, channel: Channel, after: Json, before: Json) -> None:
        event = {
            "type": "message",
            "subtype": "message_changed",
            "message": after,
            "previous_message": before,
            "channel": channel.id,
            "hidden": True,
            **self._stamp(channel),
        }
        self._slack.emit(event, channel)

    def _stamp(self, channel: Channel) -> Json:
        ts = self._workspace.new_ts()
        return {"ts": ts, "event_ts": ts, "channel_type": channel.kind}

    def delete(self, channel: Channel, message: Message) -> None:
        """Take a message away; a parent with replies becomes a tombstone (slack-edge pull request 10)."""
        if message.only_for is not None:
            channel.ephemerals.remove(message)
            self._slack.effect("delete", {"channel": channel.id, "ts": message.ts, "for": message.only_for})
            return
        self._slack.effect("delete", {"channel": channel.id, "ts": message.ts})
        before = message.full(reactions=False)
        if message.replies and not message.is_reply:
            message.wire = {
                "subtype": "tombstone",
                "text": "This message was deleted.",
                "user": SLACKBOT,
                "hidden": True,
                "type": "message",
                "ts": message.ts,
                "thread_ts": message.ts,
                "parent_user_id": SLACKBOT,
            }
            message.metadata, message.reactions = None, {}
            self._changed(channel, message.full(), before)
            if self._slack.switches.replay_replies:
                for ts in message.replies:
                    reply = channel.messages[ts].full(reactions=False)
                    self._changed(channel, reply, copied(reply))
            return
        self._remove(channel, message, before)
        parent = channel.messages.get(str(message.wire.get("thread_ts"))) if message.is_reply else None
        if parent is not None:
            index = parent.replies.index(message.ts)
            del parent.replies[index], parent.repliers[index]
            if not parent.replies and parent.wire.get("subtype") == "tombstone":
                self._remove(channel, parent, parent.full())

    def _remove(self, channel: Channel, message: Message, before: Json) -> None:
        del channel.messages[message.ts]
        event = {
            "type": "message",
            "subtype": "message_deleted",
            "previous_message": before,
            "channel": channel.id,
            "hidden": True,
            "deleted_ts": message.ts,
            **self._stamp(channel),
        }
        self._slack.emit(event, channel)

    def react(self, channel: Channel, message: Message, user: str, name: str) -> bool:
        """Add a reaction; False when this user has it there already."""
        users = message.reactions.setdefault(name, [])
        if user in users:
            return False
        users.append(user)
        self._reaction("reaction_added", "reaction", channel, message, user, name)
        return True

    def unreact(self, channel: Channel, message: Message, user: str, name: str) -> bool:
        """Take a reaction back; False when there is none."""
        if user not in message.reactions.get(name, []):
            return False
        message.reactions[name].remove(user)
        if not message.reactions[name]:
            del message.reactions[name]
        self._reaction("reaction_removed", "unreaction", channel, message, user, name)
        return True

    def _reaction(
        self, event: str, effect: str, channel: Channel, message: Message, user: str, name: str
    ) -> None:
        data = {"channel": channel.id, "ts": message.ts, "user": user, "reaction": name}
        self._slack.effect(effect, data)
        self._slack.emit(
            {
                "type": event,
                "user": user,
                "reaction": name,
                "item": {"type": "message", "channel": channel.id, "ts": message.ts},
                "item_user": message.wire.get("user"),
                "event_ts": self._workspace.new_ts(),
            },
            channel,
        )

    def file_wire(self, file: File, *, shares: bool = True) -> Json:
        """A file object; ``url_private`` wants the bot's token."""
        base = f"{self._slack.public_url}/files-pri/{TEAM_ID}-{file.id}"
        kind = file.name.rpartition(".")[2].lower() if "." in file.name else "binary"
        wire: Json = {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mime,
            "filetype": kind,
            "pretty_type": kind.upper(),
            "user": file.user,
            "user_team": TEAM_ID,
            "editable": False,
            "size": file.length,
            "mode": file.mode,
            "is_external": file.mode == "external",
            "external_type": "",
            "is_public": False,
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": f"{base}/{file.name}",
            "url_private_download": f"{base}/download/{file.name}",
            "permalink": f"https://home.slack.com/files/{file.user}/{file.id}/{file.name}",
            "has_rich_preview": False,
            "file_access": "visible",
            **self._places(file),
        }
        if shares:
            wire["shares"] = self._shares(file)
        return wire

    def _places(self, file: File) -> Json:
        places: Json = {"channels": [], "groups": [], "ims": []}
        kinds = {"channel": "channels", "im": "ims"}
        for channel_id, _ in file.shares:
            places[kinds.get(self._workspace.channels[channel_id].kind, "groups")].append(channel_id)
        return places

    def _shares(self, file: File) -> Json:
        shares: Json = {}
        for channel_id, ts in file.shares:
            channel = self._workspace.channels[channel_id]
            message = channel.messages.get(ts)
            if message is None:
                continue
            side = shares.setdefault("public" if channel.kind == "channel" else "private", {})
            share: Json = {
                "reply_users": [],
                "reply_users_count": 0,
                "reply_count": 0,
                "ts": ts,
                "channel_name": channel.name,
                "team_id": TEAM_ID,
                "share_user_id": file.user,
            }
            if "thread_ts" in message.wire:
                share["thread_ts"] = message.wire["thread_ts"]
            side.setdefault(channel_id, []).append(share)
        return shares
