"""What the page shows: both sides as the chosen people see them, as plain JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sandbox.slack.identity import BOT_USER, SLACKBOT, TEAM_ID
from sandbox.slack.views import initial_state
from sandbox.slack.workspace import Channel, Message, User, View, Workspace
from sandbox.telegram.files import KINDS
from sandbox.telegram.methods_profile import menu_of
from sandbox.telegram.state import Person, Stored, World

Json = dict[str, Any]
SHOWN = 300
"""Messages of one conversation that are sent to the page, the newest."""
UNREAD = 50
"""Messages of a channel that may count as unread."""


class Residents:
    """The left side."""

    def __init__(self, world: World) -> None:
        self._world = world

    def all(self) -> list[Json]:
        """Every account, with what the list of phones needs."""
        return [self._account(person) for person in self._world.people.values()]

    def _account(self, person: Person) -> Json:
        told = [one.id for one in person.messages.values() if one.from_bot and not one.deleted]
        return {
            "id": person.id,
            "name": " ".join(filter(None, (person.first_name, person.last_name))),
            "language": person.language_code,
            "blocked": person.blocked,
            "gone": person.deactivated,
            "started": person.started,
            "from_bot": told[-UNREAD:],
        }

    def chat(self, resident: int) -> Json | None:
        """One resident's chat; None when there is no such account."""
        person = self._world.people.get(resident)
        if person is None:
            return None
        seen = [one for one in person.messages.values() if not one.deleted and not one.hidden]
        return {
            **self._account(person),
            "messages": [self._message(one) for one in seen[-SHOWN:]],
            "menu": menu_of(self._world, person),
            "keyboard": person.reply_keyboard,
            "topics": [
                {"id": topic.id, "name": topic.name, "color": f"#{topic.icon_color:06x}"}
                for topic in person.topics.values()
            ],
            "topics_enabled": self._world.topics_enabled,
        }

    def _message(self, stored: Stored) -> Json:
        seen = self._world.seen(stored)
        file = self._world.file_of(stored)
        if file is not None:
            seen["file"] = {**file.summary(), "url": f"/page/file/telegram/{file.file_id}"}
        seen["rows"] = [
            [{name: one[name] for name in ("text", "url", "style") if name in one} for one in row]
            for row in stored.button_rows()
        ]
        kind = seen["kind"] = next((kind for kind in KINDS if kind in stored.data), None)
        if kind is not None and isinstance(stored.data[kind], dict):
            seen |= {
                name: stored.data[kind][name] for name in ("duration", "emoji") if name in stored.data[kind]
            }
        for service in ("forum_topic_created", "forum_topic_edited"):
            if service in stored.data:
                seen["service"] = {"what": service, "name": stored.data[service].get("name", "")}
        return seen


class Desk:
    """The right side, as one member of the workspace sees it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def users(self) -> list[Json]:
        """Everybody but the platform's own bot."""
        return [_user(one) for one in self._workspace.users.values() if one.id != SLACKBOT]

    def channels(self, person: str) -> list[Json]:
        """The conversations this person is in."""
        mine = [one for one in self._workspace.channels.values() if person in one.members]
        return [self._place(channel, person) for channel in mine]

    def rooms(self) -> dict[str, str]:
        """Every channel's name, for the lines of what just happened."""
        return {one.id: one.name for one in self._workspace.channels.values() if one.name}

    def card(self) -> Json | None:
        """The newest message of the app that people can act on: where it is, who may see it, whether a person answered
        in its thread. For the guided tour."""
        cards = [
            (channel, one)
            for channel in self._workspace.channels.values()
            for one in list(channel.messages.values())[-UNREAD:]
            if "bot_id" in one.wire and "thread_ts" not in one.wire and _acted_on(one)
        ]
        if not cards:
            return None
        channel, card = max(cards, key=lambda one: float(one[1].ts))
        authors = [channel.messages[reply].wire for reply in card.replies if reply in channel.messages]
        return {
            "channel": channel.id,
            "ts": card.ts,
            "members": [one for one in channel.members if one != BOT_USER],
            "answered": any("bot_id" not in one for one in authors),
        }

    def _place(self, channel: Channel, person: str) -> Json:
        news = [
            {"ts": one.ts, "thread": one.wire.get("thread_ts")}
            for one in list(channel.messages.values())[-UNREAD:]
            if one.wire.get("user") != person and not one.wire.get("hidden")
        ]
        return {
            "id": channel.id,
            "name": channel.name,
            "kind": channel.kind,
            "archived": channel.archived,
            "shared": channel.ext_shared,
            "bot": channel.has_bot,
            "others": [one for one in channel.members if one not in (person, BOT_USER)],
            "members": len(channel.members),
            "news": news,
        }

    def channel_id(self, name: str, person: str) -> str | None:
        """A channel's id; "app" is this person's direct conversation with the app, where there is one."""
        if name in self._workspace.channels:
            return name
        wanted = {person, BOT_USER}
        direct = [one for one in self._workspace.channels.values() if one.kind == "im"]
        return next((one.id for one in direct if set(one.members) == wanted), None)

    def channel(self, channel_id: str, person: str) -> list[Json]:
        """What stands in a channel, oldest first."""
        place = self._workspace.channels[channel_id]
        only_mine = (one for one in place.ephemerals if "thread_ts" not in one.wire)
        return self._messages([*place.top_level()], only_mine, person)

    def thread(self, channel_id: str, ts: str, person: str) -> list[Json]:
        """A thread's parent and replies, oldest first; [] when it is gone."""
        place = self._workspace.channels[channel_id]
        parent = place.messages.get(ts)
        if parent is None:
            return []
        replies = [place.messages[reply] for reply in parent.replies]
        only_mine = (one for one in place.ephemerals if one.wire.get("thread_ts") == ts)
        return self._messages([parent, *replies], only_mine, person)

    def _messages(self, shown: list[Message], whispers: Iterable[Message], person: str) -> list[Json]:
        everything = [*shown, *(one for one in whispers if one.only_for == person)]
        everything.sort(key=lambda one: float(one.ts))
        return [_message(one) for one in everything[-SHOWN:]]

    def modal(self, person: str) -> Json | None:
        """The modal this person has open, the top one."""
        stack = self._workspace.modals.get(person)
        return {**_view(stack[-1]), "depth": len(stack)} if stack else None

    def home(self, person: str) -> Json | None:
        """The app's home tab of this person."""
        view = self._workspace.homes.get(person)
        return _view(view) if view is not None else None


def _user(user: User) -> Json:
    return {
        "id": user.id,
        "name": user.real_name,
        "handle": user.name,
        "title": user.title,
        "bot": user.is_bot,
        "guest": user.guest,
        "outside": user.team != TEAM_ID,
        "gone": user.deleted,
    }


def _message(message: Message) -> Json:
    full = message.full()
    kept = (
        "ts",
        "user",
        "username",
        "text",
        "blocks",
        "thread_ts",
        "reply_count",
        "reply_users",
        "latest_reply",
    )
    shown = {
        name: full[name] for name in (*kept, "subtype", "hidden", "reactions", "attachments") if name in full
    }
    if "bot_id" in full and _made_of_text(full.get("blocks", [])):
        del shown["blocks"]
    return {
        **shown,
        "channel": message.channel,
        "edited": "edited" in full,
        "app": "bot_id" in full,
        "system": full.get("user") == SLACKBOT,
        "whispered": message.only_for is not None,
        "files": [_file(one) for one in full.get("files", [])],
        "state": initial_state(full.get("blocks", []), message.choices),
    }


def _acted_on(message: Message) -> bool:
    return any(block.get("type") == "actions" for block in message.wire.get("blocks", []))


def _made_of_text(blocks: list[Json]) -> bool:
    """Whether the sandbox made these of an app's text, as typed; the page shows the text with its markup instead."""
    return len(blocks) == 1 and re.fullmatch(r"r[0-9A-F]{8}", str(blocks[0].get("block_id"))) is not None


def _file(wire: Json) -> Json:
    if wire.get("mode") == "tombstone":
        return {"id": wire["id"], "gone": True}
    return {
        "id": wire["id"],
        "name": wire.get("title") or wire.get("name"),
        "mime": wire.get("mimetype"),
        "size": wire.get("size"),
        "url": f"/page/file/slack/{wire['id']}",
    }


def _view(view: View) -> Json:
    kept = ("id", "root_view_id", "callback_id", "title", "submit", "close", "blocks", "hash")
    return {**{name: view.wire.get(name) for name in kept}, "state": view.wire["state"]["values"]}
