"""What residents press, react to, block, and their topics."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from sandbox.control import ActionError
from sandbox.telegram.api import Api
from sandbox.telegram.methods_topics import COLORS, ICONS, edit_topic, open_topic, remove_topic
from sandbox.telegram.people import Action, People
from sandbox.telegram.reactions import is_reaction
from sandbox.telegram.state import BOT_USER, Person, Query, Stored, Topic
from sandbox.telegram.updates import CALLBACK_LIFETIME


class PeopleTouch:
    """Everything a resident does without writing."""

    def __init__(self, api: Api, people: People) -> None:
        self._api, self._people = api, people
        self._query_ids = itertools.count(4_382_740_000_000_000_001)

    def actions(self) -> Mapping[str, Action]:
        """The control API's actions."""
        return {
            "press": self.press,
            "react": self.react,
            "block": self.block,
            "unblock": self.unblock,
            "deactivate": self.deactivate,
            "create_topic": self.create_topic,
            "rename_topic": self.rename_topic,
            "delete_topic": self.delete_topic,
            "topics": self.topics,
        }

    async def press(
        self,
        resident: int,
        message_id: int,
        data: str | None = None,
        label: str | None = None,
        force: bool = False,
    ) -> dict[str, Any]:
        """Press a button by its visible text or its data; {"query_id", "update_id"}.

        ``force`` sends ``data`` though no such button (or message) is shown, as a modified app can.
        """
        person = self._people.writer(resident)
        if force:
            stored = person.messages.get(int(message_id))
            chosen = str(data)
        else:
            stored = self._people.message(person, message_id)
            chosen = _button_data(stored, data, label)
        query = Query(str(next(self._query_ids)), person, self._api.world.clock.now(), int(message_id))
        self._api.world.queries[query.id] = query
        body = {
            "id": query.id,
            "from": person.user(),
            "message": self._shown(person, stored, int(message_id)),
            "chat_instance": str(-(person.id * 7919)),
            "data": chosen,
        }
        lane = ("callback", person.id)
        update = self._api.updates.emit("callback_query", body, lane=lane, lifetime=CALLBACK_LIFETIME)
        return {"query_id": query.id, "update_id": update}

    def _shown(self, person: Person, stored: Stored | None, message_id: int) -> dict[str, Any]:
        """The message, or an InaccessibleMessage when it is gone."""
        if stored is None or stored.deleted:
            return {"chat": person.chat(), "message_id": message_id, "date": 0}
        return stored.data

    async def react(self, resident: int, message_id: int, emoji: str | None) -> dict[str, Any]:
        """Set or, with None, remove a reaction; the bot hears of it if it asked for message_reaction."""
        person = self._people.writer(resident)
        stored = self._people.message(person, message_id)
        if emoji is not None and not is_reaction(emoji):
            raise ActionError(f"{emoji} is not a reaction everyone has")
        before, stored.person_reaction = stored.person_reaction, emoji
        body = {
            "chat": person.chat(),
            "message_id": stored.id,
            "user": person.user(),
            "date": self._api.world.now(),
            "old_reaction": _reactions(before),
            "new_reaction": _reactions(emoji),
        }
        return {"update_id": self._api.updates.emit("message_reaction", body, lane=person.id)}

    async def block(self, resident: int) -> dict[str, Any]:
        """Stop the bot: my_chat_member says kicked, and sending is answered 403."""
        person = self._people.writer(resident)
        person.blocked = True
        return self._membership(person, "member", "kicked")

    async def unblock(self, resident: int) -> dict[str, Any]:
        """Restart the bot: my_chat_member says member."""
        person = self._people.person(resident)
        if not person.blocked:
            raise ActionError(f"resident {resident} did not block the bot")
        person.blocked = False
        return self._membership(person, "kicked", "member")

    def _membership(self, person: Person, old: str, new: str) -> dict[str, Any]:
        def member(status: str) -> dict[str, Any]:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": BOT_USER, "status": status, **until}

        body = {
            "chat": person.chat(),
            "from": person.user(),
            "date": self._api.world.now(),
            "old_chat_member": member(old),
            "new_chat_member": member(new),
        }
        return {"update_id": self._api.updates.emit("my_chat_member", body, lane=person.id)}

    async def deactivate(self, resident: int) -> None:
        """Delete the account: the bot is told nothing until it writes."""
        self._people.person(resident).deactivated = True

    async def create_topic(self, resident: int, name: str) -> dict[str, Any]:
        """Open a topic from the app."""
        person = self._people.writer(resident)
        if not self._api.world.topics_enabled:
            raise ActionError("topics are off; use set_topics_enabled")
        topic, stored = open_topic(self._api, person, name, COLORS[0], from_bot=False)
        update = self._api.updates.emit("message", stored.data, lane=person.id)
        return {"topic": topic.id, "update_id": update}

    async def rename_topic(self, resident: int, topic: int, name: str) -> dict[str, Any]:
        """Give a topic another name; the bot gets the service message."""
        person, found = self._topic(resident, topic)
        stored = edit_topic(self._api, person, found, name[:128], found.icon_custom_emoji_id, from_bot=False)
        return {"update_id": self._api.updates.emit("message", stored.data, lane=person.id)}

    async def delete_topic(self, resident: int, topic: int) -> None:
        """Delete a topic with its messages. The bot is told nothing."""
        remove_topic(*self._topic(resident, topic))

    async def topics(self, resident: int) -> list[dict[str, Any]]:
        """The topics of a chat, with the emoji of their icons, oldest first."""
        found = self._people.person(resident).topics.values()
        return [
            {"topic": one.id, "name": one.name, "icon": ICONS.get(one.icon_custom_emoji_id, "")}
            for one in found
        ]

    def _topic(self, resident: int, topic: int) -> tuple[Person, Topic]:
        person = self._people.person(resident)
        found = person.topics.get(int(topic))
        if found is None:
            raise ActionError(f"no topic {topic}; there are: {sorted(person.topics)}")
        return person, found


def _reactions(emoji: str | None) -> list[dict[str, str]]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


def _button_data(stored: Stored, data: str | None, label: str | None) -> str:
    buttons = [button for row in stored.button_rows() for button in row]
    for button in buttons:
        if button["text"] == label or (label is None and button.get("callback_data") == data):
            if "callback_data" not in button:
                raise ActionError(f"button {button['text']!r} sends nothing to the bot: {sorted(button)}")
            return str(button["callback_data"])
    shown = ", ".join(repr(button["text"]) for button in buttons) or "none"
    raise ActionError(f"no button {label or data!r} on message {stored.id}; its buttons are: {shown}")
